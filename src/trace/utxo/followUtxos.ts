import { createRowSet, type RowSet } from '../kernel/RowSet.ts'
import { loadCoinbase, loadTx, type TxSides } from './loadTx.ts'
import { type Block, blockAt, createPlaces, feeOf, type Places } from './Places.ts'
import { createUtxoRule, type UtxoRule, type UtxoRuleName } from './rules.ts'
import { createSegments, type Segments } from './Segments.ts'
import { createSide, type Side } from './Side.ts'
import { createSparse, type Sparse } from './Sparse.ts'
import { stain } from './stain.ts'
import type { UtxoBounds, UtxoEnding, UtxoEndKind, UtxoFlow, UtxoOrigin } from './UtxoFlow.ts'
import { blockOf, creatorOf, type Output, type Tx, UNKNOWN, type UtxoIndex } from './UtxoIndex.ts'
import { createUtxoPaths, type UtxoPaths } from './UtxoPaths.ts'
import { createUtxoSeeds, type UtxoSeeds } from './UtxoSeeds.ts'

/** What to follow, and how. */
export interface UtxoQuestion {
  readonly origins: readonly UtxoOrigin[]
  readonly rule: UtxoRuleName
  readonly direction: 'forward' | 'backward'
  readonly bounds: UtxoBounds
}

/**
 * Follows one theft through a UTXO ledger under one rule, exact, visiting only the transactions that it reaches.
 *
 * Transactions are visited in ledger order (backwards: the last first), the coinbase as the last of its block. All that a
 * seed's outputs have is stolen, as far as it is not stolen money that comes back. Backward the same transactions are run
 * from what they made to what they spent, so that FIFO and LIFO pair the same satoshi in both directions.
 *
 * @throws StolenTooMuchError `LZ_TRACE_UTXO_STOLEN`
 */
export function followUtxos(index: UtxoIndex, question: UtxoQuestion): UtxoFlow {
  const run = createRun(index, question)
  const { pending, isForward, txEnd } = run
  for (const tx of run.seeds.txs) pending.add(isForward ? tx : index.txCount - 1 - tx)
  for (let next = pending.peek(); next >= 0; next = pending.peek()) {
    const tx = isForward ? next : index.txCount - 1 - next
    if (tx >= txEnd) break
    run.block = blockAt(index, blockOf(index, tx))
    if (isForward) applyBlock(run)
    else unapplyBlock(run)
    forgetFees(run)
  }
  return result(run)
}

interface Run {
  readonly index: UtxoIndex
  readonly places: Places
  readonly rule: UtxoRule
  readonly isForward: boolean
  readonly bounds: UtxoBounds
  readonly txEnd: Tx
  readonly seeds: UtxoSeeds
  readonly segments: Segments
  readonly paths: UtxoPaths
  readonly sides: TxSides
  /** By output or stand-in: stolen satoshi that are followed; below zero, those that ended there. */
  readonly taintSat: Sparse
  /** Transactions still to be visited; backward the last has number 0. */
  readonly pending: RowSet
  /** Fees of the block that have stolen satoshi. */
  readonly fees: Output[]
  readonly reached: Output[]
  readonly endings: UtxoEnding[]
  readonly completed: { tx: Tx; amountSat: number }[]
  block: Block
  burnedSat: number
  outsideSat: number
}

function createRun(index: UtxoIndex, { origins, rule, direction, bounds }: UtxoQuestion): Run {
  const places = createPlaces(index)
  const segments = createSegments()
  const seeds = createUtxoSeeds(index, origins, bounds.txEnd)
  const paths = createUtxoPaths(places)
  for (const { outputs } of origins) for (let i = 0; i < outputs.length; i++) paths.start(outputs[i] as Output)
  return {
    index,
    places,
    rule: ruleOf(index, createUtxoRule(rule, segments)),
    isForward: direction === 'forward',
    bounds,
    txEnd: Math.min(bounds.txEnd, index.txCount),
    seeds,
    segments,
    paths,
    sides: { spent: createSide(), made: createSide(), completionSat: 0 },
    taintSat: createSparse(places.count),
    pending: createRowSet(index.txCount),
    fees: [],
    reached: [],
    endings: [],
    completed: [],
    block: { first: 0, end: 0, coinbase: undefined },
    burnedSat: 0,
    outsideSat: 0,
  }
}

