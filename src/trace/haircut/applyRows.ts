import { balanceInTx } from '../holdingRows.ts'
import { getAmount } from '../kernel/AmountColumn.ts'
import { LIMBS, readLimbs, writeLimbs } from '../kernel/limbs.ts'
import { createRowSet } from '../kernel/RowSet.ts'
import type { Seed } from '../Seeds.ts'
import type { EndKind, Origin } from '../TaintFlow.ts'
import type { Holding } from '../TraceIndex.ts'
import { endAt, type HaircutRun, KIND, reach } from './HaircutRun.ts'

/** Adds places where stolen money begins. Their rows are still to come: none of them has been applied. */
export function addOrigins(run: HaircutRun, origins: readonly Origin[]): void {
  for (const origin of origins) run.seeds.add(origin)
  for (const origin of origins) {
    if (origin.kind === 'row') run.pending.add(origin.row)
    else if (run.slots.find(origin.holding) < 0) openSeed(run, origin.holding)
  }
}

/** Looks through the rows that the index has gained: those that open holdings pay, or seeds receive, are to be applied. */
export function awaitRows(run: HaircutRun): void {
  const { index, slots, isOpen, seeds } = run
  run.pending = createRowSet(index.count, run.applied)
  for (let row = run.applied; row < index.count; row++) {
    const payer = slots.find(index.from[row] as number)
    if ((payer >= 0 && isOpen[payer] === 1) || seeds.holdings.has(index.to[row] as number)) run.pending.add(row)
  }
}

/** Applies, in their order, the rows that came behind those applied, as far as the theft may move in them. */
export function applyRows(run: HaircutRun): void {
  const { index, bounds, pending, passage } = run
  const isLater = (row: number): boolean => row < 0 || (index.block[row] as number) > bounds.blockMax
  for (let row = pending.next(); !isLater(row); row = pending.next()) {
    if (passage.balances.size > 0 && row > passage.endRow) settlePassages(run)
    applyRow(run, row)
  }
  settlePassages(run)
  run.applied = index.count
}

function openSeed(run: HaircutRun, holding: Holding): void {
  const { payments, receipts, opening } = run.index
  const slot = reach(run, holding)
  run.isOpen[slot] = 1
  run.paths.start(slot)
  writeLimbs(run.taint.state, slot, run.seeds.stealOpening(holding, getAmount(opening, holding)))
  payments.visitAbove(holding, run.applied - 1, run.pending.add)
  receipts.visitAbove(holding, run.applied - 1, run.pending.add)
}

function applyRow(run: HaircutRun, row: number): void {
  const from = run.index.from[row] as number
  const payer = run.slots.find(from)
  if (payer < 0) {
    const to = run.index.to[row] as number
    const seed = from === to ? undefined : run.seeds.find(row)
    if (seed === undefined) addToPassage(run, row)
    else begin(run, row, seed)
  } else if (run.isOpen[payer] === 0) addToPassage(run, row)
  else if (take(run, row, payer)) arrive(run, row, payer)
  else addToPassage(run, row)
}

/** Takes what a payment carries out of the payer's taint; false when that is nothing. */
function take(run: HaircutRun, row: number, payer: number): boolean {
  const { index, taint, passage, deep } = run
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
  if (deep.size > 0) endDeep(run, payer)
  const { amount } = taint
  let any = 0
  for (let i = 0; i < LIMBS; i++) any |= amount[i] = index.paid.limbs[LIMBS * row + i] as number
  if (any === 0) return false
  index.readBefore(row, taint.before)
  return taint.take(payer)
}

