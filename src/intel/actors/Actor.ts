/** Whose file an entry is from: MISP's galaxy of threat actors, MITRE ATT&CK, the MSMT, or another galaxy by its name. */
export type ActorSource = string

/** A name, and the firm that coined it where the entry says so. */
export type ActorName = readonly [name: string, by?: string]

/** What one source says of an actor: its names and its country. */
export interface ActorEntry {
  readonly source: ActorSource
  /** The source's own id: a UUID of MISP, a group id of ATT&CK. */
  readonly id: string
  /** Two letters (ISO 3166), as the source says. */
  readonly country?: string
  readonly names: readonly ActorName[]
}

/** An actor, and all entries that are about it. */
export interface ActorRecord {
  readonly id: string
  readonly name: string
  /** A name for several groups: it covers them and is none of them. */
  readonly isUmbrella?: true
  /** Ids of the umbrellas or groups that it is counted to. */
  readonly partOf?: readonly string[]
  readonly entries: readonly ActorEntry[]
}

/** Who gave a name to an actor. */
export interface NameClaim {
  readonly name: string
  /** The firm that coined the name, where that is known. */
  readonly by: string | undefined
  readonly source: ActorSource
  /** The source's own id of the entry. */
  readonly id: string
}
