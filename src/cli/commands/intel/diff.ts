import { basename } from 'node:path'
import { Command } from 'commander'
import {
  diffEditions,
  type FormDiff,
  findState,
  type ListState,
  type OwnedAddress,
  readEdition,
  readEntries,
  readList,
  type StoredEntry,
} from '../../../intel/index.ts'
import { LazarettoError } from '../../../LazarettoError.ts'
import { vaultIn } from '../../../server/index.ts'
import { openBytes } from '../../files.ts'
import { defaultStoreFolder } from '../../storeFolder.ts'
import type { Terminal } from '../../Terminal.ts'
import { cleanCell, formatTable } from '../../table.ts'

interface Options {
  readonly store: string
  readonly json?: true
}

const EXAMPLES = `
Examples:
  lazaretto intel diff ofac-sdn                          the edition in force, and the one before it
  lazaretto intel diff ofac-sdn 2025-06-20               ... and one of that day, or with that hash
  lazaretto intel diff un-2025-11.xml.gz un-2026-02.xml.gz   two files, the older first`

export function diffCommand(terminal: Terminal): Command {
  return new Command('diff')
    .description('Who came, who went and what changed between two editions of a list.')
    .argument('<before>', 'id of an installed list, or a file')
    .argument('[after]', 'day or hash of an earlier edition of it, or the newer file')
    .option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (before: string, after: string | undefined, options: Options) => {
      const [old, now] = await readBoth(options.store, before, after)
      const diff = diffEditions(old, now)
      terminal.write(options.json === true ? `${JSON.stringify(diff)}\n` : `${linesOf(diff).join('\n')}\n`)
    })
}

type Entries = readonly StoredEntry[]

async function readBoth(store: string, before: string, after: string | undefined): Promise<[Entries, Entries]> {
  const vault = vaultIn(store)
  const state = /^[a-z0-9-]+$/.test(before) ? await findState(vault, before) : undefined
  if (state === undefined) {
    if (after === undefined) throw new DiffError(`${before} is no installed list. Name two files, or a list.`)
    return [await readFile(before), await readFile(after)]
  }
  const earlier = findEdition(state, after)
  return [
    await gather(readEntries(vault, state.list, earlier)),
    await gather(readEntries(vault, state.list, state.current)),
  ]
}

function findEdition({ list, earlier }: ListState, which: string | undefined): ListState['current'] {
  const found =
    which === undefined
      ? earlier[0]
      : earlier.find(({ sha256, published }) => published?.startsWith(which) || sha256.startsWith(which))
  if (found !== undefined) return found
  const known = earlier.map(({ published, sha256 }) => `${published ?? 'unknown day'} ${sha256.slice(0, 16)}`)
  throw new DiffError(
    `${list} has no such earlier edition. There ${known.length === 0 ? 'is none' : `are ${known.join(', ')}`}.`,
  )
}

async function readFile(path: string): Promise<Entries> {
  return await readEdition(await readList(openBytes(path), { name: basename(path) }))
}

function linesOf(diff: FormDiff): string[] {
  const { added, removed, changed, addedAddresses, removedAddresses, changedAddresses } = diff
  const parties = [
    ...added.map((entry) => ['+', entry.uid, nameOf(entry), '']),
    ...removed.map((entry) => ['-', entry.uid, nameOf(entry), '']),
    ...changed.map(({ after }) => ['~', after.uid, nameOf(after), '']),
    ...addedAddresses.map((one) => rowOf('+', one)),
    ...removedAddresses.map((one) => rowOf('-', one)),
    ...changedAddresses.map((one) => rowOf('~', one)),
  ]
  const columns = ['', 'entry', 'name', 'address'].map((title) => ({ title, align: 'left' as const }))
  return [
    ...(parties.length === 0
      ? []
      : formatTable(
          columns,
          parties.map((row) => row.map((cell) => cleanCell(cell, 64))),
        )),
    sumOf(diff),
  ]
}

function sumOf({ by, added, removed, changed, addedAddresses, removedAddresses, changedAddresses }: FormDiff): string {
  const retagged = changedAddresses.length === 0 ? '' : `, ${changedAddresses.length} under other tickers`
  const addresses = `addresses: ${addedAddresses.length} came, ${removedAddresses.length} went${retagged}`
  if (by === 'address') return `${addresses}; entries cannot be compared: only one of the two names parties`
  return `entries: ${added.length} came, ${removed.length} went, ${changed.length} changed; ${addresses}`
}

function rowOf(sign: string, { address, owner }: OwnedAddress): string[] {
  return [sign, owner.uid, nameOf(owner), `${address.ticker ?? ''} ${address.text}`]
}

function nameOf({ names }: StoredEntry): string {
  return names[0]?.text ?? ''
}

async function gather<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return all
}

class DiffError extends LazarettoError {
  constructor(message: string) {
    super('LZ_INTEL_DIFF', 'not-found', message)
  }
}
