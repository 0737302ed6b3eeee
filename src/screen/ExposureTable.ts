import type { CategoryExposure } from './Reason.ts'
import type { ExposureLookup } from './Screener.ts'
import * as ByteTable from './watchlist/ByteTable.ts'
import type { HashSeed } from './watchlist/halfSipHash.ts'
import { textKey } from './watchlist/watchKeys.ts'

/** Exposures by canonical address: frozen, made of typed arrays, as the watchlist is. */
export interface ExposureTable {
  readonly table: ByteTable.ByteTable
  /** Those of key `i` are `bytes[offsets[i], offsets[i + 1])`, JSON with amounts as decimal text. */
  readonly offsets: Float64Array
  readonly bytes: Uint8Array
}

/** One exposure with the address that has it. */
export interface AddressExposure extends CategoryExposure {
  readonly address: string
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Builds a table. */
export function create(exposures: Iterable<AddressExposure>, seed: HashSeed): ExposureTable {
  const byAddress = new Map<string, string[]>()
  for (const { address, ...exposure } of exposures) {
    const known = byAddress.get(address)
    if (known === undefined) byAddress.set(address, [encode(exposure)])
    else known.push(encode(exposure))
  }
  const parts = Array.from(byAddress.values(), (texts) => encoder.encode(`[${texts.join(',')}]`))
  const offsets = new Float64Array(parts.length + 1)
  for (const [i, part] of parts.entries()) offsets[i + 1] = (offsets[i] ?? 0) + part.length
  const bytes = new Uint8Array(offsets[parts.length] ?? 0)
  for (const [i, part] of parts.entries()) bytes.set(part, offsets[i])
  return { table: ByteTable.create(Array.from(byAddress.keys(), textKey), seed).table, offsets, bytes }
}

/** Makes a table what a screener asks. */
export function toLookup({ table, offsets, bytes }: ExposureTable): ExposureLookup {
  return {
    addresses: table.count,
    find(address) {
      const key = textKey(address)
      const id = ByteTable.find(table, key, key.length)
      return id < 0 ? NONE : decode(decoder.decode(bytes.subarray(offsets[id], offsets[id + 1])))
    },
  }
}

const NONE: readonly CategoryExposure[] = []

type Packed = Omit<CategoryExposure, 'amount' | 'received' | 'cut'> & Record<'amount' | 'received' | 'cut', string>

/** An exposure as JSON, its amounts as decimal text. */
export function encode(exposure: CategoryExposure): string {
  return JSON.stringify(exposure, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))
}

/** The exposures of one address as JSON. */
export function encodeAll(exposures: readonly AddressExposure[]): string {
  return `[${exposures.map(({ address, ...exposure }) => encode(exposure)).join(',')}]`
}

/** What `encodeAll` wrote. */
export function decode(text: string): CategoryExposure[] {
  const all = JSON.parse(text) as Packed[]
  return all.map(({ amount, received, cut, ...exposure }) => ({
    ...exposure,
    amount: BigInt(amount),
    received: BigInt(received),
    cut: BigInt(cut),
  }))
}
