import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, type TestRow } from './columns.support.ts'
import { orderTransfers } from './orderBlock.ts'
import { ROW } from './rowFlags.ts'

/** Rows of one block, whose places nobody told, each a transaction of its own where it does not say. */
const block = (rows: readonly Omit<TestRow, 'flags' | 'block'>[]): TestRow[] =>
  rows.map((row) => ({ block: 1, flags: 0, ...row }))

function orderOf(rows: readonly TestRow[]): number[] {
  return Array.from(orderTransfers(columnsOf(rows)) ?? rows.keys())
}

describe('orderTransfers', () => {
  it('leaves a placed ledger as it is', () => {
    expect(
      orderTransfers(
        columnsOf([
          { from: 2, to: 3 },
          { from: 1, to: 2 },
        ]),
      ),
    ).toBe(undefined)
  })

  it('puts a receipt before the payments that it funds, and leaves the rest', () => {
    expect(
      orderOf(
        block([
          { from: 2, to: 3 },
          { from: 7, to: 8 },
          { from: 1, to: 2 },
        ]),
      ),
    ).toEqual([1, 2, 0])
  })

  it('keeps the rows of a transaction together', () => {
    const rows = block([
      { from: 2, to: 3, tx: 5 },
      { from: 8, to: 9, tx: 5 },
      { from: 1, to: 2, tx: 6 },
    ])
    expect(orderOf(rows)).toEqual([2, 0, 1])
  })

  it('does not cross blocks or assets', () => {
    const rows = [
      { from: 2, to: 3, block: 1, flags: 0 },
      { from: 1, to: 2, block: 1, flags: 0, asset: 2 },
      { from: 1, to: 2, block: 2, flags: 0 },
    ]
    expect(orderOf(rows)).toEqual([0, 1, 2])
  })

  it('takes a loop apart at its lowest, where that stands', () => {
    const loop = [
      { from: 1, to: 2 },
      { from: 2, to: 3 },
      { from: 3, to: 1 },
    ]
    expect(orderOf(block([{ from: 3, to: 9 }, ...loop]))).toEqual([1, 2, 3, 0])
    expect(orderOf(block([loop[2]!, loop[0]!, loop[1]!]))).toEqual([0, 1, 2])
    expect(orderOf(block([loop[2]!, loop[1]!, loop[0]!]))).toEqual([0, 2, 1])
  })

  it('orders transactions by their logs only where all have logs and none an index', () => {
    const logs = ROW.isPlaced | ROW.hasLogPlace
    const rows = [
      { from: 2, to: 3, block: 1 },
      { from: 1, to: 2, block: 1 },
    ]
    expect(orderOf(rows.map((row) => ({ ...row, flags: logs })))).toEqual([0, 1])
    expect(orderOf(rows.map((row, i) => ({ ...row, flags: i === 0 ? logs : logs | ROW.hasTxPlace })))).toEqual([1, 0])
  })

  it('pays out of no account before another has paid into it, loops apart', () => {
    const pair = fc.record({ from: fc.nat(9), to: fc.nat(9) })
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 30 }), (pairs) => {
        const order = orderOf(block(pairs))
        expect(order.toSorted((a, b) => a - b)).toEqual([...pairs.keys()])
        const reach = reachability(pairs)
        order.forEach((row, at) => {
          for (const later of order.slice(at + 1)) {
            const isFunded = pairs[later]!.to === pairs[row]!.from
            if (isFunded && row !== later) expect(reach(row, later)).toBe(true)
          }
        })
      }),
      { numRuns: 500 },
    )
  })

  it('orders large blocks: 20,000 rows in loops, and money to and fro along 10,000 accounts', () => {
    const knot = Array.from({ length: 20_000 }, (_, i) => ({
      from: (i * 7919) % 6_011,
      to: (i * 104_729 + 13) % 6_011,
    }))
    expect(new Set(orderOf(block(knot))).size).toBe(20_000)
    const there = Array.from({ length: 10_000 }, (_, i) => ({ from: i, to: i + 1 }))
    const back = there.map(({ from, to }) => ({ from: to, to: from }))
    expect(orderOf(block([...there, ...back])).slice(0, 4)).toEqual([0, 1, 2, 3])
  })
})

/** Whether money of the first row can come to the payer of the second. */
function reachability(pairs: readonly { from: number; to: number }[]): (first: number, second: number) => boolean {
  return (first, second) => {
    const seen = new Set([pairs[first]!.to])
    for (const at of seen) for (const { from, to } of pairs) if (from === at) seen.add(to)
    return seen.has(pairs[second]!.from)
  }
}
