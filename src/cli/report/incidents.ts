import { type Incident, isLead } from '../../intel/index.ts'
import { cleanCell, formatTable } from '../table.ts'
import { formatCsv } from './csv.ts'
import { usdText } from './figures.ts'

/** Thefts as a table for people, with their sum. */
export function toIncidentsText(incidents: readonly Incident[]): string {
  const columns = [
    { title: 'DATE', align: 'left' as const },
    { title: 'loss, US$', align: 'right' as const },
    { title: 'attributed by', align: 'left' as const },
    { title: 'victim', align: 'left' as const },
    { title: 'came in by', align: 'left' as const },
    { title: 'id', align: 'left' as const },
  ]
  const row = (incident: Incident): string[] => [
    incident.date.value,
    lossText(incident),
    gradeText(incident),
    victimText(incident),
    cleanCell(incident.vectors?.items.join(', ') ?? '', 40),
    incident.id,
  ]
  return `${[...formatTable(columns, incidents.map(row)), '', summaryOf(incidents)].join('\n')}\n`
}

/** The counted loss, or that nobody states one. */
export function lossText({ loss }: Incident): string {
  return loss === undefined ? 'unknown' : usdText(loss.usd)
}

/** Who was robbed; a source's title for the theft of an unnamed victim stands in brackets. */
export function victimText({ victim }: Incident): string {
  return victim.name === undefined ? `[${cleanCell(victim.called ?? 'unnamed', 30)}]` : cleanCell(victim.name, 32)
}

/** One JSON object a line: the record, its strongest grade, and its addresses in canonical form. */
export function toIncidentsJson(incidents: readonly Incident[]): string {
  return incidents.map((incident) => `${JSON.stringify({ schema: 'lazaretto/incident/1', ...incident })}\n`).join('')
}

/** One line for each theft. */
export function toIncidentsCsv(incidents: readonly Incident[]): string {
  const header =
    'id,date,precision,victim,called,kind,countries,status,loss_usd,loss_usd_low,loss_usd_high,grade,lead,doubted'
  const rows = incidents.map((incident) => [
    incident.id,
    incident.date.value,
    incident.date.precision,
    incident.victim.name,
    incident.victim.called,
    incident.victim.kind,
    incident.victim.countries?.items.join('; '),
    incident.status,
    incident.loss?.usd,
    incident.loss?.low,
    incident.loss?.high,
    incident.grade,
    isLead(incident) ? 'yes' : 'no',
    incident.doubts === undefined ? 'no' : 'yes',
    incident.vectors?.items.join('; '),
    incident.chains?.items.join('; '),
    incident.addresses.length,
    incident.stopped?.usd,
  ])
  return formatCsv([...header.split(','), 'vectors', 'chains', 'addresses', 'stopped_usd'], rows)
}

/** The strongest grade; a mark where the attribution is in doubt. */
function gradeText({ grade, doubts }: Incident): string {
  return doubts === undefined ? grade : `${grade} (doubted)`
}

function summaryOf(incidents: readonly Incident[]): string {
  const usd = incidents.reduce((sum, { loss }) => sum + (loss?.usd ?? 0), 0)
  const unknown = incidents.filter(({ loss }) => loss === undefined).length
  const leads = incidents.filter(isLead).length
  const parts = [
    `${incidents.length} ${incidents.length === 1 ? 'theft' : 'thefts'}, US$ ${usdText(usd)}`,
    unknown > 0 ? `${unknown} with an unknown loss` : '',
    leads > 0 ? `${leads} are leads: they rest on a researcher’s word or less` : '',
  ]
  return parts.filter((part) => part !== '').join('; ')
}
