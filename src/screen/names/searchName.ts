import { alignNames } from './alignNames.ts'
import { type Compare, compareTokens, type Likeness } from './compareTokens.ts'
import { explainAlignment, sumPoints } from './explain.ts'
import { findCandidates } from './findCandidates.ts'
import * as Name from './Name.ts'
import type { IndexedName, NameIndex } from './NameIndex.ts'
import { NAME_THRESHOLD } from './NameModel.ts'
import { addUp, type NamePiece, toScore } from './NamePiece.ts'
import type { NameToken } from './NameToken.ts'
import type { ListedParty, NameQuery } from './Party.ts'
import { explainQualifiers } from './qualifiers.ts'

/** A listed party whose name is like the one asked for. */
export interface NameHit<Ref = unknown> {
  readonly party: ListedParty<Ref>
  /** The name that matched best, as listed. */
  readonly listed: ListedParty['names'][number]
  /** From 0 to 1; see `addUp`. */
  readonly score: number
  readonly pieces: readonly NamePiece[]
}

/** What to leave out. */
export interface NameSearch {
  /** Lowest score of a hit; 0.5 if not given. */
  readonly threshold?: number
  /** Most hits; 10 if not given. */
  readonly limit?: number
}

/** Parties with a name like the one asked for, best first, each once. */
export function searchName(index: NameIndex, query: NameQuery, search: NameSearch = {}): NameHit[] {
  const { threshold = NAME_THRESHOLD, limit = 10 } = search
  const best = new Map<ListedParty, NameHit>()
  const compare = createMemory()
  for (const sort of listSorts(query)) {
    const name = Name.parse(query.text, sort)
    for (const at of findCandidates(index, name, compare)) {
      const entry = index.names[at]
      if (entry === undefined) continue
      const hit = judge(name, entry, { query, threshold, compare })
      if (hit !== undefined && hit.score > (best.get(entry.party)?.score ?? -1)) best.set(entry.party, hit)
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, limit)
}

function listSorts({ kind = 'unknown' }: NameQuery): readonly Name.NameSort[] {
  if (kind === 'unknown') return ['person', 'thing']
  return kind === 'person' ? ['person'] : ['thing']
}

/** Reasons are given only for what is a hit. */
function judge(name: Name.Name, entry: IndexedName, { query, threshold, compare }: Judging): NameHit | undefined {
  const alignment = alignNames(name, entry.name, compare)
  const qualifiers = explainQualifiers(query, entry)
  const beside = qualifiers.reduce((sum, { points }) => sum + points, 0)
  if (toScore(sumPoints(name, entry.name, alignment) + beside) < threshold - ROUNDING) return undefined
  const pieces = [...explainAlignment(name, entry.name, alignment), ...qualifiers]
  const score = addUp(pieces)
  return score < threshold ? undefined : { party: entry.party, listed: entry.listed, score, pieces }
}

interface Judging {
  readonly query: NameQuery
  readonly threshold: number
  readonly compare: Compare
}

const ROUNDING = 1e-9

/** Within one search the same words meet again and again, in both sorts of names and in every candidate. */
function createMemory(): Compare {
  const byWord = new Map<string, Map<NameToken, Likeness>>()
  const byToken = new Map<NameToken, Map<NameToken, Likeness>>()
  const remember = (one: NameToken): Map<NameToken, Likeness> => {
    const word = `${one.written} ${one.spellings.length}`
    const known = byWord.get(word) ?? new Map<NameToken, Likeness>()
    byWord.set(word, known)
    byToken.set(one, known)
    return known
  }
  return (one, other) => {
    const known = byToken.get(one) ?? remember(one)
    let likeness = known.get(other)
    if (likeness === undefined) known.set(other, (likeness = compareTokens(one, other)))
    return likeness
  }
}
