import type { TransferColumns } from '../ledger/index.ts'
import { createHoldingTable } from './kernel/HoldingTable.ts'
import { orderGroups } from './kernel/orderGroups.ts'
import { ROW } from './rowFlags.ts'

/**
 * The order in which the transfers are applied: a permutation of the rows, or undefined where it is the ledger's own.
 *
 * Where the source says the place, that is the order. Elsewhere, inside one block, a transaction that pays into an
 * account stands before one that pays out of it, and so do the transfers inside one transaction. Rows that this leaves
 * free stay in the order of their content, so that shuffling a file changes nothing.
 */
export function orderTransfers(columns: TransferColumns): Uint32Array<ArrayBuffer> | undefined {
  if (isAllPlaced(columns)) return undefined
  const late = createLateReceipts(columns)
  let order: Uint32Array<ArrayBuffer> | undefined
  for (let start = 0, end = 0; start < columns.count; start = end) {
    end = endOfBlock(columns, start)
    if (!late.isIn(start, end)) continue
    order ??= Uint32Array.from({ length: columns.count }, (_, row) => row)
    order.set(orderBlock(columns, start, end), start)
  }
  return order
}

function isAllPlaced({ count, flags }: TransferColumns): boolean {
  const placed = ROW.isPlaced | ROW.hasTxPlace
  for (let row = 0; row < count; row++) if (((flags[row] as number) & placed) !== placed) return false
  return true
}

function endOfBlock(columns: TransferColumns, start: number): number {
  let end = start + 1
  while (end < columns.count && columns.block[end] === columns.block[start]) end++
  return end
}

interface LateReceipts {
  /** Whether an account of the block may receive after it has paid: else the rows stand in their order already. */
  isIn(start: number, end: number): boolean
}

/** Accounts share places in a table of bounded size: that can raise a false alarm and hides nothing. */
function createLateReceipts({ sender, receiver, count }: TransferColumns): LateReceipts {
  const lastReceipt = new Uint32Array(2 ** Math.min(22, Math.ceil(Math.log2(count * 2 + 2))))
  const mask = lastReceipt.length - 1
  return {
    isIn(start, end) {
      if (end - start === 1) return false
      for (let row = start; row < end; row++) lastReceipt[(receiver[row] as number) & mask] = row
      for (let row = start; row < end; row++) {
        if ((lastReceipt[(sender[row] as number) & mask] as number) > row) return true
      }
      return false
    },
  }
}

function orderBlock(columns: TransferColumns, start: number, end: number): Uint32Array {
  const txs = splitTxs(columns, start, end)
  const has = (flag: number) => (row: number) => ((columns.flags[row] as number) & flag) !== 0
  const arranged = txs.map((tx) => (tx.every(has(ROW.isPlaced)) ? tx : orderRows(columns, tx)))
  const placed = txs.filter((tx) => tx.some(has(ROW.hasTxPlace))).length
  // Transactions compare by their index or else by their logs, but not one by this and another by that.
  const isPlaced = placed === txs.length || (placed === 0 && txs.every((tx) => tx.some(has(ROW.hasLogPlace))))
  return joined(isPlaced ? arranged : fundedFirst(columns, arranged), end - start)
}

function splitTxs(columns: TransferColumns, start: number, end: number): Uint32Array[] {
  const txs: Uint32Array[] = []
  for (let first = start, next = start; first < end; first = next) {
    next = first + 1
    while (next < end && ((columns.flags[next] as number) & ROW.startsTx) === 0) next++
    txs.push(Uint32Array.from({ length: next - first }, (_, i) => first + i))
  }
  return txs
}

function orderRows(columns: TransferColumns, rows: Uint32Array): Uint32Array {
  const single = Array.from(rows, (row) => Uint32Array.of(row))
  return joined(fundedFirst(columns, single), rows.length)
}

function joined(groups: readonly Uint32Array[], count: number): Uint32Array {
  const rows = new Uint32Array(count)
  let at = 0
  for (const group of groups) {
    rows.set(group, at)
    at += group.length
  }
  return rows
}

/** Orders groups of rows so that receipts come before the payments that they fund, keeping the given order otherwise. */
function fundedFirst(columns: TransferColumns, groups: readonly Uint32Array[]): Uint32Array[] {
  const rows = joined(
    groups,
    groups.reduce((sum, { length }) => sum + length, 0),
  )
  const group = new Uint32Array(rows.length)
  let at = 0
  for (const [i, { length }] of groups.entries()) group.fill(i, at, (at += length))
  const holdings = createHoldingTable(rows.length)
  const idsOf = (account: Uint32Array): Uint32Array =>
    rows.map((row) => holdings.idOf(account[row] as number, columns.asset[row] as number))
  const payer = idsOf(columns.sender)
  const payee = idsOf(columns.receiver)
  const order = orderGroups({ groups: groups.length, holdings: holdings.size(), group, payer, payee })
  return Array.from(order, (i) => groups[i] as Uint32Array)
}
