import { balanceAtEnd, balanceBefore, balanceInTx, lastPayment } from './holdingRows.ts'
import { getAmount } from './kernel/AmountColumn.ts'
import { firstAbove, itemsOf } from './kernel/groupBy.ts'
import { createRowSet, type RowSet } from './kernel/RowSet.ts'
import { createBigAmounts, createPaths, type Paths } from './paths.ts'
import { createHaircut } from './rules/haircut.ts'
import { createLots } from './rules/lots.ts'
import { createPoison } from './rules/poison.ts'
import { amountIn, convert, originIn, type Portion, type TaintRuleName, type TaintState } from './rules/TaintRule.ts'
import { createSeeds, type Seeds } from './Seeds.ts'
import type { Bounds, EndKind, Origin, TaintFlow } from './TaintFlow.ts'
import type { Holding, TraceIndex } from './TraceIndex.ts'

/** Follows one theft under any rule, with amounts of any size: the form in BigInt, see `followTaint`. */
export function followAnyRule(
  index: TraceIndex,
  origins: readonly Origin[],
  rule: TaintRuleName,
  bounds: Bounds,
): TaintFlow {
  const run = createRun(index, origins, rule, bounds)
  for (const holding of run.seeds.holdings.keys()) openSeed(run, holding)
  for (const row of run.seeds.rows.keys()) run.pending.add(row)
  for (
    let row = run.pending.next();
    row >= 0 && (index.block[row] as number) <= bounds.blockMax;
    row = run.pending.next()
  ) {
    if (row > run.passage.endRow) settlePassages(run)
    applyRow(run, row)
  }
  settlePassages(run)
  return result(run)
}

interface Run {
  readonly index: TraceIndex
  readonly bounds: Bounds
  readonly state: TaintState
  readonly paths: Paths<bigint>
  readonly seeds: Seeds
  /** Rows in which the theft may move: all those of open holdings that matter to the rule. */
  readonly pending: RowSet
  /** Reached holdings, and their places in this order. */
  readonly touched: Map<Holding, number>
  /** Services and hubs that the theft passes in the transaction under way, which ends in `endRow`, and what they have. */
  readonly passage: { endRow: number; readonly balances: Map<Holding, bigint> }
  readonly ended: Map<EndKind, Map<Holding, bigint>>
}

function createRun(index: TraceIndex, origins: readonly Origin[], rule: TaintRuleName, bounds: Bounds): Run {
  const seeds = createSeeds(index, origins)
  const paths = createPaths(createBigAmounts())
  const touched = new Map<Holding, number>()
  for (const holding of seeds.holdings.keys()) {
    paths.start(touched.size)
    touched.set(holding, touched.size)
  }
  return {
    index,
    bounds,
    state: createState(rule),
    paths,
    seeds,
    pending: createRowSet(index.count),
    touched,
    passage: { endRow: -1, balances: new Map() },
    ended: new Map(),
  }
}

function createState(rule: TaintRuleName): TaintState {
  switch (rule) {
    case 'haircut':
      return createHaircut()
    case 'fifo':
      return createLots('oldest')
    case 'lifo':
      return createLots('newest')
    case 'poison':
      return createPoison()
  }
}

/** A seed is kept from the beginning, with all its rows: any receipt may be a theft. */
function openSeed(run: Run, holding: Holding): void {
  const { payments, receipts, opening } = run.index
  const amount = getAmount(opening, holding)
  run.state.open(holding, 0n)
  run.state.give(holding, split(amount, run.seeds.stealOpening(holding, amount)))
  for (const row of itemsOf(payments, holding)) run.pending.add(row)
  for (const row of itemsOf(receipts, holding)) run.pending.add(row)
}

function applyRow(run: Run, row: number): void {
  const { index, state, touched } = run
  const from = index.from[row] as number
  const to = index.to[row] as number
  const seed = from !== to && !touched.has(from) ? run.seeds.find(row) : undefined
  const isPayerOpen = state.isOpen(from)
  if (!isPayerOpen && seed === undefined && !state.isOpen(to)) return
  const paid = isPayerOpen ? take(run, row, from) : clean(getAmount(index.paid, row))
  const received = convert(paid, getAmount(index.received, row))
  const amount = amountIn(received)
  const portion = seed === undefined ? received : split(amount, run.seeds.steal(seed, row, amount))
  if (originIn(portion) === 0n) give(run, to, portion)
  else if (seed !== undefined) begin(run, row, portion)
  else arrive(run, row, portion)
}

/** Stolen money comes to a holding, and stays there as long as no bound ends it. */
function arrive(run: Run, row: number, portion: Portion): void {
  const from = run.index.from[row] as number
  const to = run.index.to[row] as number
  const origin = originIn(portion)
  const hops = run.paths.addEdge({ row, from: reach(run, from), to: reach(run, to) }, origin)
  const end = endOf(run, { to, row, origin, hops })
  if (end !== undefined) {
    book(run, end, to, origin)
    give(run, to, clean(amountIn(portion)))
    return
  }
  open(run, to, row)
  give(run, to, portion)
}

