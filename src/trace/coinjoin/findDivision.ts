/** What is to be divided among makers and a taker. All amounts in satoshi. */
export interface DivisionQuestion {
  readonly inputsSat: readonly number[]
  /** What each owner gets as an equal output. */
  readonly denominationSat: number
  /** As many as there are owners, or one less: a taker who sends all that it has gets none. */
  readonly changesSat: readonly number[]
  readonly owners: number
}

/** What each maker earns, satoshi. `none`: no division exists. `unknown`: there may be one, the search was given up. */
export type Division = readonly number[] | 'none' | 'unknown'

/** Beyond so many inputs some division is found by chance. */
const INPUTS_MAX = 40
const STEPS_MAX = 200_000
/** Most that a maker asks for: this, or a hundredth of the amount. */
const GAIN_MAX_SAT = 20_000

/**
 * Divides inputs among owners: each maker pays for its equal output and its change, less what it earns; the taker pays the
 * rest. Finds one such division, not all; the search is bounded, so its time does not depend on the transaction.
 */
export function findDivision({ inputsSat, denominationSat, changesSat, owners }: DivisionQuestion): Division {
  if (inputsSat.length > INPUTS_MAX) return 'unknown'
  const values = inputsSat.toSorted((a, b) => b - a)
  const changes = changesSat.toSorted((a, b) => b - a)
  const isUsed = values.map(() => false)
  const gainMaxSat = Math.max(GAIN_MAX_SAT, Math.floor(denominationSat / 100))
  const gainsSat: number[] = []
  let steps = 0

  const assign = (at: number, hasTaker: boolean): boolean => {
    const change = changes[at]
    if (change === undefined) return hasTaker
    if (pay(denominationSat + change, 0, () => assign(at + 1, hasTaker))) return true
    return !hasTaker && assign(at + 1, true)
  }
  const pay = (owedSat: number, from: number, next: () => boolean): boolean => {
    if (owedSat <= gainMaxSat) {
      gainsSat.push(owedSat)
      if (next()) return true
      gainsSat.pop()
    }
    for (let i = from; i < values.length && steps < STEPS_MAX; i++) {
      const value = values[i] as number
      if (isUsed[i] === true || value > owedSat || (i > from && value === values[i - 1] && isUsed[i - 1] !== true))
        continue
      steps += 1
      isUsed[i] = true
      if (pay(owedSat - value, i + 1, next)) return true
      isUsed[i] = false
    }
    return false
  }

  if (assign(0, changes.length < owners)) return gainsSat
  return steps < STEPS_MAX ? 'none' : 'unknown'
}
