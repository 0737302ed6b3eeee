import { Address, AssetId, type ChainId } from '../../chain/index.ts'
import { appendDecision, CanonicalJson, inTransaction, type WorkState } from '../../state/index.ts'
import { WatchError } from '../WatchError.ts'
import { isWords } from './words.ts'

/** Why an address is watched: for its own balance, or because it is a customer's. */
export type WatchPurpose = 'balance' | 'customer'

/** An address that is watched. Times in whole seconds UTC. */
export interface WatchedAddress {
  readonly chain: ChainId.ChainId
  /** Canonical. */
  readonly address: string
  readonly purpose: WatchPurpose
  readonly name: string
  /** Assets whose balance is watched; of no meaning for a customer. */
  readonly assets: readonly AssetId.AssetId[]
  readonly added: number
  readonly ended: number | undefined
}

/** What is to be watched, and who orders it. */
export interface AddressPlan {
  readonly chain: ChainId.ChainId
  readonly address: string
  readonly purpose: WatchPurpose
  readonly name: string
  /** Of a balance the native asset unless said. */
  readonly assets?: readonly string[]
  readonly by: string
}

const ASSETS_MAX = 100

/**
 * Watches an address from now on; a second time with the same purpose changes its name and assets.
 *
 * @throws WatchError `LZ_WATCH_WORDS`; InvalidAddressError, InvalidAssetError
 */
export function watchAddress(state: WorkState, plan: AddressPlan, now: number): WatchedAddress {
  const { chain, purpose, name, by } = plan
  if (!isWords(name) || !isWords(by) || (plan.assets?.length ?? 0) > ASSETS_MAX) throw refuse(plan)
  const address = Address.parse(plan.address, chain)
  const assets = plan.assets?.map((asset) => AssetId.parseOn(asset, chain)) ?? defaultAssets(plan)
  inTransaction(state, () => {
    state
      .prepare(
        `INSERT INTO watched_address (chain, address, purpose, name, assets, added) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET name = excluded.name, assets = excluded.assets, ended = NULL`,
      )
      .run(chain, address, purpose, name, JSON.stringify(assets), now)
    decide(state, { action: 'watch', by, chain, address, purpose, name, assets }, now)
  })
  return getAddress(state, { chain, address, purpose })
}

/** Of a customer every asset counts: none has to be known of the chain. */
function defaultAssets({ purpose, chain }: AddressPlan): readonly AssetId.AssetId[] {
  return purpose === 'customer' ? [] : [AssetId.native(chain)]
}

/** Watches an address no longer. @throws WatchError `LZ_WATCH_ADDRESS_NOT_FOUND` */
export function unwatchAddress(
  state: WorkState,
  key: Pick<WatchedAddress, 'chain' | 'address' | 'purpose'>,
  { by, now }: { by: string; now: number },
): WatchedAddress {
  return inTransaction(state, () => {
    const known = getAddress(state, key)
    if (known.ended !== undefined) return known
    state
      .prepare('UPDATE watched_address SET ended = ? WHERE chain = ? AND address = ? AND purpose = ?')
      .run(now, key.chain, key.address, key.purpose)
    const { chain, address, purpose } = key
    decide(state, { action: 'unwatch', by, chain, address, purpose }, now)
    return { ...known, ended: now }
  })
}

/** The addresses that are watched now, by chain and address. */
export function listAddresses(state: WorkState, purpose: WatchPurpose, chain?: ChainId.ChainId): WatchedAddress[] {
  const sql = `SELECT * FROM watched_address WHERE purpose = ? AND (? IS NULL OR chain = ?) AND ended IS NULL
    ORDER BY chain, address`
  const rows = state.prepare(sql).all(purpose, chain ?? null, chain ?? null) as AddressRow[]
  return rows.map(toAddress)
}

interface AddressRow extends Omit<WatchedAddress, 'assets' | 'ended'> {
  readonly assets: string
  readonly ended: number | null
}

function getAddress(
  state: WorkState,
  { chain, address, purpose }: Pick<WatchedAddress, 'chain' | 'address' | 'purpose'>,
): WatchedAddress {
  const sql = 'SELECT * FROM watched_address WHERE chain = ? AND address = ? AND purpose = ?'
  const row = state.prepare(sql).get(chain, address, purpose) as AddressRow | undefined
  if (row !== undefined) return toAddress(row)
  const message = `${JSON.stringify(address.slice(0, 128))} is not watched on ${chain}. lazaretto watch balance and lazaretto watch customers list show which are.`
  throw new WatchError('LZ_WATCH_ADDRESS_NOT_FOUND', 'not-found', message)
}

function toAddress(row: AddressRow): WatchedAddress {
  return { ...row, assets: JSON.parse(row.assets) as AssetId.AssetId[], ended: row.ended ?? undefined }
}

function decide(state: WorkState, body: CanonicalJson.JsonValue, time: number): void {
  appendDecision(state, { time, kind: 'watch', body: CanonicalJson.encode(body) })
}

function refuse({ name, by }: AddressPlan): WatchError {
  const message = `No address can be watched as ${JSON.stringify({ name, by }).slice(0, 300)}. Give a name, who orders it, and at most ${ASSETS_MAX} assets.`
  return new WatchError('LZ_WATCH_WORDS', 'input', message)
}