/** Stolen money, in `taint.moved`, comes to a holding and stays there as long as no bound ends it. */
function arrive(run: HaircutRun, row: number, payer: number): void {
  const { index, taint, bounds } = run
  const to = index.to[row] as number
  const slot = reach(run, to)
  run.hasPaid[payer] = 1
  const hops = run.paths.addEdge({ row, from: payer, to: slot }, taint.moved)
  const isThrough = run.kinds[slot] !== KIND.account
  const end = isThrough ? undefined : endOf(run, row, hops)
  if (end !== undefined) {
    run.ends.add(end, to, taint.moved)
    return
  }
  // The last of its transaction: whatever a passage gets here is its own.
  if (isThrough && index.endsTx[row] === 1 && run.isOpen[slot] === 0) {
    run.ends.add(endAt(run, slot), to, taint.moved)
    return
  }
  if (hops >= bounds.hopsMax && !isThrough) run.deep.set(slot, (run.deep.get(slot) ?? 0n) + readLimbs(taint.moved, 0))
  if (run.isOpen[slot] === 0) open(run, slot, row)
  taint.give(slot)
  addToPassage(run, row)
}

/** The theft itself: paths start at its receiver. */
function begin(run: HaircutRun, row: number, seed: Seed): void {
  const { index, taint } = run
  const to = index.to[row] as number
  const stolen = run.seeds.steal(seed, row, getAmount(index.received, row))
  if (stolen > 0n) {
    const slot = reach(run, to)
    run.paths.start(slot)
    if (run.isOpen[slot] === 0) open(run, slot, row)
    writeLimbs(taint.moved, 0, stolen)
    taint.give(slot)
  }
  addToPassage(run, row)
}

/** Keeps a holding from the first stolen money on, and sees to it that its payments behind this row are applied. */
function open(run: HaircutRun, slot: number, row: number): void {
  const holding = run.slots.keyAt(slot)
  run.isOpen[slot] = 1
  if (run.kinds[slot] === KIND.account) run.index.payments.visitAbove(holding, row, run.pending.add)
  else openPassage(run, holding, row)
}

/** Inside a transaction a passage has what it received there, less what it paid. The rest of the transaction is applied. */
function openPassage({ index, passage, pending }: HaircutRun, holding: Holding, row: number): void {
  passage.balances.set(holding, balanceInTx(index, holding, row))
  passage.endRow = row
  while (index.endsTx[passage.endRow] === 0) pending.add(++passage.endRow)
}

/** What a row brings to a passage of the transaction under way, clean or not. */
function addToPassage({ index, passage }: HaircutRun, row: number): void {
  if (passage.balances.size === 0) return
  const to = index.to[row] as number
  const balance = passage.balances.get(to)
  if (balance !== undefined) passage.balances.set(to, balance + getAmount(index.received, row))
}

/** The bound that ends this money on arrival, if any. Money at the depth bound is held until it is paid on. */
function endOf({ index, bounds, taint }: HaircutRun, row: number, hops: number): EndKind | undefined {
  if (bounds.dustMax > 0n && readLimbs(taint.moved, 0) < bounds.dustMax) return 'dust'
  return hops >= bounds.hopsMax && index.payments.lastOf(index.to[row] as number) > row ? 'depth' : undefined
}

/** What waited at the depth bound ends there when its holding pays. Until then the holding only received: it is all there. */
export function endDeep(run: HaircutRun, slot: number): void {
  const { taint, deep } = run
  const amount = deep.get(slot)
  if (amount === undefined) return
  deep.delete(slot)
  writeLimbs(taint.state, slot, readLimbs(taint.state, slot) - amount)
  writeLimbs(taint.moved, 0, amount)
  run.ends.add('depth', run.slots.keyAt(slot), taint.moved)
}

function settlePassages(run: HaircutRun): void {
  const { taint, passage, slots, isOpen } = run
  for (const holding of passage.balances.keys()) {
    const slot = slots.find(holding)
    isOpen[slot] = 0
    const rest = readLimbs(taint.state, slot)
    writeLimbs(taint.moved, 0, rest)
    writeLimbs(taint.state, slot, 0n)
    if (rest > 0n) run.ends.add(endAt(run, slot), holding, taint.moved)
  }
  passage.balances.clear()
}
