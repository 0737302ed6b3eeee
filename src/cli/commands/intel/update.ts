import { basename } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import {
  findKnownList,
  type Guard,
  isListId,
  KNOWN_LISTS,
  type ListCategory,
  type ListFile,
  type ListState,
  readList,
  type UpdateReport,
  updateList,
} from '../../../intel/index.ts'
import { LazarettoError } from '../../../LazarettoError.ts'
import { createClient } from '../../../net/index.ts'
import { vaultIn } from '../../../server/index.ts'
import { openBytes } from '../../files.ts'
import { gather, parseCount } from '../../options.ts'
import { raiseListAlerts } from '../../raiseListAlerts.ts'
import { defaultStoreFolder } from '../../storeFolder.ts'
import type { Terminal } from '../../Terminal.ts'
import { gatherFiles } from './companionFiles.ts'
import { fetchList } from './fetchList.ts'

interface Options {
  readonly store: string
  readonly from?: readonly string[]
  readonly list?: string
  readonly accept: readonly Guard[]
  readonly sha256?: string
  readonly entries?: number
  readonly addresses?: number
  readonly published?: string
  readonly format?: string
  readonly title?: string
  readonly category: ListCategory
  readonly allowHost: readonly string[]
}

const GUARDS = ['first', 'shrink', 'older', 'vanished', 'unended', 'undated']
const CATEGORIES = ['sanctions', 'stolen-funds', 'seizure', 'own']

/** Lists whose publishers let anybody fetch them as a file, and use them for anything. */
const BY_DEFAULT: ReadonlySet<string> = new Set(['ofac-sdn', 'un-sc', 'eu-fsf', 'uk-sl', 'us-fbi'])

const EXAMPLES = `
Examples:
  lazaretto intel update                                        all official lists, from their publishers
  lazaretto intel update --list ofac-sdn --accept first
  lazaretto intel update --from SDN.XML --accept first
  lazaretto intel update --from un-consolidated.xml.gz --entries 1003
  lazaretto intel update --from https://example.org/blocked.csv --list ours --title "Our list" --accept first
  lazaretto intel update --from sdn.csv --from alt.csv --from add.csv --from sdn_comments.csv --published 2026-11-20
  lazaretto intel update --from SDN.XML --accept vanished       what is gone was meant to go

A file that is cut, empty, of another list, older, or a fifth smaller is refused, and the edition before it stays in force.
--accept overrules one guard: first (nothing says that a first edition is whole), shrink, older, vanished, unended (a whole
file that lost its end mark or last line end), or undated (in place of an edition with a date).
A file of an official list that does not say when it was published does not make the list fresh: say --published.
The age of a list counts from when its publisher was asked; that of a file or a copy elsewhere from its publication.`

export function updateCommand(terminal: Terminal): Command {
  return new Command('update')
    .description('Load the newest editions of lists.')
    .option(
      '--from <file|url>',
      'a file of the list, gzipped or not; again for the files that belong to sdn.csv',
      gather,
    )
    .option('--list <id>', 'only this list; or which one a file is; or a name for one of your own', parseListId)
    .addOption(
      new Option('--accept <guard>', 'overrule a guard, having looked')
        .choices(GUARDS)
        .argParser(gatherGuard)
        .default([]),
    )
    .option('--sha256 <hash>', 'the SHA-256 that the file must have')
    .option('--entries <n>', 'how many entries it must have', parseCount)
    .option('--addresses <n>', 'how many different addresses it must have', parseCount)
    .option('--published <date>', 'when it was published, where the file does not say: 2026-08-20', parseDay)
    .option('--format <name>', 'read it in this form')
    .option('--title <text>', 'title of a list of your own')
    .addOption(new Option('--category <word>', 'what a list of your own is').choices(CATEGORIES).default('own'))
    .option(
      '--allow-host <host:port>',
      'a host of your own that may have a private address; may be given several times',
      gather,
      [],
    )
    .option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      await (options.from === undefined ? updateKnown(terminal, options) : updateFrom(terminal, options))
      await raiseListAlerts(terminal, options.store)
    })
}

/** Official lists from their publishers; one that fails does not keep the others from being updated. */
async function updateKnown(terminal: Terminal, options: Options): Promise<void> {
  const known = options.list === undefined ? undefined : findKnownList(options.list)
  if (options.list !== undefined && known === undefined) throw new ListUnknownError(options.list)
  const lists = known === undefined ? KNOWN_LISTS.filter(({ id }) => BY_DEFAULT.has(id)) : [known]
  const wanted = lists.flatMap(({ id, urls, isCumulative }) =>
    urls.slice(0, isCumulative === true ? urls.length : 1).map((url) => ({ id, url })),
  )
  for (const { id, url } of wanted) {
    try {
      terminal.progress(`${id}: fetching ${url}`)
      await update(terminal, options, { list: id, url, isFromPublisher: true })
    } catch (error) {
      if (!(error instanceof LazarettoError)) throw error
      terminal.say(`${terminal.paint('red', id)}: ${error.code} ${error.message}`)
      terminal.exitWith(1)
    }
  }
}

async function updateFrom(terminal: Terminal, options: Options): Promise<void> {
  const { from = [], list } = options
  const [first = ''] = from
  const url = from.length === 1 && /^https?:\/\//i.test(first) ? first : undefined
  await update(terminal, options, { list, url, isFromPublisher: false })
}

