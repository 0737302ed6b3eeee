import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readJsonLines } from './jsonLinesFile.ts'
import * as ListState from './ListState.ts'
import type { PastEntry, StoredEntry } from './StoredEntry.ts'

/**
 * The folder of lists: one folder for each, with the files of its editions and `state.json`, which names those in force.
 *
 * Files are named after their content and never changed; `state.json` is replaced at once and last. So a reader sees one
 * edition, and a killed update leaves the one before.
 */
export interface Vault {
  readonly folder: string
}

const LIST_ID = /^[a-z0-9][a-z0-9-]{0,62}$/
const STATE = 'state.json'

/** Whether a text can be the id of a list: lower-case letters, digits and hyphens. */
export function isListId(text: string): boolean {
  return LIST_ID.test(text)
}

/** The state of every list, by id. */
export async function listStates(vault: Vault): Promise<ListState.ListState[]> {
  const states: ListState.ListState[] = []
  for (const name of (await namesIn(vault.folder)).filter(isListId)) {
    const state = await findState(vault, name)
    if (state !== undefined) states.push(state)
  }
  return states
}

/** The state of a list, or undefined where it was never loaded. */
export async function findState(vault: Vault, list: string): Promise<ListState.ListState | undefined> {
  const path = join(folderOf(vault, list), STATE)
  const text = await ifThere(readFile(path, 'utf8'))
  return text === undefined ? undefined : ListState.parse(text, path)
}

/** The entries of an edition. @throws VaultError `LZ_VAULT_FILE` */
export function readEntries(vault: Vault, list: string, edition: ListState.EditionInfo): AsyncGenerator<StoredEntry> {
  return readJsonLines(folderOf(vault, list), edition.entries)
}

/** What was on a list and is not now. @throws VaultError `LZ_VAULT_FILE` */
export function readPast(vault: Vault, state: ListState.ListState): AsyncGenerator<PastEntry> {
  return readJsonLines(folderOf(vault, state.list), state.past)
}

/** The original record of an entry, as the publisher wrote it. @throws VaultError `LZ_VAULT_FILE` */
export async function findRecord(vault: Vault, state: ListState.ListState, uid: string): Promise<string | undefined> {
  const records = readJsonLines<readonly [string, string]>(folderOf(vault, state.list), state.current.records)
  for await (const [id, record] of records) if (id === uid) return record
  return undefined
}

/**
 * Does something to a list that nobody else may do at the same time; readers go on undisturbed.
 *
 * @throws VaultError `LZ_VAULT_BUSY` where another process, or another part of this one, is at it
 */
export async function withLock<T>(vault: Vault, list: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = folderOf(vault, list)
  await mkdir(folder, { recursive: true })
  const release = await takeLock(folder, list)
  try {
    return await work(folder)
  } finally {
    await release()
  }
}

/** Puts a state into force, under the lock, and removes files that none needs now. */
export async function writeState(
  vault: Vault,
  state: Omit<ListState.ListState, 'revision'>,
  before: number,
): Promise<ListState.ListState> {
  const folder = folderOf(vault, state.list)
  const next = { ...state, revision: before + 1 }
  await replaceFile(folder, STATE, `${JSON.stringify(next, undefined, 2)}\n`)
  await sweep(folder, state)
  return next
}

async function replaceFile(folder: string, name: string, text: string): Promise<void> {
  const draft = join(folder, `.${name}.draft`)
  const file = await open(draft, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, join(folder, name))
  const directory = await open(folder, 'r')
  await directory.sync().finally(() => directory.close())
}

/** Whoever makes the file has the lock; one that a dead process has left is broken. */
async function takeLock(folder: string, list: string): Promise<() => Promise<void>> {
  const path = join(folder, '.lock')
  const isTaken = await claimLock(path)
  if (!isTaken && (await isDead(path))) await rm(path, { force: true })
  if (!isTaken && !(await claimLock(path))) throw busy(list)
  return () => rm(path, { force: true })
}

async function claimLock(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

async function isDead(path: string): Promise<boolean> {
  const owner = Number(await ifThere(readFile(path, 'utf8')))
  try {
    return owner > 0 && !process.kill(owner, 0)
  } catch (error) {
    return hasCode(error, 'ESRCH')
  }
}

async function sweep(folder: string, { current, earlier, past }: Omit<ListState.ListState, 'revision'>): Promise<void> {
  const needed = new Set([past, ...[current, ...earlier].flatMap(({ entries, records }) => [entries, records])])
  for (const name of await namesIn(folder)) {
    if (name.endsWith('.jsonl.gz') && !needed.has(name)) await rm(join(folder, name), { force: true })
  }
}

function folderOf({ folder }: Vault, list: string): string {
  if (!isListId(list))
    throw new ListState.VaultError('LZ_LIST_ID', 'input', `${JSON.stringify(list)} is no id of a list.`)
  return join(folder, list)
}

async function namesIn(folder: string): Promise<string[]> {
  return ((await ifThere(readdir(folder))) ?? []).sort()
}

async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

/** The error for a list that was never loaded. */
export function unknownList(list: string): ListState.VaultError {
  const message = `The list ${list} was never loaded: lazaretto intel status shows which are.`
  return new ListState.VaultError('LZ_VAULT_LIST', 'not-found', message)
}

function busy(list: string): ListState.VaultError {
  return new ListState.VaultError(
    'LZ_VAULT_BUSY',
    'retryable',
    `${list} is being updated by another process. Try again.`,
  )
}
