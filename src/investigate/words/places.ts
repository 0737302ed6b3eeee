import type { AssetAccount, Investigation, Place } from '../Investigation.ts'
import { sumOf } from '../responders/findResponders.ts'
import { addressOf, amountOf, clean, count, moment, quote, txOf } from './phrases.ts'

/** Places that are one thing to a person: "reached Binance", "lies at 3 addresses whose owners are not known". */
export interface PlaceGroup {
  /** What comes behind the amount in a sentence. */
  readonly where: string
  /** What is to be said beside it. */
  readonly note: string
  readonly places: readonly Place[]
  readonly amount: bigint
}

/** What a group is: those where something can be done stand first. */
type GroupKind =
  | 'service'
  | 'deposit'
  | 'here'
  | 'held'
  | 'unread'
  | 'frozen'
  | 'bridge'
  | 'mixer'
  | 'defi'
  | 'limit'
  | 'fees-and-burned'
  | 'other'

const ORDER: readonly GroupKind[] = [
  'service',
  'deposit',
  'here',
  'held',
  'unread',
  'frozen',
  'bridge',
  'mixer',
  'defi',
  'limit',
  'fees-and-burned',
  'other',
]

/** The places of an asset in groups. Their amounts add up to what was taken. */
export function groupPlaces(asset: AssetAccount, investigation: Investigation): PlaceGroup[] {
  const groups = new Map<string, Place[]>()
  for (const place of asset.places) {
    const key = [kindOf(place, investigation), nameOf(place), place.limit].join('\0')
    groups.set(key, [...(groups.get(key) ?? []), place])
  }
  const all = [...groups.values()].map((places) => toGroup(places, investigation))
  return all.sort((a, b) => a.order - b.order || compareAmounts(b.amount, a.amount))
}

function toGroup(places: readonly Place[], investigation: Investigation): PlaceGroup & { readonly order: number } {
  const [first] = places
  if (first === undefined) throw new RangeError('a group has a place')
  const kind = kindOf(first, investigation)
  const [where, note = ''] = SAYINGS[kind](first, count(places.length, 'address', 'addresses'))
  return { where, note, places, amount: sumOf(places), order: ORDER.indexOf(kind) }
}

function kindOf({ kind, frozenBy, account }: Place, { question, reading, deposits }: Investigation): GroupKind {
  switch (kind) {
    case 'held':
      if (frozenBy !== undefined) return 'frozen'
      if (deposits.some((deposit) => deposit.account === account)) return 'deposit'
      if (account === question.subject) return 'here'
      return reading.waiting.includes(account) ? 'unread' : 'held'
    case 'limit':
      return frozenBy === undefined ? 'limit' : 'frozen'
    case 'cashed-out':
      return 'service'
    case 'mixer':
    case 'bridge':
    case 'defi':
    case 'fees-and-burned':
      return kind
    case 'frozen':
    case 'paid-out':
    case 'opening':
    case 'mined':
      return 'other'
  }
}

/** The name of a service; what lies at others is one group whatever they are called. */
function nameOf({ kind, service, label }: Place): string {
  if (kind === 'held' || kind === 'limit') return ''
  if (service !== undefined) return clean(service)
  return label === undefined ? 'a service without a name' : quote(label.name)
}

/** What is said of a group, behind its amount and beside it, by its first place. */
const SAYINGS: Readonly<Record<GroupKind, (first: Place, at: string) => readonly [where: string, note?: string]>> = {
  service: (first) => [
    `reached ${nameOf(first)}${first.category === undefined ? '' : ` (${clean(first.category)})`}`,
    first.label === undefined ? '' : `That it is ${nameOf(first)} is what ${quote(first.label.source)} says.`,
  ],
  deposit: (_, at) => [
    `lies at ${at} where customers of an exchange seem to pay in`,
    'So it behaves: that is likely and no proof. Who it is, and what to do, is said below.',
  ],
  here: () => ['is still at the address that you asked about'],
  held: (_, at) => [`lies at ${at}, of owners who are not known here`],
  unread: (_, at) => [`came to ${at} whose later payments were not read`, 'It may have moved on from there.'],
  frozen: ({ frozenBy = '' }, at) => [
    `lies at ${at} that the token's issuer has blocked`,
    `So says ${quote(frozenBy)}; it cannot move while that is so.`,
  ],
  bridge: (first) => [
    `left for another chain over the bridge ${nameOf(first)}`,
    'It was not followed there. What to do about it is said below.',
  ],
  mixer: (first) => [
    `went into the mixer ${nameOf(first)}`,
    'What leaves a mixer cannot be told apart from other people’s money with certainty.',
  ],
  defi: (first) => [`went into ${nameOf(first)}, which swaps, pools or lends`, 'It was not followed through it.'],
  limit: ({ limit }, at) => LIMITS[limit ?? 'depth'](at),
  'fees-and-burned': () => ['was paid in fees or destroyed'],
  other: (_, at) => [`ended at ${at}`],
}

const LIMITS: Readonly<Record<NonNullable<Place['limit']>, (at: string) => readonly [string, string]>> = {
  hub: (at) => [
    `came to ${at} with more transfers than were read`,
    'So busy an address is most often a service, where many people’s money meets: it was not followed through it.',
  ],
  dust: (at) => [`is spread over ${at} in amounts too small to follow`, ''],
  depth: (at) => [`came to ${at} where the search was told to end`, ''],
  time: (at) => [`came to ${at} where the search was told to end`, ''],
}

const SHOWN_MAX = 10

/** The addresses of a group, the largest first, each with what came there and when. */
export function placeLines(group: PlaceGroup, asset: AssetAccount, { question }: Investigation): string[] {
  const shown = group.places.slice(0, SHOWN_MAX).map((place) => {
    const { account, amount, lastSec, lastTx, label } = place
    const when =
      lastTx === undefined ? '' : `; last came ${moment(lastSec)}, transaction ${txOf(lastTx, question.chain)}`
    const said = label === undefined ? '' : `; ${quote(label.source)} calls it ${quote(label.name)}`
    return `${addressOf(account, question.chain)}: ${amountOf(asset, amount)}${when}${said}`
  })
  const rest = group.places.slice(SHOWN_MAX)
  const more = `and ${count(rest.length, 'more address', 'more addresses')} with ${amountOf(asset, sumOf(rest))} together`
  return rest.length === 0 ? shown : [...shown, more]
}

function compareAmounts(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
