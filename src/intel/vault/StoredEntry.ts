import type { ListEntry } from '../lists/ListEntry.ts'

/** An entry as it is kept: its record lies apart, since nobody needs it for a look-up, and is known by its hash. */
export interface StoredEntry extends Omit<ListEntry, 'record'> {
  /** First 16 hex digits of the SHA-256 of the record. */
  readonly recordHash: string
}

/** An entry, or the addresses of one, that was on a list once. */
export interface PastEntry {
  readonly entry: StoredEntry
  /** Whether the whole party is gone, rather than some of its addresses. */
  readonly isPartyGone: boolean
  /** `vanished` until a delta or a person says that it was meant. */
  readonly standing: 'vanished' | 'delisted'
  /** The edition in which it was last. */
  readonly lastSeen: { readonly sha256: string; readonly published?: string | undefined }
  /** When it was found to be gone, in seconds since 1970. */
  readonly goneSec: number
  /** Who confirmed it: `delta`, or the words of a person. */
  readonly confirmedBy?: string | undefined
}
