import type { AssetAccount, Investigation, Place } from '../Investigation.ts'
import { sumOf } from '../responders/findResponders.ts'
import { addressOf, amountOf, clean, count, moment, quote, txOf } from './phrases.ts'

/** Places that are one thing to a person: "at Binance", "at 3 addresses that nobody names". */
export interface PlaceGroup {
  /** What comes behind the amount in a sentence. */
  readonly where: string
  readonly places: readonly Place[]
  readonly amount: bigint
}

/** The places of an asset in groups, those where something can be done first. Their amounts add up to what was taken. */
export function groupPlaces(asset: AssetAccount, investigation: Investigation): PlaceGroup[] {
  const groups = new Map<string, { order: number; places: Place[] }>()
  for (const place of asset.places) {
    const { order, key } = kindOf(place, investigation)
    const group = groups.get(key) ?? { order, places: [] }
    group.places.push(place)
    groups.set(key, group)
  }
  const all = [...groups.values()].map(({ order, places }) => ({ order, places, amount: sumOf(places) }))
  all.sort((a, b) => a.order - b.order || (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0))
  return all.map(({ places, amount }) => ({ places, amount, where: whereOf(places, investigation) }))
}

/** What a place is: places of one key are said together. */
function kindOf(place: Place, { question, reading }: Investigation): { order: number; key: string } {
  const { kind, limit, service, label, frozenBy, account } = place
  if (kind === 'held' || kind === 'limit') {
    if (frozenBy !== undefined) return { order: 2, key: 'frozen' }
    if (kind === 'limit') return { order: 7, key: `limit ${limit}` }
    if (account === question.subject) return { order: 1, key: 'here' }
    return reading.waiting.includes(account) ? { order: 6, key: 'unread' } : { order: 3, key: 'held' }
  }
  const name = service ?? label?.name ?? ''
  return { order: kind === 'cashed-out' ? 0 : 5, key: `${kind} ${name}` }
}

function whereOf(places: readonly Place[], investigation: Investigation): string {
  const [first] = places
  if (first === undefined) return ''
  const { question, reading } = investigation
  const at = count(places.length, 'address', 'addresses')
  const service = first.service === undefined ? undefined : clean(first.service)
  const name = service ?? (first.label === undefined ? 'an unnamed service' : quote(first.label.name))
  if (first.frozenBy !== undefined && (first.kind === 'held' || first.kind === 'limit'))
    return `at ${at} that the token's issuer has blocked, says ${quote(first.frozenBy)}`
  switch (first.kind) {
    case 'cashed-out':
      return `reached ${name}${first.category === undefined ? '' : ` (${first.category})`}, at ${at}`
    case 'mixer':
      return `went into the mixer ${name}: from there nobody can follow it with certainty`
    case 'bridge':
      return `left for another chain over the bridge ${name}: not followed there`
    case 'defi':
      return `went into ${name}, a contract that swaps, pools or lends: not followed further`
    case 'fees-and-burned':
      return 'was paid in fees or destroyed'
    case 'limit':
      return limitText(first, at)
    case 'held':
      if (first.account === question.subject) return 'is still at the address that you asked about'
      if (reading.waiting.includes(first.account))
        return `came to ${at} whose later payments were not read: it may have moved on`
      return `lies at ${at}${first.label === undefined ? '' : ''}, of nobody that is known as a service`
    default:
      return `ended at ${at}`
  }
}

function limitText({ limit }: Place, at: string): string {
  switch (limit) {
    case 'hub':
      return `came to ${at} with more transfers than were read, so a busy service, whose name is not known: not followed`
    case 'dust':
      return `is spread over ${at} in amounts too small to follow`
    case 'depth':
    case 'time':
    case undefined:
      return `came to ${at} where the search was told to end`
  }
}

const SHOWN_MAX = 10

/** The addresses of a group, the largest first, each with what came there and when. */
export function placeLines(group: PlaceGroup, asset: AssetAccount, { question }: Investigation): string[] {
  const shown = group.places.slice(0, SHOWN_MAX).map((place) => {
    const { account, amount, lastSec, lastTx, label } = place
    const when =
      lastTx === undefined ? '' : `, last ${moment(lastSec)} with transaction ${txOf(lastTx, question.chain)}`
    const said = label === undefined ? '' : `, called ${quote(label.name)} by ${quote(label.source)}`
    return `${addressOf(account, question.chain)}: ${amountOf(asset, amount)}${when}${said}`
  })
  const rest = group.places.slice(SHOWN_MAX)
  const more = `and ${count(rest.length, 'more address', 'more addresses')} with ${amountOf(asset, sumOf(rest))} together`
  return rest.length === 0 ? shown : [...shown, more]
}
