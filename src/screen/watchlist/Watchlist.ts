import { type Address, EvmAddress } from '../../chain/index.ts'
import { readCurrency } from '../../intel/index.ts'
import type { Claim, Source } from '../Claim.ts'
import * as ByteTable from './ByteTable.ts'
import type { HashSeed } from './halfSipHash.ts'
import { decodeClaims, type PackedClaims, packClaims } from './packClaims.ts'
import { hasOneCase, KEY_LENGTH, keyOf, SCHEME_TAGS, textKey } from './watchKeys.ts'

/** A claim, and every way to read its address. */
export interface WatchedClaim {
  readonly claim: Claim
  readonly readings: readonly Address.AddressMatch[]
}

/** Claims by address: frozen, made of typed arrays, so that a worker builds one and hands it over. */
export interface Watchlist {
  readonly sources: readonly Source[]
  /** By the 20 bytes of a key or script, behind a byte for the scheme. */
  readonly keys: ClaimTable
  /** By the text as published and its canonical spelling, but for EVM. */
  readonly texts: ClaimTable
  /** By the lower-case text, for what somebody's software has lost the case of. */
  readonly folded: ClaimTable
  readonly claims: PackedClaims
}

/** Lists of claims by key: those of key `i` are `ids[starts[i], starts[i + 1])`. */
export interface ClaimTable {
  readonly table: ByteTable.ByteTable
  readonly starts: Uint32Array
  readonly ids: Uint32Array
}

/** What a watchlist has on a text. */
export interface Matches {
  /** Claims about this very address, under whatever ticker. */
  readonly exact: readonly Claim[]
  /** Claims about another address of the same key: weaker, and nothing at all where it is a contract. */
  readonly sameKey: readonly Claim[]
  /** Claims about an address that this text would be if its letter case were restored. */
  readonly caseLost: readonly Claim[]
}

/** Builds a watchlist. */
export function create(claims: readonly WatchedClaim[], sources: readonly Source[], seed: HashSeed): Watchlist {
  return {
    sources,
    keys: createTable(claims.map(keysOf), seed),
    texts: createTable(claims.map(textsOf), seed),
    folded: createTable(claims.map(foldedOf), seed),
    claims: packClaims(claims.map(({ claim }) => claim)),
  }
}

/** How many different claims there are. */
export function countClaims({ claims }: Watchlist): number {
  return claims.offsets.length - 1
}

/** Where claims about a text stand: of an EVM address all that have its key, of another text by how they fit it. */
export type Place =
  | { readonly form: 'evm'; readonly key: number }
  | {
      readonly form: 'text'
      readonly exact: readonly number[]
      readonly sameKey: readonly number[]
      readonly caseLost: readonly number[]
    }

const scratch = new Uint8Array(KEY_LENGTH)

/**
 * Looks a text up; undefined where nothing is claimed about it.
 *
 * An EVM address in any case is found by its bytes; others by the text itself, by each canonical spelling, and by their
 * key.
 *
 * @param readings - Every way to read a text that is no EVM address.
 */
export function find(list: Watchlist, text: string, readings: readonly Address.AddressMatch[]): Place | undefined {
  if (EvmAddress.decodeInto(text, scratch, 1) === 'none') return findText(list, text, readings)
  scratch[0] = SCHEME_TAGS.keccak
  const key = ByteTable.find(list.keys.table, scratch, KEY_LENGTH)
  return key < 0 ? undefined : { form: 'evm', key }
}

/**
 * Whether anything is claimed about an EVM account, for look-ups by the million: nothing is allocated.
 *
 * @param key - 21 bytes: the address's 20 stand behind one that is written here.
 */
export function hasEvm(list: Watchlist, key: Uint8Array): boolean {
  key[0] = SCHEME_TAGS.keccak
  return ByteTable.find(list.keys.table, key, KEY_LENGTH) >= 0
}

