import type { BirthDate, EntryKind, ListedName } from '../../intel/index.ts'

/** Somebody on a list, as far as names are concerned. `ref` is the caller's and comes back with each hit. */
export interface ListedParty<Ref = unknown> {
  readonly ref: Ref
  readonly kind: EntryKind
  readonly names: readonly ListedName[]
  readonly births: readonly BirthDate[]
  readonly countries: readonly string[]
}

/** Whom somebody asks about. */
export interface NameQuery {
  readonly text: string
  readonly kind?: EntryKind
  /** `YYYY`, `YYYY-MM-DD`, or a span of these. */
  readonly birth?: string | BirthDate
  readonly country?: string
}
