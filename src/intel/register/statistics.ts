import { isAtLeast, isLead } from './grades.ts'
import type { Incident, Register } from './Register.ts'
import type { DatedFact, PublishedTotal, Source } from './RegisterDocument.ts'
import { COUNTED_LISTS, type CountedList, GRADES, type Grade } from './words.ts'

/** A number of incidents and their loss in whole US dollars. */
export interface Tally {
  readonly incidents: number
  readonly usd: number
}

/** What a register holds of one year, or of all. */
export interface YearTally extends Tally {
  /** `YYYY`, or `all`. */
  readonly year: string
  /** Sum of the lowest and of the highest claims. */
  readonly usdLow: number
  readonly usdHigh: number
  /** Incidents whose loss nobody states: they count as rows and not in dollars. */
  readonly unknown: number
  readonly byGrade: Readonly<Record<Grade, Tally>>
  /** With a government's, the MSMT's or the UN Panel's attribution. */
  readonly accused: Tally
  /** Resting on a researcher's word or less. */
  readonly leads: Tally
  readonly listed: Readonly<Record<CountedList, Tally>>
  readonly stopped: StoppedTally
  /** What others published for exactly this year, the ones that they took back left out. */
  readonly published: readonly PublishedTotal[]
}

/** How much was frozen, seized, claimed in court or recovered, as far as figures exist; what thieves gave back is not in it. */
export interface StoppedTally extends Tally {
  /** Loss of the incidents that have such a figure. */
  readonly ofUsd: number
  /** Incidents of which something was stopped, with a figure or without. */
  readonly mentioned: number
}

/** A published count, held against the list that it was made from. */
export interface Reconciliation {
  readonly headline: PublishedTotal
  /** Rows of the list that the register has. */
  readonly listed: Tally
  /** Incidents that the headline has more than the list. */
  readonly missing: number
  /** Years of the period in which the list's rows are as many as the publisher says; the missing are not there. */
  readonly completeYears: readonly string[]
  /** What may be missing, with the sum that each would make. */
  readonly candidates: readonly { readonly incident: Incident; readonly usd: number }[]
  /** Tries of the period that took nothing: a count may have had them. */
  readonly attempts: readonly Incident[]
  /** Of the same period, in the register and not on the list. */
  readonly others: Tally
  readonly accused: Tally
  readonly all: Tally
}

/** The figures of a register. */
export interface Statistics {
  readonly years: readonly YearTally[]
  readonly all: YearTally
  /** Undefined where no UN Panel's headline is among the totals. */
  readonly reconciliation: Reconciliation | undefined
  /** Published totals over several years or parts of one. */
  readonly spans: readonly PublishedTotal[]
  readonly facts: readonly DatedFact[]
  /** Where the published totals and facts were read. */
  readonly sources: Readonly<Record<string, Source>>
  readonly asOf: string
}

/** The UN Panel's headline, by who published it and for when. */
const HEADLINE = { publisher: 'UN Panel of Experts', from: '2017', to: '2023', list: 'un-annex-95' } as const

/**
 * Adds up a register by year, beside what others published, and holds it against the UN Panel's headline.
 *
 * Sums are of whole US dollars at the time of each theft, and exact.
 */
export function statistics({ incidents, totals, facts, sources, asOf }: Register): Statistics {
  const used = new Set([...totals, ...facts].map(({ source }) => source))
  const names = [...new Set(incidents.map(yearOf))].sort()
  const years = names.map((year) =>
    tallyYear(
      year,
      incidents.filter((incident) => yearOf(incident) === year),
      totals,
    ),
  )
  return {
    years,
    all: tallyYear('all', incidents, []),
    reconciliation: reconcile(incidents, totals, years),
    spans: totals.filter(({ from, to }) => from !== to),
    facts,
    sources: Object.fromEntries([...sources].filter(([id]) => used.has(id))),
    asOf,
  }
}

function yearOf({ date }: Incident): string {
  return date.value.slice(0, 4)
}

function tallyYear(year: string, incidents: readonly Incident[], totals: readonly PublishedTotal[]): YearTally {
  const byGrade = GRADES.map(
    (grade) => [grade, tally(incidents.filter((incident) => incident.grade === grade))] as const,
  )
  return {
    year,
    ...tally(incidents),
    usdLow: sum(incidents.map(({ loss }) => loss?.low ?? 0)),
    usdHigh: sum(incidents.map(({ loss }) => loss?.high ?? 0)),
    unknown: incidents.filter(({ loss }) => loss === undefined).length,
    byGrade: Object.fromEntries(byGrade) as Record<Grade, Tally>,
    accused: tally(incidents.filter(isAccused)),
    leads: tally(incidents.filter(isLead)),
    listed: Object.fromEntries(COUNTED_LISTS.map((list) => [list, tallyList(incidents, list)])) as Record<
      CountedList,
      Tally
    >,
    stopped: tallyStopped(incidents),
    published: totals.filter(({ from, to, isRevised }) => from === year && to === year && isRevised !== true),
  }
}

function tally(incidents: readonly Incident[]): Tally {
  return { incidents: incidents.length, usd: sum(incidents.map(({ loss }) => loss?.usd ?? 0)) }
}

/** A list's rows with the list's own figures. */
function tallyList(incidents: readonly Incident[], list: CountedList): Tally {
  const rows = incidents.flatMap(({ listed = [] }) => listed.filter((place) => place.list === list))
  return { incidents: rows.length, usd: sum(rows.map(({ usd }) => usd)) }
}

function tallyStopped(incidents: readonly Incident[]): StoppedTally {
  const kept = incidents.filter(({ status, stopped }) => stopped !== undefined && status !== 'returned')
  const counted = kept.filter(({ stopped }) => stopped?.usd !== undefined)
  return {
    incidents: counted.length,
    usd: sum(counted.map(({ stopped }) => stopped?.usd ?? 0)),
    ofUsd: tally(counted).usd,
    mentioned: kept.length,
  }
}

function isAccused({ grade }: Incident): boolean {
  return isAtLeast(grade, 'un-panel')
}

function reconcile(
  incidents: readonly Incident[],
  totals: readonly PublishedTotal[],
  years: readonly YearTally[],
): Reconciliation | undefined {
  const { publisher, from, to, list } = HEADLINE
  const headline = totals.find((total) => total.publisher === publisher && total.from === from && total.to === to)
  if (headline?.incidents === undefined) return undefined
  const period = incidents.filter((incident) => yearOf(incident) >= from && yearOf(incident) <= to)
  const listed = tallyList(period, list)
  const counts = new Map(totals.filter((total) => total.publisher === publisher).map((total) => [total.from, total]))
  return {
    headline,
    listed,
    missing: headline.incidents - listed.incidents,
    completeYears: years.flatMap(({ year, listed }) =>
      counts.get(year)?.to === year && counts.get(year)?.incidents === listed[list].incidents ? [year] : [],
    ),
    candidates: period
      .filter(({ candidateFor }) => candidateFor?.includes(list))
      .map((incident) => ({ incident, usd: listed.usd + (incident.loss?.usd ?? 0) })),
    attempts: period.filter(({ status, listed = [] }) => status === 'attempt' && listed.length === 0),
    others: tally(period.filter(({ listed = [] }) => !listed.some((place) => place.list === list))),
    accused: tally(period.filter(isAccused)),
    all: tally(period),
  }
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0)
}
