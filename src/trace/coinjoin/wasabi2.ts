import { inputsAre, notBefore, outputsAre, outputsAreNew } from './conditions.ts'
import type { Candidate, Condition, Rule } from './Rule.ts'
import type { Shape } from './Shape.ts'
import { isP2tr, isP2wpkh } from './scriptKind.ts'

/** Least amount of an output, satoshi. */
const OUTPUT_MIN_SAT = 5_000
/** Most that a participant may register, and make, in a round. */
const COINS_MAX = 10
/** Smaller rounds look too much like payments. */
const INPUTS_MIN = 10
const SINCE = '2022-06-01'

/** Amounts that the wallet splits into: powers of 2, of 3 and twice those, 1, 2 and 5 times powers of 10. Satoshi. */
const STANDARD_SAT: ReadonlySet<number> = new Set([
  ...powers(2, 1),
  ...powers(3, 1),
  ...powers(3, 2),
  ...[1, 2, 5].flatMap((times) => powers(10, times)),
])

function powers(base: number, times: number): number[] {
  const all: number[] = []
  for (let value = times; value <= 21e14; value *= base) if (value >= OUTPUT_MIN_SAT) all.push(value)
  return all
}

/**
 * A WabiSabi round: many inputs, outputs of many standard amounts, every address new.
 *
 * @source WalletWasabi `StandardDenominations.cs`, `DenominationBuilder.cs`; wallets ask for 21 inputs by default
 * and for 5 at least
 */
export const wasabi20: Rule = {
  name: 'wasabi-2.0',
  version: 1,
  class: 'wasabi-2.0',
  grade: 'protocol',
  read(shape) {
    const standard = standardOf(shape)
    if (shape.inputCount < INPUTS_MIN || standard.outputs < INPUTS_MIN) return undefined
    return candidateOf(shape, [
      ...isWabiSabi(shape, standard.outputs),
      {
        name: 'five different standard amounts',
        holds: standard.amounts >= 5,
        seen: `${standard.amounts} amounts`,
      },
      outputsAreNew(shape),
      noOwnerOfMany(shape),
    ])
  },
}

/**
 * What published lists take for a WabiSabi round: fifty inputs and mostly standard amounts, whoever owns them.
 *
 * @source Dumplings `Scanner.cs`, without its condition that inputs and outputs are sorted
 */
export const wasabi2Listed: Rule = {
  name: 'wasabi-2-listed',
  version: 1,
  class: 'wasabi-2.0',
  grade: 'listed',
  read(shape) {
    const { outputs } = standardOf(shape)
    if (shape.inputCount < 50 || outputs < 10) return undefined
    return candidateOf(shape, isWabiSabi(shape, outputs))
  },
}

function candidateOf(shape: Shape, conditions: readonly Condition[]): Candidate {
  const { denominationSat, equalOutputs, inputCount, outputs } = shape
  const participants = {
    min: Math.ceil(Math.max(inputCount, outputs.length) / COINS_MAX),
    max: Math.min(inputCount, outputs.length),
  }
  return { denominationSat, equalOutputs, participants, conditions }
}

function isWabiSabi(shape: Shape, standard: number): Condition[] {
  const isAllowed = (script: string) => isP2wpkh(script) || isP2tr(script)
  return [
    inputsAre(shape, 'P2WPKH or taproot', isAllowed),
    outputsAre(shape, 'P2WPKH or taproot', isAllowed),
    {
      name: 'four of five outputs are standard amounts',
      holds: standard * 5 >= shape.outputs.length * 4,
      seen: `${standard} of ${shape.outputs.length} outputs`,
    },
    notBefore(shape, SINCE),
  ]
}

function standardOf({ counts }: Shape): { outputs: number; amounts: number } {
  let [outputs, amounts] = [0, 0]
  for (const [value, count] of counts) {
    if (!STANDARD_SAT.has(value)) continue
    outputs += count
    amounts += 1
  }
  return { outputs, amounts }
}

function noOwnerOfMany({ inputsOfOneScript: most, inputCount, unknownScripts }: Shape): Condition {
  const isOwned = (inputs: number) => inputs > Math.max(2, inputCount / 10)
  return {
    name: 'no script owns a tenth of the inputs',
    holds: isOwned(most) ? false : isOwned(most + unknownScripts) ? undefined : true,
    seen: `${most} of ${inputCount} inputs`,
  }
}
