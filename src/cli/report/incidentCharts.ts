import type { Grade, IncidentStatistics, YearTally } from '../../intel/index.ts'
import type { Chart, ChartSeries } from '../../picture/index.ts'

const MARKS_MAX = 2
const MILLION = 1_000_000

const GRADE_NAMES: Readonly<Record<Grade, string>> = {
  government: 'a government',
  msmt: 'MSMT',
  'un-panel': 'UN Panel of Experts',
  victim: 'the victim',
  vendor: 'a vendor',
  researcher: 'a researcher',
  suspected: 'suspected only',
}

/** Losses by year and grade beside what others published, and the part that was stopped. */
export function toCharts(figures: IncidentStatistics): readonly Chart[] {
  return [lossChart(figures), stoppedChart(figures)]
}

function lossChart({ years, all, asOf }: IncidentStatistics): Chart {
  const grades = Object.keys(GRADE_NAMES) as Grade[]
  const bars = grades.map(
    (grade): ChartSeries => ({
      name: GRADE_NAMES[grade],
      values: years.map(({ byGrade }) => byGrade[grade].usd / MILLION),
    }),
  )
  return {
    title: 'Thefts attributed to actors of the DPRK, by year and by who attributes them',
    description: `Losses by year in millions of US dollars. ${years.map(tellYear).join(' ')}`,
    unit: 'US$ m',
    categories: years.map(({ year }) => year),
    bars: bars.filter(({ values }) => values.some((value) => value !== undefined && value > 0)),
    marks: listMarks(years),
    notes: [
      `${all.incidents} thefts, as of ${asOf}; ${all.unknown} of them with an unknown loss. Each is counted at its strongest attribution, which is a claim.`,
      'Points: what others published for the year; ranges at their lower end. Losses are dollars at the time of the theft.',
    ],
  }
}

function tellYear({ year, incidents, usd, accused }: YearTally): string {
  return `${year}: ${Math.round(usd / MILLION)} in ${incidents} thefts, ${Math.round(accused.usd / MILLION)} of it attributed by a government, the MSMT or the UN Panel.`
}

/** The publishers with the most single years. */
function listMarks(years: readonly YearTally[]): ChartSeries[] {
  const counts = new Map<string, number>()
  for (const { publisher } of years.flatMap(({ published }) => published))
    counts.set(publisher, (counts.get(publisher) ?? 0) + 1)
  const names = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, MARKS_MAX)
  return names.map(([name]) => ({
    name: `${name}, published`,
    values: years.map(({ published }) => {
      const total = published.find(({ publisher }) => publisher === name)
      const usd = total?.usdLow ?? total?.usdHigh
      return usd === undefined ? undefined : usd / MILLION
    }),
  }))
}

function stoppedChart({ years, all }: IncidentStatistics): Chart {
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : (part / whole) * 100)
  const { stopped } = all
  const ofAll = share(stopped.usd, all.usd).toFixed(1)
  return {
    title: 'What was frozen, seized, claimed in court or recovered, by year of the theft',
    description: `${ofAll} per cent of all losses. ${years.map((each) => `${each.year}: ${share(each.stopped.usd, each.usd).toFixed(1)} per cent.`).join(' ')}`,
    unit: '% of the loss',
    categories: years.map(({ year }) => year),
    bars: [
      {
        name: 'of all losses of the year',
        values: years.map((each) => (each.stopped.incidents === 0 ? undefined : share(each.stopped.usd, each.usd))),
      },
    ],
    marks: [
      {
        name: 'of the thefts that have a figure',
        values: years.map((each) =>
          each.stopped.incidents === 0 ? undefined : share(each.stopped.usd, each.stopped.ofUsd),
        ),
      },
    ],
    notes: [
      `Figures are published for ${stopped.incidents} of ${all.incidents} thefts; what thieves gave back is not in it. No bar means no figure, not that nothing was stopped.`,
    ],
  }
}
