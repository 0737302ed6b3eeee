import type { AddressFault, EntryKind } from '../intel/index.ts'

/** What a claim says of an address. `theft` is the register's: the address took stolen money, as somebody claims. */
export type ClaimCategory = 'sanctions' | 'stolen-funds' | 'seizure' | 'own' | 'theft' | 'issuer-frozen' | 'label'

/** Whether the source still says so: gone from its newest edition, it is `vanished` until a delta or a person confirms. */
export type Standing = 'listed' | 'vanished' | 'delisted'

/** Who says so: one edition of a list, of the register or of a label file. */
export interface Source {
  readonly id: string
  readonly title: string
  /** Day or moment of publication in UTC, where the source gives one. */
  readonly published: string | undefined
  /** When this edition was loaded, in seconds since 1970. */
  readonly loadedSec: number
  /** SHA-256 of the file, hex. */
  readonly sha256: string
}

/** One statement of one source about one address, in the source's own terms. */
export interface Claim {
  /** `Source.id`. */
  readonly source: string
  readonly category: ClaimCategory
  readonly standing: Standing
  /** The address exactly as published. */
  readonly text: string
  /** The publisher's code of the asset: a hint, never a chain. */
  readonly ticker?: string | undefined
  readonly fault?: AddressFault | undefined
  /** The sentence that holds the address, where it stood in free text. */
  readonly evidence?: string | undefined
  /** The publisher's id of the entry. */
  readonly uid: string
  /** The main name of the party, never an alias. Untrusted text. */
  readonly party?: string | undefined
  readonly partyKind?: EntryKind | undefined
  readonly programmes: readonly string[]
  readonly listedOn?: string | undefined
  /** When it was last on the list, for what is not on it any more: publication of that edition. */
  readonly lastSeen?: string | undefined
  /** The strongest grade of attribution, for the register; the category of the label, for a label. */
  readonly grade?: string | undefined
  /** Who attributes it, where the source only gathers what others say: grade and name. */
  readonly saidBy?: readonly string[] | undefined
}
