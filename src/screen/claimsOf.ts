import { Address } from '../chain/index.ts'
import type { IncidentAddressClaim, ListCategory, ListedAddress, PastEntry, StoredEntry } from '../intel/index.ts'
import type { Claim } from './Claim.ts'
import type { WatchedClaim } from './watchlist/Watchlist.ts'

/** A list whose entries become claims. */
export interface ClaimingList {
  readonly list: string
  readonly category: ListCategory
}

/** What an entry of a list claims, one claim for each of its addresses. */
export function claimsOfEntry(list: ClaimingList, entry: StoredEntry): WatchedClaim[] {
  return entry.addresses.map((address) => toClaim(list, entry, { address, standing: 'listed' }))
}

/** What a list once claimed. */
export function claimsOfPast(list: ClaimingList, { entry, standing, lastSeen }: PastEntry): WatchedClaim[] {
  return entry.addresses.map((address) => toClaim(list, entry, { address, standing, lastSeen: lastSeen.published }))
}

/** Id of the register among the sources of claims. */
export const REGISTER = 'register'

/** What the register claims: an address of thieves by its grade; those of victims, rescuers and services are mere labels. */
export function claimOfIncident({
  incident,
  address,
  role,
  isAttacker,
  grade,
  claims,
}: IncidentAddressClaim): WatchedClaim {
  const claim = {
    source: REGISTER,
    category: isAttacker ? ('theft' as const) : ('label' as const),
    standing: 'listed' as const,
    text: address,
    uid: incident,
    programmes: [],
    grade: isAttacker ? grade : role,
    saidBy: claims.map(({ grade: strength, by }) => `${strength}: ${by}`),
  }
  return { claim, readings: Address.detect(address) }
}

interface Listing extends Pick<Claim, 'standing'> {
  readonly address: ListedAddress
  readonly lastSeen?: string | undefined
}

function toClaim(
  { list, category }: ClaimingList,
  entry: StoredEntry,
  { address, standing, lastSeen }: Listing,
): WatchedClaim {
  const { text, ticker, fault, evidence, readings } = address
  const { uid, kind, programmes, listedOn } = entry
  const claim = {
    source: list,
    category,
    standing,
    text,
    ticker,
    fault,
    evidence,
    uid,
    party: entry.names[0]?.text,
    partyKind: kind,
    programmes,
    listedOn,
    lastSeen,
  }
  return { claim, readings }
}
