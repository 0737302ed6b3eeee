import type { TraceIndex } from './TraceIndex.ts'

/**
 * The same movements run backwards: the last row first, each from its receiver to its sender.
 *
 * Following money through it answers where money came from, under the same rules: FIFO pairs the same units in both
 * directions, and under haircut a holding's money is made of its receipts in the shares that they had when they came. What
 * a holding opens with here is what it had at the end, and what stays is what it had at the beginning.
 */
export function reverseIndex(index: TraceIndex): TraceIndex {
  const { count } = index
  const mirror = (row: number): number => count - 1 - row
  return {
    ...index,
    from: index.to.slice().reverse(),
    to: index.from.slice().reverse(),
    block: index.block.slice().reverse(),
    source: index.source.slice().reverse(),
    endsTx: Uint8Array.from({ length: count }, (_, row) => startsTx(index, mirror(row))),
    opening: closingBalances(index),
    amountAt: (row) => index.receivedAt(mirror(row)),
    receivedAt: (row) => index.amountAt(mirror(row)),
  }
}

function startsTx(index: TraceIndex, row: number): number {
  return row === 0 ? 1 : (index.endsTx[row - 1] as number)
}

function closingBalances(index: TraceIndex): bigint[] {
  const balances = Array.from({ length: index.holdings }, (_, holding) => index.opening[holding] as bigint)
  for (let row = 0; row < index.count; row++) {
    const from = index.from[row] as number
    const to = index.to[row] as number
    balances[from] = (balances[from] as bigint) - index.amountAt(row)
    balances[to] = (balances[to] as bigint) + index.receivedAt(row)
  }
  return balances
}
