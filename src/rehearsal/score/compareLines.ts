import type { StatedLine } from '../Defence.ts'
import type { TruthPlace } from './Course.ts'

/** A line of the truth, and what the defence's account has of it. */
export interface LineScore extends TruthPlace {
  readonly followed: bigint
  /** The lines of the defence's account that hold it. */
  readonly stated: readonly StatedLine[]
}

/** The truth line by line, and what was stated where nothing of it is. */
export interface Comparison {
  readonly lines: readonly LineScore[]
  readonly misplaced: readonly StatedLine[]
}

/**
 * Compares where the defence says that the money is with where it is.
 *
 * Units count as followed where a line is stated at the account where they ended, or at a service by which they came there:
 * at the deposit address or the exchange's own account, at the pair where they were sold. A unit is counted once: first at
 * the account itself, then, for the lines with the fewest such services first, at those.
 */
export function compareLines(truth: readonly TruthPlace[], stated: readonly StatedLine[]): Comparison {
  const left = stated.map((line) => ({ ...line, account: line.account.toLowerCase() }))
  const found = new Map<TruthPlace, StatedLine[]>(truth.map((line) => [line, []]))
  const take = (line: TruthPlace, places: readonly string[]): void => {
    const taken = found.get(line) ?? []
    for (const said of left.filter(({ account }) => places.includes(account))) {
      const wanted = line.units - sum(taken)
      const units = said.units < wanted ? said.units : wanted
      said.units -= units
      if (units > 0n) taken.push({ ...said, units })
    }
  }
  for (const line of truth) take(line, [line.account])
  for (const line of [...truth].sort((a, b) => a.places.length - b.places.length)) take(line, line.places)
  return {
    lines: truth.map((line) => ({ ...line, followed: sum(found.get(line) ?? []), stated: found.get(line) ?? [] })),
    misplaced: left.filter(({ units }) => units > 0n),
  }
}

export function sum(lines: readonly { readonly units: bigint }[]): bigint {
  return lines.reduce((total, { units }) => total + units, 0n)
}
