import { inputsAre, notBefore, outputsAre, outputsAreNew } from './conditions.ts'
import { type Condition, every, type Rule } from './Rule.ts'
import type { Shape } from './Shape.ts'
import { isNativeSegwit, isP2wpkh } from './scriptKind.ts'

/** Amounts of the pools, satoshi: four of Samourai, two of its successor Ashigaru. */
export const POOLS_SAT: readonly number[] = [100_000, 1_000_000, 2_500_000, 5_000_000, 25_000_000, 50_000_000]

/** Most that a coin from a Tx0 brings above the pool's amount for the miner, satoshi. */
export const MINER_SHARE_MAX_SAT = 110_000

/** The first pool opened in April 2019. */
export const WHIRLPOOL_SINCE = '2019-04-01'

/**
 * A Whirlpool mix: as many inputs as outputs, all outputs the pool's amount, inputs the same or a little more.
 *
 * @source Stütz et al., Adoption and Actual Privacy of Decentralized CoinJoin Implementations in Bitcoin (2022), and the
 * server's configuration: 5 participants at first, up to 10 since.
 */
export const whirlpool: Rule = {
  name: 'whirlpool',
  version: 1,
  class: 'whirlpool',
  grade: 'protocol',
  read(shape) {
    const { inputCount, outputs, equalOutputs: n, denominationSat } = shape
    if (n < 5 || n > 10 || n !== outputs.length || n !== inputCount) return undefined
    if (!POOLS_SAT.includes(denominationSat)) return undefined
    return {
      denominationSat,
      equalOutputs: n,
      participants: { min: n, max: n },
      conditions: [
        inputsAre(shape, 'P2WPKH', isP2wpkh),
        outputsAre(shape, 'native segwit', isNativeSegwit),
        outputsAreNew(shape),
        inputsAreNew(shape),
        inputsFitPool(shape),
        someonePays(shape),
        lineageFits(shape),
        notBefore(shape, WHIRLPOOL_SINCE),
      ],
    }
  },
}

function inputsAreNew({ inputScripts, unknownScripts, inputCount }: Shape): Condition {
  const isKnown = unknownScripts === 0 || inputScripts + unknownScripts < inputCount
  const holds = isKnown ? inputScripts === inputCount : undefined
  return { name: 'no script pays twice', holds, seen: `${inputScripts} scripts in ${inputCount} inputs` }
}

function inputsFitPool({ tx, denominationSat }: Shape): Condition {
  const fits = (value: number) => value >= denominationSat && value <= denominationSat + MINER_SHARE_MAX_SAT
  const holds = every(tx.inputs, ({ valueSat }) => (valueSat === undefined ? undefined : fits(valueSat)))
  return { name: "every input is the pool's amount or a little more", holds, seen: `pool of ${denominationSat} sat` }
}

/** Who comes from a Tx0 pays the miner; who mixes again pays nothing. */
function someonePays({ tx, denominationSat }: Shape): Condition {
  const payers = tx.inputs.filter(({ valueSat }) => valueSat !== undefined && valueSat > denominationSat).length
  const isOpen = tx.inputs.some(({ valueSat }) => valueSat === undefined)
  return {
    name: 'someone pays the miner',
    holds: payers > 0 || (isOpen ? undefined : false),
    seen: `${payers} of ${tx.inputs.length} bring more`,
  }
}

/**
 * Where it is known what the inputs spend, at least one comes from a mix or a Tx0. One failure does not decide: a Tx0 that was
 * not recognised must not hide the other participants.
 */
function lineageFits({ tx }: Shape): Condition {
  const known = tx.inputs.filter(({ spends }) => spends !== undefined)
  const fitting = known.filter(({ spends }) => spends === 'whirlpool' || spends === 'whirlpool-tx0').length
  return {
    name: 'inputs come from mixes and Tx0',
    holds: known.length === 0 || fitting > 0,
    seen: `${fitting} of ${known.length} known`,
  }
}