/** Of a block that is not whole nobody knows what its coinbase got of which fee. */
function ruleOf({ isPartial }: UtxoIndex, rule: UtxoRule): UtxoRule {
  return isPartial ? { ...rule, followsFees: false } : rule
}

/** The block's transactions in their order, then the coinbase where it collects stolen fees or pays a seed. */
function applyBlock(run: Run): void {
  const { pending, block } = run
  const isSeed = block.coinbase !== undefined && pending.take(block.coinbase)
  for (let tx = pending.peek(); tx >= 0 && tx < block.end; tx = pending.peek()) {
    pending.take(tx)
    visitTx(run, tx)
  }
  if (block.coinbase !== undefined && (isSeed || run.fees.length > 0)) visitCoinbase(run)
}

/** The same the other way round: what the coinbase collected is known before the transactions that paid it. */
function unapplyBlock(run: Run): void {
  const { pending, block, index } = run
  const last = index.txCount - 1
  if (block.coinbase !== undefined && pending.take(last - block.coinbase)) visitCoinbase(run)
  for (let place = pending.peek(); place >= 0 && place <= last - block.first; place = pending.peek()) {
    pending.take(place)
    visitTx(run, last - place)
  }
}

function visitTx(run: Run, tx: Tx): void {
  const { index, places, block, rule } = run
  const canCollect = rule.followsFees && block.coinbase !== undefined
  const id = canCollect ? feeOf(places, block, tx) : places.burned
  loadTx(run.sides, index, tx, { id, form: rule, places })
  if (run.sides.completionSat > 0) run.completed.push({ tx, amountSat: run.sides.completionSat })
  visit(run, tx)
}

function visitCoinbase(run: Run): void {
  loadCoinbase(run.sides, run.index, run.block, {
    form: run.rule,
    places: run.places,
    taintSat: run.isForward ? run.taintSat : undefined,
  })
  visit(run, run.block.first)
}

/** Moves what is stolen through the transaction that is loaded. */
function visit(run: Run, tx: Tx): void {
  const { isForward, sides, seeds, bounds } = run
  const from = isForward ? sides.spent : sides.made
  const to = isForward ? sides.made : sides.spent
  const hasSeeds = seeds.txs.has(tx)
  if (hasSeeds && !isForward) steal(run, tx)
  if (readTaint(run, from)) {
    if (bounds.isMix(tx)) endInMix(run, from, tx)
    else move(run, from, to)
  }
  if (hasSeeds && isForward) steal(run, tx)
}

/** Whether any part of a side is stolen. */
function readTaint({ taintSat }: Run, side: Side): boolean {
  let any = false
  for (let part = 0; part < side.count; part++) {
    const amountSat = Math.max(0, taintSat.get(side.id[part] as number))
    side.taintSat[part] = amountSat
    any ||= amountSat > 0
  }
  return any
}

function move(run: Run, from: Side, to: Side): void {
  const { rule, paths, segments } = run
  rule.move(from, to)
  paths.addTx(from, to, (output, amountSat) => void run.endings.push({ kind: 'mined', output, amountSat }))
  for (let part = 0; part < from.count; part++) {
    if ((from.taintSat[part] as number) > 0) segments.drop(from.id[part] as number)
  }
  for (let part = 0; part < to.count; part++) {
    const amountSat = to.taintSat[part] as number
    if (amountSat > 0) arrive(run, to.id[part] as number, amountSat)
  }
}

/** Stolen money comes to an output, and is followed on as long as no bound ends it. */
function arrive(run: Run, output: Output, amountSat: number): void {
  const { index, places, taintSat } = run
  if (output >= places.fees) arriveAtFee(run, output, amountSat)
  else if (output === places.burned) run.burnedSat += amountSat
  else if (output === places.outside) run.outsideSat += amountSat
  if (output >= index.outputCount) return
  run.reached.push(output)
  const kind = run.seeds.find(output) === undefined ? endOf(run, output, amountSat) : undefined
  taintSat.set(output, kind === undefined ? amountSat : -amountSat)
  if (kind === undefined) schedule(run, output)
  else run.endings.push({ kind, output, amountSat })
}

