import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TransferColumns } from '../../ledger/index.ts'
import { columnsOf, type TestRow } from '../columns.support.ts'
import { createHubFinder } from '../findHubs.ts'
import { followTaint } from '../followTaint.ts'
import type { Origin, TaintFlow } from '../TaintFlow.ts'
import { createTraceIndex, type TraceIndex } from '../TraceIndex.ts'
import { createLiveIndex, type LiveIndex, listStandings } from './LiveIndex.ts'
import { createLiveTrace, type LiveBounds, type LiveOrigin, type LiveTrace } from './LiveTrace.ts'
import type { Move } from './Move.ts'

const unbounded: LiveBounds = {
  services: new Set(),
  counterpartiesMax: 1000,
  hopsMax: Number.POSITIVE_INFINITY,
  dustMax: 0n,
  blockMax: Number.POSITIVE_INFINITY,
}

/** Columns of rows that stand behind `offset` others. */
function columnsFrom(rows: readonly TestRow[], offset: number): TransferColumns {
  const columns = columnsOf(rows)
  return { ...columns, rowId: columns.rowId.map((id) => id + offset) }
}

/** What following the same rows from the start says, and the index of it. */
function followFresh(
  rows: readonly TestRow[],
  origins: readonly LiveOrigin[],
  { services, counterpartiesMax, ...bounds }: LiveBounds,
): { index: TraceIndex; flow: TaintFlow } {
  const index = createTraceIndex(columnsOf(rows))
  const known = origins.flatMap(({ amountMax, ...origin }): Origin[] => {
    const cap = amountMax === undefined ? {} : { amountMax }
    if (origin.kind === 'row') {
      const row = index.rowId.indexOf(origin.rowId)
      return row < 0 ? [] : [{ kind: 'row', row, ...cap }]
    }
    const holding = index.findHolding(origin.account, 1)
    return holding === undefined ? [] : [{ kind: 'holding', holding, fromBlock: origin.fromBlock, ...cap }]
  })
  const doors = new Set([...services].flatMap((account) => index.findHolding(account, 1) ?? []))
  const isHub = createHubFinder(index, counterpartiesMax)
  return { index, flow: followTaint(index, known, 'haircut', { ...bounds, services: doors, isHub }) }
}

/** A flow as plain data. Holdings and endings have no order of their own; edges and thefts have that of the ledger. */
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
    completed: flow.completed.toSorted((a, b) => a - b),
    reached: flow.reached.toSorted((a, b) => a - b).map((holding) => [holding, hopsOf(holding), strongestOf(holding)]),
  }
}

/** One block of rows each; the block is its place. */
type Blocks = readonly (readonly TestRow[])[]

function rowsOf(blocks: Blocks): TestRow[] {
  return blocks.flatMap((rows, block) => rows.map((row) => ({ ...row, block })))
}

/** A live trace beside the same rows followed anew. */
class Pair {
  readonly index: LiveIndex
  readonly traces: readonly LiveTrace[]
  blocks: TestRow[][] = []
  height = 0
  readonly #told = new Map<LiveTrace, { origins: LiveOrigin[]; moves: string[] }>()
  readonly #bounds: LiveBounds

  constructor(thefts: readonly (readonly LiveOrigin[])[], bounds: LiveBounds) {
    this.index = createLiveIndex(columnsOf([]))
    this.traces = thefts.map((origins) => createLiveTrace(this.index, origins, bounds))
    for (const [i, trace] of this.traces.entries()) this.#told.set(trace, { origins: [...thefts[i]!], moves: [] })
    this.#bounds = bounds
  }

  get rows(): TestRow[] {
    return rowsOf(this.blocks)
  }

  append(rows: readonly TestRow[]): void {
    const block = this.blocks.length
    this.index.append(
      columnsFrom(
        rows.map((row) => ({ ...row, block })),
        this.rows.length,
      ),
    )
    this.blocks.push([...rows])
  }

