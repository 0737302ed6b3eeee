import { createRowSet, type RowSet } from '../kernel/RowSet.ts'
import type { TxSides } from './loadTx.ts'
import { type Block, createPlaces, type Places } from './Places.ts'
import { createUtxoRule, type UtxoRule, type UtxoRuleName } from './rules.ts'
import { createSegments, type Segments } from './Segments.ts'
import { createSide } from './Side.ts'
import { createSparse, type Sparse } from './Sparse.ts'
import type { UtxoBounds, UtxoEnding, UtxoOrigin } from './UtxoFlow.ts'
import type { Output, Tx, UtxoIndex } from './UtxoIndex.ts'
import { createUtxoPaths, type UtxoPaths } from './UtxoPaths.ts'
import { createUtxoSeeds, type UtxoSeed, type UtxoSeeds } from './UtxoSeeds.ts'

/** What to follow, and how. */
export interface UtxoQuestion {
  readonly origins: readonly UtxoOrigin[]
  readonly rule: UtxoRuleName
  readonly direction: 'forward' | 'backward'
  readonly bounds: UtxoBounds
}

/** One theft on its way through an index. Forward it can go on where the index has grown, in whole blocks. */
export interface UtxoRun {
  readonly index: UtxoIndex
  readonly places: Places
  readonly rule: UtxoRule
  readonly isForward: boolean
  readonly bounds: UtxoBounds
  readonly seeds: UtxoSeeds
  readonly segments: Segments
  readonly paths: UtxoPaths
  readonly sides: TxSides
  /** By output or stand-in: stolen satoshi that are followed; below zero, those that ended there. */
  readonly taintSat: Sparse
  /** Transactions from `applied` on still to be visited; backward the last has number 0. */
  pending: RowSet
  /** Fees of the block that have stolen satoshi. */
  readonly fees: Output[]
  readonly reached: Output[]
  readonly endings: UtxoEnding[]
  readonly completed: { tx: Tx; amountSat: number }[]
  block: Block
  burnedSat: number
  outsideSat: number
  /** Transactions below were followed, as far as the money reaches them. */
  applied: Tx
}

/** Begins a run with all transactions of the index still to come. `addOutputs` says where the money starts. */
export function createUtxoRun(index: UtxoIndex, { rule, direction, bounds }: Omit<UtxoQuestion, 'origins'>): UtxoRun {
  const places = createPlaces(index)
  const segments = createSegments()
  return {
    index,
    places,
    rule: ruleOf(index, createUtxoRule(rule, segments)),
    isForward: direction === 'forward',
    bounds,
    seeds: createUtxoSeeds(index),
    segments,
    paths: createUtxoPaths(places),
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
    applied: 0,
  }
}

/** Of a block that is not whole nobody knows what its coinbase got of which fee. */
function ruleOf({ isPartial }: UtxoIndex, rule: UtxoRule): UtxoRule {
  return isPartial === true ? { ...rule, followsFees: false } : rule
}

/** Makes outputs seeds, whose transactions are still to come. Where several seeds name an output, the first counts. */
export function addOutputs(run: UtxoRun, seed: UtxoSeed, outputs: ArrayLike<Output>): void {
  const { index, seeds, paths, pending, isForward } = run
  const txEnd = txEndOf(run)
  for (let i = 0; i < outputs.length; i++) {
    const output = outputs[i] as Output
    paths.start(output)
    const tx = seeds.add(seed, output, txEnd)
    if (tx !== undefined) pending.add(isForward ? tx : index.txCount - 1 - tx)
  }
}

/** The first transaction that is not followed. */
export function txEndOf({ bounds, index }: Pick<UtxoRun, 'bounds' | 'index'>): Tx {
  return Math.min(bounds.txEnd, index.txCount)
}
