import type { StoredEntry } from '../intel/index.ts'
import type { Source, Standing } from './Claim.ts'
import { type ListGap, listGaps } from './ListStatus.ts'
import {
  type ListedParty,
  type NameHit,
  type NameIndex,
  type NameQuery,
  type NameSearch,
  searchName,
} from './names/index.ts'
import type { Screener } from './Screener.ts'
import type { Verdict } from './Verdict.ts'

/** Where a party stands: what a hit has to say besides its name. */
export interface PartyRef {
  readonly source: Source
  readonly uid: string
  readonly standing: Standing
  readonly programmes: readonly string[]
  readonly listedOn: string | undefined
}

/** A party of the lists, as it is searched by name. */
export type NamedParty = ListedParty<PartyRef>

/** A listed party with a name like the one asked for. */
export type PartyHit = NameHit<PartyRef>

/** The answer about a name. */
export interface NameAnswer {
  readonly verdict: Verdict
  /** The best first. What is delisted is history and changes no verdict. */
  readonly hits: readonly PartyHit[]
  /** Lists that are missing or old, so that nothing found means nothing. */
  readonly gaps: readonly ListGap[]
}

/** The party of an entry, or nothing where the list gives no name. */
export function partyOf(source: Source, entry: StoredEntry, standing: Standing): NamedParty | undefined {
  const { uid, kind, names, births, countries, programmes, listedOn } = entry
  if (names.length === 0) return undefined
  return { ref: { source, uid, standing, programmes, listedOn }, kind, names, births, countries }
}

/** Screens a name: is somebody of a like name on a list? */
export function screenName(
  screener: Screener,
  index: NameIndex.NameIndex,
  question: { readonly query: NameQuery; readonly search?: NameSearch; readonly nowSec: number },
): NameAnswer {
  const hits = searchName(index, question.query, question.search) as PartyHit[]
  return judgeNames(screener, hits, question.nowSec)
}

/** What likenesses of names come to. They are never more than review: names are not unique. */
export function judgeNames({ lists, policy }: Screener, hits: readonly PartyHit[], nowSec: number): NameAnswer {
  const gaps = listGaps(lists, policy, nowSec)
  const isFound = hits.some(({ party }) => party.ref.standing !== 'delisted')
  return { verdict: isFound ? 'review' : gaps.length > 0 ? 'hold' : 'no-match', hits, gaps }
}
