import type { ListedAddress } from '../lists/ListEntry.ts'
import { type EditionDiff, spellings } from './compareEditions.ts'
import type { EditionInfo } from './ListState.ts'
import type { PastEntry, StoredEntry } from './StoredEntry.ts'

/** When and by whose word something went. */
export interface Departure {
  /** The edition before, in which it was last. */
  readonly lastSeen: EditionInfo | undefined
  readonly goneSec: number
  readonly confirmedBy: string | undefined
}

/**
 * What was on a list and is not, after an update: what just went is added, what came back is taken out.
 *
 * An address that went while its party stayed, or moved, is a past entry with that address alone.
 */
export function movePast(past: readonly PastEntry[], diff: EditionDiff, departure: Departure): PastEntry[] {
  const { lastSeen } = departure
  const kept = past.flatMap((entry) => withoutReturned(entry, diff))
  return lastSeen === undefined ? kept : [...kept, ...departed(diff, { ...departure, lastSeen })]
}

/** Confirms what vanished: all of it, or these addresses and uids. */
export function confirmPast(past: readonly PastEntry[], which: ReadonlySet<string> | 'all', by: string): PastEntry[] {
  return past.map((each) => {
    const names = [each.entry.uid, ...each.entry.addresses.map(({ text }) => text)]
    const isMeant = which === 'all' || names.some((name) => which.has(name))
    return each.standing === 'vanished' && isMeant ? { ...each, standing: 'delisted', confirmedBy: by } : each
  })
}

function withoutReturned(past: PastEntry, diff: EditionDiff): PastEntry[] {
  const back = new Set(diff.addedAddresses.flatMap(({ address }) => spellings(address)))
  const isPartyBack = past.isPartyGone && diff.added.some(({ uid }) => uid === past.entry.uid)
  const addresses = past.entry.addresses.filter((address) => !spellings(address).some((text) => back.has(text)))
  if (addresses.length === past.entry.addresses.length && !isPartyBack) return [past]
  const isPartyGone = past.isPartyGone && !isPartyBack
  return addresses.length > 0 || isPartyGone ? [{ ...past, isPartyGone, entry: { ...past.entry, addresses } }] : []
}

function departed(
  diff: EditionDiff,
  { lastSeen, goneSec, confirmedBy }: Departure & { lastSeen: EditionInfo },
): PastEntry[] {
  const gone = new Map<StoredEntry, ListedAddress[]>(diff.removed.map((entry) => [entry, []]))
  for (const { address, owner } of diff.removedAddresses) gone.set(owner, [...(gone.get(owner) ?? []), address])
  const removed = new Set(diff.removed)
  const { sha256, published } = lastSeen
  return [...gone]
    .filter(([entry, addresses]) => addresses.length > 0 || entry.names.length > 0)
    .map(([entry, addresses]) => ({
      entry: { ...entry, addresses },
      isPartyGone: removed.has(entry) && entry.names.length > 0,
      standing: confirmedBy === undefined ? 'vanished' : 'delisted',
      lastSeen: { sha256, published },
      goneSec,
      confirmedBy,
    }))
}
