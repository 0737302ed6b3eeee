import type { RuleName } from './Rule.ts'

/** How many of how many. */
export interface Share {
  readonly hits: number
  readonly n: number
}

/** The halves of the data: transactions with an even and with an odd id. */
export interface Halves {
  readonly even: Share
  readonly odd: Share
}

/** What was counted of a rule. `docs/accuracy.md` says on which data; a test counts again and compares. */
export interface RuleCounts {
  /** Found, of the transactions that are held to be of the class. */
  readonly recall: Halves
  /** Found, of ordinary transactions. */
  readonly falseAlarms: Halves
  /** Held to be of the class, of those that were found anywhere in the data. */
  readonly precision: Halves
}

/** A share with its 95 % interval after Wilson. */
export interface Rate extends Share {
  readonly low: number
  readonly high: number
}

/** How often a rule is right, as it was measured. A `listed` rule is measured on what the protocols' rules leave to it. */
export interface Accuracy {
  readonly recall: Rate
  readonly falseAlarms: Rate
  readonly precision: Rate
}

const halves = (evenHits: number, even: number, oddHits: number, odd: number): Halves => ({
  even: { hits: evenHits, n: even },
  odd: { hits: oddHits, n: odd },
})

const NO_ALARM = halves(0, 871, 0, 894)

/** The only place of these numbers: findings carry them, docs/accuracy.md shows them, a test measures them. */
export const MEASURED: Readonly<Record<RuleName, RuleCounts>> = {
  whirlpool: { recall: halves(422, 422, 429, 429), falseAlarms: NO_ALARM, precision: halves(422, 422, 429, 429) },
  'whirlpool-tx0': { recall: halves(187, 187, 197, 197), falseAlarms: NO_ALARM, precision: halves(187, 187, 197, 197) },
  'wasabi-1.0': { recall: halves(60, 60, 49, 51), falseAlarms: NO_ALARM, precision: halves(60, 60, 49, 49) },
  'wasabi-1.1': { recall: halves(47, 47, 39, 39), falseAlarms: NO_ALARM, precision: halves(47, 47, 39, 39) },
  'wasabi-2.0': { recall: halves(10, 10, 8, 8), falseAlarms: NO_ALARM, precision: halves(10, 10, 8, 8) },
  joinmarket: { recall: halves(43, 45, 51, 53), falseAlarms: NO_ALARM, precision: halves(43, 43, 51, 51) },
  'wasabi-1-listed': { recall: halves(0, 107, 0, 90), falseAlarms: NO_ALARM, precision: halves(0, 2, 0, 4) },
  'wasabi-2-listed': { recall: halves(0, 10, 0, 8), falseAlarms: NO_ALARM, precision: halves(0, 0, 0, 1) },
  'joinmarket-listed': { recall: halves(0, 45, 0, 53), falseAlarms: NO_ALARM, precision: halves(0, 26, 0, 15) },
}

/** What the findings of a rule carry. */
export const ACCURACY: Readonly<Record<RuleName, Accuracy>> = Object.fromEntries(
  Object.entries(MEASURED).map(([rule, counts]) => [rule, accuracyOf(counts)]),
) as Record<RuleName, Accuracy>

function accuracyOf({ recall, falseAlarms, precision }: RuleCounts): Accuracy {
  return { recall: rateOf(whole(recall)), falseAlarms: rateOf(whole(falseAlarms)), precision: rateOf(whole(precision)) }
}

/** Both halves together. */
export function whole({ even, odd }: Halves): Share {
  return { hits: even.hits + odd.hits, n: even.n + odd.n }
}

/**
 * A share with its 95 % interval; of nothing, nothing is known.
 *
 * @source Wilson, Probable Inference, the Law of Succession, and Statistical Inference (1927)
 * @example
 * rateOf({ hits: 0, n: 100 }) // low 0, high 0.037
 */
export function rateOf({ hits, n }: Share): Rate {
  if (n === 0) return { hits, n, low: 0, high: 1 }
  const z2 = 1.96 ** 2
  const share = hits / n
  const middle = (share + z2 / (2 * n)) / (1 + z2 / n)
  const half = (1.96 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))) / (1 + z2 / n)
  return { hits, n, low: hits === 0 ? 0 : middle - half, high: hits === n ? 1 : middle + half }
}