function reach({ touched }: Run, holding: Holding): number {
  const known = touched.get(holding)
  if (known === undefined) touched.set(holding, touched.size)
  return known ?? touched.size - 1
}

/** The theft itself: paths start at its receiver. */
function begin(run: Run, row: number, portion: Portion): void {
  const to = run.index.to[row] as number
  run.paths.start(reach(run, to))
  open(run, to, row)
  give(run, to, portion)
}

/** Keeps a holding from the first stolen money on, and sees to it that its rows behind this one are applied. */
function open(run: Run, holding: Holding, row: number): void {
  const { index, state, pending } = run
  if (state.isOpen(holding)) return
  if (isPassage(run, holding)) {
    openPassage(run, holding, row)
    return
  }
  state.open(holding, state.needsReceipts ? balanceBefore(index, holding, row) : 0n)
  for (const groups of state.needsReceipts ? [index.payments, index.receipts] : [index.payments]) {
    const end = groups.start[holding + 1] as number
    for (let i = firstAbove(groups, holding, row); i < end; i++) pending.add(groups.items[i] as number)
  }
}

/** Services and hubs are not accounts of the theft: they have money only while a transaction lasts. */
function isPassage(run: Run, holding: Holding): boolean {
  return !run.seeds.holdings.has(holding) && (run.bounds.services.has(holding) || run.bounds.isHub(holding))
}

/** Inside a transaction a passage has what it received there, less what it paid. The rest of the transaction is applied. */
function openPassage(run: Run, holding: Holding, row: number): void {
  const { index, passage, pending, state } = run
  const balance = balanceInTx(index, holding, row)
  passage.balances.set(holding, balance)
  passage.endRow = row
  while (index.endsTx[passage.endRow] === 0) pending.add(++passage.endRow)
  state.open(holding, balance)
}

function take(run: Run, row: number, holding: Holding): Portion {
  const amount = getAmount(run.index.paid, row)
  const balance = run.passage.balances.get(holding)
  if (balance === undefined) {
    return amount === 0n ? [] : run.state.take(holding, { amount, balance: getAmount(run.index.before, row) })
  }
  const passed = amount > balance ? balance : amount
  run.passage.balances.set(holding, balance - passed)
  const portion = passed === 0n ? [] : run.state.take(holding, { amount: passed, balance })
  return [...portion, ...clean(amount - passed)]
}

function give(run: Run, holding: Holding, portion: Portion): void {
  if (!run.state.isOpen(holding)) return
  run.state.give(holding, portion)
  const balance = run.passage.balances.get(holding)
  if (balance !== undefined) run.passage.balances.set(holding, balance + amountIn(portion))
}

function clean(amount: bigint): Portion {
  return amount === 0n ? [] : [{ amount, origin: 0n }]
}

/** An amount of which the first part is stolen. */
function split(amount: bigint, stolen: bigint): Portion {
  return [...(stolen === 0n ? [] : [{ amount: stolen, origin: stolen }]), ...clean(amount - stolen)]
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
  return hops >= run.bounds.hopsMax && lastPayment(run.index, to) > row ? 'depth' : undefined
}

function settlePassages(run: Run): void {
  for (const [holding, balance] of run.passage.balances) {
    const origin = run.state.originOf(holding, () => balance)
    if (origin > 0n) book(run, run.bounds.services.has(holding) ? 'service' : 'hub', holding, origin)
    run.state.close(holding)
  }
  run.passage.balances.clear()
}

function book(run: Run, kind: EndKind, holding: Holding, origin: bigint): void {
  let amounts = run.ended.get(kind)
  if (amounts === undefined) run.ended.set(kind, (amounts = new Map()))
  amounts.set(holding, (amounts.get(holding) ?? 0n) + origin)
}

function result(run: Run): TaintFlow {
  const { index, bounds, state } = run
  for (const holding of run.touched.keys()) {
    if (!state.isOpen(holding)) continue
    const origin = state.originOf(holding, () => balanceAtEnd(index, holding, bounds.blockMax))
    if (origin === 0n) continue
    const last = lastPayment(index, holding)
    const isCut = last >= 0 && (index.block[last] as number) > bounds.blockMax
    book(run, isCut ? 'time' : 'held', holding, origin)
  }
  const endings = [...run.ended].flatMap(([kind, amounts]) =>
    [...amounts].map(([holding, origin]) => ({ kind, holding, origin })),
  )
  const reached = [...run.touched.keys()]
  const completed = reached.filter((holding) => getAmount(index.opening, holding) !== 0n && !isPassage(run, holding))
  const placeOf = (holding: Holding): number => run.touched.get(holding) as number
  return { ...run.seeds.result(), endings, reached, completed, ...run.paths.result(placeOf) }
}
