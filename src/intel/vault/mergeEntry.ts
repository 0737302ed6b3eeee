import type { ListEntry } from '../lists/ListEntry.ts'
import type { StoredEntry } from './StoredEntry.ts'

/** What a change brings to an entry, and what it takes away. */
export interface EntryChange {
  readonly entry: ListEntry
  readonly withdrawn?: ListEntry | undefined
}

type Parts = Pick<ListEntry, 'names' | 'programmes' | 'addresses' | 'births' | 'countries' | 'documents'>

/** An entry after a change that names only the parts which are touched: the old parts and the new ones, less what is withdrawn. */
export function mergeEntry(old: StoredEntry, { entry, withdrawn }: EntryChange): StoredEntry {
  const part = <K extends keyof Parts>(key: K): Parts[K] => {
    const gone = new Set((withdrawn?.[key] ?? []).map(textOf))
    const parts = new Map<string, Parts[K][number]>()
    for (const each of [...old[key], ...entry[key]]) if (!gone.has(textOf(each))) parts.set(textOf(each), each)
    return [...parts.values()] as unknown as Parts[K]
  }
  return {
    uid: old.uid,
    kind: entry.kind === 'unknown' ? old.kind : entry.kind,
    names: part('names'),
    programmes: part('programmes'),
    addresses: part('addresses'),
    births: part('births'),
    countries: part('countries'),
    documents: part('documents'),
    listedOn: entry.listedOn ?? old.listedOn,
    recordHash: old.recordHash,
  }
}

/** What makes two parts the same: their text, or all of them where there is none. */
function textOf(part: Parts[keyof Parts][number]): string {
  if (typeof part === 'string') return part
  if ('text' in part) return part.text
  return `${part.from} ${part.to}`
}
