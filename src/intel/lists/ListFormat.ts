import type { ListChange, ListReading } from './ListReading.ts'

/** What the form of a file itself says of it, once it was read to its end. */
export interface ListClaims {
  readonly published?: string | undefined
  readonly declaredEntries?: number | undefined
  /** Whether the form has an end that was seen: an end tag, a closing brace, an end mark. */
  readonly endProven: boolean
  /** What the file lacks, or has that was not taken: sentences for whoever loads it. */
  readonly notes?: readonly string[] | undefined
}

/** A list's text on its way to entries. */
export type ChangeStream = AsyncGenerator<ListChange, ListClaims>

/** What a reader is told beside the text. */
export interface ListContext {
  /** Name of the file, for lists whose entries have no id of their own. */
  readonly name: string
  /** Id of the list that it is read as an edition of. */
  readonly list: string | undefined
  readonly published: string | undefined
  readonly companions: ListCompanions
  /** Whether it is known from elsewhere that the file is whole: then it may be without its end mark or last line end. */
  readonly isEndKnown: boolean
}

/** Files that belong to a legacy OFAC CSV. */
export interface ListCompanions {
  /** `alt.csv`: further names. */
  readonly aliases?: AsyncIterable<Uint8Array> | undefined
  /** `add.csv`: places. */
  readonly places?: AsyncIterable<Uint8Array> | undefined
  /** `sdn_comments.csv`: the rest of remarks that were cut at 1,000 characters. */
  readonly comments?: AsyncIterable<Uint8Array> | undefined
}

/** One form of list files: how it is recognised, and how it is read. */
export interface ListFormat {
  readonly format: string
  /** Ids of the lists that are published in this form, the usual one first; none for a form that anyone may use. */
  readonly lists: readonly string[]
  readonly scope: ListReading['scope']
  /** Whether the first characters of a file, without byte-order mark, are of this form. */
  readonly matches: (head: string) => boolean
  readonly read: (pieces: AsyncIterable<string>, context: ListContext) => ChangeStream
}
