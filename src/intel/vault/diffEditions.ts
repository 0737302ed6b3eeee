import type { ListedAddress } from '../lists/ListEntry.ts'
import { compareEditions, type EditionDiff, type OwnedAddress, spellings } from './compareEditions.ts'
import type { StoredEntry } from './StoredEntry.ts'

/** What differs between two editions, told by what both of them name. */
export interface FormDiff extends EditionDiff {
  /** `address` where only one of the two names parties: then no party is said to have come, gone or changed. */
  readonly by: 'entry' | 'address'
  /** Addresses that both have, under other tickers. */
  readonly changedAddresses: readonly OwnedAddress[]
}

/** Compares two editions that may be of different forms, such as a table of bare addresses and a list of parties. */
export function diffEditions(before: readonly StoredEntry[], after: readonly StoredEntry[]): FormDiff {
  const diff = compareEditions(before, after)
  const changedAddresses = listRetagged(before, after)
  if (before.length === 0 || after.length === 0 || isBare(before) === isBare(after))
    return { ...diff, by: 'entry', changedAddresses }
  return { ...diff, by: 'address', changedAddresses, added: [], removed: [], changed: [] }
}

/** Whether an edition names no party at all: its entries are rows of addresses. */
function isBare(entries: readonly StoredEntry[]): boolean {
  return entries.every(({ names }) => names.length === 0)
}

function listRetagged(before: readonly StoredEntry[], after: readonly StoredEntry[]): OwnedAddress[] {
  const old = tickersByAddress(before)
  const now = tickersByAddress(after)
  const owned = new Map(
    after.flatMap((owner) => owner.addresses.map((address) => [keyOf(address), { address, owner }] as const)),
  )
  return [...owned].flatMap(([key, one]) => {
    const tickers = old.get(key)
    return tickers === undefined || tickers === now.get(key) ? [] : [one]
  })
}

function tickersByAddress(entries: readonly StoredEntry[]): ReadonlyMap<string, string> {
  const tickers = new Map<string, Set<string>>()
  for (const address of entries.flatMap(({ addresses }) => addresses)) {
    const key = keyOf(address)
    tickers.set(key, (tickers.get(key) ?? new Set()).add(address.ticker ?? ''))
  }
  return new Map([...tickers].map(([key, words]) => [key, [...words].sort().join(' ')]))
}

function keyOf(address: ListedAddress): string {
  return spellings(address).at(-1) ?? address.text
}
