import type { EntryKind } from '../ListEntry.ts'

const KINDS: ReadonlyMap<string, EntryKind> = new Map([
  ['individual', 'person'],
  ['entity', 'organisation'],
  ['organization', 'organisation'],
  ['vessel', 'vessel'],
  ['aircraft', 'aircraft'],
])

/** The kind of party that OFAC's word means. */
export function toKind(word: string): EntryKind {
  return KINDS.get(word.trim().toLowerCase()) ?? 'unknown'
}
