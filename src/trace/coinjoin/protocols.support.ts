import fc from 'fast-check'
import type { CoinJoinInput, CoinJoinOutput, CoinJoinTx } from './CoinJoinTx.ts'

/** Draws a value; the form of `fc.gen()`. */
type Draw = fc.GeneratorValue

const AUGUST_2024 = 1_722_500_000

/** A script of a key hash that no other number has. */
export const keyScript = (number: number): string => `0014${number.toString(16).padStart(40, '0')}`

/** Scripts and amounts in the order given, each script its own. */
export function txOf(
  inputsSat: readonly number[],
  outputsSat: readonly number[],
  timeSec: number = AUGUST_2024,
): CoinJoinTx {
  return {
    timeSec,
    inputs: inputsSat.map((valueSat, i): CoinJoinInput => ({ script: keyScript(i), valueSat })),
    outputs: outputsSat.map((valueSat, i): CoinJoinOutput => ({ script: keyScript(1_000_000 + i), valueSat })),
  }
}

/** A mix of a Whirlpool pool, as its server composes it. */
export const whirlpoolMixes: fc.Arbitrary<CoinJoinTx> = fc.gen().map((draw) => {
  const poolSat = pick(draw, [100_000, 1_000_000, 2_500_000, 5_000_000, 25_000_000, 50_000_000])
  const n = draw(fc.integer, { min: 5, max: 10 })
  const payers = draw(fc.integer, { min: 1, max: n })
  const share = draw(fc.integer, { min: 150, max: 80_000 })
  return txOf(
    listOf(n, (i) => (i < payers ? poolSat + share : poolSat)),
    listOf(n, () => poolSat),
  )
})

/** Amount and fee. */
const POOLS: readonly (readonly [poolSat: number, feeSat: number])[] = [
  [100_000, 5_000],
  [1_000_000, 50_000],
  [5_000_000, 175_000],
  [50_000_000, 1_750_000],
]

/** A Tx0, as the wallet builds it: data, fee or a discounted fee, coins for the pool, one or two changes. */
export const tx0s: fc.Arbitrary<CoinJoinTx> = fc.gen().map((draw) => {
  const [poolSat, fee] = pick(draw, POOLS)
  const count = draw(fc.integer, { min: 1, max: 70 })
  const premixSat = poolSat + draw(fc.integer, { min: 150, max: 40_000 })
  const feeSat = pick(draw, [fee, (fee * 3) / 4, fee / 2])
  const changes = amounts(draw, { lengthMax: 2, max: 90_000_000 })
  const outputs = [...listOf(count, () => premixSat), feeSat, ...changes]
  const tx = txOf([sum(outputs) + 5_000], outputs)
  const data = pick(draw, [`6a40${'ab'.repeat(64)}`, `6a4c50${'ab'.repeat(80)}`])
  return { ...tx, outputs: [...tx.outputs, { script: data, valueSat: 0 }] }
})

/** A CoinJoin of makers who earn and a taker who pays for all. */
export const joinMarkets: fc.Arbitrary<CoinJoinTx> = fc.gen().map((draw) => {
  const amountSat = draw(fc.integer, { min: 30_000, max: 3_000_000_000 })
  const makers = draw(fc.integer, { min: 4, max: 14 })
  const changes = listOf(makers + 1, () => draw(fc.integer, { min: 27_300, max: 900_000_000 }))
  const gains = listOf(makers, () => draw(fc.integer, { min: 0, max: Math.floor(amountSat / 200) }))
  const owed = changes.map((change, i) => amountSat + change - (gains[i] ?? -sum(gains) - 20_000))
  const inputs = owed.flatMap((value) => splitSat(draw, value))
  const hasSwept = draw(fc.boolean)
  if (hasSwept) inputs.splice(0, inputs.length, ...owed.slice(0, -1), amountSat + sum(gains) + 20_000)
  return txOf(inputs, [...listOf(makers + 1, () => amountSat), ...(hasSwept ? changes.slice(0, -1) : changes)])
})

/** A Wasabi round: coins of participants, equal outputs, higher levels, changes and the coordinator's fee. */
export const wasabi1Rounds: fc.Arbitrary<CoinJoinTx> = fc.gen().map((draw) => {
  const baseSat = draw(fc.integer, { min: 8_000_001, max: 11_999_999 })
  const notRound = baseSat % 100_000 === 0 ? baseSat + 1 : baseSat
  const n = draw(fc.integer, { min: 20, max: 100 })
  const doubled = pick(draw, [0, 2, 7])
  const changes = listOf(draw(fc.integer, { min: 1, max: n }), () => draw(fc.integer, { min: 10_000, max: 7_000_000 }))
  const outputs = [...listOf(n, () => notRound), ...listOf(doubled, () => 2 * notRound), ...changes, 450_001]
  const inputs = [...listOf(n - 1, () => notRound + 100), 4_000_000_000]
  return txOf(inputs, outputs, Date.parse('2020-06-01') / 1000)
})

/** A WabiSabi round: coins of any amount become standard amounts, with a few left over. */
export const wabiSabis: fc.Arbitrary<CoinJoinTx> = fc.gen().map((draw) => {
  const standard = [
    5_000, 8_192, 13_122, 20_000, 65_536, 118_098, 531_441, 1_000_000, 2_097_152, 28_697_814, 50_000_000,
  ]
  const n = draw(fc.integer, { min: 21, max: 300 })
  const different = draw(fc.integer, { min: 6, max: standard.length })
  const others = listOf(draw(fc.integer, { min: 0, max: Math.floor(n / 10) }), () =>
    draw(fc.integer, { min: 5_001, max: 8_000 }),
  )
  const outputs = [...listOf(n, (i) => standard[i % different] as number), ...others]
  return txOf(
    listOf(n, (i) => Math.ceil(sum(outputs) / n) + 700 + i),
    outputs,
  )
})

/** One owner pays many, some of them the same. */
export const payouts: fc.Arbitrary<CoinJoinTx> = fc.gen().map((draw) => {
  const equal = draw(fc.integer, { min: 2, max: 40 })
  const amountSat = draw(fc.integer, { min: 10_000, max: 500_000_000 })
  const others = amounts(draw, { lengthMax: 60, max: 500_000_000 })
  const outputs = [...listOf(equal, () => amountSat), ...others]
  const coins = draw(fc.integer, { min: 1, max: 4 })
  return txOf(
    listOf(coins, () => Math.ceil(sum(outputs) / coins) + 900),
    outputs,
  )
})

const pick = <T>(draw: Draw, items: readonly T[]): T => items[draw(fc.nat, items.length - 1)] as T

function amounts(draw: Draw, { lengthMax, max }: { lengthMax: number; max: number }): number[] {
  return listOf(draw(fc.nat, lengthMax), () => draw(fc.integer, { min: 1_000, max }))
}

function listOf<T>(length: number, make: (i: number) => T): T[] {
  return Array.from({ length }, (_, i) => make(i))
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function splitSat(draw: Draw, valueSat: number): number[] {
  const part = draw(fc.integer, { min: 1, max: valueSat - 1 })
  return draw(fc.boolean) ? [valueSat] : [part, valueSat - part]
}
