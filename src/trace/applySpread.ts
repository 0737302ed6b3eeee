import { getAmount } from './kernel/AmountColumn.ts'
import { rewind, waysBefore } from './redoSpread.ts'
import { NO_EDGE, type SpreadEdge } from './SpreadEdges.ts'
import { createStanding, receive, type Share, type SpreadRun, type Standing } from './SpreadRun.ts'
import type { Holding } from './TraceIndex.ts'

/**
 * Applies what is pending, in ledger order.
 *
 * A row that was applied before and moves something else now takes its receiver back to what it had there: the receiver's
 * rows are applied again, until it has what it had behind the same row before.
 *
 * @returns the holdings of which something else is true than before; those of which nothing is left are no shares any more
 */
export function applySpread(run: SpreadRun): Set<Holding> {
  const pass: Pass = { run, changed: new Set(), ways: new Set(), faded: new Set() }
  for (let row = run.pending.next(); row >= 0; row = run.pending.next()) {
    run.at = row
    applyRow(pass, row)
  }
  finish(pass)
  return pass.changed
}

interface Pass {
  readonly run: SpreadRun
  readonly changed: Set<Holding>
  /** Rows applied again to which another way leads than before. */
  readonly ways: Set<number>
  /** Stops whose nearest or strongest row may be another. */
  readonly faded: Set<Holding>
}

/** What a row moves, and moved when it was applied before. */
interface Step {
  readonly row: number
  readonly edge: SpreadEdge
  readonly old: SpreadEdge
}

function applyRow(pass: Pass, row: number): void {
  const { run, ways } = pass
  const old = row < run.applied ? run.edges.find(row) : NO_EDGE
  const edge = pay(pass, row, old)
  const isOther = !isSame(edge, old)
  const isOtherWay = old.hops > 0 && edge.hops > 0 && (edge.via !== old.via || ways.has(edge.via))
  if (isOtherWay) ways.add(row)
  const to = run.index.to[row] as number
  const step = { row, edge, old }
  if (!run.sources.has(to)) {
    if (isOther || isOtherWay) change(pass, to, step)
    take(pass, to, step)
  }
  if (isOther) run.edges.set(row, edge)
}

/** What a row moves now: as before, where its payer has what it had before. */
function pay(pass: Pass, row: number, old: SpreadEdge): SpreadEdge {
  const { index, sources, shares, applied, raised } = pass.run
  const from = index.from[row] as number
  if (sources.has(from)) return edgeOf(pass, row, { moved: getAmount(index.paid, row), payer: SOURCE })
  const share = shares.get(from)
  if (share === undefined) return NO_EDGE
  if (row < applied && share.redo === undefined) {
    if (!raised.has(from) || old.moved === 0n) return old
    rewind(pass.run, from, row)
  }
  const { carried } = share.standing
  const moved = carried === 0n ? 0n : (carried * getAmount(index.paid, row)) / index.beforeOf(row)
  const edge = edgeOf(pass, row, { moved, payer: share.standing })
  share.standing.carried -= moved
  if (share.redo !== undefined) {
    share.redo.before.carried -= old.moved
    settle(pass, from, share)
  }
  return edge
}

const SOURCE: Pick<Standing, 'hops' | 'strongest' | 'width'> = { hops: 0, strongest: -1, width: 0n }

interface Payment {
  readonly moved: bigint
  readonly payer: Pick<Standing, 'hops' | 'strongest' | 'width'>
}

function edgeOf({ run }: Pass, row: number, { moved, payer }: Payment): SpreadEdge {
  if (moved === 0n) return NO_EDGE
  if (moved < run.bounds.floor || run.sources.has(run.index.to[row] as number)) return { ...NO_EDGE, moved }
  const width = payer.strongest < 0 || moved < payer.width ? moved : payer.width
  return { moved, hops: payer.hops + 1, width, via: payer.strongest }
}

