import { basename } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import {
  findKnownList,
  type Guard,
  isListId,
  type ListCategory,
  readList,
  type UpdateReport,
  updateList,
} from '../../../intel/index.ts'
import { LazarettoError } from '../../../LazarettoError.ts'
import { vaultIn } from '../../../server/index.ts'
import { openBytes } from '../../files.ts'
import { parseCount } from '../../options.ts'
import { defaultStoreFolder } from '../../storeFolder.ts'
import type { Terminal } from '../../Terminal.ts'

interface Options {
  readonly store: string
  readonly from?: string
  readonly list?: string
  readonly accept: readonly Guard[]
  readonly sha256?: string
  readonly entries?: number
  readonly addresses?: number
  readonly published?: string
  readonly format?: string
  readonly title?: string
  readonly category: ListCategory
}

const GUARDS = ['first', 'shrink', 'older', 'vanished']
const CATEGORIES = ['sanctions', 'stolen-funds', 'seizure', 'own']

const EXAMPLES = `
Examples:
  lazaretto intel update --from SDN.XML --accept first
  lazaretto intel update --from un-consolidated.xml.gz --entries 1003
  lazaretto intel update --from blocked.csv --list ours --title "Our list" --accept first
  lazaretto intel update --from SDN.XML --accept vanished      what is gone was meant to go

A file that is cut, empty, of another list, older, or a fifth smaller is refused, and the edition before it stays in force.
--accept overrules one guard: first (nothing says that a first edition is whole), shrink, older, or vanished.`

export function updateCommand(terminal: Terminal): Command {
  return new Command('update')
    .description('Load the newest edition of a list.')
    .option('--from <file>', 'a file of the list, gzipped or not; its form is told from its content')
    .option('--list <id>', 'which list it is, where the file does not tell, or a name for one of your own', parseListId)
    .addOption(
      new Option('--accept <guard>', 'overrule a guard, having looked')
        .choices(GUARDS)
        .argParser(gatherGuard)
        .default([]),
    )
    .option('--sha256 <hash>', 'the SHA-256 that the file must have')
    .option('--entries <n>', 'how many entries it must have', parseCount)
    .option('--addresses <n>', 'how many different addresses it must have', parseCount)
    .option('--published <date>', 'when it was published, where the file does not say: 2026-08-20')
    .option('--format <name>', 'read it in this form')
    .option('--title <text>', 'title of a list of your own')
    .addOption(new Option('--category <word>', 'what a list of your own is').choices(CATEGORIES).default('own'))
    .option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
    .addHelpText('after', EXAMPLES)
    .action((options: Options) => run(terminal, options))
}

async function run(terminal: Terminal, options: Options): Promise<void> {
  if (options.from === undefined) throw new NoSourceError()
  const name = basename(options.from)
  const { list: given, format, published } = options
  const reading = await readList(openBytes(options.from), { name, list: given, format, published })
  const list = given ?? reading.list
  if (list === undefined) throw new ListUnknownError(name)
  const known = findKnownList(list)
  const { accept, sha256, entries, addresses } = options
  const report = await updateList(
    vaultIn(options.store),
    { reading, origin: name, isFromPublisher: false },
    {
      list,
      title: known?.title ?? options.title ?? list,
      category: known?.category ?? options.category,
      nowSec: terminal.now(),
      accept: new Set(accept),
      expected: { sha256, entries, addresses },
    },
  )
  terminal.write(`${linesOf(report).join('\n')}\n`)
}

function linesOf({ state, isSame, diff, warnings }: UpdateReport): string[] {
  const { list, current, revision } = state
  const { counts, published, format } = current
  const what = `${list}: ${counts.entries} entries, ${counts.addresses} addresses, published ${published ?? 'at an unknown time'} (${format})`
  if (isSame) return [`${what}; nothing has changed`]
  const changes = [
    `${diff.added.length} entries came, ${diff.removed.length} went, ${diff.changed.length} changed`,
    `${diff.addedAddresses.length} addresses came, ${diff.removedAddresses.length} went`,
  ]
  const gone = diff.removed.length + diff.removedAddresses.length > 0 && revision > 1
  const advice = gone
    ? [`What went is under review until you confirm it: lazaretto intel confirm ${list} --all --by "..."`]
    : []
  return [
    what,
    ...(revision > 1 ? changes : []),
    ...warnings.map((warning) => `Look: shrank by more than a fifth: ${warning}`),
    ...advice,
  ]
}

function gatherGuard(value: string, before: readonly Guard[]): readonly Guard[] {
  if (!GUARDS.includes(value)) throw new InvalidArgumentError(`It must be one of ${GUARDS.join(', ')}.`)
  return [...before, value as Guard]
}

function parseListId(text: string): string {
  if (!isListId(text)) throw new InvalidArgumentError('It must be lower-case letters, digits and hyphens.')
  return text
}

class NoSourceError extends LazarettoError {
  constructor() {
    super('LZ_INTEL_SOURCE', 'input', 'Say where the list comes from: lazaretto intel update --from FILE')
  }
}

class ListUnknownError extends LazarettoError {
  constructor(name: string) {
    super('LZ_INTEL_LIST', 'input', `${name} does not tell which list it is: say --list, for example --list ours.`)
  }
}