interface Wanted {
  readonly list: string | undefined
  /** Undefined for a file. */
  readonly url: string | undefined
  readonly isFromPublisher: boolean
}

async function update(terminal: Terminal, options: Options, wanted: Wanted): Promise<void> {
  const vault = vaultIn(options.store)
  const nowSec = terminal.now()
  const file = await open(options, wanted, nowSec)
  if ('revision' in file) {
    terminal.write(`${file.list}: its publisher has nothing newer\n`)
    return
  }
  const list = wanted.list ?? file.reading.list ?? guessList(file.origin)
  if (list === undefined) throw new ListUnknownError(file.origin)
  const known = findKnownList(list)
  const { accept, sha256, entries, addresses, title, category } = options
  const report = await updateList(vault, file, {
    list,
    title: known?.title ?? title ?? list,
    category: known?.category ?? category,
    nowSec,
    accept: new Set(accept),
    expected: { sha256, entries, addresses },
  })
  terminal.write(`${linesOf(report).join('\n')}\n`)
}

async function open(
  options: Options,
  { list, url, isFromPublisher }: Wanted,
  nowSec: number,
): Promise<ListFile | ListState> {
  const { format, allowHost } = options
  const files = url === undefined ? gatherFiles(options.from ?? []) : undefined
  const name = basename(url ?? files?.main ?? '')
  const published = options.published ?? findDay(name)
  const isEndKnown = isVouchedFor(options)
  if (files !== undefined) {
    const { main, companions, found } = files
    const reading = await readList(openBytes(main), { name, list, format, published, companions, isEndKnown })
    return { reading, origin: [name, ...found].join(' + '), isFromPublisher }
  }
  const client = createClient({ allowPrivate: allowHost })
  return await fetchList(
    { client, vault: vaultIn(options.store), nowSec },
    { name, list, format, published, isEndKnown, url: url ?? '', isFromPublisher },
  )
}

/** Whether a hash, a count or a person says that the file is whole. */
function isVouchedFor({ accept, sha256, entries }: Options): boolean {
  return accept.includes('unended') || sha256 !== undefined || entries !== undefined
}

/** Words in a file's name that tell the list, where its form is one of many lists. */
const NAMED: readonly (readonly [RegExp, string])[] = [
  [/\bofac\b|\bsdn\b/i, 'ofac-sdn'],
  [/\bfbi\b/i, 'us-fbi'],
]

function guessList(name: string): string | undefined {
  return NAMED.find(([word]) => word.test(name))?.[1]
}

/** The day in a file's name, for forms that do not say when they were published. */
function findDay(name: string): string | undefined {
  const day = /(?<!\d)20\d\d-[01]\d-[0-3]\d(?!\d)/.exec(name)?.[0]
  return day !== undefined && isDay(day) ? day : undefined
}

function linesOf({ state, isSame, diff, vanished, warnings }: UpdateReport): string[] {
  const { list, current, earlier } = state
  const { counts, published, format } = current
  const what = `${list}: ${counts.entries} entries, ${counts.addresses} addresses, published ${published ?? 'at an unknown time'} (${format})`
  const files = current.origin.includes(' + ') ? [`read from ${current.origin}`] : []
  const notes = [...files, ...(current.notes ?? []).map((note) => `look: ${note}`)]
  if (isSame) return [`${what}; nothing has changed`, ...ageOf(state), ...notes]
  const changes = [
    ...(diff.by === 'address'
      ? []
      : [`${diff.added.length} entries came, ${diff.removed.length} went, ${diff.changed.length} changed`]),
    `${diff.addedAddresses.length} addresses came, ${diff.removedAddresses.length} went`,
  ]
  const advice = `${vanished} that went are under review until somebody confirms it: lazaretto intel confirm ${list} --all --by "..."`
  return [
    what,
    ...(earlier.length > 0 ? changes : []),
    ...ageOf(state),
    ...notes,
    ...warnings.map((warning) => `look: shrank by more than a fifth: ${warning}`),
    ...(vanished > 0 ? [advice] : []),
  ]
}

/** What is to be known of the age: a delta leaves it as it was, for nothing in it proves that none is missing before it. */
function ageOf({ current: { base }, check }: ListState): string[] {
  if (check.atSec === 0) return [UNDATED]
  if (base === undefined) return []
  const day = base.published ?? 'an unknown day'
  const since = new Date(check.atSec * 1000).toISOString().slice(0, 10)
  return [`a delta on the edition of ${day}: the age still counts from ${since}, until a whole edition is loaded`]
}

function gatherGuard(value: string, before: readonly Guard[]): readonly Guard[] {
  if (!GUARDS.includes(value)) throw new InvalidArgumentError(`It must be one of ${GUARDS.join(', ')}.`)
  return [...before, value as Guard]
}

const UNDATED =
  'look: it does not say when it was published, so that its age is not known and no no-match rests on it: say --published YYYY-MM-DD'

function parseDay(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('It must be a day such as 2026-08-20.')
  return text
}

function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

function parseListId(text: string): string {
  if (!isListId(text)) throw new InvalidArgumentError('It must be lower-case letters, digits and hyphens.')
  return text
}

class ListUnknownError extends LazarettoError {
  constructor(name: string) {
    const known = KNOWN_LISTS.map(({ id }) => id).join(', ')
    const message = `${name} does not tell which list it is: say --list, for example --list ours. Known lists are ${known}.`
    super('LZ_INTEL_LIST', 'input', message)
  }
}
