import type { IncidentStatistics, IncidentTally, PublishedTotal, Reconciliation, YearTally } from '../../intel/index.ts'
import type { Terminal } from '../Terminal.ts'
import { type Column, cleanCell, formatTable } from '../table.ts'
import { formatCsv } from './csv.ts'
import { Footnotes } from './Footnotes.ts'
import { millionsText, percentText } from './figures.ts'
import { lossText } from './incidents.ts'

const YEARS_TO_BE_A_COLUMN = 3

const CAUTIONS = [
  'Losses are US dollars at the time. The figure of the UN Panel’s annex is counted, else the MSMT’s, a government’s, another’s.',
  'An attribution is a claim. Accused: by a government, the MSMT or the UN Panel. A lead rests on a researcher’s word or less.',
  'Totals differ because some count the nominal value of minted tokens, some cases that are only suspected, and because',
  'publishers take large thefts off their lists when they learn more. The UN’s annex was read in a transcription.',
]

/** The figures for people: the headline beside what is held, the years, what was stopped, how fast money moved. */
export function toStatisticsText(figures: IncidentStatistics, terminal: Terminal): string {
  const notes = new Footnotes(new Map(Object.entries(figures.sources)))
  const parts = [
    figures.reconciliation === undefined ? [] : headlineLines(figures.reconciliation, notes, terminal),
    yearLines(figures),
    gradeLines(figures),
    stoppedLines(figures),
    countLines(figures, notes),
    factLines(figures, notes),
    CAUTIONS.map((line) => `  ${line}`),
    notes.lines(),
  ]
  const text = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
  return `${text.join('\n\n')}\n`
}

/** The years as comma-separated values, in whole US dollars. */
export function toStatisticsCsv({ years, all }: IncidentStatistics): string {
  const header =
    'year,thefts,loss_usd,loss_usd_low,loss_usd_high,unknown_loss,accused,accused_usd,leads,leads_usd,un_annex_95,un_annex_95_usd,msmt_2025,msmt_2025_usd,with_stopped_figure,stopped_usd'
  const rows = [...years, all].map(
    ({ year, incidents, usd, usdLow, usdHigh, unknown, accused, leads, listed, stopped }) => {
      const lists = [listed['un-annex-95'], listed['msmt-2025']]
      const tallies = [accused, leads, ...lists, stopped].flatMap((tally) => [tally.incidents, tally.usd])
      return [year, incidents, usd, usdLow, usdHigh, unknown, ...tallies]
    },
  )
  return formatCsv(header.split(','), rows)
}

/** One JSON object; the sources of its totals and facts are ids of the register. */
export function toStatisticsJson(figures: IncidentStatistics): string {
  return `${JSON.stringify({ schema: 'lazaretto/incident-statistics/1', ...figures })}\n`
}

function headlineLines(reconciliation: Reconciliation, notes: Footnotes, terminal: Terminal): string[] {
  const { headline, listed, missing, completeYears, candidates, attempts, others, accused, all } = reconciliation
  const period = `${headline.from}-${headline.to}`
  const said = `${headline.reserve ?? ''} (${headline.publisher}, ${headline.published}) ${notes.mark([headline.source])}`
  const rows = [
    [`The UN’s headline, ${period}`, String(headline.incidents), millionsText(headline.usdHigh ?? 0), said],
    [
      'its Annex 95 as transcribed',
      ...pair(listed),
      `${missing} row missing; complete for ${completeYears.join(', ') || 'no year'}`,
    ],
    [
      'the register: governments, MSMT, UN Panel',
      ...pair(accused),
      'every theft of these years that one of them attributes',
    ],
    [
      'the register: all',
      ...pair(all),
      `${others.incidents} more than the annex, ${millionsText(others.usd)} m, most by researchers and vendors`,
    ],
  ]
  const named = candidates.map(({ incident, usd }) => {
    return `  ${incident.id} (US$ ${lossText(incident)}) would make ${millionsText(usd)} m in all`
  })
  return [
    ...formatTable([left(terminal.paint('bold', 'HEADLINE')), right('thefts'), right('US$ m'), left('')], rows),
    `What the ${missing} missing may be; none of it is proven:`,
    ...named,
    `  a try that took nothing (${attempts.map(({ id }) => id).join(', ')}), or two attacks that the annex has in one row`,
  ]
}

function yearLines({ years, all }: IncidentStatistics): string[] {
  const publishers = listColumns(years)
  const columns = [
    left('BY YEAR'),
    ...[
      'thefts',
      'US$ m',
      'low',
      'high',
      'unknown',
      'accused',
      'US$ m',
      'leads',
      'US$ m',
      'UN annex',
      'US$ m',
      'MSMT',
      'US$ m',
      ...publishers,
    ].map(right),
  ]
  const row = (each: YearTally): string[] => [
    each.year,
    ...pair(each),
    millionsText(each.usdLow),
    millionsText(each.usdHigh),
    String(each.unknown),
    ...[each.accused, each.leads, each.listed['un-annex-95'], each.listed['msmt-2025']].flatMap(pair),
    ...publishers.map((publisher) => publishedText(each.published.find((total) => total.publisher === publisher))),
  ]
  return formatTable(columns, [...years, all].map(row))
}

