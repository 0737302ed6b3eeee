import type { AssetId } from '../../chain/index.ts'
import type { Deposit } from '../Behaviour.ts'
import type { AssetAccount, Investigation, Place } from '../Investigation.ts'
import { ISSUERS } from './issuers.ts'
import type { Contact, Issuer } from './Responder.ts'
import { SERVICE_DESKS } from './serviceDesks.ts'

/** Somebody who can still stop a part of the money, and what they need to be told. */
export interface Responder {
  readonly kind: 'service' | 'issuer'
  readonly name: string
  readonly asset: AssetAccount
  readonly amount: bigint
  readonly places: readonly Place[]
  readonly contacts: readonly Contact[]
  /** Of an issuer: its powers. */
  readonly issuer?: Issuer
}

/** Services where somebody has an account that can be held. A pool, a mixer or a bridge has none. */
const CUSTODIANS: ReadonlySet<string> = new Set([
  'exchange',
  'instant-exchange',
  'otc',
  'payment',
  'gambling',
  'market',
  'wallet-service',
])

/** Who can still stop money, by asset: first the services that it reached, then the issuer of what lies outside of them. */
export function findResponders({ assets, deposits }: Investigation): Responder[] {
  return assets.flatMap((asset) => [...servicesOf(asset, deposits), ...issuersOf(asset)])
}

function servicesOf(asset: AssetAccount, deposits: readonly Deposit[]): Responder[] {
  const groups = new Map<string, Place[]>()
  for (const place of asset.places) {
    const isDesk = place.kind === 'cashed-out' && CUSTODIANS.has(place.category ?? '')
    const name = isDesk ? (place.service ?? place.label?.name) : findExchange(place, deposits)
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), place])
  }
  return [...groups].map(([name, places]) => {
    const contacts = SERVICE_DESKS.find((desk) => desk.name === name)?.contacts ?? []
    return { kind: 'service', name, asset, places, contacts, amount: sumOf(places) }
  })
}

/** The exchange whose deposit address a place seems to be. */
function findExchange({ kind, account }: Place, deposits: readonly Deposit[]): string | undefined {
  return kind === 'held' ? deposits.find((deposit) => deposit.account === account)?.exchange : undefined
}

/** Issuers leave wallets of services alone: what lies at one is for the service to hold. */
function issuersOf(asset: AssetAccount): Responder[] {
  const issuer = ISSUERS.find(({ tokens }) => tokens.has(asset.id as AssetId.AssetId))
  const places = asset.places.filter(({ kind, frozenBy }) => OPEN.has(kind) && frozenBy === undefined)
  if (issuer === undefined || places.length === 0) return []
  const { name, contacts } = issuer
  return [{ kind: 'issuer', name, asset, places, contacts, amount: sumOf(places), issuer }]
}

const OPEN: ReadonlySet<string> = new Set(['held', 'limit'])

export function sumOf(places: readonly Place[]): bigint {
  return places.reduce((sum, { amount }) => sum + BigInt(amount), 0n)
}
