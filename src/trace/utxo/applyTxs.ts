import { createRowSet } from '../kernel/RowSet.ts'
import { loadCoinbase, loadTx } from './loadTx.ts'
import { blockAt, feeOf } from './Places.ts'
import type { Side } from './Side.ts'
import { stain } from './stain.ts'
import type { UtxoEndKind } from './UtxoFlow.ts'
import { blockOf, creatorOf, type Output, type Tx, UNKNOWN, type UtxoIndex } from './UtxoIndex.ts'
import { txEndOf, type UtxoRun } from './UtxoRun.ts'

/** Looks through the blocks that the index has gained: transactions that spend stolen money are to be visited. */
export function awaitTxs(run: UtxoRun): void {
  const { index, taintSat, applied } = run
  run.pending = createRowSet(index.txCount, applied)
  let input = index.inputStart[applied] as number
  for (let tx = applied; tx < index.txCount; tx++) {
    for (const end = index.inputStart[tx + 1] as number; input < end; input++) {
      const output = index.spends[input] as number
      if (output !== UNKNOWN && taintSat.get(output) > 0 && !endDeep(run, output)) run.pending.add(tx)
    }
  }
}

/** Visits the transactions that came behind those applied, as far as the money reaches them. */
export function applyTxs(run: UtxoRun): void {
  const { index, pending, isForward } = run
  const txEnd = txEndOf(run)
  for (let next = pending.peek(); next >= 0; next = pending.peek()) {
    const tx = isForward ? next : index.txCount - 1 - next
    if (tx >= txEnd) break
    run.block = blockAt(index, blockOf(index, tx))
    if (isForward) applyBlock(run)
    else unapplyBlock(run)
    forgetFees(run)
  }
  run.applied = index.txCount
}

/** What was held at the depth bound ends there now that it moves on; false where it may go on. */
function endDeep({ seeds, paths, bounds, taintSat, endings }: UtxoRun, output: Output): boolean {
  if (paths.hopsOf(output) < bounds.hopsMax || seeds.find(output) !== undefined) return false
  const amountSat = taintSat.get(output)
  taintSat.set(output, -amountSat)
  endings.push({ kind: 'depth', output, amountSat })
  return true
}

/** The block's transactions in their order, then the coinbase where it collects stolen fees or pays a seed. */
function applyBlock(run: UtxoRun): void {
  const { pending, block } = run
  const isSeed = block.coinbase !== undefined && pending.take(block.coinbase)
  for (let tx = pending.peek(); tx >= 0 && tx < block.end; tx = pending.peek()) {
    pending.take(tx)
    visitTx(run, tx)
  }
  if (block.coinbase !== undefined && (isSeed || run.fees.length > 0)) visitCoinbase(run)
}

/** The same the other way round: what the coinbase collected is known before the transactions that paid it. */
function unapplyBlock(run: UtxoRun): void {
  const { pending, block, index } = run
  const last = index.txCount - 1
  if (block.coinbase !== undefined && pending.take(last - block.coinbase)) visitCoinbase(run)
  for (let place = pending.peek(); place >= 0 && place <= last - block.first; place = pending.peek()) {
    pending.take(place)
    visitTx(run, last - place)
  }
}

function visitTx(run: UtxoRun, tx: Tx): void {
  const { index, places, block, rule } = run
  const canCollect = rule.followsFees && block.coinbase !== undefined
  const id = canCollect ? feeOf(places, block, tx) : places.burned
  loadTx(run.sides, index, tx, { id, form: rule, places })
  if (run.sides.completionSat > 0) run.completed.push({ tx, amountSat: run.sides.completionSat })
  visit(run, tx)
}

function visitCoinbase(run: UtxoRun): void {
  loadCoinbase(run.sides, run.index, run.block, {
    form: run.rule,
    places: run.places,
    taintSat: run.isForward ? run.taintSat : undefined,
  })
  visit(run, run.block.first)
}

/** Moves what is stolen through the transaction that is loaded. */
function visit(run: UtxoRun, tx: Tx): void {
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
function readTaint({ taintSat }: UtxoRun, side: Side): boolean {
  let any = false
  for (let part = 0; part < side.count; part++) {
    const amountSat = Math.max(0, taintSat.get(side.id[part] as number))
    side.taintSat[part] = amountSat
    any ||= amountSat > 0
  }
  return any
}

function move(run: UtxoRun, from: Side, to: Side): void {
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
function arrive(run: UtxoRun, output: Output, amountSat: number): void {
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
  { fees, taintSat, isForward, pending, index, block, places }: UtxoRun,
  fee: Output,
  amountSat: number,
): void {
  fees.push(fee)
  taintSat.set(fee, amountSat)
  if (!isForward) pending.add(index.txCount - 1 - (block.first + fee - places.fees))
}

/** The bound that ends this money on arrival, if any. Money at the depth bound is held unless it moves on. */
function endOf(
  { index, bounds, paths, isForward }: UtxoRun,
  output: Output,
  amountSat: number,
): UtxoEndKind | undefined {
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
function schedule({ index, isForward, pending }: UtxoRun, output: Output): void {
  if (!isForward) pending.add(index.txCount - 1 - creatorOf(index, output))
  else if (index.spender[output] !== UNKNOWN) pending.add(index.spender[output] as Tx)
}

/** What comes to a mix of many ends there; a fee, which only backward comes to it, at the outputs that it came from. */
function endInMix({ taintSat, paths, endings }: UtxoRun, side: Side, mix: Tx): void {
  for (let part = 0; part < side.count; part++) {
    const amountSat = side.taintSat[part] as number
    if (amountSat > 0) taintSat.set(side.id[part] as number, -amountSat)
  }
  const { ids, amountsSat } = paths.listStolen(side)
  ids.forEach((output, i) => void endings.push({ kind: 'mix', output, amountSat: amountsSat[i] as number, mix }))
}

/** All that a seed's outputs have is stolen, but for what comes back, and for change of its own clean money. */
function steal(run: UtxoRun, tx: Tx): void {
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

function spendsOwnClean({ index, seeds, taintSat }: UtxoRun, tx: Tx): boolean {
  const end = index.inputStart[tx + 1] as number
  for (let input = index.inputStart[tx] as number; input < end; input++) {
    const output = index.spends[input] as number
    if (output !== UNKNOWN && taintSat.get(output) === 0 && seeds.isOwner(index.owner[output] as number)) return true
  }
  return false
}

/** A fee's number means another fee in the next block; where no coinbase is there, none of them has one. */
function forgetFees({ fees, taintSat, segments, paths }: UtxoRun): void {
  for (const fee of fees) {
    taintSat.set(fee, 0)
    segments.drop(fee)
    paths.dropFee(fee)
  }
  fees.length = 0
}
