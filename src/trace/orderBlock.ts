import type { TransferColumns } from '../ledger/index.ts'

/**
 * The order in which the transfers are applied: a permutation of the rows.
 *
 * Where the source says the place, that is the order. Elsewhere, inside one block, a transaction that pays into an
 * account stands before one that pays out of it, and so do the transfers inside one transaction. Rows that this leaves
 * free stay in the order of their content, so that shuffling a file changes nothing.
 */
export function orderTransfers(columns: TransferColumns): Uint32Array {
  const order = new Uint32Array(columns.count)
  let at = 0
  while (at < columns.count) {
    const end = endOfBlock(columns, at)
    const rows = end - at === 1 ? [at] : orderBlock(columns, at, end)
    for (const row of rows) order[at++] = row
  }
  return order
}

function endOfBlock(columns: TransferColumns, start: number): number {
  let end = start + 1
  while (end < columns.count && columns.block[end] === columns.block[start]) end++
  return end
}

function orderBlock(columns: TransferColumns, start: number, end: number): readonly number[] {
  const txs: number[][] = []
  for (let row = start; row < end; row++) {
    if (columns.startsTx[row] === 1) txs.push([])
    txs.at(-1)?.push(row)
  }
  const arranged = txs.map((tx) => (tx.every((row) => columns.isRowPlaced[row] === 1) ? tx : orderRows(columns, tx)))
  const isPlaced = txs.every((tx) => columns.isTxPlaced[tx[0] as number] === 1)
  return (isPlaced ? arranged : fundedFirst(columns, arranged)).flat()
}

function orderRows(columns: TransferColumns, rows: readonly number[]): number[] {
  const single = rows.map((row) => [row])
  return fundedFirst(columns, single).flat()
}

/**
 * Orders groups of rows so that receipts come before the payments that they fund, keeping the given order otherwise.
 *
 * A loop of groups has no such order: then the first group of a loop that waits for nothing outside it goes first.
 */
function fundedFirst(columns: TransferColumns, groups: readonly (readonly number[])[]): (readonly number[])[] {
  if (groups.length === 1) return [...groups]
  const waitsFor = dependencies(columns, groups)
  const isDone = groups.map(() => false)
  const result: (readonly number[])[] = []
  while (result.length < groups.length) {
    let next = waitsFor.findIndex((others, i) => !isDone[i] && others.every((other) => isDone[other]))
    if (next < 0) next = firstOfSourceLoop(waitsFor, isDone)
    isDone[next] = true
    result.push(groups[next] as readonly number[])
  }
  return result
}

/** For each group, the other groups that pay into an account from which it pays out. */
function dependencies(columns: TransferColumns, groups: readonly (readonly number[])[]): number[][] {
  const payers = new Map<string, number[]>()
  const holding = (id: number | undefined, row: number): string => `${id} ${columns.asset[row]}`
  groups.forEach((rows, i) => {
    for (const row of rows) {
      const key = holding(columns.receiver[row], row)
      payers.set(key, [...(payers.get(key) ?? []), i])
    }
  })
  return groups.map((rows, i) => {
    const others = rows.flatMap((row) => payers.get(holding(columns.sender[row], row)) ?? [])
    return [...new Set(others)].filter((other) => other !== i)
  })
}

/** The lowest open group whose waiting reaches only groups that wait for it in turn. */
function firstOfSourceLoop(waitsFor: readonly number[][], isDone: readonly boolean[]): number {
  const reachOf = (start: number): Set<number> => {
    const reached = new Set([start])
    for (const at of reached) for (const next of waitsFor[at] ?? []) if (!isDone[next]) reached.add(next)
    return reached
  }
  for (let i = 0; i < waitsFor.length; i++) {
    if (isDone[i]) continue
    if ([...reachOf(i)].every((other) => reachOf(other).has(i))) return i
  }
  throw new Error('A finite set of waiting groups always has a loop that waits for nothing outside it.')
}
