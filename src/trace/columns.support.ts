import type { TransferColumns } from '../ledger/index.ts'
import { createAmounts, setAmount } from './kernel/AmountColumn.ts'
import { ROW } from './rowFlags.ts'

/** A row as a test writes it: a transfer of asset 1, in a block and a transaction of its own where it does not say. */
export interface TestRow {
  readonly from: number
  readonly to: number
  readonly amount?: bigint
  readonly asset?: number
  /** The same number on neighbouring rows makes them one transaction. */
  readonly tx?: number
  readonly block?: number
  /** Bits of `ROW` beside `startsTx`; placed altogether where it does not say. */
  readonly flags?: number
}

/** Columns of a ledger for tests. */
export function columnsOf(rows: readonly TestRow[]): TransferColumns {
  const amounts = createAmounts(rows.length)
  rows.forEach(({ amount = 1n }, row) => {
    setAmount(amounts, row, amount)
  })
  const txs = rows.map(({ tx }, i) => tx ?? 1_000_000 + i)
  const blocks = rows.map(({ block }, i) => block ?? txs.indexOf(txs[i]!))
  const starts = rows.map((_, i) => (txs[i] === txs[i - 1] && blocks[i] === blocks[i - 1] ? 0 : ROW.startsTx))
  return {
    count: rows.length,
    rowId: Uint32Array.from(rows.keys()),
    block: Uint32Array.from(blocks),
    sender: Uint32Array.from(rows, ({ from }) => from),
    receiver: Uint32Array.from(rows, ({ to }) => to),
    asset: Uint32Array.from(rows, ({ asset }) => asset ?? 1),
    amounts: amounts.limbs,
    highAmounts: amounts.high,
    flags: Uint8Array.from(rows, ({ flags }, i) => starts[i]! | (flags ?? ROW.isPlaced | ROW.hasTxPlace)),
  }
}
