import { hasOwners, inputsAre, largestInputFits, noExchange, notBefore, outputsAreNew } from './conditions.ts'
import { findDivision } from './findDivision.ts'
import type { Candidate, Condition, Rule } from './Rule.ts'
import { largest, otherValues, type Shape } from './Shape.ts'
import { isNativeSegwit, isP2wpkh } from './scriptKind.ts'

/** The taker's software asks for at least four makers. */
const PARTICIPANTS_MIN = 5
/** The largest seen have 11; rounds of Wasabi begin above this. */
const PARTICIPANTS_MAX = 25
/** No smaller amount is joined, satoshi. */
const AMOUNT_MIN_SAT = 27_300
/** Version 0.8 opened the native segwit order book; makers and takers of other wallets are not mixed with it. */
const SINCE = '2020-11-01'
/** By which the largest input of a listed CoinJoin stays below an equal output and a change, satoshi. */
const SPARE_SAT = 10_000

/**
 * A CoinJoin of makers and a taker: all get an equal output, all but a taker who sends everything get a change, and the
 * inputs divide among them so that makers earn and the taker pays.
 *
 * Only the native segwit order book (since the end of 2020) is covered: of the earlier ones there is no data to measure on.
 *
 * @source joinmarket-clientserver: `minimum_makers = 4`, `DUST_THRESHOLD = 27300`, release notes 0.8.0
 */
export const joinMarket: Rule = {
  name: 'joinmarket',
  version: 1,
  class: 'joinmarket',
  grade: 'protocol',
  read(shape) {
    const { denominationSat, equalOutputs: n } = shape
    if (n < PARTICIPANTS_MIN || n > PARTICIPANTS_MAX || denominationSat < AMOUNT_MIN_SAT) return undefined
    if (!isHalfEqual(shape)) return undefined
    return candidateOf(shape, [
      { name: 'an equal output each and a change', holds: true, seen: `${n} of ${shape.outputs.length} outputs` },
      inputsAre(shape, 'P2WPKH', isP2wpkh),
      oneForeignOutput(shape),
      outputsAreNew(shape),
      hasOwners(shape, n),
      inputsDivide(shape),
      noExchange(shape),
      notBefore(shape, SINCE),
    ])
  },
}

/**
 * What published lists take for a CoinJoin of no other kind: half of the outputs are equal and no other amount repeats. Half of
 * those are trades of collectibles, in which seller and buyer sign, too, but nobody mixes.
 *
 * @source Dumplings `Scanner.cs`, other CoinJoins
 */
export const joinMarketListed: Rule = {
  name: 'joinmarket-listed',
  version: 1,
  class: 'joinmarket',
  grade: 'listed',
  read(shape) {
    const { equalOutputs: n } = shape
    const repeated = [...shape.counts.values()].filter((count) => count > 1).length
    if (n < 3 || repeated !== 1 || !isHalfEqual(shape) || shape.outputScripts < n) return undefined
    return candidateOf(shape, [
      { name: 'half of the outputs are equal', holds: true, seen: `${n} of ${shape.outputs.length} outputs` },
      hasOwners(shape, n),
      largestInputFits(shape, SPARE_SAT),
      someSegwit(shape),
      noExchange(shape),
    ])
  },
}

function isHalfEqual({ outputs, equalOutputs: n }: Shape): boolean {
  return outputs.length === 2 * n || outputs.length === 2 * n - 1
}

function candidateOf({ denominationSat, equalOutputs: n }: Shape, conditions: readonly Condition[]): Candidate {
  return { denominationSat, equalOutputs: n, participants: { min: n, max: n }, conditions }
}

/** Only one output, of the taker, may go to an address of another kind. */
function oneForeignOutput({ outputs }: Shape): Condition {
  const foreign = outputs.filter(({ script }) => !isP2wpkh(script)).length
  return { name: 'every output but one is P2WPKH', holds: foreign <= 1, seen: `${foreign} others` }
}

function someSegwit({ tx }: Shape): Condition {
  const some = tx.inputs.some(({ script }) => script !== undefined && isNativeSegwit(script))
  const isOpen = tx.inputs.some(({ script }) => script === undefined)
  return { name: 'some input is native segwit', holds: some || (isOpen ? undefined : false), seen: `${some}` }
}

function inputsDivide(shape: Shape): Condition {
  const name = 'the inputs can divide among makers and a taker'
  const { tx, denominationSat, equalOutputs: owners } = shape
  const inputsSat = tx.inputs.flatMap(({ valueSat }) => valueSat ?? [])
  if (inputsSat.length < tx.inputs.length) return { name, holds: undefined, seen: 'amounts are missing' }
  const changesSat = otherValues(shape, denominationSat)
  const division = findDivision({ inputsSat, denominationSat, changesSat, owners })
  if (division === 'none') return { name, holds: false, seen: 'no division' }
  if (division === 'unknown') return { name, holds: true, seen: 'too many divisions to search them all' }
  return { name, holds: true, seen: `makers earn ${Math.min(...division)} to ${largest(division)} sat` }
}
