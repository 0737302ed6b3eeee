import { hasOwners, inputsAre, noEqualSplit, noExchange, notBefore, outputsAre, outputsAreNew } from './conditions.ts'
import type { Candidate, Condition, Rule } from './Rule.ts'
import type { Shape } from './Shape.ts'
import { isP2wpkh } from './scriptKind.ts'

/** The two fixed addresses to which zkSNACKs' coordinator took its fee until early 2020. */
const COORDINATORS = new Set([
  '0014869f5c7a4cd7776ae0c0fcd9c3315abb239a9f0d', // bc1qs604c7jv6amk4cxqlnvuxv26hv3e48cds4m0ew
  '0014eaaab82317670d0ee3013b073b25a7a5c780f528', // bc1qa24tsgchvuxsaccp8vrnkfd85hrcpafg20kmjw
])

/** Base amounts of the coordinator, satoshi, with the least number of participants without its address. */
const BASES = [
  { name: '0.1 BTC', minSat: 8_000_000, maxSat: 12_000_000, participants: 20 },
  { name: '0.05 BTC', minSat: 5_000_001, maxSat: 5_025_000, participants: 10 },
]

/** A participant registers at most 7 coins. */
const COINS_MAX = 7
const SINCE = '2018-07-01'
const KNOWN_BY_FEE = 3
/** The base follows the fees, so it is never round. */
const ROUND_SAT = 100_000

/**
 * A round with one denomination: each participant gets one equal output and at most one change, the coordinator gets its fee.
 *
 * @source nopara73, ZeroLink; WalletWasabi `Constants.cs` (coordinator addresses); Dumplings `Scanner.cs`
 */
export const wasabi10: Rule = {
  name: 'wasabi-1.0',
  version: 1,
  class: 'wasabi-1.0',
  grade: 'protocol',
  read: (shape) => readRound(shape, { hasLevels: false }),
}

/** A round since version 1.1: large coins also get equal outputs of twice, four times, ... the base amount. */
export const wasabi11: Rule = {
  name: 'wasabi-1.1',
  version: 1,
  class: 'wasabi-1.1',
  grade: 'protocol',
  read: (shape) => readRound(shape, { hasLevels: true }),
}

/**
 * What published lists take for a round: ten equal outputs near 0.1 BTC. Other CoinJoins of that amount are found as well.
 *
 * @source Dumplings `Scanner.cs`, the rule from block 610,000 on
 */
export const wasabi1Listed: Rule = {
  name: 'wasabi-1-listed',
  version: 1,
  class: 'wasabi-1.0',
  grade: 'listed',
  read(shape) {
    const { denominationSat, equalOutputs: n, inputCount, counts } = shape
    const base = BASES[0] as (typeof BASES)[number]
    if (n < 10 || n > inputCount || denominationSat < base.minSat || denominationSat > base.maxSat) return undefined
    const unique = [...counts.values()].filter((count) => count === 1).length
    return candidateOf(shape, [
      inputsAre(shape, 'P2WPKH', isP2wpkh),
      outputsAre(shape, 'P2WPKH', isP2wpkh),
      { name: 'two unique amounts', holds: unique >= 2, seen: `${unique} unique amounts` },
      noExchange(shape),
      notBefore(shape, SINCE),
    ])
  },
}

function readRound(shape: Shape, { hasLevels }: { readonly hasLevels: boolean }): Candidate | undefined {
  const { denominationSat, equalOutputs: n, inputCount } = shape
  const isPaid = shape.outputs.some(({ script }) => COORDINATORS.has(script))
  const base = BASES.find(({ minSat, maxSat }) => denominationSat >= minSat && denominationSat <= maxSat)
  if (n > inputCount || n < (isPaid ? KNOWN_BY_FEE : (base?.participants ?? Number.POSITIVE_INFINITY))) return undefined
  const levels = levelsOf(shape)
  if (levels.doubles > 0 !== hasLevels) return undefined
  const sign = isPaid ? "the coordinator's address" : `an amount near ${base?.name}`
  return candidateOf(shape, [
    { name: "the coordinator's address or amount", holds: true, seen: sign },
    inputsAre(shape, 'P2WPKH', isP2wpkh),
    outputsAre(shape, 'P2WPKH', isP2wpkh),
    outputsAreNew(shape),
    hasOwners(shape, n),
    coinsFit(shape),
    othersFit(shape, levels.outputs),
    ...(isPaid ? [] : [isNotRound(shape), noEqualSplit(shape)]),
    noExchange(shape),
    notBefore(shape, SINCE),
  ])
}

function candidateOf({ denominationSat, equalOutputs: n }: Shape, conditions: readonly Condition[]): Candidate {
  return { denominationSat, equalOutputs: n, participants: { min: n, max: n }, conditions }
}

/** Outputs of about 2, 4, 8, ... times the denomination, and those of twice it that have an equal. */
function levelsOf({ counts, denominationSat }: Shape): { outputs: number; doubles: number } {
  let [outputs, doubles] = [0, 0]
  for (const [value, count] of counts) {
    const times = 2 ** Math.round(Math.log2(value / denominationSat))
    if (times < 2 || Math.abs(value - times * denominationSat) * 100 > times * denominationSat) continue
    outputs += count
    if (times === 2 && count > 1) doubles += count
  }
  return { outputs, doubles }
}

function coinsFit({ inputCount, equalOutputs: n }: Shape): Condition {
  return {
    name: `at most ${COINS_MAX} coins of a participant`,
    holds: inputCount <= COINS_MAX * n,
    seen: `${inputCount} inputs of ${n}`,
  }
}

/** Beside mixed outputs there is at most a change for each participant, and the fee. */
function othersFit({ outputs, equalOutputs: n }: Shape, levelled: number): Condition {
  const others = outputs.length - n - levelled
  return { name: 'at most one change each and one fee', holds: others <= n + 1, seen: `${others} other outputs` }
}

function isNotRound({ denominationSat }: Shape): Condition {
  return { name: 'no round amount', holds: denominationSat % ROUND_SAT !== 0, seen: `${denominationSat} sat` }
}
