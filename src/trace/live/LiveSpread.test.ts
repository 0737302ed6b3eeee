import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, type TestRow } from '../columns.support.ts'
import { createHubFinder } from '../findHubs.ts'
import { type SpreadShare, spreadCategory } from '../spreadCategory.ts'
import { createTraceIndex } from '../TraceIndex.ts'
import { createLiveIndex, type LiveIndex } from './LiveIndex.ts'
import { createLiveSpread, type LiveSources, type LiveSpread } from './LiveSpread.ts'

// The long form: LAZARETTO_REORGS=5000 npx vitest run src/trace/live/LiveSpread.test.ts
const RUNS = Number(process.env['LAZARETTO_REORGS'] ?? 150)

/** What spreading over the same rows from the start says, by account. */
function spreadFresh(rows: readonly TestRow[], sources: LiveSources): Map<number, SpreadShare> {
  const index = createTraceIndex(columnsOf(rows))
  const holdingsOf = (accounts: ReadonlySet<number>) =>
    new Set([...accounts].flatMap((account) => index.findHolding(account, 1) ?? []))
  const services = holdingsOf(sources.services)
  const isHub = createHubFinder(index, sources.counterpartiesMax)
  const isStop = (holding: number): boolean => services.has(holding) || isHub(holding)
  const shares = spreadCategory(index, holdingsOf(sources.accounts), { isStop, floor: sources.floor })
  return new Map(shares.map((share) => [index.account[share.holding]!, share]))
}

/** A live spread beside one of the same rows from the start. */
class Pair {
  readonly index: LiveIndex = createLiveIndex(columnsOf([]))
  readonly sources: LiveSources
  readonly spread: LiveSpread
  readonly #blocks: TestRow[][] = []
  #told = new Map<number, SpreadShare>()

  constructor(sources: LiveSources) {
    this.sources = sources
    this.spread = createLiveSpread(this.index, sources)
  }

  append(rows: readonly TestRow[]): void {
    const block = this.#blocks.length
    const first = this.#blocks.flat().length
    const columns = columnsOf(rows.map((row) => ({ ...row, block })))
    this.index.append({ ...columns, rowId: columns.rowId.map((id) => id + first) })
    this.#blocks.push([...rows])
  }

  truncate(blocks: number): void {
    this.#blocks.length = Math.max(0, this.#blocks.length - blocks)
    this.index.truncate(this.#blocks.length - 1)
  }

  /** Advances and compares: the shares, and that each which is another one than before is told. */
  check(): void {
    const changed = this.spread.advance()
    const now = new Map([...this.spread.list()].map((account) => [account, this.spread.find(account)!]))
    const rows = this.#blocks.flatMap((each, block) => each.map((row) => ({ ...row, block })))
    expect(sorted(now)).toEqual(sorted(spreadFresh(rows, this.sources)))
    for (const account of new Set([...now.keys(), ...this.#told.keys()])) {
      if (!changed.has(account)) expect(now.get(account)).toEqual(this.#told.get(account))
    }
    this.#told = now
  }
}

function sorted(shares: ReadonlyMap<number, SpreadShare>) {
  return [...shares].sort(([a], [b]) => a - b)
}

const blockOf = ({ amount, accounts, stride }: Kind) =>
  fc
    .array(fc.record({ from: fc.nat(accounts - 1), by: fc.nat(stride), amount, tx: fc.nat(3) }), { maxLength: 6 })
    .map((rows) => rows.sort((a, b) => a.tx - b.tx))
    .map((rows) => rows.map(({ from, by, ...row }) => ({ ...row, from: 1 + from, to: 1 + ((from + by) % accounts) })))

// Small payments, and some that show that the payer had more all the while.
const rising = fc.oneof(
  { weight: 6, arbitrary: fc.bigInt({ min: 1n, max: 1000n }) },
  { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 20n }).map((bits) => 1000n << bits) },
)
const modest = fc.oneof(fc.bigInt({ min: 0n, max: 50n }), fc.bigInt({ min: 0n, max: 2n ** 80n }))
const large = fc.oneof(modest, fc.constantFrom(2n ** 127n - 1n, 2n ** 128n - 1n, 2n ** 130n))
const sourcesOf = ({ counterpartiesMax }: Kind): fc.Arbitrary<LiveSources> =>
  fc.record({
    accounts: fc.subarray([1, 2, 3], { minLength: 1 }).map((accounts) => new Set(accounts)),
    services: fc.subarray([4, 5]).map((accounts) => new Set(accounts)),
    counterpartiesMax,
    floor: fc.constantFrom(0n, 5n),
  })

interface Kind {
  readonly amount: fc.Arbitrary<bigint>
  readonly accounts: number
  /** How far from one another, counted in accounts, the two of a payment are at most: where it is short, ways are long. */
  readonly stride: number
  readonly counterpartiesMax: fc.Arbitrary<number>
  /** How often blocks are undone, to six that come. */
  readonly undone: number
}

const manyHubs = fc.constantFrom(2, 3, 1000)
const kinds: Record<string, Kind> = {
  modest: { amount: modest, accounts: 8, stride: 7, counterpartiesMax: manyHubs, undone: 1 },
  any: { amount: large, accounts: 8, stride: 7, counterpartiesMax: manyHubs, undone: 1 },
  rising: { amount: rising, accounts: 12, stride: 4, counterpartiesMax: fc.constantFrom(6, 1000), undone: 0 },
}

const stepOf = (kind: Kind) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ rows: blockOf(kind) }) },
    { weight: kind.undone, arbitrary: fc.record({ blocks: fc.integer({ min: 1, max: 5 }) }) },
    { weight: 5, arbitrary: fc.constant('check' as const) },
  )

