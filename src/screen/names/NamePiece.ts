import type { MeetingWay } from './compareTokens.ts'

/** Words of both names that met, and what their difference costs. */
export interface MeetingPiece {
  readonly what: 'words'
  readonly way: MeetingWay | 'fused'
  readonly query: string
  readonly listed: string
  readonly distance: number
  readonly bits: number
  readonly points: number
}

/** Everything else that counts. */
export interface OtherPiece {
  readonly what:
    | 'base'
    | 'agreement'
    | 'replaced'
    | 'left over'
    | 'numbers'
    | 'father and son'
    | 'lone word'
    | 'weak alias'
    | 'part of a name'
    | 'acronym'
    | 'kind'
    | 'birth'
    | 'country'
    | 'ignored'
  /** Words of the query, or its birth or country, that this is about; empty where there are none. */
  readonly query: string
  readonly listed: string
  readonly points: number
}

/** One reason for a score. Points are log-odds: the score is 1 / (1 + e^-sum), so pieces add up to it exactly. */
export type NamePiece = MeetingPiece | OtherPiece

/** The score that pieces add up to, from 0 to 1. */
export function addUp(pieces: readonly NamePiece[]): number {
  let points = 0
  for (const piece of pieces) points += piece.points
  return toScore(points)
}

/** Log-odds as a score from 0 to 1. */
export function toScore(points: number): number {
  return 1 / (1 + Math.exp(-points))
}
