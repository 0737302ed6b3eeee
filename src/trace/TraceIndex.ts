import type { TransferColumns } from '../ledger/index.ts'
import { type ArrangedRows, arrangeRows, type Conversion } from './arrangeRows.ts'
import { type AmountColumn, createAmounts, getAmount, setAmount } from './kernel/AmountColumn.ts'
import { findBalances, findOpenings, type Moves } from './kernel/balances.ts'
import { type Groups, groupBy } from './kernel/groupBy.ts'
import { createAccountTable, createHoldingTable, type HoldingTable } from './kernel/HoldingTable.ts'

/** A holding's number inside one index: one asset at one account. */
export type Holding = number

/**
 * The movements of one chain in the order in which they are applied, between holdings.
 *
 * Row `i` takes `paid` base units out of holding `from[i]` and puts `received` into `to[i]`. The two differ only where the
 * row is a conversion, from one asset into another inside one account. A holding opens with the least balance that keeps
 * it from ever paying more than it has. About 65 bytes a row.
 */
export interface TraceIndex extends Moves {
  readonly block: Uint32Array<ArrayBuffer>
  /** 1 on the last row of each transaction. */
  readonly endsTx: Uint8Array<ArrayBuffer>
  /** The store's row id; a conversion has that of the transfer behind which it stands. */
  readonly rowId: Uint32Array<ArrayBuffer>
  /** By holding. */
  readonly account: Uint32Array<ArrayBuffer>
  readonly asset: Uint32Array<ArrayBuffer>
  readonly opening: AmountColumn
  /** By row, the payer's balance before it. */
  readonly before: AmountColumn
  /** The rows by which each holding pays, and by which it receives. */
  readonly payments: Groups
  readonly receipts: Groups
  findHolding(account: number, asset: number): Holding | undefined
}

/** Makes the index of a ledger's transfers and of the conversions found in its transactions. Takes over the columns. */
export function createTraceIndex(columns: TransferColumns, conversions: readonly Conversion[] = []): TraceIndex {
  const rows = arrangeRows(columns, conversions)
  const table = createTable(rows)
  numberHoldings(rows, table)
  const { count, sender: from, receiver: to, paid, received, block, endsTx, rowId } = rows
  const moves = { count, holdings: table.size(), from, to, paid, received }
  return { ...withBalances(moves, findOpenings(moves)), block, endsTx, rowId, ...table.keys(), findHolding: table.find }
}

type BalancedMoves = Moves & Pick<TraceIndex, 'opening' | 'before' | 'payments' | 'receipts'>

function withBalances(moves: Moves, opening: AmountColumn): BalancedMoves {
  return {
    ...moves,
    opening,
    before: findBalances(moves, opening),
    payments: groupBy(moves.from, moves.holdings),
    receipts: groupBy(moves.to, moves.holdings),
  }
}

function createTable({ sender, receiver, asset, conversions }: ArrangedRows): HoldingTable {
  const first = asset[0] ?? 0
  if (conversions.size > 0 || asset.some((id) => id !== first)) return createHoldingTable(sender.length / 4)
  let accountMax = 0
  for (let row = 0; row < sender.length; row++) {
    accountMax = Math.max(accountMax, sender[row] as number, receiver[row] as number)
  }
  return createAccountTable(accountMax, first)
}

/** Puts holdings in the place of accounts. */
function numberHoldings({ count, sender, receiver, asset, conversions }: ArrangedRows, table: HoldingTable): void {
  for (let row = 0; row < count; row++) {
    const conversion = conversions.size === 0 ? undefined : conversions.get(row)
    const account = conversion?.account
    sender[row] = table.idOf(account ?? (sender[row] as number), conversion?.fromAsset ?? (asset[row] as number))
    receiver[row] = table.idOf(account ?? (receiver[row] as number), conversion?.toAsset ?? (asset[row] as number))
  }
}

/**
 * The same movements run backwards: the last row first, each from its receiver to its sender.
 *
 * Following money through it answers where money came from, under the same rules: FIFO pairs the same units in both
 * directions, and under haircut a holding's money is made of its receipts in the shares that they had when they came. What
 * a holding opens with here is what it had at the end, and what stays is what it had at the beginning.
 */
export function reverseIndex(index: TraceIndex): TraceIndex {
  const paid = reversed(index.received)
  const moves = {
    count: index.count,
    holdings: index.holdings,
    from: index.to.slice().reverse(),
    to: index.from.slice().reverse(),
    paid,
    received: index.paid === index.received ? paid : reversed(index.paid),
  }
  return {
    ...index,
    ...withBalances(moves, closingBalances(index)),
    block: index.block.slice().reverse(),
    rowId: index.rowId.slice().reverse(),
    endsTx: Uint8Array.from(index.endsTx, (_, row) => index.endsTx[index.count - 2 - row] ?? 1),
  }
}

function reversed({ words, high }: AmountColumn): AmountColumn {
  const count = words.length / 2
  const result = createAmounts(count)
  for (let row = 0; row < count; row++) {
    const mirror = count - 1 - row
    result.words[2 * row] = words[2 * mirror] as bigint
    result.words[2 * row + 1] = words[2 * mirror + 1] as bigint
  }
  for (const [row, above] of high) result.high.set(count - 1 - row, above)
  return result
}

function closingBalances(index: TraceIndex): AmountColumn {
  const balances = Array.from({ length: index.holdings }, (_, holding) => getAmount(index.opening, holding))
  for (let row = 0; row < index.count; row++) {
    const from = index.from[row] as number
    const to = index.to[row] as number
    balances[from] = (balances[from] as bigint) - getAmount(index.paid, row)
    balances[to] = (balances[to] as bigint) + getAmount(index.received, row)
  }
  const closing = createAmounts(index.holdings)
  balances.forEach((balance, holding) => {
    setAmount(closing, holding, balance)
  })
  return closing
}

/** Whether all amounts and balances fit into 128 bits. */
export function isNarrow({ paid, received, before, opening }: TraceIndex): boolean {
  return [paid, received, before, opening].every(({ high }) => high.size === 0)
}
