import type { Finding, GuardAnswer } from '../Finding.ts'
import type { SignCode } from './Sign.ts'

/** What can be noticed of a repository. */
export type RepositoryCode = SignCode | 'REPOSITORY_LURE' | 'NOT_ALL_READ' | 'PROGRAM_FILE' | 'LINK'

/** A finding, with what ATT&CK calls it. */
export interface RepositoryFinding extends Finding<RepositoryCode> {
  readonly techniques: readonly string[]
  /** How many files show it. */
  readonly files: number
}

/** What is answered about a repository. */
export interface RepositoryAnswer extends GuardAnswer<RepositoryFinding> {
  /** The kinds of sign that count, each once. */
  readonly kinds: readonly SignCode[]
  /** ATT&CK ids of what was found, sorted. */
  readonly techniques: readonly string[]
  readonly filesSeen: number
  readonly filesRead: number
}

/** Bounds of a scan; reaching one is said in the answer. */
export interface RepositoryBounds {
  readonly filesMax?: number | undefined
  /** Of each file, from its beginning. */
  readonly fileBytesMax?: number | undefined
  readonly bytesMax?: number | undefined
}
