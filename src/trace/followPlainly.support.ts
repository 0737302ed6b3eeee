import { getAmount } from './kernel/AmountColumn.ts'
import { createBigAmounts, createPaths, type Paths } from './paths.ts'
import { amountIn, convert, type Lot, originIn, type Portion, type TaintRuleName } from './rules/TaintRule.ts'
import type { Bounds, EndKind, Origin, TaintFlow } from './TaintFlow.ts'
import type { Holding, TraceIndex } from './TraceIndex.ts'

/** The plain form of `followTaint`: every row of the ledger in its order, and every holding with all that it has. */
export function followPlainly(
  index: TraceIndex,
  origins: readonly Origin[],
  rule: TaintRuleName,
  bounds: Bounds,
): TaintFlow {
  const run = createRun(index, origins, rule, bounds)
  for (let row = 0; row < index.count && (index.block[row] as number) <= bounds.blockMax; row++) {
    applyRow(run, row)
    if (index.endsTx[row] === 1) settleTransit(run)
  }
  return result(run)
}

interface Run {
  readonly index: TraceIndex
  readonly bounds: Bounds
  readonly state: Purses
  readonly paths: Paths<bigint>
  readonly seeds: ReadonlyMap<Holding, Seed>
  readonly seedRows: ReadonlyMap<number, Seed>
  readonly touched: Set<Holding>
  readonly opened: Uint8Array
  readonly lastOut: Int32Array
  /** Services and hubs that got money in the transaction under way. */
  readonly transit: Set<Holding>
  readonly ended: Map<EndKind, Map<Holding, bigint>>
  readonly thefts: { row: number; origin: bigint }[]
  stolen: bigint
}

interface Seed {
  readonly fromBlock: number
  left: bigint | undefined
}

function createRun(index: TraceIndex, origins: readonly Origin[], rule: TaintRuleName, bounds: Bounds): Run {
  const seeds = new Map<Holding, Seed>()
  const seedRows = new Map<number, Seed>()
  for (const origin of origins) {
    if (origin.kind === 'row') seedRows.set(origin.row, { fromBlock: 0, left: origin.amountMax })
    else seeds.set(origin.holding, { fromBlock: origin.fromBlock, left: origin.amountMax })
  }
  const paths = createPaths(createBigAmounts())
  for (const holding of seeds.keys()) paths.start(holding)
  return {
    index,
    bounds,
    state: createPurses(rule),
    paths,
    seeds,
    seedRows,
    touched: new Set(seeds.keys()),
    opened: new Uint8Array(index.holdings),
    lastOut: lastPayments(index),
    transit: new Set(),
    ended: new Map(),
    thefts: [],
    stolen: 0n,
  }
}

function lastPayments(index: TraceIndex): Int32Array {
  const last = new Int32Array(index.holdings).fill(-1)
  for (let row = 0; row < index.count; row++) last[index.from[row] as number] = row
  return last
}

function applyRow(run: Run, row: number): void {
  const { index, touched } = run
  const from = index.from[row] as number
  const to = index.to[row] as number
  open(run, from)
  open(run, to)
  const paid = take(run, from, getAmount(index.paid, row))
  const seed = from !== to && !touched.has(from) ? seedAt(run, row, to) : undefined
  const received = convert(paid, getAmount(index.received, row))
  const portion = seed === undefined ? received : steal(run, seed, amountIn(received))
  if (originIn(portion) === 0n) give(run, to, portion)
  else if (seed !== undefined) begin(run, row, portion)
  else arrive(run, row, portion)
}

/** Stolen money comes to a holding, and stays there as long as no bound ends it. */
function arrive(run: Run, row: number, portion: Portion): void {
  const from = run.index.from[row] as number
  const to = run.index.to[row] as number
  const origin = originIn(portion)
  run.touched.add(to)
  const hops = run.paths.addEdge({ row, from, to }, origin)
  const end = endOf(run, { to, row, origin, hops })
  if (end !== undefined) book(run, end, to, origin)
  give(run, to, end === undefined ? portion : [{ amount: amountIn(portion), origin: 0n }])
}

/** The theft itself: paths start at its receiver. */
function begin(run: Run, row: number, portion: Portion): void {
  const to = run.index.to[row] as number
  run.thefts.push({ row, origin: originIn(portion) })
  run.touched.add(to)
  run.paths.start(to)
  give(run, to, portion)
}

/** A holding's first appearance: it opens with the least balance that keeps it from going below zero. */
function open(run: Run, holding: Holding): void {
  if (run.opened[holding] === 1) return
  run.opened[holding] = 1
  const amount = getAmount(run.index.opening, holding)
  if (amount === 0n || isPassage(run, holding)) return
  const seed = run.seeds.get(holding)
  const isStolen = seed !== undefined && seed.fromBlock === 0
  run.state.give(holding, isStolen ? steal(run, seed, amount) : [{ amount, origin: 0n }])
}

/** Services and hubs are not accounts of the theft: they have money only while a transaction lasts. */
function isPassage(run: Run, holding: Holding): boolean {
  return !run.seeds.has(holding) && (run.bounds.services.has(holding) || run.bounds.isHub(holding))
}

function take(run: Run, holding: Holding, amount: bigint): Portion {
  if (!isPassage(run, holding)) return run.state.take(holding, amount)
  const balance = run.state.balanceOf(holding)
  const own = amount > balance ? amount - balance : 0n
  const passed = run.state.take(holding, amount - own)
  return own === 0n ? passed : [...passed, { amount: own, origin: 0n }]
}

function give(run: Run, holding: Holding, portion: Portion): void {
  run.state.give(holding, portion)
  if (isPassage(run, holding)) run.transit.add(holding)
}

