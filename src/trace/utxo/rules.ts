import { floorShare } from '../kernel/floorShare.ts'
import type { TxForm } from './loadTx.ts'
import { createRuns, pushRun, type Runs } from './runs.ts'
import type { Segments } from './Segments.ts'
import { type Side, sumTaint } from './Side.ts'

/** How taint is counted on a UTXO ledger. */
export type UtxoRuleName = 'haircut' | 'fifo' | 'lifo' | 'tiho' | 'poison'

/** A rule: tells of each part of what is made (backwards: of what is spent) how much of it is stolen. */
export interface UtxoRule extends TxForm {
  /** Fills in `to.taintSat`. Exact: its sum is that of `from.taintSat`, but for poison. */
  move(from: Side, to: Side): void
}

/**
 * The rules of UTXO ledgers, on whole satoshi.
 *
 * - Haircut: each output gets `floor(value × stolen / spent)`; the fee, and with it what rounding left, is burned.
 * - FIFO: inputs in order fill outputs in order, the fee comes last; the coinbase spends new money first, then fees.
 * - LIFO: the same from the end: the first output takes what came last, and the fee gets what came first.
 * - TIHO: stolen satoshi go to the largest outputs first, of equal ones to the first; the fee comes last.
 * - Poison: one stolen satoshi taints all that is made, the fee too.
 *
 * @source Anderson, Shumailov, Ahmed: Making Bitcoin Legal, 2018 (FIFO)
 * @source Möser, Böhme, Breuker: Towards Risk Scoring of Bitcoin Transactions, 2014 (poison, haircut)
 * @source Tironsakkul, Maarek, Eross, Just: Probing the Mystery of Cryptocurrency Theft, 2019 (TIHO)
 */
export function createUtxoRule(name: UtxoRuleName, segments: Segments): UtxoRule {
  switch (name) {
    case 'haircut':
      return { followsFees: false, isReversed: false, move: shareOut }
    case 'fifo':
      return { followsFees: true, isReversed: false, move: createQueue(segments) }
    case 'lifo':
      return { followsFees: true, isReversed: true, move: createQueue(segments) }
    case 'tiho':
      return { followsFees: true, isReversed: false, move: fillLargest }
    case 'poison':
      return { followsFees: true, isReversed: false, move: poisonAll }
  }
}

const FOLLOWED = 'fees come last and are followed into the coinbase, behind its new money'

/** What a rule does with what cannot be divided, and with fees, in words for a report. */
export function roundingOf(name: UtxoRuleName, direction: 'forward' | 'backward'): string {
  switch (name) {
    case 'haircut':
      return direction === 'forward'
        ? 'floor for each output; the fee gets its share and the remainder, and is not followed'
        : 'cumulative floor over the inputs: nothing is left'
    case 'fifo':
      return `none: whole satoshi, first in, first out; ${FOLLOWED}`
    case 'lifo':
      return 'none: whole satoshi, last in, first out; fees get what came first and are followed into the coinbase, whose outputs take the last of them first'
    case 'tiho':
      return `none: whole satoshi, the largest outputs first; ${FOLLOWED}`
    case 'poison':
      return 'none: whole outputs; fees are followed into the coinbase'
  }
}

function shareOut(from: Side, to: Side): void {
  const stolen = sumTaint(from)
  if (to.rest < 0) shareWithoutRest(from.totalSat, stolen, to)
  else shareToRest(from.totalSat, stolen, to)
}

function shareToRest(whole: number, stolen: number, { count, rest, valueSat, taintSat }: Side): void {
  let left = stolen
  for (let part = 0; part < count; part++) {
    if (part === rest) continue
    const value = valueSat[part] as number
    const share = stolen === whole ? value : floorShare(value, stolen, whole)
    taintSat[part] = share
    left -= share
  }
  taintSat[rest] = left
}

/** Cumulative floor: each part gets what its end has more than its beginning, so that nothing is left. */
function shareWithoutRest(whole: number, stolen: number, { count, valueSat, taintSat }: Side): void {
  let behind = 0
  let given = 0
  for (let part = 0; part < count; part++) {
    behind += valueSat[part] as number
    const upTo = stolen === whole ? behind : floorShare(behind, stolen, whole)
    taintSat[part] = upTo - given
    given = upTo
  }
}

/** What is spent as one queue of runs, from whose head parts are filled in their order. */
function createQueue(segments: Segments): UtxoRule['move'] {
  const queue = createRuns()
  const filled = createRuns()
  return (from, to) => {
    queue.count = 0
    for (let part = 0; part < from.count; part++) {
      const value = from.valueSat[part] as number
      const taint = from.taintSat[part] as number
      if (taint === 0) pushRun(queue, -value)
      else if (taint === value) pushRun(queue, value)
      else segments.forEach(from.id[part] as number, (length) => pushRun(queue, length))
    }
    let head = 0
    for (let part = 0; part < to.count; part++) {
      filled.count = 0
      head = takeRuns(queue, head, { filled, needed: to.valueSat[part] as number })
      to.taintSat[part] = sumStolen(filled)
      if (filled.count > 1) segments.keep(to.id[part] as number, filled.lengths, [0, filled.count])
    }
  }
}

/** Takes `needed` satoshi from the queue, whose runs before `head` are spent, and returns the new head. */
function takeRuns(queue: Runs, head: number, { filled, needed }: { filled: Runs; needed: number }): number {
  let at = head
  for (let left = needed; left > 0; ) {
    const run = queue.lengths[at] as number
    const length = Math.min(Math.abs(run), left)
    pushRun(filled, run > 0 ? length : -length)
    left -= length
    if (length === Math.abs(run)) at++
    else queue.lengths[at] = run > 0 ? run - length : run + length
  }
  return at
}

function sumStolen({ count, lengths }: Runs): number {
  let sum = 0
  for (let i = 0; i < count; i++) sum += Math.max(0, lengths[i] as number)
  return sum
}

function fillLargest(from: Side, to: Side): void {
  let left = sumTaint(from)
  for (const part of largestFirst(to)) {
    const value = to.valueSat[part] as number
    left -= to.taintSat[part] = Math.min(value, left)
  }
}

/** Places of the parts, the rest behind all others. */
function largestFirst({ count, rest, valueSat }: Side): number[] {
  const value = (part: number): number => (part === rest ? -1 : (valueSat[part] as number))
  return Array.from({ length: count }, (_, part) => part).sort((a, b) => value(b) - value(a) || a - b)
}

function poisonAll(_: Side, to: Side): void {
  for (let part = 0; part < to.count; part++) to.taintSat[part] = to.valueSat[part] as number
}