function arriveAtFee(
  { fees, taintSat, isForward, pending, index, block, places }: Run,
  fee: Output,
  amountSat: number,
): void {
  fees.push(fee)
  taintSat.set(fee, amountSat)
  if (!isForward) pending.add(index.txCount - 1 - (block.first + fee - places.fees))
}

/** The bound that ends this money on arrival, if any. Money at the depth bound is held unless it moves on. */
function endOf({ index, bounds, paths, isForward }: Run, output: Output, amountSat: number): UtxoEndKind | undefined {
  const owner = index.owner[output] as number
  if (bounds.services.has(owner)) return 'service'
  if (bounds.isHub(owner)) return 'hub'
  if (amountSat < bounds.dustMaxSat) return 'dust'
  if (paths.hopsOf(output) < bounds.hopsMax) return undefined
  const movesOn = isForward ? index.spender[output] !== UNKNOWN : !isMined(index, output)
  return movesOn ? 'depth' : undefined
}

function isMined(index: UtxoIndex, output: Output): boolean {
  const tx = creatorOf(index, output)
  return blockAt(index, blockOf(index, tx)).coinbase === tx
}

/** Sees to it that the transaction is visited that moves an output on. */
function schedule({ index, isForward, pending }: Run, output: Output): void {
  if (!isForward) pending.add(index.txCount - 1 - creatorOf(index, output))
  else if (index.spender[output] !== UNKNOWN) pending.add(index.spender[output] as Tx)
}

/** What comes to a mix of many ends there; a fee, which only backward comes to it, at the outputs that it came from. */
function endInMix({ taintSat, paths, endings }: Run, side: Side, mix: Tx): void {
  for (let part = 0; part < side.count; part++) {
    const amountSat = side.taintSat[part] as number
    if (amountSat > 0) taintSat.set(side.id[part] as number, -amountSat)
  }
  const { ids, amountsSat } = paths.listStolen(side)
  ids.forEach((output, i) => void endings.push({ kind: 'mix', output, amountSat: amountsSat[i] as number, mix }))
}

/** All that a seed's outputs have is stolen, but for what comes back, and for change of its own clean money. */
function steal(run: Run, tx: Tx): void {
  const { index, seeds, taintSat } = run
  const isChange = run.isForward && spendsOwnClean(run, tx)
  const end = index.outputStart[tx + 1] as number
  for (let output = index.outputStart[tx] as number; output < end; output++) {
    const seed = seeds.find(output)
    if (seed === undefined || (isChange && seed.kind === 'address')) continue
    const had = taintSat.get(output)
    const amountSat = seeds.steal(seed, output, (index.valueSat[output] as number) - had)
    if (amountSat === 0) continue
    if (had === 0) run.reached.push(output)
    stain(run.segments, { output, valueSat: index.valueSat[output] as number, hadSat: had }, amountSat)
    taintSat.set(output, had + amountSat)
    if (run.isForward) schedule(run, output)
  }
}

function spendsOwnClean({ index, seeds, taintSat }: Run, tx: Tx): boolean {
  const end = index.inputStart[tx + 1] as number
  for (let input = index.inputStart[tx] as number; input < end; input++) {
    const output = index.spends[input] as number
    if (output !== UNKNOWN && taintSat.get(output) === 0 && seeds.isOwner(index.owner[output] as number)) return true
  }
  return false
}

/** A fee's number means another fee in the next block; where no coinbase is there, none of them has one. */
function forgetFees({ fees, taintSat, segments, paths }: Run): void {
  for (const fee of fees) {
    taintSat.set(fee, 0)
    segments.drop(fee)
    paths.dropFee(fee)
  }
  fees.length = 0
}

function result(run: Run): UtxoFlow {
  const { index, places, isForward, reached, txEnd, burnedSat, outsideSat } = run
  const endings = [...run.endings]
  for (const output of isForward ? reached : []) {
    const amountSat = run.taintSat.get(output)
    const spender = index.spender[output] as number
    if (amountSat <= 0 || spender < txEnd) continue
    endings.push({ kind: spender === UNKNOWN ? 'held' : 'time', output, amountSat })
  }
  if (burnedSat > 0) endings.push({ kind: 'burned', output: places.burned, amountSat: burnedSat })
  if (outsideSat > 0) endings.push({ kind: 'outside', output: places.outside, amountSat: outsideSat })
  const { completed } = run
  return { ...run.seeds.result(), ...run.paths.result(), endings, reached, completed }
}