describe('a live spread', () => {
  it.each(Object.entries(kinds))('says at any time what a fresh one says: %s amounts', (_, kind) => {
    const steps = fc.array(stepOf(kind), { minLength: 3, maxLength: 40 })
    fc.assert(
      fc.property(sourcesOf(kind), steps, (sources, steps) => {
        const pair = new Pair(sources)
        for (const step of steps) {
          if (step === 'check') pair.check()
          else if ('rows' in step) pair.append(step.rows)
          else pair.truncate(step.blocks)
        }
        pair.check()
      }),
      { numRuns: RUNS },
    )
  })

  it('tells of a payer who had more than was known those whom its money reached, and nobody else', () => {
    const pair = new Pair({ accounts: new Set([1]), services: new Set([7]), counterpartiesMax: 1000, floor: 0n })
    const advance = (...rows: TestRow[]): number[] => {
      pair.append(rows)
      return [...pair.spread.advance()].sort((a, b) => a - b)
    }
    const amounts = (): bigint[] => [2, 3, 4, 5, 7].map((account) => pair.spread.find(account)?.amount ?? -1n)
    advance(
      { from: 1, to: 2, amount: 100n },
      { from: 1, to: 5, amount: 30n },
      { from: 2, to: 3, amount: 50n },
      { from: 3, to: 4, amount: 50n },
      { from: 4, to: 7, amount: 50n },
      { from: 5, to: 6, amount: 30n },
    )
    expect(amounts()).toEqual([100n, 50n, 50n, 30n, 50n])
    // It had 100 of its own when it got 100: half of the 50 that it had paid was tainted.
    expect(advance({ from: 2, to: 8, amount: 150n })).toEqual([2, 3, 4, 7, 8])
    expect(amounts()).toEqual([100n, 25n, 25n, 30n, 25n])
    expect(pair.spread.find(8)).toMatchObject({ amount: 75n, hops: 2 })
    expect(pair.spread.find(7)).toMatchObject({ amount: 25n, received: 50n, hops: 4, rows: [0, 2, 3, 4] })
  })

  it('tells those too who have what they had, but by another way', () => {
    const pair = new Pair({ accounts: new Set([1]), services: new Set(), counterpartiesMax: 1000, floor: 0n })
    const steps = [
      [1, 2, 110n],
      [2, 3, 110n],
      [1, 4, 100n],
      [4, 3, 100n],
      [9, 3, 2000n],
      [3, 5, 30n],
      [5, 6, 30n],
      [6, 7, 30n],
    ] as const
    pair.append(steps.map(([from, to, amount]) => ({ from, to, amount })))
    pair.check()
    expect(pair.spread.find(7)).toMatchObject({ amount: 2n, rows: [0, 1, 5, 6, 7] })
    pair.append([{ from: 2, to: 8, amount: 22n }])
    pair.check()
    expect(pair.spread.find(7)).toMatchObject({ amount: 2n, rows: [2, 3, 5, 6, 7] })
  })

  it('does not lead money by a way that was not there yet when it was paid on', () => {
    const pair = new Pair({ accounts: new Set([1]), services: new Set(), counterpartiesMax: 1000, floor: 0n })
    const steps = [
      [1, 2, 100n],
      [2, 3, 100n],
      [3, 4, 100n],
      [1, 5, 10n],
      [5, 6, 10n],
      [6, 4, 10n],
      [4, 7, 20n],
      [1, 4, 1n],
    ] as const
    pair.append(steps.map(([from, to, amount]) => ({ from, to, amount })))
    pair.check()
    pair.append([{ from: 5, to: 8, amount: 10n }])
    pair.check()
    expect(pair.spread.find(7)).toMatchObject({ amount: 19n, hops: 4 })
    expect(pair.spread.find(4)).toMatchObject({ amount: 106n, hops: 1 })
  })

  it('tells what has changed and no more', () => {
    const pair = new Pair({ accounts: new Set([1]), services: new Set(), counterpartiesMax: 1000, floor: 0n })
    const advance = (...rows: TestRow[]): number[] => {
      pair.append(rows)
      return [...pair.spread.advance()]
    }
    expect(advance({ from: 9, to: 1, amount: 100n })).toEqual([])
    expect(advance({ from: 1, to: 2, amount: 60n })).toEqual([2])
    expect(advance({ from: 8, to: 7, amount: 5n })).toEqual([])
    expect(advance({ from: 2, to: 3, amount: 20n })).toEqual([3])
    expect(advance({ from: 9, to: 3, amount: 20n })).toEqual([3])
    expect(pair.spread.find(3)).toMatchObject({ amount: 20n, received: 40n, hops: 2 })
  })
})