function seedAt(run: Run, row: number, to: Holding): Seed | undefined {
  const seed = run.seeds.get(to)
  if (seed !== undefined && (run.index.block[row] as number) >= seed.fromBlock) return seed
  return run.seedRows.get(row)
}

/** What a seed receives: stolen up to its cap, the rest clean. */
function steal(run: Run, seed: Seed, amount: bigint): Portion {
  const stolen = seed.left === undefined || amount < seed.left ? amount : seed.left
  if (seed.left !== undefined) seed.left -= stolen
  run.stolen += stolen
  const rest = amount - stolen
  return rest === 0n
    ? [{ amount, origin: stolen }]
    : [
        { amount: stolen, origin: stolen },
        { amount: rest, origin: 0n },
      ]
}

interface Arrival {
  readonly to: Holding
  readonly row: number
  readonly origin: bigint
  readonly hops: number
}

/** The bound that ends this money on arrival, if any. Money at the depth bound is held unless it is paid on later. */
function endOf(run: Run, { to, row, origin, hops }: Arrival): EndKind | undefined {
  if (isPassage(run, to)) return undefined
  if (origin < run.bounds.dustMax) return 'dust'
  const isPaidOn = (run.lastOut[to] as number) > row
  return hops >= run.bounds.hopsMax && isPaidOn ? 'depth' : undefined
}

function settleTransit(run: Run): void {
  for (const holding of run.transit) {
    const origin = run.state.empty(holding)
    if (origin > 0n) book(run, run.bounds.services.has(holding) ? 'service' : 'hub', holding, origin)
  }
  run.transit.clear()
}

function book(run: Run, kind: EndKind, holding: Holding, origin: bigint): void {
  let amounts = run.ended.get(kind)
  if (amounts === undefined) run.ended.set(kind, (amounts = new Map()))
  amounts.set(holding, (amounts.get(holding) ?? 0n) + origin)
}

function result(run: Run): TaintFlow {
  const { index, bounds, state } = run
  for (const holding of run.touched) {
    open(run, holding)
    const origin = state.originOf(holding)
    if (origin === 0n) continue
    const last = run.lastOut[holding] as number
    const isCut = last >= 0 && (index.block[last] as number) > bounds.blockMax
    book(run, isCut ? 'time' : 'held', holding, origin)
  }
  const endings = [...run.ended].flatMap(([kind, amounts]) =>
    [...amounts].map(([holding, origin]) => ({ kind, holding, origin })),
  )
  const completed = [...run.touched].filter(
    (holding) => getAmount(index.opening, holding) !== 0n && !isPassage(run, holding),
  )
  return {
    stolen: run.stolen,
    thefts: run.thefts,
    endings,
    reached: [...run.touched],
    completed,
    ...run.paths.result((holding) => holding),
  }
}

/** What each holding has, as lots from the oldest to the newest; haircut keeps one lot, and poison never wears off. */
interface Purses {
  take(holding: Holding, amount: bigint): Portion
  give(holding: Holding, portion: Portion): void
  balanceOf(holding: Holding): bigint
  originOf(holding: Holding): bigint
  empty(holding: Holding): bigint
}

function createPurses(rule: TaintRuleName): Purses {
  const purses = new Map<Holding, Lot[]>()
  const poisoned = new Set<Holding>()
  const lotsOf = (holding: Holding): readonly Lot[] =>
    (purses.get(holding) ?? []).map((lot) => (poisoned.has(holding) ? { ...lot, origin: lot.amount } : lot))
  const originOf = (holding: Holding): bigint => originIn(lotsOf(holding))
  return {
    originOf,
    balanceOf: (holding) => amountIn(lotsOf(holding)),
    take(holding, amount) {
      const [paid, rest] = splitLots(rule, lotsOf(holding), amount)
      purses.set(holding, rest)
      return paid
    },
    give(holding, portion) {
      if (rule === 'poison' && originIn(portion) > 0n) poisoned.add(holding)
      purses.set(holding, joinLots(rule, [...lotsOf(holding), ...portion]))
    },
    empty(holding) {
      const origin = originOf(holding)
      purses.delete(holding)
      poisoned.delete(holding)
      return origin
    },
  }
}

/** Clean lots and wholly stolen ones are joined with their like, so that a share of them loses nothing by flooring twice. */
function joinLots(rule: TaintRuleName, lots: readonly Lot[]): Lot[] {
  const [amount, origin] = [amountIn(lots), originIn(lots)]
  if (rule === 'haircut') return [{ amount, origin }]
  if (rule === 'poison') return [...lots]
  const kindOf = (lot: Lot): string => (lot.origin === 0n ? 'clean' : lot.origin === lot.amount ? 'stolen' : 'mixed')
  const joined: Lot[] = []
  for (const lot of lots) {
    const last = joined.at(-1)
    if (last === undefined || kindOf(lot) !== kindOf(last) || kindOf(lot) === 'mixed') joined.push(lot)
    else joined[joined.length - 1] = { amount: last.amount + lot.amount, origin: last.origin + lot.origin }
  }
  return joined
}

function splitLots(rule: TaintRuleName, lots: readonly Lot[], amount: bigint): [Lot[], Lot[]] {
  const paid: Lot[] = []
  const rest = rule === 'lifo' ? lots.toReversed() : [...lots]
  for (let needed = amount; needed > 0n; needed = amount - amountIn(paid)) {
    const lot = rest.shift()!
    const part = lot.amount < needed ? lot.amount : needed
    const share = part === lot.amount ? lot.origin : (lot.origin * part) / lot.amount
    paid.push({ amount: part, origin: share })
    if (part < lot.amount) rest.unshift({ amount: lot.amount - part, origin: lot.origin - share })
  }
  return rule === 'lifo' ? [paid.reverse(), rest.reverse()] : [paid, rest]
}