  truncate(blocks: number): void {
    this.blocks.length = Math.max(0, this.blocks.length - blocks)
    this.index.truncate(this.blocks.length - 1)
  }

  addOrigin(trace: LiveTrace, origin: LiveOrigin): void {
    this.#told.get(trace)!.origins.push(origin)
    trace.addOrigins([origin])
  }

  /** Advances and compares: the state, what is told of it, and whether what was told before was revised. */
  check(trace: LiveTrace): void {
    const told = this.#told.get(trace)!
    const { index, flow } = followFresh(this.rows, told.origins, this.#bounds)
    const advance = trace.advance()
    expect(plain(trace.flow())).toEqual(plain(flow))
    const moves = trace.listMoves().map(textOf)
    expect(moves.map((text) => text.replace(/ end.*/, ''))).toEqual(
      plain(flow).edges.map(({ row, origin }) => `${index.rowId[row]} ${origin}`),
    )
    const kept = moves.slice(0, moves.length - advance.moves.length)
    expect(advance.moves.map(textOf)).toEqual(moves.slice(kept.length))
    const isSame = JSON.stringify(told.moves.slice(0, kept.length)) === JSON.stringify(kept)
    if (!advance.isRevised) expect(isSame).toBe(true)
    told.moves = moves
  }
}

/** A move as the watch may tell it: without ends that may come later. */
function textOf({ rowId, origin, end }: Move): string {
  return `${rowId} ${origin}${end === 'service' || end === 'hub' ? ` end ${end}` : ''}`
}

const account = fc.integer({ min: 1, max: 7 })
const amount = fc.oneof(
  { weight: 4, arbitrary: fc.bigInt({ min: 0n, max: 50n }) },
  { weight: 2, arbitrary: fc.bigInt({ min: 0n, max: 2n ** 70n }) },
  { weight: 1, arbitrary: fc.constantFrom(2n ** 126n, 2n ** 127n - 1n, 2n ** 128n - 1n, 2n ** 130n) },
)
const modest = fc.oneof(fc.bigInt({ min: 0n, max: 50n }), fc.bigInt({ min: 0n, max: 2n ** 80n }))
const blockOf = (money: fc.Arbitrary<bigint>) =>
  fc
    .array(
      fc.record({ from: account, to: account, amount: money, tx: fc.nat(3), flags: fc.constantFrom(0, 10, 10, 10) }),
      { maxLength: 6 },
    )
    .map((rows) => rows.sort((a, b) => a.tx - b.tx))
const originArb = fc.oneof(
  fc.record({ kind: fc.constant('account' as const), account, fromBlock: fc.constantFrom(0, 0, 3) }),
  fc.record({ kind: fc.constant('row' as const), rowId: fc.nat(12) }),
  fc.record({
    kind: fc.constant('account' as const),
    account,
    fromBlock: fc.constant(0),
    amountMax: fc.bigInt({ min: 1n, max: 60n }),
  }),
)
const bounds = fc.record({
  services: fc.subarray([4, 5]).map((accounts) => new Set(accounts)),
  counterpartiesMax: fc.constantFrom(2, 3, 1000),
  hopsMax: fc.constantFrom(1, 2, Number.POSITIVE_INFINITY),
  dustMax: fc.constantFrom(0n, 5n),
  blockMax: fc.constantFrom(4, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY),
})
const step = (money: fc.Arbitrary<bigint>) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('append' as const), rows: blockOf(money) }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('truncate' as const), blocks: fc.integer({ min: 1, max: 6 }) }),
    },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('advance' as const), trace: fc.nat(2) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('origin' as const), trace: fc.nat(2), origin: originArb }) },
  )
