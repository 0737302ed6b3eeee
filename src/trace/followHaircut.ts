import { lastPayment } from './holdingRows.ts'
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
 * Says in each case what `followAnyRule` says; a test holds the two together. A reached holding has a slot in the order in
 * which it was reached, and its taint stands there; what ends at a holding has a slot of its own.
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
  readonly paths: Paths<Uint32Array>
  readonly seeds: Seeds
  readonly pending: RowSet
  /** Slot of each reached holding, plus 1; 0 is not reached. */
  readonly slotOf: Uint32Array
  readonly reached: Holding[]
  /** By holding, one of `KIND`, once that was asked for. */
  readonly kinds: Uint8Array
  /** By slot of a holding: whether its taint is followed. */
  readonly isOpen: boolean[]
  readonly passage: { endRow: number; readonly balances: Map<Holding, bigint> }
  readonly ended: Map<EndKind, Map<Holding, number>>
  slots: number
}

function createRun(index: TraceIndex, origins: readonly Origin[], bounds: Bounds): Run {
  const run: Run = {
    index,
    bounds,
    taint: createTaint128(SLOTS),
    paths: createPaths(index.holdings, createLimbAmounts()),
    seeds: createSeeds(index, origins),
    pending: createRowSet(index.count),
    slotOf: new Uint32Array(index.holdings),
    kinds: new Uint8Array(index.holdings),
    reached: [],
    isOpen: [],
    passage: { endRow: -1, balances: new Map() },
    ended: new Map(),
    slots: 0,
  }
  return run
}

/** Slots to begin with. */
const SLOTS = 1024

function addSlot(run: Run): number {
  if (run.slots === run.taint.slots) run.taint.grow(2 * run.slots)
  return run.slots++
}

/** The place of a holding among the reached ones. */
function reach(run: Run, holding: Holding): number {
  const known = run.slotOf[holding] as number
  if (known !== 0) return known - 1
  const slot = addSlot(run)
  run.slotOf[holding] = slot + 1
  while (run.reached.length < slot) {
    run.reached.push(-1)
    run.isOpen.push(false)
  }
  run.reached.push(holding)
  run.isOpen.push(false)
  return slot
}

function openSeed(run: Run, holding: Holding): void {
  const { payments, receipts, opening } = run.index
  const slot = reach(run, holding)
  run.isOpen[slot] = true
  run.paths.start(holding)
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
  const from = index.from[row] as number
  const to = index.to[row] as number
  const slot = reach(run, to)
  const hops = run.paths.addEdge({ row, from, to }, taint.moved)
  const isThrough = isPassage(run, to)
  const end = isThrough ? undefined : endOf(run, row, hops)
  if (end !== undefined) {
    book(run, end, to)
    return
  }
  // The last of its transaction: whatever a passage gets here is its own.
  if (isThrough && index.endsTx[row] === 1 && run.isOpen[slot] !== true) {
    book(run, endAt(run, to), to)
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
    run.paths.start(to)
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
  if (isPassage(run, holding)) {
    openPassage(run, holding, row)
    return
  }
  const { start, items } = index.payments
  const end = start[holding + 1] as number
  for (let i = firstAbove(index.payments, holding, row); i < end; i++) pending.add(items[i] as number)
}

const KIND = { account: 1, service: 2, hub: 3 } as const

/** Services and hubs are not accounts of the theft: they have money only while a transaction lasts. */
function kindOf({ kinds, seeds, bounds }: Run, holding: Holding): number {
  const known = kinds[holding] as number
  if (known !== 0) return known
  if (seeds.holdings.has(holding)) kinds[holding] = KIND.account
  else if (bounds.services.has(holding)) kinds[holding] = KIND.service
  else kinds[holding] = bounds.isHub(holding) ? KIND.hub : KIND.account
  return kinds[holding] as number
}

function isPassage(run: Run, holding: Holding): boolean {
  return kindOf(run, holding) !== KIND.account
}

/** How money ends that a passage keeps. */
function endAt(run: Run, holding: Holding): EndKind {
  return kindOf(run, holding) === KIND.service ? 'service' : 'hub'
}

/** Inside a transaction a passage has what it received there, less what it paid. The rest of the transaction is applied. */
function openPassage({ index, passage, pending }: Run, holding: Holding, row: number): void {
  let first = row
  while (first > 0 && index.endsTx[first - 1] === 0) first--
  let balance = 0n
  for (let before = first; before < row; before++) {
    const paid = index.from[before] === holding ? getAmount(index.paid, before) : 0n
    balance = paid > balance ? 0n : balance - paid
    if (index.to[before] === holding) balance += getAmount(index.received, before)
  }
  passage.balances.set(holding, balance)
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
  for (const holding of run.passage.balances.keys()) {
    const slot = (run.slotOf[holding] as number) - 1
    run.isOpen[slot] = false
    if (readLimbs(run.taint.state, slot) > 0n) run.taint.drain(slot, endSlot(run, endAt(run, holding), holding))
  }
  run.passage.balances.clear()
}

/** Counts `taint.moved` as ended. */
function book(run: Run, kind: EndKind, holding: Holding): void {
  run.taint.give(endSlot(run, kind, holding))
}

function endSlot(run: Run, kind: EndKind, holding: Holding): number {
  let slots = run.ended.get(kind)
  if (slots === undefined) run.ended.set(kind, (slots = new Map()))
  let slot = slots.get(holding)
  if (slot === undefined) slots.set(holding, (slot = addSlot(run)))
  return slot
}

function result(run: Run): TaintFlow {
  const { index, bounds, taint, isOpen } = run
  const amounts = fromLimbs(taint.state, new Map())
  const endings: Ending[] = []
  for (const [kind, slots] of run.ended) {
    for (const [holding, slot] of slots) endings.push({ kind, holding, origin: getAmount(amounts, slot) })
  }
  const reached: Holding[] = []
  const completed: Holding[] = []
  for (let slot = 0; slot < run.reached.length; slot++) {
    const holding = run.reached[slot] as number
    if (holding < 0) continue
    reached.push(holding)
    if (!isZero(index.opening, holding) && !isPassage(run, holding)) completed.push(holding)
    if (isOpen[slot] !== true || isZero(amounts, slot)) continue
    const last = lastPayment(index, holding)
    const isCut = last >= 0 && (index.block[last] as number) > bounds.blockMax
    endings.push({ kind: isCut ? 'time' : 'held', holding, origin: getAmount(amounts, slot) })
  }
  return { ...run.seeds.result(), endings, reached, completed, ...run.paths.result() }
}
