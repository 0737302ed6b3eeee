import type { StoredEntry } from '../intel/index.ts'
import type { Verdict } from '../Verdict.ts'
import type { Source, Standing } from './Claim.ts'
import { type ListGap, listGaps, listNameless, type NamelessList } from './ListStatus.ts'
import {
  isReadable,
  type ListedParty,
  type NameHit,
  type NameIndex,
  type NameQuery,
  type NameSearch,
  searchName,
} from './names/index.ts'
import type { Screener } from './Screener.ts'

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

/** Why nothing found means nothing: a list is missing, old or without names, or the name itself cannot be read. */
export type NameGap =
  | ListGap
  | NamelessList
  | { readonly code: 'NAME_UNREADABLE'; readonly list?: never; readonly message: string }

/** The answer about a name. */
export interface NameAnswer {
  readonly verdict: Verdict
  /** The best first. What is delisted is history and changes no verdict. */
  readonly hits: readonly PartyHit[]
  readonly gaps: readonly NameGap[]
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
  return judgeNames(screener, hits, { text: question.query.text, nowSec: question.nowSec })
}

/** What likenesses of names come to. They are never more than review: names are not unique. */
export function judgeNames(
  { lists, policy }: Screener,
  hits: readonly PartyHit[],
  { text, nowSec }: { readonly text: string; readonly nowSec: number },
): NameAnswer {
  const gaps = [...(isReadable(text) ? [] : [UNREADABLE]), ...listGaps(lists, policy, nowSec), ...listNameless(lists)]
  const isFound = hits.some(({ party }) => party.ref.standing !== 'delisted')
  return { verdict: isFound ? 'review' : gaps.length > 0 ? 'hold' : 'no-match', hits, gaps }
}

const UNREADABLE: NameGap = {
  code: 'NAME_UNREADABLE',
  message: 'The name has no word, or one in a script that cannot be read: give it in Latin letters as well.',
}
