import { balanceInTx, lastPayment } from './holdingRows.ts'
import { fromLimbs, getAmount, isZero } from './kernel/AmountColumn.ts'
import { firstAbove, itemsOf } from './kernel/groupBy.ts'
import { LIMBS, readLimbs, writeLimbs } from './kernel/limbs.ts'
import { createRowSet, type RowSet } from './kernel/RowSet.ts'
import { createTaint128, type Taint128 } from './kernel/Taint128.ts'
import { createLimbAmounts, createPaths, type Paths } from './paths.ts'
import { createSeeds, type Seed, type Seeds } from './Seeds.ts'
import type { Bounds, Ending, EndKind, Origin, TaintFlow } from './TaintFlow.ts'
import type { Holding, TraceIndex } from './TraceIndex.ts'

/**
 * Follows one theft under haircut with amounts of 128 bits: no BigInt where the money moves.
 *
 * Says in each case what `followAnyRule` says; a test holds the two together. Taint stands in slots, one for each reached
 * holding in the order in which it was reached.
 */
export function followHaircut(index: TraceIndex, origins: readonly Origin[], bounds: Bounds): TaintFlow {
  const run = createRun(index, origins, bounds)
  for (const holding of run.seeds.holdings.keys()) openSeed(run, holding)
  for (const row of run.seeds.rows.keys()) run.pending.add(row)
  const isLater = (row: number): boolean => row < 0 || (index.block[row] as number) > bounds.blockMax
  for (let row = run.pending.next(); !isLater(row); row = run.pending.next()) {
    if (run.passage.balances.size > 0 && row > run.passage.endRow) settlePassages(run)
    applyRow(run, row)
  }
  settlePassages(run)
  return result(run)
}

interface Run {
  readonly index: TraceIndex
  readonly bounds: Bounds
  readonly taint: Taint128
  /** What ended, in slots that `ended` gives out. */
  readonly ends: Taint128
  readonly paths: Paths<Uint32Array>
  readonly seeds: Seeds
  readonly pending: RowSet
  /** Slot of each reached holding, plus 1; 0 is not reached. */
  readonly slotOf: Uint32Array
  readonly reached: Holding[]
  /** By slot, one of `KIND`. */
  readonly kinds: number[]
  /** By slot: whether its taint is followed. */
  readonly isOpen: boolean[]
  readonly passage: { endRow: number; readonly balances: Map<Holding, bigint> }
  readonly ended: Map<EndKind, Map<Holding, number>>
}

function createRun(index: TraceIndex, origins: readonly Origin[], bounds: Bounds): Run {
  return {
    index,
    bounds,
    taint: createTaint128(SLOTS),
    ends: createTaint128(SLOTS),
    paths: createPaths(createLimbAmounts()),
    seeds: createSeeds(index, origins),
    pending: createRowSet(index.count),
    slotOf: new Uint32Array(index.holdings),
    kinds: [],
    reached: [],
    isOpen: [],
    passage: { endRow: -1, balances: new Map() },
    ended: new Map(),
  }
}

/** Slots to begin with. */
const SLOTS = 1024

/** The slot of a holding, a new one where it was not reached yet. */
function reach(run: Run, holding: Holding): number {
  const { taint, slotOf, reached, isOpen, kinds } = run
  const known = slotOf[holding] as number
  if (known !== 0) return known - 1
  const slot = reached.push(holding) - 1
  isOpen.push(false)
  kinds.push(kindOf(run, holding))
  slotOf[holding] = slot + 1
  makeRoom(taint, slot)
  return slot
}

function makeRoom(taint: Taint128, slot: number): void {
  if (slot === taint.slots) taint.grow(2 * slot)
}

function openSeed(run: Run, holding: Holding): void {
  const { payments, receipts, opening } = run.index
  const slot = reach(run, holding)
  run.isOpen[slot] = true
  run.paths.start(slot)
  writeLimbs(run.taint.state, slot, run.seeds.stealOpening(holding, getAmount(opening, holding)))
  for (const row of itemsOf(payments, holding)) run.pending.add(row)
  for (const row of itemsOf(receipts, holding)) run.pending.add(row)
}

