import type { UtxoColumns } from '../../ledger/index.ts'
import { UNKNOWN } from '../utxo/UtxoIndex.ts'
import { utxoColumnsOf } from '../utxo/utxoLedger.support.ts'

/** A transaction by names instead of places: outputs as [owner, satoshi], inputs as [place of a transaction, position of its output]. */
export interface TestTx {
  readonly in?: readonly (readonly [number, number] | 'unknown')[]
  readonly out: readonly (readonly [number, number])[]
  readonly height?: number
}

/** Columns of a ledger for tests; each transaction is a block of its own where it does not say. */
export function columnsOf(txs: readonly TestTx[]): UtxoColumns {
  let outputs = 0
  const first = txs.map(({ out }) => (outputs += out.length) - out.length)
  const placeOf = (spent: readonly [number, number] | 'unknown'): number =>
    spent === 'unknown' ? UNKNOWN : first[spent[0]]! + spent[1]
  const block = txs.map((tx) => ({ spends: (tx.in ?? []).map(placeOf), pays: tx.out }))
  return { ...utxoColumnsOf([block]), height: Uint32Array.from(txs, ({ height }, place) => height ?? place) }
}
