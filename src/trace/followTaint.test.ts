import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TransferColumns } from '../ledger/index.ts'
import { type Bounds, followTaint, type Origin, type TaintFlow } from './followTaint.ts'
import type { TaintRuleName } from './rules/TaintRule.ts'
import { type Conversion, createTraceIndex, type TraceIndex } from './TraceIndex.ts'

/** A transfer of asset 1 in a transaction of its own, unless `tx` repeats the one before. */
interface Move {
  readonly from: number
  readonly to: number
  readonly amount: bigint
  readonly tx?: number
  readonly asset?: number
}

function columnsOf(moves: readonly Move[]): TransferColumns {
  const txs = moves.map(({ tx }, i) => tx ?? 1_000_000 + i)
  return {
    count: moves.length,
    rowId: Uint32Array.from(moves.keys()),
    block: Uint32Array.from(moves, (_, i) => txs.indexOf(txs[i]!)),
    startsTx: Uint8Array.from(moves, (_, i) => (txs[i] === txs[i - 1] ? 0 : 1)),
    isTxPlaced: new Uint8Array(moves.length).fill(1),
    isRowPlaced: new Uint8Array(moves.length).fill(1),
    sender: Uint32Array.from(moves, ({ from }) => from),
    receiver: Uint32Array.from(moves, ({ to }) => to),
    asset: Uint32Array.from(moves, ({ asset }) => asset ?? 1),
    amounts: BigUint64Array.from(
      moves.flatMap(({ amount }) => [BigInt.asUintN(64, amount), BigInt.asUintN(64, amount >> 64n)]),
    ),
    highAmounts: new Map(moves.flatMap(({ amount }, i) => (amount >> 128n > 0n ? [[i, amount >> 128n] as const] : []))),
  }
}

const unbounded: Bounds = {
  services: new Set(),
  hubs: new Set(),
  hopsMax: Number.POSITIVE_INFINITY,
  dustMax: 0n,
  blockMax: Number.POSITIVE_INFINITY,
}

interface Case {
  readonly index: TraceIndex
  readonly flow: TaintFlow
  end(account: number, asset?: number): bigint
}

function follow(
  moves: readonly Move[],
  seeds: readonly number[],
  {
    rule = 'haircut',
    services = [],
    conversions = [],
    bounds = {},
  }: { rule?: TaintRuleName; services?: number[]; conversions?: Conversion[]; bounds?: Partial<Bounds> } = {},
): Case {
  const index = createTraceIndex(columnsOf(moves), conversions)
  const holdingOf = (account: number, asset = 1): number => index.findHolding(account, asset) ?? -1
  const origins = seeds.flatMap((account): Origin[] => {
    const holding = holdingOf(account)
    return holding < 0 ? [] : [{ kind: 'holding', holding, fromBlock: 0 }]
  })
  const doors = new Set(services.map((account) => holdingOf(account)))
  const flow = followTaint(index, origins, rule, { ...unbounded, services: doors, ...bounds })
  const end = (account: number, asset = 1): bigint =>
    flow.endings
      .filter(({ holding }) => holding === holdingOf(account, asset))
      .reduce((sum, { origin }) => sum + origin, 0n)
  return { index, flow, end }
}

const sumOf = ({ endings }: TaintFlow): bigint => endings.reduce((sum, { origin }) => sum + origin, 0n)