function applyRow(run: Run, row: number): void {
  const { index, slotOf, isOpen } = run
  const from = index.from[row] as number
  const payer = (slotOf[from] as number) - 1
  if (payer < 0) {
    const to = index.to[row] as number
    const seed = from === to ? undefined : run.seeds.find(row)
    if (seed === undefined) addToPassage(run, row)
    else begin(run, row, seed)
  } else if (isOpen[payer] !== true) addToPassage(run, row)
  else if (take(run, row, payer)) arrive(run, row)
  else addToPassage(run, row)
}

/** Takes what a payment carries out of the payer's taint; false when that is nothing. */
function take({ index, taint, passage }: Run, row: number, payer: number): boolean {
  const from = index.from[row] as number
  const balance = passage.balances.size === 0 ? undefined : passage.balances.get(from)
  if (balance !== undefined) {
    const amount = getAmount(index.paid, row)
    const passed = amount > balance ? balance : amount
    passage.balances.set(from, balance - passed)
    if (passed === 0n) return false
    writeLimbs(taint.amount, 0, passed)
    writeLimbs(taint.before, 0, balance)
    return taint.take(payer)
  }
  const { amount, before } = taint
  let any = 0
  for (let i = 0; i < LIMBS; i++) {
    any |= amount[i] = index.paid.limbs[LIMBS * row + i] as number
    before[i] = index.before.limbs[LIMBS * row + i] as number
  }
  return any !== 0 && taint.take(payer)
}

/** Stolen money, in `taint.moved`, comes to a holding and stays there as long as no bound ends it. */
function arrive(run: Run, row: number): void {
  const { index, taint } = run
  const to = index.to[row] as number
  const slot = reach(run, to)
  const payer = (run.slotOf[index.from[row] as number] as number) - 1
  const hops = run.paths.addEdge({ row, from: payer, to: slot }, taint.moved)
  const isThrough = run.kinds[slot] !== KIND.account
  const end = isThrough ? undefined : endOf(run, row, hops)
  if (end !== undefined) {
    book(run, end, to)
    return
  }
  // The last of its transaction: whatever a passage gets here is its own.
  if (isThrough && index.endsTx[row] === 1 && run.isOpen[slot] !== true) {
    book(run, endAt(run, slot), to)
    return
  }
  open(run, to, row)
  taint.give(slot)
  addToPassage(run, row)
}

/** The theft itself: paths start at its receiver. */
function begin(run: Run, row: number, seed: Seed): void {
  const { index, taint } = run
  const to = index.to[row] as number
  const stolen = run.seeds.steal(seed, row, getAmount(index.received, row))
  if (stolen > 0n) {
    const slot = reach(run, to)
    run.paths.start(slot)
    open(run, to, row)
    writeLimbs(taint.moved, 0, stolen)
    taint.give(slot)
  }
  addToPassage(run, row)
}

/** Keeps a holding from the first stolen money on, and sees to it that its payments behind this row are applied. */
function open(run: Run, holding: Holding, row: number): void {
  const { index, pending, isOpen, slotOf } = run
  const slot = (slotOf[holding] as number) - 1
  if (isOpen[slot] === true) return
  isOpen[slot] = true
  if (run.kinds[slot] !== KIND.account) {
    openPassage(run, holding, row)
    return
  }
  const { start, items } = index.payments
  const end = start[holding + 1] as number
  for (let i = firstAbove(index.payments, holding, row); i < end; i++) pending.add(items[i] as number)
}

const KIND = { account: 1, service: 2, hub: 3 } as const

/** Services and hubs are not accounts of the theft: they have money only while a transaction lasts. */
function kindOf({ seeds, bounds }: Run, holding: Holding): number {
  if (seeds.holdings.has(holding)) return KIND.account
  if (bounds.services.has(holding)) return KIND.service
  return bounds.isHub(holding) ? KIND.hub : KIND.account
}