/** A holding gets something else by a row than before. */
function change(pass: Pass, to: Holding, { row, edge, old }: Step): void {
  const { run, changed } = pass
  const share = run.shares.get(to) ?? reach(run, to, row)
  const { standing } = share
  if (row < run.applied && share.redo === undefined) {
    if (standing.isStop) keepEnd(run, to, share)
    else rewind(run, to, row)
  }
  if (standing.isStop && isLess({ row, edge, old }, standing)) pass.faded.add(to)
  if (old.hops === 0) share.cut -= old.moved
  else share.amount -= old.moved
  if (edge.hops === 0) share.cut += edge.moved
  else share.amount += edge.moved
  if (edge.moved !== old.moved) changed.add(to)
}

/** Whether a row made a stop near or strongly tied to a source, and does so less now. */
function isLess({ row, edge, old }: Step, { nearest, strongest }: Standing): boolean {
  if (row === strongest && edge.width < old.width) return true
  return row === nearest && (edge.hops === 0 || edge.hops > old.hops)
}

function reach(run: SpreadRun, holding: Holding, row: number): Share {
  const { index, bounds, shares, pending, applied } = run
  const isStop = bounds.isStop(holding)
  if (!isStop) index.payments.visitAbove(holding, row, pending.add)
  const share: Share = { amount: 0n, cut: 0n, standing: createStanding(isStop), redo: undefined }
  if (row < applied) keepEnd(run, holding, share)
  shares.set(holding, share)
  return share
}

/** A holding that is the same behind all of its rows that are still to be applied again. */
function keepEnd({ redone }: SpreadRun, holding: Holding, share: Share): void {
  share.redo = { before: { ...share.standing }, end: { ...share.standing } }
  redone.add(holding)
}

function take(pass: Pass, to: Holding, { row, edge, old }: Step): void {
  const share = pass.run.shares.get(to)
  if (share === undefined || (share.redo === undefined && row < pass.run.applied)) return
  receive(share.standing, row, edge)
  if (share.redo === undefined) return
  receive(share.redo.before, row, old)
  settle(pass, to, share)
}

/**
 * A holding that has what it had behind the same row before has what it had behind the last: no more of it is applied.
 *
 * Not one that was raised: it would be taken back again at its next payment.
 */
function settle({ run, ways }: Pass, holding: Holding, share: Share): void {
  const { standing, redo } = share
  if (redo === undefined || standing.isStop || ways.has(standing.strongest) || run.raised.has(holding)) return
  if (!isSameStanding(standing, redo.before)) return
  share.standing = redo.end
  share.redo = undefined
}

function finish({ run, changed, ways, faded }: Pass): void {
  const { shares, redone } = run
  for (const holding of faded)
    Object.assign((shares.get(holding) as Share).standing, waysBefore(run, holding, run.index.count))
  for (const holding of redone) {
    const share = shares.get(holding) as Share
    const { standing, redo } = share
    share.redo = undefined
    if (redo !== undefined && (ways.has(standing.strongest) || isOtherWay(standing, redo.end))) changed.add(holding)
  }
  for (const holding of changed) {
    const share = shares.get(holding) as Share
    if (share.amount === 0n && share.cut === 0n) shares.delete(holding)
  }
  redone.clear()
  Object.assign(run, { at: -1, applied: run.index.count, raised: new Set() })
}

function isOtherWay(one: Standing, other: Standing): boolean {
  return one.hops !== other.hops || one.strongest !== other.strongest
}

function isSameStanding(one: Standing, other: Standing): boolean {
  const isEqual = one.carried === other.carried && one.width === other.width && one.isStop === other.isStop
  return isEqual && one.nearest === other.nearest && !isOtherWay(one, other)
}

function isSame(one: SpreadEdge, other: SpreadEdge): boolean {
  return one.moved === other.moved && one.hops === other.hops && one.width === other.width && one.via === other.via
}