describe('one theft', () => {
  it('haircut pays in the share of the balance and floors', () => {
    const { end, flow } = follow(
      [
        { from: 1, to: 2, amount: 10n },
        { from: 9, to: 2, amount: 20n },
        { from: 2, to: 3, amount: 10n },
      ],
      [1],
    )
    expect([flow.stolen, end(2), end(3)]).toEqual([10n, 7n, 3n])
  })

  it.each([
    ['fifo', 10n, 0n],
    ['lifo', 0n, 10n],
  ] as const)('%s pays the lots in its order', (rule, paid, kept) => {
    const moves = [
      { from: 1, to: 2, amount: 10n },
      { from: 9, to: 2, amount: 20n },
      { from: 2, to: 3, amount: 10n },
    ]
    const { end } = follow(moves, [1], { rule })
    expect([end(3), end(2)]).toEqual([paid, kept])
  })

  it('counts as stolen what comes from outside, and what comes back as a return', () => {
    const { flow, end } = follow(
      [
        { from: 9, to: 1, amount: 50n },
        { from: 1, to: 2, amount: 50n },
        { from: 2, to: 1, amount: 30n },
      ],
      [1],
    )
    expect([flow.stolen, end(1), end(2)]).toEqual([50n, 30n, 20n])
    expect(flow.thefts).toEqual([{ row: 0, origin: 50n }])
  })

  it('follows what a service sends on in the same transaction, and calls what it pays later clean', () => {
    const { end } = follow(
      [
        { from: 9, to: 5, amount: 1_000n },
        { from: 1, to: 5, amount: 100n, tx: 7 },
        { from: 5, to: 6, amount: 70n, tx: 7 },
        { from: 5, to: 8, amount: 500n },
      ],
      [1],
      { services: [5] },
    )
    expect([end(5), end(6), end(8)]).toEqual([30n, 70n, 0n])
  })

  it('a conversion keeps origin units in the other asset', () => {
    const { flow, end } = follow(
      [
        { from: 1, to: 2, amount: 100n },
        { from: 2, to: 3, amount: 6n, asset: 2 },
      ],
      [1],
      { conversions: [{ afterRow: 0, account: 2, fromAsset: 1, toAsset: 2, paid: 100n, received: 9n }] },
    )
    expect([flow.stolen, end(3, 2), end(2, 2)]).toEqual([100n, 66n, 34n])
  })

  it('names each limit that stops money', () => {
    const moves = [
      { from: 1, to: 2, amount: 100n },
      { from: 1, to: 3, amount: 5n },
      { from: 2, to: 4, amount: 100n },
      { from: 4, to: 5, amount: 100n },
    ]
    const kinds = (bounds: Partial<Bounds>): string[] =>
      follow(moves, [1], { bounds })
        .flow.endings.map(({ kind, origin }) => `${kind} ${origin}`)
        .sort()
    expect(kinds({ dustMax: 6n })).toEqual(['dust 5', 'held 100'])
    expect(kinds({ hopsMax: 2 })).toEqual(['depth 100', 'held 5'])
    expect(kinds({ blockMax: 2 })).toEqual(['held 5', 'time 100'])
  })

  it('finds the strongest path, in time order', () => {
    const { flow, index } = follow(
      [
        { from: 1, to: 2, amount: 90n },
        { from: 1, to: 3, amount: 10n },
        { from: 3, to: 4, amount: 10n },
        { from: 2, to: 4, amount: 40n },
        { from: 4, to: 5, amount: 50n },
      ],
      [1],
    )
    const path: number[] = []
    const target = index.findHolding(5, 1)!
    for (let edge = flow.strongest.get(target)!; edge >= 0; edge = flow.edges[edge]!.via)
      path.unshift(flow.edges[edge]!.row)
    expect(path).toEqual([0, 3, 4])
  })
})

const account = fc.integer({ min: 1, max: 6 })
const amount = fc.oneof(fc.bigInt({ min: 0n, max: 50n }), fc.bigInt({ min: 0n, max: 2n ** 200n }))
const moves = fc.array(fc.record({ from: account, to: account, amount }), { maxLength: 30 })
const exactRule = fc.constantFrom<TaintRuleName>('haircut', 'fifo', 'lifo')

describe('laws', () => {
  it('nothing is lost and nothing is made, under every rule and any bound', () => {
    const bounds = fc.record({
      hopsMax: fc.constantFrom(1, 2, Number.POSITIVE_INFINITY),
      dustMax: fc.constantFrom(0n, 5n),
      blockMax: fc.constantFrom(10, Number.POSITIVE_INFINITY),
    })
    fc.assert(
      fc.property(
        moves,
        exactRule,
        fc.subarray([1, 2]),
        fc.subarray([5, 6]),
        bounds,
        (all, rule, seeds, services, cut) => {
          const { flow } = follow(all, seeds, { rule, services, bounds: cut })
          expect(sumOf(flow)).toBe(flow.stolen)
        },
      ),
    )
  })

  it('no edge carries more than its transfer, and none before money came', () => {
    fc.assert(
      fc.property(moves, exactRule, (all, rule) => {
        const { flow, index } = follow(all, [1], { rule })
        const reached = new Set([index.findHolding(1, 1)])
        for (const { row, origin } of flow.edges) {
          expect(reached.has(index.from[row]!)).toBe(true)
          expect(origin > 0n && origin <= index.amountAt(row)).toBe(true)
          reached.add(index.to[row]!)
        }
      }),
    )
  })

  it('poison reaches all that haircut, FIFO and LIFO reach', () => {
    fc.assert(
      fc.property(moves, exactRule, (all, rule) => {
        const poisoned = follow(all, [1], { rule: 'poison' }).flow.reached
        for (const holding of follow(all, [1], { rule }).flow.reached) expect(poisoned.has(holding)).toBe(true)
      }),
    )
  })

  it('a conversion loses nothing either', () => {
    const convert = fc.record({
      at: fc.nat(29),
      account,
      paid: fc.bigInt({ min: 0n, max: 60n }),
      received: fc.bigInt({ min: 0n, max: 9n }),
    })
    fc.assert(
      fc.property(
        moves.filter((all) => all.length > 0),
        convert,
        exactRule,
        (all, { at, ...rest }, rule) => {
          const conversions = [{ afterRow: at % all.length, fromAsset: 1, toAsset: 2, ...rest }]
          const { flow } = follow(all, [1], { rule, conversions })
          expect(sumOf(flow)).toBe(flow.stolen)
        },
      ),
    )
  })
})