/** How money ends that a passage keeps. */
function endAt({ kinds }: Run, slot: number): EndKind {
  return kinds[slot] === KIND.service ? 'service' : 'hub'
}

/** Inside a transaction a passage has what it received there, less what it paid. The rest of the transaction is applied. */
function openPassage({ index, passage, pending }: Run, holding: Holding, row: number): void {
  passage.balances.set(holding, balanceInTx(index, holding, row))
  passage.endRow = row
  while (index.endsTx[passage.endRow] === 0) pending.add(++passage.endRow)
}

/** What a row brings to a passage of the transaction under way, clean or not. */
function addToPassage({ index, passage }: Run, row: number): void {
  if (passage.balances.size === 0) return
  const to = index.to[row] as number
  const balance = passage.balances.get(to)
  if (balance !== undefined) passage.balances.set(to, balance + getAmount(index.received, row))
}

/** The bound that ends this money on arrival, if any. Money at the depth bound is held unless it is paid on later. */
function endOf({ index, bounds, taint }: Run, row: number, hops: number): EndKind | undefined {
  if (bounds.dustMax > 0n && readLimbs(taint.moved, 0) < bounds.dustMax) return 'dust'
  return hops >= bounds.hopsMax && lastPayment(index, index.to[row] as number) > row ? 'depth' : undefined
}

function settlePassages(run: Run): void {
  const { taint, passage, slotOf, isOpen } = run
  for (const holding of passage.balances.keys()) {
    const slot = (slotOf[holding] as number) - 1
    isOpen[slot] = false
    const rest = readLimbs(taint.state, slot)
    writeLimbs(taint.moved, 0, rest)
    writeLimbs(taint.state, slot, 0n)
    if (rest > 0n) book(run, endAt(run, slot), holding)
  }
  passage.balances.clear()
}

/** Counts `taint.moved` as ended. */
function book({ taint, ends, ended }: Run, kind: EndKind, holding: Holding): void {
  let slots = ended.get(kind)
  if (slots === undefined) ended.set(kind, (slots = new Map()))
  let slot = slots.get(holding)
  if (slot === undefined) {
    slots.set(holding, (slot = sizeOf(ended)))
    makeRoom(ends, slot)
  }
  ends.moved.set(taint.moved)
  ends.give(slot)
}

function sizeOf(ended: Run['ended']): number {
  let size = 0
  for (const slots of ended.values()) size += slots.size
  return size
}

function result(run: Run): TaintFlow {
  const { index, reached, kinds, slotOf } = run
  const isCompleted = (holding: Holding, slot: number): boolean =>
    kinds[slot] === KIND.account && !isZero(index.opening, holding)
  const completed = reached.filter(isCompleted)
  const endings = [...endingsOf(run), ...restsOf(run)]
  return {
    ...run.seeds.result(),
    endings,
    reached,
    completed,
    ...run.paths.result((holding) => (slotOf[holding] as number) - 1),
  }
}

function endingsOf({ ended, ends }: Run): Ending[] {
  const amounts = fromLimbs(ends.state, new Map())
  return [...ended].flatMap(([kind, slots]) =>
    [...slots].map(([holding, slot]) => ({ kind, holding, origin: getAmount(amounts, slot) })),
  )
}

/** What is left at the holdings, and what they pay on behind the bound in time. */
function restsOf({ index, bounds, taint, reached, isOpen }: Run): Ending[] {
  const amounts = fromLimbs(taint.state, new Map())
  const rests: Ending[] = []
  for (let slot = 0; slot < reached.length; slot++) {
    if (isOpen[slot] !== true || isZero(amounts, slot)) continue
    const holding = reached[slot] as number
    const last = lastPayment(index, holding)
    const isCut = last >= 0 && (index.block[last] as number) > bounds.blockMax
    rests.push({ kind: isCut ? 'time' : 'held', holding, origin: getAmount(amounts, slot) })
  }
  return rests
}
