import { Address, ChainId } from '../../chain/index.ts'
import {
  type Incident,
  type IncidentAddress,
  type IncidentClaim,
  isLead,
  type Register,
  type RouteStep,
  type StoppedMoney,
  type TakenAsset,
} from '../../intel/index.ts'
import type { Terminal } from '../Terminal.ts'
import { cleanCell, formatTable } from '../table.ts'
import { Footnotes } from './Footnotes.ts'
import { usdText } from './figures.ts'
import { lossText, victimText } from './incidents.ts'

const TEXT_MAX = 1000
/** Lines of at most 96 characters that end at a blank, or in the middle of a word that is longer. */
const WRAPPED = /.{1,96}(?:\s|$)|.{96}/gu

/** All that a register holds of one theft, each figure with the number of its sources, which stand below. */
export function toIncidentText(incident: Incident, { sources }: Register, terminal: Terminal): string {
  const notes = new Footnotes(sources)
  const parts = [
    [
      terminal.paint('bold', victimText(incident)) +
        ` · ${incident.date.value} · ${lossLine(incident)} · ${incident.status}`,
    ],
    standingLines(incident, terminal),
    attributionLines(incident, notes),
    factLines(incident, notes),
    addressLines(incident, notes),
    transactionLines(incident, notes),
    sentenceLines('NOTES', incident.notes),
    notes.lines(),
  ]
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function lossLine(incident: Incident): string {
  return incident.loss === undefined ? 'loss unknown' : `US$ ${lossText(incident)}`
}

function standingLines(incident: Incident, terminal: Terminal): string[] {
  const { grade, attributions, doubts, id } = incident
  const strongest = `id ${id}; strongest of ${attributions.length} attributions: ${grade}`
  const lead = isLead(incident)
    ? [terminal.paint('yellow', 'A lead, no finding: it rests on a researcher’s word or less.')]
    : []
  return [
    strongest,
    ...lead,
    ...(doubts ?? []).map((doubt) => terminal.paint('yellow', `Doubted: ${cleanCell(doubt, TEXT_MAX)}`)),
  ]
}

function attributionLines({ attributions }: Incident, notes: Footnotes): string[] {
  const titles = ['WHO SAYS SO', 'grade', 'actor', 'reserve', 'when', 'case', 'source']
  const rows = attributions.map(({ by, grade, actor, reserve, on, case: number, source }) => [
    cleanCell(by, 60),
    grade,
    cleanCell(actor ?? ''),
    cleanCell(reserve ?? '', 60),
    on ?? '',
    number ?? '',
    notes.mark([source]),
  ])
  return formatTable(columnsOf(titles), rows)
}

type Row = readonly [what: string, value: string, sources: string]

/** One line for each field and each differing claim. */
function factLines(incident: Incident, notes: Footnotes): string[] {
  const { date, victim, loss, listed = [], candidateFor = [], vectors, assets, chains, route, stopped } = incident
  const claimed = <Value>(
    what: string,
    claims: readonly IncidentClaim<Value>[],
    show: (value: Value) => string,
  ): Row[] => claims.map(({ value, sources }) => [what, show(value), notes.mark(sources)])
  const rows: Row[] = [
    ...(date.precision === 'year' ? [['date', `${date.value}: the source has a placeholder`, ''] as const] : []),
    ...claimed('date', date.claims, (value) => value),
    ...claimed('victim', victim.claims, (value) => cleanCell(value, 60)),
    ['kind of victim', victim.kind, ''],
    ...rowOf(
      'country',
      victim.countries,
      (countries) => countries.map((country) => cleanCell(country)).join(', '),
      notes,
    ),
    ...(loss === undefined
      ? []
      : [
          [
            'loss, counted',
            `US$ ${usdText(loss.usd)} (${loss.basis}; from ${usdText(loss.low)} to ${usdText(loss.high)})`,
            '',
          ] as const,
        ]),
    ...claimed('loss', loss?.claims ?? [], (usd) => `US$ ${usdText(usd)}`),
    ...listed.map(({ list, row, usd }): Row => ['listed', `${list} row ${row}, US$ ${usdText(usd)}`, '']),
    ...candidateFor.map(
      (list): Row => ['listed', `may be the row that ${list} has more than was transcribed; not proven`, ''],
    ),
    ...rowOf('came in by', vectors, (words) => words.join(', '), notes),
    ...rowOf('assets', assets, (taken) => taken.map(assetText).join(', '), notes),
    ...rowOf('chains', chains, (words) => words.join(', '), notes),
    ...rowOf('went through', route, (steps) => steps.map(stepText).join('; '), notes),
    ...rowOf('stopped', stopped, (items) => items.map(stoppedText).join('; '), notes),
    ...(stopped?.usd === undefined ? [] : [['stopped, counted', `US$ ${usdText(stopped.usd)}`, ''] as const]),
  ]
  return formatTable(columnsOf(['FIELD', 'what is said', 'sources']), rows.flatMap(wrapRow))
}

function rowOf<Item>(
  what: string,
  said: { readonly items: readonly Item[]; readonly sources: readonly string[] } | undefined,
  show: (items: readonly Item[]) => string,
  notes: Footnotes,
): Row[] {
  return said === undefined ? [] : [[what, cleanCell(show(said.items), TEXT_MAX), notes.mark(said.sources)]]
}

/** A long value goes on in the lines below. */
function wrapRow([what, value, sources]: Row): Row[] {
  const lines = value.match(WRAPPED) ?? ['']
  return lines.map((line, at): Row => (at === 0 ? [what, line.trimEnd(), sources] : ['', line.trimEnd(), '']))
}

function assetText({ asset, amount, usd, isRough }: TakenAsset): string {
  return join([asset, rough(amount, isRough), usd === undefined ? undefined : `(US$ ${usdText(usd)})`])
}

function stepText({ kind, service, asset, amount, usd, sharePercent, isRough, from, to }: RouteStep): string {
  const sum = usd === undefined ? undefined : `US$ ${usdText(usd)}`
  const share = sharePercent === undefined ? undefined : `${sharePercent} %`
  const time = from === undefined && to === undefined ? undefined : `(${from ?? ''}…${to ?? ''})`
  return join([kind, service, rough(join([amount, asset, sum, share]), isRough), time])
}

function stoppedText({ kind, by, usd, asset, amount, isRough, on, case: number }: StoppedMoney): string {
  const sum = usd === undefined ? undefined : `US$ ${usdText(usd)}`
  const told = join([by === undefined ? undefined : `by ${by}`, on, number])
  return join([kind, rough(join([amount, asset, sum]), isRough), told])
}

function rough(text: string | undefined, isRough: true | undefined): string | undefined {
  return isRough === true && text !== undefined && text !== '' ? `about ${text}` : text
}

function join(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ')
}

function addressLines({ addresses }: Incident, notes: Footnotes): string[] {
  if (addresses.length === 0) return []
  const rows = addresses.map((each) => [
    addressText(each),
    each.role,
    each.stage ?? '',
    each.chains === 'any-evm' ? 'an EVM chain, not said which' : each.chains.map(ChainId.shortName).join(', '),
    cleanCell(each.note ?? '', 70),
    notes.mark(each.sources),
  ])
  const others = addresses.filter(({ role }) => role !== 'theft' && role !== 'attacker')
  const warning = `No attacker's, and never to be treated as one: ${others.length} of these.`
  return [
    ...formatTable(columnsOf(['ADDRESS', 'whose', 'did', 'chain', 'note', 'sources']), rows),
    ...(others.length > 0 ? [warning] : []),
  ]
}

function addressText({ address, chains }: IncidentAddress): string {
  const chain = chains === 'any-evm' ? ChainId.parse('ethereum') : chains[0]
  return chain === undefined ? address : Address.display(address, chain)
}

function transactionLines({ transactions }: Incident, notes: Footnotes): string[] {
  if (transactions.length === 0) return []
  const rows = transactions.map(({ id, role, chain, sources }) => [
    id,
    role,
    chain === 'any-evm' ? 'an EVM chain, not said which' : ChainId.shortName(chain),
    notes.mark(sources),
  ])
  return formatTable(columnsOf(['TRANSACTION', 'what', 'chain', 'sources']), rows)
}

function sentenceLines(title: string, sentences: readonly string[] | undefined): string[] {
  return sentences === undefined ? [] : [title, ...sentences.map((sentence) => cleanCell(sentence, TEXT_MAX))]
}

function columnsOf(titles: readonly string[]): { title: string; align: 'left' }[] {
  return titles.map((title) => ({ title, align: 'left' }))
}
