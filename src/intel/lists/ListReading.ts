import type { ListEntry } from './ListEntry.ts'

/** What the end of a file tells of it; only a file that was read to its end has one. */
export interface ListSummary {
  /** When the publisher made this edition, `YYYY-MM-DD` or with a time in UTC; undefined where the file does not say. */
  readonly published: string | undefined
  /** How many entries the file itself claims to have. */
  readonly declaredEntries: number | undefined
  /** SHA-256 of the file as it was handed in, hex. */
  readonly sha256: string
  readonly bytes: number
  /**
   * Whether the form has an end that was seen (an end tag, a closing brace, OFAC's end mark). Where it is false, a file that
   * was cut at a line end cannot be told from a whole one.
   */
  readonly endProven: boolean
  /** What the file lacks, or has that was not taken: sentences for whoever loads it. */
  readonly notes?: readonly string[] | undefined
}

/** What a delta does with a party. */
export type DeltaAction = 'add' | 'modify' | 'remove'

/** A change of one entry; a full edition only adds. */
export interface ListChange {
  readonly action: DeltaAction
  readonly entry: ListEntry
  /**
   * What a modification takes away, where its form says so part by part. Then `entry` has what it adds or leaves, and what is
   * in neither stands as it was.
   */
  readonly withdrawn?: ListEntry
  /** Whether the entry may or may not be there before: then a change of one that is not there adds it, and a removal does nothing. */
  readonly isUncertain?: boolean
}

/** A list file being read: what it is, and its entries in order, with the summary at the end. */
export interface ListReading {
  readonly format: string
  /** The list that a file of this format is an edition of, where its form tells; see `catalogue.ts`. */
  readonly list: string | undefined
  /** Whether it is a whole edition or changes to one. */
  readonly scope: 'edition' | 'delta'
  readonly changes: AsyncGenerator<ListChange, ListSummary>
}
