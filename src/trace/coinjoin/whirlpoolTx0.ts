import { notBefore, outputsAre } from './conditions.ts'
import type { Rule } from './Rule.ts'
import { otherValues, type Shape } from './Shape.ts'
import { dataLength, isP2wpkh } from './scriptKind.ts'
import { MINER_SHARE_MAX_SAT, WHIRLPOOL_SINCE } from './whirlpool.ts'

/** Amount and fee of the pools that took a fee, satoshi. */
const FEES_SAT = new Map([
  [100_000, 5_000],
  [1_000_000, 50_000],
  [5_000_000, 175_000],
  [50_000_000, 1_750_000],
])

const MINER_SHARE_MIN_SAT = 100
const PREMIX_MAX = 70
/** The fee and up to two changes. */
const OTHERS_MAX = 3

interface Premix {
  readonly poolSat: number
  readonly valueSat: number
  readonly count: number
  readonly feeSat: number
}

/**
 * A Tx0: one owner's coins are cut into inputs for a Whirlpool pool. It carries the blinded payment code, pays the pool's fee
 * and makes equal outputs a little above the pool's amount.
 *
 * Its shape is often that of a Stonewall spend (three outputs, two of them equal), so that veto is not applied here.
 *
 * @source Samourai whirlpool-protocol (fee data of 64 bytes, later 80) and whirlpool-client (`Tx0Service`, at most 70 outputs)
 */
export const whirlpoolTx0: Rule = {
  name: 'whirlpool-tx0',
  version: 1,
  class: 'whirlpool-tx0',
  grade: 'protocol',
  read(shape) {
    const data = shape.tx.outputs.filter(({ script }) => script.startsWith('6a'))
    const bytes = data.length === 1 ? dataLength(data[0]?.script ?? '') : undefined
    if (bytes !== 64 && bytes !== 80) return undefined
    const premix = findPremix(shape)
    if (premix === undefined) return undefined
    return {
      denominationSat: premix.poolSat,
      equalOutputs: premix.count,
      participants: { min: 1, max: 1 },
      conditions: [
        { name: 'fee data of 64 or 80 bytes', holds: true, seen: `${bytes} bytes` },
        { name: 'premix outputs', holds: true, seen: `${premix.count} of ${premix.valueSat} sat` },
        { name: "the pool's fee", holds: true, seen: `${premix.feeSat} sat` },
        outputsAre(shape, 'P2WPKH', isP2wpkh),
        notBefore(shape, WHIRLPOOL_SINCE),
      ],
    }
  },
}

/** The pool that explains most outputs. */
function findPremix(shape: Shape): Premix | undefined {
  const found = [...FEES_SAT].flatMap(([poolSat, fee]) => premixOf(shape, poolSat, fee) ?? [])
  return found.sort((a, b) => b.count - a.count || b.poolSat - a.poolSat)[0]
}

function premixOf(shape: Shape, poolSat: number, fee: number): Premix | undefined {
  let [valueSat, count] = [0, 0]
  for (const [value, n] of shape.counts) {
    const isPremix = value >= poolSat + MINER_SHARE_MIN_SAT && value <= poolSat + MINER_SHARE_MAX_SAT
    if (isPremix && (n > count || (n === count && value > valueSat))) [valueSat, count] = [value, n]
  }
  if (count === 0 || count > PREMIX_MAX || shape.outputs.length - count > OTHERS_MAX) return undefined
  const feeSat = otherValues(shape, valueSat)
    .filter((value) => value >= fee / 2 && value <= 3 * fee)
    .sort((a, b) => Math.abs(a - fee) - Math.abs(b - fee))[0]
  return feeSat === undefined ? undefined : { poolSat, valueSat, count, feeSat }
}
