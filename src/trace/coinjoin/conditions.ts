import { type Condition, every } from './Rule.ts'
import { largest, otherValues, type Shape, sumOf } from './Shape.ts'

/** All known inputs have scripts of the kind. */
export function inputsAre(shape: Shape, kind: string, isKind: (script: string) => boolean): Condition {
  const holds = every(shape.tx.inputs, ({ script }) => (script === undefined ? undefined : isKind(script)))
  return { name: `every input is ${kind}`, holds, seen: `${shape.inputCount} inputs` }
}

/** All outputs have scripts of the kind. */
export function outputsAre({ outputs }: Shape, kind: string, isKind: (script: string) => boolean): Condition {
  const holds = outputs.every(({ script }) => isKind(script))
  return { name: `every output is ${kind}`, holds, seen: `${outputs.length} outputs` }
}

/** No script receives twice: the software gives every output a new address. */
export function outputsAreNew({ outputs, outputScripts }: Shape): Condition {
  return {
    name: 'no script receives twice',
    holds: outputScripts === outputs.length,
    seen: `${outputScripts} scripts in ${outputs.length} outputs`,
  }
}

/** There are at least as many owners of inputs as participants, as far as scripts tell. */
export function hasOwners({ inputScripts, unknownScripts }: Shape, participants: number): Condition {
  const known = inputScripts >= participants
  return {
    name: 'an input script for each participant',
    holds: known || (inputScripts + unknownScripts < participants ? false : undefined),
    seen: `${inputScripts} scripts`,
  }
}

/** No exchange takes part: it does not sign with strangers. */
export function noExchange({ tx }: Shape): Condition {
  const exchanges = tx.inputs.filter(({ isExchange }) => isExchange === true).length
  return { name: 'no input of an exchange', holds: exchanges === 0, seen: `${exchanges} inputs of an exchange` }
}

/** The protocol existed. A transaction without a time may be of any. */
export function notBefore({ tx }: Shape, day: string): Condition {
  const isLater = tx.timeSec === undefined || tx.timeSec >= Date.parse(day) / 1000
  return { name: `not before ${day}`, holds: isLater, seen: tx.timeSec === undefined ? 'no time' : `${tx.timeSec}` }
}

/**
 * The outputs are no payout in equal parts: those of less than 20 inputs whose sum is a multiple of the denomination, but
 * for a ten-thousandth.
 */
export function noEqualSplit({ inputCount, outputs, denominationSat }: Shape): Condition {
  const total = sumOf(outputs.map(({ valueSat }) => valueSat))
  const restSat = Math.abs(total - Math.round(total / denominationSat) * denominationSat)
  const isSplit = inputCount < 20 && restSat * 10_000 <= total
  return { name: 'no split into equal parts', holds: !isSplit, seen: `${restSat} sat off a multiple` }
}

/** Nobody pays for more than one equal output and one change: the largest input fits into them. */
export function largestInputFits(shape: Shape, spareSat: number): Condition {
  const roomSat = shape.denominationSat + largest(otherValues(shape, shape.denominationSat)) - spareSat
  const holds = every(shape.tx.inputs, ({ valueSat }) => (valueSat === undefined ? undefined : valueSat <= roomSat))
  return { name: 'the largest input fits an equal output and a change', holds, seen: `room for ${roomSat} sat` }
}
