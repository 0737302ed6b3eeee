import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { compileFeed, type FeedList } from './compileFeed.ts'
import { createFeed, type Feed } from './Feed.ts'
import type { FeedSource } from './FeedHeader.ts'
import type { ListReading } from './ListReading.ts'
import { parseEntry } from './parseEntry.ts'
import { type ListFormat, readList } from './readList.ts'

/** 1 January 2026. */
export const NOW_S = 1_767_225_600
export const KEY: Uint8Array = Uint8Array.from({ length: 16 }, (_, i) => 17 * i)

const folder = join(process.cwd(), '../shared/data/domains')
export const isHere: boolean = existsSync(folder)
if (!isHere) console.warn('skipped: ../shared/data/domains is not here, the real lists are not read')

/** A file of the real data, unpacked. */
export function readData(path: string): Uint8Array {
  const bytes = readFileSync(join(folder, path))
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes
}

/** Reads text as a list, in pieces of some bytes. */
export function readAs(format: ListFormat, text: string | Uint8Array, pieceBytes = 7): Promise<ListReading> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return readList({ name: 'list', bytes: inPieces(bytes, pieceBytes) }, format)
}

function* inPieces(bytes: Uint8Array, pieceBytes: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

/** A list of these names, made a day ago and good for another. */
export function listOf(name: string, texts: readonly string[], source: Partial<FeedSource> = {}): FeedList {
  const entries = texts.map(parseEntry).filter((entry) => typeof entry === 'object')
  return {
    source: { name, dateS: NOW_S - 86_400, expiresS: NOW_S + 86_400, ...source },
    reading: { entries, good: [], shared: [] },
  }
}

/** Compiles lists and opens what came out. */
export function feedOf(...lists: FeedList[]): Feed {
  return createFeed(compileFeed(lists, { madeS: NOW_S, key: KEY }).bytes, () => NOW_S)
}
