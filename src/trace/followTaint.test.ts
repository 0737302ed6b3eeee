import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Conversion } from './arrangeRows.ts'
import { columnsOf, type TestRow } from './columns.support.ts'
import { followAnyRule } from './followAnyRule.ts'
import { followPlainly } from './followPlainly.support.ts'
import { followTaint } from './followTaint.ts'
import { getAmount } from './kernel/AmountColumn.ts'
import type { TaintRuleName } from './rules/TaintRule.ts'
import type { Bounds, Origin, TaintFlow } from './TaintFlow.ts'
import { createTraceIndex, isNarrow, reverseIndex, type TraceIndex } from './TraceIndex.ts'

const unbounded: Bounds = {
  services: new Set(),
  isHub: () => false,
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
  moves: readonly TestRow[],
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

/** A flow as plain data, to compare; endings have no order of their own. */
function plain({ edges, hopsOf, strongestOf, ...flow }: TaintFlow) {
  return {
    ...flow,
    endings: flow.endings.toSorted((a, b) => a.holding - b.holding || a.kind.localeCompare(b.kind)),
    edges: Array.from({ length: edges.count }, (_, edge) => ({
      row: edges.rowAt(edge),
      origin: edges.originAt(edge),
      hops: edges.hopsAt(edge),
      via: edges.viaAt(edge),
    })),
    reached: flow.reached.map((holding) => [holding, hopsOf(holding), strongestOf(holding)]),
  }
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

  it.each([
    ['haircut', 50n],
    ['fifo', 100n],
    ['lifo', 0n],
  ] as const)('mixes inside a service what others pay in within the same transaction: %s', (rule, passed) => {
    const { end } = follow(
      [
        { from: 1, to: 5, amount: 100n, tx: 7 },
        { from: 9, to: 5, amount: 100n, tx: 7 },
        { from: 5, to: 6, amount: 100n, tx: 7 },
      ],
      [1],
      { rule, services: [5] },
    )
    expect([end(6), end(5)]).toEqual([passed, 100n - passed])
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
    for (let edge = flow.strongestOf(target); edge >= 0; edge = flow.edges.viaAt(edge))
      path.unshift(flow.edges.rowAt(edge))
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
        for (const { row, origin } of plain(flow).edges) {
          expect(reached.has(index.from[row]!)).toBe(true)
          expect(origin > 0n && origin <= getAmount(index.paid, row)).toBe(true)
          reached.add(index.to[row]!)
        }
      }),
    )
  })

  it('poison reaches all that haircut, FIFO and LIFO reach', () => {
    fc.assert(
      fc.property(moves, exactRule, (all, rule) => {
        const poisoned = follow(all, [1], { rule: 'poison' }).flow.reached
        for (const holding of follow(all, [1], { rule }).flow.reached) expect(poisoned).toContain(holding)
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

/** Money moves about among few accounts, some of it in transactions of several transfers, through services and hubs. */
const ledger = fc
  .tuple(fc.constantFrom(2n ** 20n, 2n ** 80n, 2n ** 126n, 2n ** 130n), fc.constantFrom(2, 30))
  .chain(([max, txMax]) =>
    fc.array(
      fc.record({
        from: account,
        to: account,
        amount: fc.oneof(fc.bigInt({ min: 0n, max: 50n }), fc.bigInt({ min: 0n, max })),
        tx: fc.nat(txMax),
      }),
      { minLength: 1, maxLength: 40 },
    ),
  )
const origin = fc.oneof(
  fc.record({ kind: fc.constant('holding' as const), holding: fc.nat(2), fromBlock: fc.constantFrom(0, 0, 3) }),
  fc.record({ kind: fc.constant('row' as const), row: fc.nat(5) }),
  fc.record({
    kind: fc.constant('holding' as const),
    holding: fc.nat(2),
    fromBlock: fc.constant(0),
    amountMax: fc.bigInt({ min: 1n, max: 60n }),
  }),
)

describe('the sparse engine', () => {
  it('gives what the plain one gives, under every rule, bound and direction', () => {
    const bounds = fc.record({
      services: fc.subarray([3, 4]).map((holdings) => new Set(holdings)),
      isHub: fc.constantFrom<Bounds['isHub']>(
        () => false,
        (holding) => holding === 5,
      ),
      hopsMax: fc.constantFrom(2, Number.POSITIVE_INFINITY),
      dustMax: fc.constantFrom(0n, 5n),
      blockMax: fc.constantFrom(10, Number.POSITIVE_INFINITY),
    })
    const conversion = fc.record({
      at: fc.nat(39),
      account,
      paid: fc.bigInt({ min: 0n, max: 60n }),
      received: fc.bigInt({ min: 0n, max: 9n }),
    })
    const cases = fc.record({
      rows: ledger.map((all) => all.sort((a, b) => a.tx - b.tx)),
      origins: fc.array(origin, { minLength: 1, maxLength: 3 }),
      rule: fc.constantFrom<TaintRuleName>('haircut', 'fifo', 'lifo', 'poison'),
      bounds,
      direction: fc.constantFrom('forward', 'forward', 'backward'),
      swaps: fc.array(conversion, { maxLength: 2 }),
    })
    fc.assert(
      fc.property(cases, ({ rows, origins, rule, bounds, direction, swaps }) => {
        const conversions = swaps.map(({ at, ...rest }) => ({
          afterRow: at % rows.length,
          fromAsset: 1,
          toAsset: 2,
          ...rest,
        }))
        const forward = createTraceIndex(columnsOf(rows), conversions)
        const index = direction === 'forward' ? forward : reverseIndex(forward)
        const cut = direction === 'forward' ? bounds : { ...bounds, blockMax: Number.POSITIVE_INFINITY }
        const known = origins.filter((from) =>
          from.kind === 'row' ? from.row < index.count : from.holding < index.holdings,
        )
        const expected = plain(followPlainly(index, known, rule, cut))
        expect(plain(followTaint(index, known, rule, cut))).toEqual(expected)
        if (isNarrow(index)) expect(plain(followAnyRule(index, known, rule, cut))).toEqual(expected)
      }),
      { numRuns: 4000 },
    )
  })

  it('gives the same where thousands of holdings are reached, beyond the room that it begins with', () => {
    const chain = Array.from({ length: 3_000 }, (_, i) => [
      { from: i + 1, to: i + 2, amount: 10_000n - BigInt(i) },
      { from: i + 2, to: 10_000 + i, amount: 2n },
      { from: 20_000 + i, to: 10_000 + i, amount: 3n },
    ]).flat()
    const index = createTraceIndex(columnsOf(chain))
    const origins: Origin[] = [{ kind: 'holding', holding: 0, fromBlock: 0 }]
    const services = new Set(Array.from({ length: 2_500 }, (_, i) => index.findHolding(10_000 + i, 1)!))
    const flow = plain(followTaint(index, origins, 'haircut', { ...unbounded, services }))
    expect(flow).toEqual(plain(followPlainly(index, origins, 'haircut', { ...unbounded, services })))
    expect(flow.reached.length).toBeGreaterThan(5_000)
    expect(flow.endings.filter(({ kind }) => kind === 'service').length).toBeGreaterThan(2_000)
    expect(flow.endings.reduce((sum, { origin }) => sum + origin, 0n)).toBe(flow.stolen)
  })
})
