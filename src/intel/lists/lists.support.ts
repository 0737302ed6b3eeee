import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { LazarettoError } from '../../LazarettoError.ts'
import type { ListEntry } from './ListEntry.ts'
import type { ListChange, ListReading, ListSummary } from './ListReading.ts'
import { type ListOptions, readList } from './readList.ts'

/** Real lists beside the checkout. */
export const SANCTIONS: string = join(process.cwd(), '../shared/data/sanctions')
export const isHere: boolean = existsSync(SANCTIONS)

/** A list that was read to its end. */
export interface WholeList extends Pick<ListReading, 'format' | 'list' | 'scope'> {
  readonly changes: readonly ListChange[]
  readonly entries: readonly ListEntry[]
  readonly summary: ListSummary
}

/** A text or bytes as a stream of chunks. */
export async function* bytesOf(content: string | Uint8Array, chunk: number = 1 << 16): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
}

/** Reads a list to its end. */
export async function readWhole(reading: ListReading): Promise<WholeList> {
  const changes: ListChange[] = []
  let step = await reading.changes.next()
  for (; step.done !== true; step = await reading.changes.next()) changes.push(step.value)
  return { ...reading, changes, entries: changes.map(({ entry }) => entry), summary: step.value }
}

/** Reads a text as a list, to its end. */
export async function readText(content: string | Uint8Array, options?: ListOptions): Promise<WholeList> {
  return readWhole(await readList(bytesOf(content), options))
}

/** Reads a real list, to its end. */
export async function readShared(file: string, options?: ListOptions): Promise<WholeList> {
  return readWhole(await readList(createReadStream(join(SANCTIONS, file)), { name: file, ...options }))
}

/** The code with which a text is refused; undefined where it is read. Anything but a `LazarettoError` fails the test. */
export async function refusal(content: string | Uint8Array, options?: ListOptions): Promise<string | undefined> {
  try {
    await readText(content, options)
    return undefined
  } catch (error) {
    expect(error).toBeInstanceOf(LazarettoError)
    return (error as LazarettoError).code
  }
}

/** The one entry of a text. */
export async function readOne(content: string, options?: ListOptions): Promise<ListEntry> {
  const { entries } = await readText(content, options)
  expect(entries).toHaveLength(1)
  return entries[0] as ListEntry
}