/** The claims at a place. */
export function readPlace(list: Watchlist, place: Place): Matches {
  if (place.form === 'evm') {
    const claims = decodeClaims(list.claims, idsOf(list.keys, place.key))
    return { exact: claims.filter(isEvm), sameKey: claims.filter((claim) => !isEvm(claim)), caseLost: [] }
  }
  return {
    exact: decodeClaims(list.claims, place.exact),
    sameKey: decodeClaims(list.claims, place.sameKey),
    caseLost: decodeClaims(list.claims, place.caseLost),
  }
}

function isEvm({ text }: Claim): boolean {
  return EvmAddress.decodeInto(text, scratch, 1) !== 'none'
}

function findText(list: Watchlist, text: string, readings: readonly Address.AddressMatch[]): Place | undefined {
  const spellings = [text, ...readings.map(({ canonical }) => canonical)]
  const exact = gather(list.texts, spellings.map(textKey))
  const keys = readings.map(keyOf).filter((key) => key !== undefined)
  const sameKey = gather(list.keys, keys).filter((id) => !exact.includes(id))
  const isLost = exact.length === 0 && readings.length === 0 && hasOneCase(text)
  const caseLost = isLost ? gather(list.folded, [textKey(text.toLowerCase())]) : []
  const isFound = exact.length + sameKey.length + caseLost.length > 0
  return isFound ? { form: 'text', exact, sameKey, caseLost } : undefined
}

function gather(table: ClaimTable, keys: readonly Uint8Array[]): number[] {
  const found = new Set<number>()
  for (const key of keys) {
    const id = ByteTable.find(table.table, key, key.length)
    if (id >= 0) for (const claim of idsOf(table, id)) found.add(claim)
  }
  return [...found].sort((a, b) => a - b)
}

function idsOf({ starts, ids }: ClaimTable, id: number): Uint32Array {
  return ids.subarray(starts[id], starts[id + 1])
}

function keysOf({ claim, readings }: WatchedClaim): Uint8Array[] {
  const key = new Uint8Array(KEY_LENGTH)
  key[0] = SCHEME_TAGS.keccak
  // Also where its checksum fails: the bytes are what counts, and a list's own typing error in the case changes nothing.
  if (EvmAddress.decodeInto(claim.text, key, 1) !== 'none') return [key]
  return readings.map(keyOf).filter((each) => each !== undefined)
}

function textsOf({ claim, readings }: WatchedClaim): Uint8Array[] {
  if (isEvm(claim)) return []
  const spellings = new Set([claim.text, ...likely(claim, readings).map(({ canonical }) => canonical)])
  return Array.from(spellings, textKey)
}

/** The readings on the chain that the ticker names, if there are any; else the first, which is Bitcoin's where it may be. */
function likely({ ticker }: Claim, readings: readonly Address.AddressMatch[]): readonly Address.AddressMatch[] {
  const chain = readCurrency(ticker ?? '')
  const named = readings.filter(({ chains }) => chain !== undefined && chains.includes(chain))
  return named.length > 0 ? named : readings.slice(0, 1)
}

function foldedOf({ claim }: WatchedClaim): Uint8Array[] {
  const lower = claim.text.toLowerCase()
  return isEvm(claim) || lower === claim.text ? [] : [textKey(lower)]
}

function createTable(keysByClaim: readonly (readonly Uint8Array[])[], seed: HashSeed): ClaimTable {
  const { table, ids: keys } = ByteTable.create(keysByClaim.flat(), seed)
  const owners = Uint32Array.from(keysByClaim.flatMap((own, claim) => own.map(() => claim)))
  const starts = new Uint32Array(table.count + 1)
  for (const key of keys) starts[key + 1] = (starts[key + 1] ?? 0) + 1
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0)
  const next = starts.slice()
  const ids = new Uint32Array(keys.length)
  for (const [i, key] of keys.entries()) {
    const at = next[key] ?? 0
    ids[at] = owners[i] ?? 0
    next[key] = at + 1
  }
  return { table, starts, ids }
}