const cases = (money: fc.Arbitrary<bigint>) =>
  fc.record({
    thefts: fc.array(fc.array(originArb, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    bounds,
    steps: fc.array(step(money), { minLength: 3, maxLength: 40 }),
  })

describe('a live trace', () => {
  it.each([
    ['modest', modest, 400],
    ['any', amount, 150],
  ] as const)('says after any blocks and undone blocks what a fresh one says: %s amounts', (_, money, numRuns) => {
    fc.assert(
      fc.property(cases(money), ({ thefts, bounds, steps }) => {
        const pair = new Pair(thefts, bounds)
        const traceAt = (i: number): LiveTrace => pair.traces[i % pair.traces.length]!
        for (const step of steps) {
          if (step.kind === 'append') pair.append(step.rows)
          else if (step.kind === 'truncate') pair.truncate(step.blocks)
          else if (step.kind === 'origin') pair.addOrigin(traceAt(step.trace), step.origin)
          else pair.check(traceAt(step.trace))
        }
        for (const trace of pair.traces) pair.check(trace)
      }),
      { numRuns },
    )
  })

  const alone = (origins: readonly LiveOrigin[], bounds: Partial<LiveBounds> = {}) => {
    const pair = new Pair([origins], { ...unbounded, ...bounds })
    const trace = pair.traces[0]!
    const append = (...rows: TestRow[]) => {
      pair.append(rows)
      const { moves, thefts, isRevised } = trace.advance()
      return { moves: moves.map(({ from, to, origin, end }) => [from, to, origin, end]), thefts, isRevised }
    }
    return { pair, trace, append }
  }
  const thief = { kind: 'account', account: 1, fromBlock: 0 } as const

  it('tells each move once, the theft apart from what follows', () => {
    const { append } = alone([thief], { services: new Set([3]) })
    const theft = append({ from: 9, to: 1, amount: 100n })
    expect(theft.thefts.map(({ from, origin }) => [from, origin])).toEqual([[9, 100n]])
    expect(theft.moves).toEqual([])
    expect(append({ from: 1, to: 2, amount: 60n }).moves).toEqual([[1, 2, 60n, undefined]])
    expect(append({ from: 8, to: 7, amount: 5n })).toEqual({ moves: [], thefts: [], isRevised: false })
    expect(append({ from: 2, to: 3, amount: 20n }).moves).toEqual([[2, 3, 20n, 'service']])
  })

  it('says so where a later payment shows that an account had more than was known', () => {
    const { append, pair, trace } = alone([thief])
    append({ from: 9, to: 1, amount: 100n })
    append({ from: 1, to: 2, amount: 100n })
    expect(append({ from: 2, to: 3, amount: 50n }).moves).toEqual([[2, 3, 50n, undefined]])
    expect(append({ from: 2, to: 4, amount: 150n })).toMatchObject({ moves: [[2, 4, 75n, undefined]], isRevised: true })
    expect(trace.listMoves().map(({ origin }) => origin)).toEqual([100n, 25n, 75n])
    pair.truncate(1)
    expect(trace.advance()).toEqual({ moves: [], thefts: [], isRevised: true })
    expect(trace.listMoves().map(({ origin }) => origin)).toEqual([100n, 50n])
  })

  it('says so where an account turns out to be a hub', () => {
    const { append, trace } = alone([thief], { counterpartiesMax: 2 })
    append({ from: 9, to: 1, amount: 100n })
    append({ from: 1, to: 2, amount: 100n })
    append({ from: 2, to: 3, amount: 50n })
    expect(append({ from: 2, to: 4, amount: 50n })).toMatchObject({ moves: [], isRevised: true })
    expect(trace.flow().endings).toMatchObject([{ kind: 'hub', origin: 100n }])
  })

  it('waits for an account and for a row that come later', () => {
    const { append, trace } = alone([thief, { kind: 'row', rowId: 2 }])
    append({ from: 9, to: 8, amount: 100n })
    expect(trace.flow().stolen).toBe(0n)
    append({ from: 9, to: 1, amount: 10n })
    append({ from: 9, to: 5, amount: 7n })
    expect(trace.flow().stolen).toBe(17n)
    trace.addOrigins([{ kind: 'row', rowId: 0 }])
    expect(trace.advance()).toMatchObject({ isRevised: true })
    expect(trace.flow().stolen).toBe(117n)
  })

  it('keeps thousands of holdings, beyond the room that it begins with', () => {
    const { pair, trace } = alone([thief])
    pair.append([{ from: 9, to: 1, amount: 10_000_000n }])
    for (let i = 0; i < 400; i++) {
      pair.append([
        { from: i + (i === 0 ? 1 : 100), to: i + 101, amount: 10_000_000n - BigInt(3 * i) },
        { from: i + 101, to: 10_000 + i, amount: 2n },
        { from: 20_000 + i, to: 30_000 + i, amount: 3n },
      ])
      if (i % 300 === 7) pair.check(trace)
    }
    pair.check(trace)
    expect(trace.flow().reached.length).toBeGreaterThan(800)
    pair.truncate(250)
    pair.check(trace)
  })

  it('asks for an advance before it tells the state of a ledger that has changed', () => {
    const { pair, trace } = alone([thief])
    expect(() => trace.flow()).toThrow(RangeError)
    trace.advance()
    expect(trace.flow().stolen).toBe(0n)
    pair.append([{ from: 9, to: 1 }])
    expect(() => trace.flow()).toThrow(RangeError)
  })
})

describe('an index that begins behind the past', () => {
  it('gives for thefts from then on what the whole ledger gives', () => {
    const ledger = fc.record({
      past: fc.array(blockOf(modest), { minLength: 1, maxLength: 6 }),
      rest: fc.array(blockOf(modest), { minLength: 1, maxLength: 8 }),
      services: fc.subarray([4, 5]).map((accounts) => new Set(accounts)),
      account,
    })
    fc.assert(
      fc.property(ledger, ({ past, rest, services, account }) => {
        const whole = createLiveIndex(columnsOf(rowsOf(past)))
        const start = { height: past.length - 1, standings: listStandings(whole), hubs: new Set<number>() }
        const late = createLiveIndex(columnsOf([]), start)
        const origin = { kind: 'account', account, fromBlock: past.length } as const
        const bounds = { ...unbounded, services, counterpartiesMax: 1000 }
        const traces = [whole, late].map((index) => createLiveTrace(index, [origin], bounds))
        rest.forEach((rows, i) => {
          const block = past.length + i
          for (const index of [whole, late]) {
            index.append(
              columnsFrom(
                rows.map((row) => ({ ...row, block })),
                100 * block,
              ),
            )
          }
        })
        const [all, since] = traces.map((trace) => trace.advance())
        const told = ({ moves, thefts }: typeof all & object) => [...thefts, ...moves].map(({ row, ...move }) => move)
        expect(told(since!)).toEqual(told(all!))
        const ends = [whole, late].map((index, i) => {
          const { endings, completed, stolen } = traces[i]!.flow()
          const kept = endings.map(({ kind, holding, origin }) => `${kind} ${index.accountOf(holding)} ${origin}`)
          const known = completed
            .map((holding) => index.accountOf(holding))
            .filter((id) => late.findHolding(id) !== undefined)
          return [stolen, kept.toSorted(), known.toSorted()]
        })
        expect(ends[1]).toEqual(ends[0])
      }),
      { numRuns: 300 },
    )
  })

  it('refuses thefts of before, and blocks that do not come next', () => {
    const late = createLiveIndex(columnsOf([]), { height: 9, standings: new Map(), hubs: new Set() })
    const early = { kind: 'account', account: 1, fromBlock: 9 } as const
    expect(() => createLiveTrace(late, [early], unbounded)).toThrow(RangeError)
    expect(() => late.append(columnsOf([{ from: 1, to: 2, block: 9 }]))).toThrow(RangeError)
    late.append(columnsOf([{ from: 1, to: 2, block: 10 }]))
    expect(() => late.append(columnsOf([{ from: 1, to: 2, block: 11, asset: 2 }]))).toThrow(RangeError)
    expect(() => late.truncate(8)).toThrow(RangeError)
  })
})