/** Publishers with totals for several single years; the others are in the list of spans or stand alone. */
function listColumns(years: readonly YearTally[]): string[] {
  const published = years.flatMap((year) => year.published.map(({ publisher }) => publisher))
  const names = [...new Set(published)].sort()
  return names.filter((name) => published.filter((each) => each === name).length >= YEARS_TO_BE_A_COLUMN)
}

function gradeLines({ all, years }: IncidentStatistics): string[] {
  const rows = Object.entries(all.byGrade).map(([grade, tally]) => [
    grade,
    ...pair(tally),
    ...years.map(({ byGrade }) => millionsText(byGrade[grade as keyof typeof byGrade].usd)),
  ])
  const columns = [left('BY STRONGEST GRADE'), right('thefts'), right('US$ m'), ...years.map(({ year }) => right(year))]
  return formatTable(columns, rows)
}

function stoppedLines({ all, years }: IncidentStatistics): string[] {
  const { stopped } = all
  const rows = years
    .filter((year) => year.stopped.mentioned > 0)
    .map(({ year, usd, stopped }) => [
      year,
      String(stopped.mentioned),
      ...pair(stopped),
      percentText(stopped.usd, stopped.ofUsd),
      percentText(stopped.usd, usd),
    ])
  const total = [
    'all',
    String(stopped.mentioned),
    ...pair(stopped),
    percentText(stopped.usd, stopped.ofUsd),
    percentText(stopped.usd, all.usd),
  ]
  const columns = [
    left('STOPPED'),
    right('thefts'),
    right('with figure'),
    right('US$ m'),
    right('of their loss'),
    right('of all loss'),
  ]
  return [
    ...formatTable(columns, [...rows, total]),
    '  Frozen, seized, claimed in court or recovered, as far as figures are published; what thieves gave back is not in it.',
  ]
}

/** Totals that have no column of their own: over several years, over parts of one, or of a publisher with few. */
function countLines({ years, spans }: IncidentStatistics, notes: Footnotes): string[] {
  const columns = listColumns(years)
  const single = years.flatMap(({ published }) => published)
  const shown = [...spans, ...single.filter(({ publisher }) => !columns.includes(publisher))]
  const rows = shown.map((total) => [
    total.from === total.to ? total.to : `${total.from ?? ''}…${total.to}`,
    cleanCell(total.publisher),
    total.published,
    String(total.incidents ?? ''),
    publishedText(total),
    cleanCell(total.reserve ?? '', 60),
    notes.mark([total.source]),
  ])
  const titles = [
    left('OTHER COUNTS'),
    left('by'),
    left('published'),
    right('thefts'),
    right('US$ m'),
    left('reserve'),
    left('source'),
  ]
  const byYear = columns.map((publisher) => {
    const sources = new Set(single.filter((total) => total.publisher === publisher).map(({ source }) => source))
    return `  ${cleanCell(publisher)}, by year: ${notes.mark([...sources])}`
  })
  return rows.length === 0 ? [] : [...formatTable(titles, rows), ...byYear]
}

function factLines({ facts }: IncidentStatistics, notes: Footnotes): string[] {
  const sorted = facts
    .map((fact, at) => ({ fact, at }))
    .sort((a, b) => compare(a.fact.topic, b.fact.topic) || a.at - b.at)
  const rows = sorted.map(({ fact }) => [
    fact.topic,
    daysText(fact.daysFrom, fact.daysTo),
    fact.incident ?? 'in general',
    cleanCell(fact.text, 100),
    fact.usd === undefined ? '' : millionsText(fact.usd),
    fact.sharePercent === undefined ? '' : `${fact.sharePercent} %`,
    cleanCell(`${fact.by}${fact.on === undefined ? '' : `, ${fact.on}`}`, 60),
    notes.mark([fact.source]),
  ])
  const columns = [
    left('TIMING'),
    right('days'),
    left('theft'),
    left('what'),
    right('US$ m'),
    right('share'),
    left('who says so'),
  ]
  return rows.length === 0 ? [] : formatTable(columns, rows)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function daysText(from: number | undefined, to: number | undefined): string {
  if (from === undefined) return ''
  return to === undefined || to === from ? String(from) : `${from}-${to}`
}

function publishedText(total: PublishedTotal | undefined): string {
  if (total === undefined) return ''
  const { usdLow, usdHigh } = total
  if (usdLow === undefined) return usdHigh === undefined ? '' : `<${millionsText(usdHigh)}`
  if (usdHigh === undefined) return `>${millionsText(usdLow)}`
  return usdLow === usdHigh ? millionsText(usdLow) : `${millionsText(usdLow)}-${millionsText(usdHigh)}`
}

function pair({ incidents, usd }: IncidentTally): [string, string] {
  return incidents === 0 ? ['0', ''] : [String(incidents), millionsText(usd)]
}

function left(title: string): Column {
  return { title, align: 'left' }
}

function right(title: string): Column {
  return { title, align: 'right' }
}
