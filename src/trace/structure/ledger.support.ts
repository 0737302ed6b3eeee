import type { UtxoColumns } from '../../ledger/index.ts'
import { UNKNOWN } from './unknown.ts'

/** A transaction as a test writes it: outputs as [owner, satoshi], inputs as [place of a transaction, place of its output]. */
export interface TestTx {
  readonly in?: readonly (readonly [number, number] | 'unknown')[]
  readonly out: readonly (readonly [number, number])[]
  readonly height?: number
}

/** Columns of a ledger for tests; each transaction is a block of its own where it does not say. */
export function columnsOf(txs: readonly TestTx[]): UtxoColumns {
  const inputStart = [0]
  const outputStart = [0]
  for (const tx of txs) {
    inputStart.push(inputStart.at(-1)! + (tx.in?.length ?? 0))
    outputStart.push(outputStart.at(-1)! + tx.out.length)
  }
  const spends = txs.flatMap((tx) =>
    (tx.in ?? []).map((spent) => (spent === 'unknown' ? UNKNOWN : outputStart[spent[0]]! + spent[1])),
  )
  return {
    txCount: txs.length,
    height: Uint32Array.from(txs, ({ height }, place) => height ?? place),
    inputStart: Uint32Array.from(inputStart),
    outputStart: Uint32Array.from(outputStart),
    spends: Uint32Array.from(spends),
    valueSat: Float64Array.from(txs.flatMap(({ out }) => out.map(([, value]) => value))),
    owner: Uint32Array.from(txs.flatMap(({ out }) => out.map(([owner]) => owner))),
  }
}
