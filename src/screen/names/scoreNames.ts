import type { EntryKind } from '../../intel/index.ts'
import { alignNames } from './alignNames.ts'
import { explainAlignment } from './explain.ts'
import { guessSort } from './guessSort.ts'
import * as Name from './Name.ts'
import { addUp, type NamePiece } from './NamePiece.ts'

/** How alike two names are, from 0 to 1, and why. */
export interface NameScore {
  readonly score: number
  readonly pieces: readonly NamePiece[]
}

/** Compares two names of one kind; without a kind their words tell whether they name people. */
export function scoreNames(query: string, listed: string, kind: EntryKind = 'unknown'): NameScore {
  const sort = kind === 'unknown' ? guessEither(query, listed) : kind === 'person' ? 'person' : 'thing'
  const [one, other] = [Name.parse(query, sort), Name.parse(listed, sort)]
  if (one.words.length === 0 || other.words.length === 0) return { score: 0, pieces: [] }
  const pieces = explainAlignment(one, other, alignNames(one, other))
  return { score: addUp(pieces), pieces }
}

function guessEither(query: string, listed: string): Name.NameSort {
  return [query, listed].some((text) => guessSort(text) === 'thing') ? 'thing' : 'person'
}
