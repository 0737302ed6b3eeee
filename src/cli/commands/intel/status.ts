import { Command } from 'commander'
import { KNOWN_LISTS, type ListState, listStates, type PastEntry, readPast, type Vault } from '../../../intel/index.ts'
import { vaultIn } from '../../../server/index.ts'
import { defaultStoreFolder } from '../../storeFolder.ts'
import type { Terminal } from '../../Terminal.ts'
import { cleanCell, formatTable } from '../../table.ts'

interface Row {
  readonly state: ListState
  readonly vanished: number
  readonly delisted: number
}

const EXAMPLES = `
Examples:
  lazaretto intel status
  lazaretto intel status --json --store case`

export function statusCommand(terminal: Terminal): Command {
  return new Command('status')
    .description('Which lists are installed, how old they are, and what was refused.')
    .option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async ({ store, json }: { store: string; json?: true }) => {
      const vault = vaultIn(store)
      const rows = await Promise.all((await listStates(vault)).map((state) => toRow(vault, state)))
      terminal.write(
        json === true ? `${JSON.stringify(rows.map(toRecord))}\n` : `${linesOf(rows, terminal.now()).join('\n')}\n`,
      )
    })
}

async function toRow(vault: Vault, state: ListState): Promise<Row> {
  const past: PastEntry[] = []
  for await (const entry of readPast(vault, state)) past.push(entry)
  const vanished = past.filter(({ standing }) => standing === 'vanished').length
  return { state, vanished, delisted: past.length - vanished }
}

function toRecord({ state, vanished, delisted }: Row): object {
  const { list, title, category, current, check, refusal, earlier } = state
  const checked = check.atSec === 0 ? null : new Date(check.atSec * 1000).toISOString()
  return {
    list,
    title,
    category,
    current,
    checked,
    refusal: refusal ?? null,
    vanished,
    delisted,
    editions: earlier.length + 1,
  }
}

function linesOf(rows: readonly Row[], nowSec: number): string[] {
  if (rows.length === 0) return [`No list is installed. Known ones: ${KNOWN_LISTS.map(({ id }) => id).join(', ')}.`]
  const titles = ['list', 'published', 'current', 'entries', 'addresses', 'vanished', 'delisted', 'SHA-256']
  const columns = titles.map((title, i) => ({
    title,
    align: i >= 3 && i <= 6 ? ('right' as const) : ('left' as const),
  }))
  const table = rows.map(({ state: { list, current, check }, vanished, delisted }) => [
    list,
    current.published ?? 'unknown',
    check.atSec === 0 ? 'unknown' : ageOf(nowSec - check.atSec),
    String(current.counts.entries),
    String(current.counts.addresses),
    String(vanished),
    String(delisted),
    current.sha256.slice(0, 16),
  ])
  return [...formatTable(columns, table), ...rows.flatMap(notesOf), ...rows.flatMap(refusalOf)]
}

function ageOf(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} d ago`
}

function notesOf({ state: { list, current } }: Row): string[] {
  return (current.notes ?? []).map((note) => `${list}: ${cleanCell(note, 300)}`)
}

function refusalOf({ state: { list, refusal } }: Row): string[] {
  if (refusal === undefined) return []
  return [
    `${list}: refused at ${new Date(refusal.atSec * 1000).toISOString()}: ${refusal.code} ${cleanCell(refusal.message, 300)}`,
  ]
}
