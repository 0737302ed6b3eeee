import type { Policy } from './Policy.ts'

/** What is installed of one list, as the vault keeps it. */
export interface ListStatus {
  readonly list: string
  readonly title: string
  readonly published: string | undefined
  readonly sha256: string
  readonly entries: number
  readonly addresses: number
  /**
   * Which names of its parties a list has not that it should have: all, or those of parties without an address, as where it is
   * installed as a table of addresses.
   */
  readonly namesMissing: 'all' | 'some' | undefined
  /** The moment from which its age counts, in seconds since 1970: the last time that its publisher was asked with success. */
  readonly checkedSec: number
  /** Code of the error for which the newest attempt to update it was refused, if it was. */
  readonly refusal: string | undefined
}

/** A list that cannot vouch for a no-match, and why. */
export interface ListGap {
  readonly code: 'LIST_STALE' | 'LIST_MISSING'
  /** Its id; `any` where there is no list at all. */
  readonly list: string
  readonly message: string
}

/** A list that can vouch for addresses, and not for names. */
export interface NamelessList {
  readonly code: 'LIST_NAMELESS'
  readonly list: string
  readonly message: string
}

/** Until when every list is fresh, in seconds since 1970; a screening before that moment need not look at them one by one. */
export function freshUntil(lists: readonly ListStatus[], policy: Policy): number {
  if (findMissing(lists, policy).length > 0 || lists.length === 0) return 0
  return Math.min(...lists.map((status) => status.checkedSec + maxAgeSec(status.list, policy)))
}

/** Which lists are missing, or too old at that moment. */
export function listGaps(lists: readonly ListStatus[], policy: Policy, nowSec: number): ListGap[] {
  if (lists.length === 0 && policy.lists.required.length === 0) return [NOTHING_INSTALLED]
  const stale = lists.filter((status) => nowSec >= status.checkedSec + maxAgeSec(status.list, policy))
  return [...findMissing(lists, policy).map(missing), ...stale.map((status) => staleGap(status, policy, nowSec))]
}

/** Which lists have no names to search, or not those of all their parties. */
export function listNameless(lists: readonly ListStatus[]): NamelessList[] {
  return lists.flatMap((status) =>
    status.namesMissing === undefined ? [] : [namelessGap(status, status.namesMissing)],
  )
}

function namelessGap({ list }: ListStatus, missing: 'all' | 'some'): NamelessList {
  const what = missing === 'all' ? 'names nobody' : 'is installed as a table of addresses and names only their owners'
  const message = `The list ${list} ${what}, so that no name can be cleared by it: lazaretto intel update --list ${list}`
  return { code: 'LIST_NAMELESS', list, message }
}

function findMissing(lists: readonly ListStatus[], { lists: { required } }: Policy): string[] {
  return required.filter((id) => !lists.some(({ list }) => list === id))
}

function maxAgeSec(list: string, { lists }: Policy): number {
  return (lists.maxAgeHoursOf[list] ?? lists.maxAgeHours) * 3600
}

/** Whatever a policy requires: a no-match of no list at all would say nothing. */
const NOTHING_INSTALLED: ListGap = {
  code: 'LIST_MISSING',
  list: 'any',
  message: 'No list is installed, so nothing was looked at: lazaretto intel update',
}

function missing(list: string): ListGap {
  const message = `The list ${list} is required and not installed: lazaretto intel update --list ${list}`
  return { code: 'LIST_MISSING', list, message }
}

function staleGap({ list, checkedSec, refusal }: ListStatus, policy: Policy, nowSec: number): ListGap {
  const hours = Math.floor((nowSec - checkedSec) / 3600)
  const limit = maxAgeSec(list, policy) / 3600
  const why = refusal === undefined ? '' : ` The last update was refused (${refusal}).`
  const message = `The list ${list} was last known to be current ${hours} h ago, the limit is ${limit} h.${why}`
  return { code: 'LIST_STALE', list, message }
}
