/** An entry of a list in the one form in which it is stored and looked up. */
export interface ListEntry {
  /** `evil.example`, `host.example/path`, `1.2.3.4`, `[2001:db8::1]`, or `ipfs:` and a content id. */
  readonly text: string
  readonly kind: 'host' | 'path' | 'content'
  /** It is a public suffix: names below it belong to others. */
  readonly isExact: boolean
  /** Day it was first listed, in days since 1970, where the list says so. */
  readonly day?: number
}

/** Why a line of a list is no entry. */
export type Refusal =
  /** Something else than a host, an address or a URL of the web. */
  | 'not-a-name'
  /** A name without a dot, such as a whole top-level domain. */
  | 'no-dot'
  /** A path without a host. */
  | 'bare-path'
  /** A host that many share, a link shortener, or a list's own word that it is one: without a path it says nothing. */
  | 'shared-host'
  /** An address of a private network. */
  | 'private-address'
  | 'too-long'

/** A line that is no entry. */
export interface RefusedLine {
  readonly line: number
  /** As it stands there, at most 200 characters. */
  readonly text: string
  readonly why: Refusal
}

/** What a list's file says. */
export interface ListReading {
  readonly entries: readonly ListEntry[]
  /** Hosts that the list calls good. */
  readonly good: readonly string[]
  /** Hosts of which the list says that many share them. */
  readonly shared: readonly string[]
  readonly refusedCount: number
  /** The first of them. */
  readonly refused: readonly RefusedLine[]
}
