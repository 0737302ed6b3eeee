import { ActorTable, type Incident } from '../../intel/index.ts'
import type { Terminal } from '../Terminal.ts'
import { cleanCell, formatTable } from '../table.ts'
import { toIncidentsText } from './incidents.ts'

/** Who a name stands for. */
export interface ActorAnswer {
  readonly table: ActorTable.ActorTable
  readonly matches: readonly ActorTable.ActorMatch[]
  /** Thefts that somebody attributes to them. */
  readonly incidents: readonly Incident[]
}

const SOURCES: Readonly<Record<string, string>> = { misp: 'MISP galaxy', attack: 'MITRE ATT&CK', msmt: 'MSMT' }

/** Actors for people: each with its names and who says so, then what is attributed to them. */
export function toActorText({ table, matches, incidents }: ActorAnswer, terminal: Terminal): string {
  const parts = matches.flatMap((match) => [...actorLines(match, table, terminal), ''])
  const thefts =
    incidents.length === 0
      ? 'No theft of the register is attributed to that name.\n'
      : toIncidentsText([...incidents].reverse())
  return `${parts.join('\n')}\n${thefts}`
}

function actorLines(
  { actor, claims }: ActorTable.ActorMatch,
  table: ActorTable.ActorTable,
  terminal: Terminal,
): string[] {
  const parts = ActorTable.listParts(table, actor).map(({ name }) => name)
  const wholes = table.actors.filter(({ id }) => actor.partOf?.includes(id)).map(({ name }) => name)
  const matched = [...new Set(claims.map(({ name, by, source }) => `${cleanCell(name)} (${by ?? sourceOf(source)})`))]
  const rows = actor.entries.flatMap(({ source, id, country, names }) =>
    names.map(([name, by], at) => [
      cleanCell(name),
      by ?? '',
      at === 0 ? sourceOf(source) : '',
      at === 0 ? (country ?? '') : '',
      at === 0 ? cleanCell(id) : '',
    ]),
  )
  const titles = ['NAME', 'coined by', 'says', 'country', 'entry']
  return [
    terminal.paint('bold', cleanCell(actor.name)) +
      (actor.isUmbrella === true ? ' · an umbrella: a name for several groups' : ''),
    ...(matched.length > 0 ? [`Called so: ${matched.join(', ')}`] : []),
    ...(wholes.length > 0 ? [`Counted to: ${wholes.join(', ')}`] : []),
    ...(parts.length > 0 ? [`Counted to it: ${parts.join(', ')}`] : []),
    ...formatTable(
      titles.map((title) => ({ title, align: 'left' as const })),
      rows,
    ),
  ]
}

function sourceOf(source: string): string {
  return SOURCES[source] ?? source
}
