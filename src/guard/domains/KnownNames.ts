/** What a list says of a name. */
export interface KnownName {
  /** The entry that fits: a host, a registered name, or a host with a path. */
  readonly entry: string
  /** Lists that have it. */
  readonly sources: readonly string[]
  /** Day it was first listed, `YYYY-MM-DD`, where a list says so. */
  readonly firstSeen?: string
  /** Days since then. */
  readonly ageDays?: number
}

/** Lists of names known to be bad, however they are stored. */
export interface KnownNames {
  /**
   * Finds the entry for a host: its own, one for a parent down to the registered name, or one with the beginning of the path.
   * An entry that is a public suffix, or of a shared host, speaks for itself only.
   *
   * @param host - Lower case, `xn--` for other scripts, without a last dot.
   * @param path - Path and query, beginning with `/`.
   */
  find(host: string, path: string): KnownName | undefined
  /** Lists that are absent or too old to answer: as long as there are any, a name that is not found is not known. */
  readonly stale?: readonly string[]
}
