import { randomBytes, sign } from 'node:crypto'
import { basename, dirname, resolve } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { compileFeed, type FeedList, LIST_FORMATS, readList, signFeed } from '../../../../guard/index.ts'
import { feedPlaces, parseBoundedJson, readBounded, replaceFile } from '../../../../server/index.ts'
import { type ListSource, parseSources, toFormat } from '../../../guard/feedSources.ts'
import { readListBytes } from '../../../guard/readListBytes.ts'
import { parseCount } from '../../../options.ts'
import { defaultStoreFolder } from '../../../storeFolder.ts'
import type { Terminal } from '../../../Terminal.ts'
import { cleanCell, formatTable } from '../../../table.ts'
import { readSigner } from './key.ts'

interface Options {
  readonly store: string
  readonly sources?: string
  readonly date?: number
  readonly days: number
  readonly key?: string
  readonly out?: string
}

const SHOWN_MAX = 5
const DAY_SEC = 86_400

const EXAMPLES = `
Examples:
  lazaretto guard feed compile text:phishing.txt --date 2026-11-20
  lazaretto guard feed compile polkadot:all.json.gz phantom:blocklist.yaml --date 2026-11-20 --days 3
  lazaretto guard feed compile --sources sources.json --out feed.lzfeed

Formats: ${LIST_FORMATS.join(', ')}; packed with gzip or not. A list is called by the name of its file. sources.json says more:
{"lists": [{"name": "Polkadot", "format": "polkadot", "file": "all.json.gz", "date": "2026-11-20", "days": 7,
"url": "https://...", "licence": "Apache-2.0", "entryDays": 400}, ...]}. From --days after its date on, a list no longer says that a
name is not on it. Mind the lists' licences before you give a feed to others.`

/** Compiles lists into one signed file. */
export function compileCommand(terminal: Terminal): Command {
  return new Command('compile')
    .description('Compile lists of bad sites into one signed file, by default the one that checks use.')
    .argument('[list...]', 'lists, each as FORMAT:FILE')
    .option('--sources <file>', 'JSON that names lists, and says more of each')
    .option('--date <day>', 'when the lists were published: 2026-11-20', parseDay)
    .option('--days <n>', 'how long they can say that a name is not on them', parseCount, 7)
    .option('--key <file>', 'private key to sign with, Ed25519 in PEM, instead of the one in the store')
    .option('--out <file>', 'write it here, instead of into the store')
    .option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
    .addHelpText('after', EXAMPLES)
    .action((lists: readonly string[], options: Options, command: Command) => {
      if (lists.length > 0 && options.date === undefined)
        command.error('error: say when the lists were published: --date 2026-11-20')
      return run(terminal, lists, options)
    })
}

async function run(terminal: Terminal, given: readonly string[], options: Options): Promise<void> {
  const { store, key, out } = options
  const signer = readSigner(key ?? feedPlaces(store).signer)
  const sources = [...given.map((text) => toSource(text, options)), ...readSources(options)]
  const lists: FeedList[] = []
  for (const source of sources) lists.push(await readOne(terminal, source))
  const { bytes, header, contradicted, shared } = compileFeed(lists, { madeS: terminal.now(), key: randomBytes(16) })
  const signed = await signFeed(bytes, (each) => sign(null, each, signer))
  const path = out ?? feedPlaces(store).feed
  replaceFile(path, signed)
  const columns = ['list', 'names', 'published', 'good until'].map((title, i) => ({
    title,
    align: i === 1 ? ('right' as const) : ('left' as const),
  }))
  const rows = header.sources.map(({ name, count, dateS, expiresS }) => {
    return [cleanCell(name), count.toLocaleString('en-US'), dayOf(dateS), dayOf(expiresS)]
  })
  terminal.write(`${formatTable(columns, rows).join('\n')}\n`)
  sayOdd(terminal, { contradicted, shared })
  const each = header.count === 0 ? '' : ` (${(signed.length / header.count).toFixed(2)} each)`
  terminal.say(
    `${header.count.toLocaleString('en-US')} names in ${signed.length.toLocaleString('en-US')} bytes${each}: ${path}`,
  )
}

async function readOne(terminal: Terminal, source: ListSource): Promise<FeedList> {
  const { file, format, dateSec, days, name, url, licence, entryDays } = source
  const reading = await readList({ name: basename(file), bytes: readListBytes(file) }, format)
  if (reading.refusedCount > 0) {
    const shown = reading.refused
      .slice(0, SHOWN_MAX)
      .map(({ line, text, why }) => `line ${line} ${cleanCell(text)} (${why})`)
    terminal.say(
      `${cleanCell(name)}: ${reading.refusedCount} lines are left out: ${shown.join(', ')}${reading.refusedCount > shown.length ? ', ...' : ''}`,
    )
  }
  const more = { ...(url && { url }), ...(licence && { licence }), ...(entryDays && { entryDaysMax: entryDays }) }
  return { source: { name, dateS: dateSec, expiresS: dateSec + days * DAY_SEC, ...more }, reading }
}

function sayOdd(
  terminal: Terminal,
  { contradicted, shared }: { contradicted: readonly string[]; shared: readonly string[] },
): void {
  if (contradicted.length > 0)
    terminal.say(`called bad by one list and good by another, and kept: ${listShort(contradicted)}`)
  if (shared.length > 0) terminal.say(`left out, as many share them: ${listShort(shared)}`)
}

function listShort(names: readonly string[]): string {
  const shown = names
    .slice(0, SHOWN_MAX)
    .map((name) => cleanCell(name))
    .join(', ')
  return names.length > SHOWN_MAX ? `${shown} and ${names.length - SHOWN_MAX} more` : shown
}

function toSource(text: string, { date = 0, days }: Options): ListSource {
  const [, format = '', file = ''] = /^([a-z-]+):(.+)$/.exec(text) ?? []
  const name = basename(file)
    .replace(/(?:\.gz)?$/, '')
    .replace(/\.\w+$/, '')
  return { name, format: toFormat(format, text), file, dateSec: date, days }
}

function readSources({ sources: path }: Options): ListSource[] {
  if (path === undefined) return []
  const sources = parseSources(parseBoundedJson(readBounded(path).toString('utf8')))
  return sources.map((source) => ({ ...source, file: resolve(dirname(path), source.file) }))
}

/** Reads a day as its beginning in seconds. */
function parseDay(text: string): number {
  const seconds = Date.parse(`${text}T00:00:00Z`) / 1000
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !Number.isFinite(seconds))
    throw new InvalidArgumentError('It must be a day: 2026-11-20.')
  return seconds
}

function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10)
}
