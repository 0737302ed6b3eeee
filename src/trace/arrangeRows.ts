import type { TransferColumns } from '../ledger/index.ts'
import { type AmountColumn, fromLimbs, pickAmounts, setAmount } from './kernel/AmountColumn.ts'
import { orderTransfers } from './orderBlock.ts'
import { ROW } from './rowFlags.ts'

/** Asset `fromAsset` becomes `toAsset` inside one account, right after the transfer in row `afterRow` of the ledger. */
export interface Conversion {
  readonly afterRow: number
  readonly account: number
  readonly fromAsset: number
  readonly toAsset: number
  readonly paid: bigint
  readonly received: bigint
}

/** Transfers and conversions as rows, in the order in which they are applied. */
export interface ArrangedRows {
  readonly count: number
  readonly sender: Uint32Array<ArrayBuffer>
  readonly receiver: Uint32Array<ArrayBuffer>
  /** The asset of a transfer; of a conversion see there. */
  readonly asset: Uint32Array<ArrayBuffer>
  readonly conversions: ReadonlyMap<number, Conversion>
  readonly block: Uint32Array<ArrayBuffer>
  readonly rowId: Uint32Array<ArrayBuffer>
  /** 1 on the last row of each transaction. */
  readonly endsTx: Uint8Array<ArrayBuffer>
  readonly paid: AmountColumn
  /** The same column as `paid` where there are no conversions. */
  readonly received: AmountColumn
}

/** Puts a ledger's rows in order, and each conversion behind its transfer. Takes over the columns. */
export function arrangeRows(columns: TransferColumns, conversions: readonly Conversion[]): ArrangedRows {
  const amounts = fromLimbs(columns.amounts, columns.highAmounts)
  const order = orderTransfers(columns)
  if (order === undefined && conversions.length === 0) {
    const { asset, count, sender, receiver, block, rowId, flags } = columns
    const own = { count, sender, receiver, asset, block, rowId, paid: amounts, received: amounts }
    return { ...own, conversions: new Map(), endsTx: endsOfTx(flags) }
  }
  const tx = numberTxs(columns)
  const { source, placed } = insertConversions(order ?? Uint32Array.from(tx.keys()), conversions)
  const pick = (column: Uint32Array): Uint32Array<ArrayBuffer> => source.map((row) => column[row] as number)
  const paid = pickAmounts(amounts, source)
  const received = placed.size === 0 ? paid : pickAmounts(amounts, source)
  for (const [row, conversion] of placed) {
    setAmount(paid, row, conversion.paid)
    setAmount(received, row, conversion.received)
  }
  return {
    count: source.length,
    sender: pick(columns.sender),
    receiver: pick(columns.receiver),
    asset: pick(columns.asset),
    conversions: placed,
    block: pick(columns.block),
    rowId: pick(columns.rowId),
    endsTx: Uint8Array.from(source, (row, i) => (tx[row] === tx[source[i + 1] ?? -1] ? 0 : 1)),
    paid,
    received,
  }
}

/** By row, the number of its transaction, whose rows stand together. */
function numberTxs({ count, flags }: TransferColumns): Uint32Array {
  const tx = new Uint32Array(count)
  for (let row = 0, number = 0; row < count; row++) tx[row] = number += (flags[row] as number) & ROW.startsTx
  return tx
}

/** The flags' memory, with the ends of transactions in the place of their starts. */
function endsOfTx(flags: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  for (let row = 0; row < flags.length; row++) flags[row] = (flags[row + 1] ?? ROW.startsTx) & ROW.startsTx
  return flags
}

/** The ledger's row of each place in the order, and the conversions by their place. */
function insertConversions(
  order: Uint32Array<ArrayBuffer>,
  conversions: readonly Conversion[],
): { source: Uint32Array<ArrayBuffer>; placed: Map<number, Conversion> } {
  const placed = new Map<number, Conversion>()
  if (conversions.length === 0) return { source: order, placed }
  const after = new Map<number, Conversion[]>()
  for (const conversion of conversions) {
    after.set(conversion.afterRow, [...(after.get(conversion.afterRow) ?? []), conversion])
  }
  const source = new Uint32Array(order.length + conversions.length)
  let at = 0
  for (const row of order) {
    source[at++] = row
    for (const conversion of after.get(row) ?? []) {
      placed.set(at, conversion)
      source[at++] = row
    }
  }
  return { source, placed }
}
