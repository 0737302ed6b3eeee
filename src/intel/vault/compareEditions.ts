import type { ListedAddress } from '../lists/ListEntry.ts'
import type { StoredEntry } from './StoredEntry.ts'

/** What differs between two editions of a list. */
export interface EditionDiff {
  /** Parties that came, by uid. */
  readonly added: readonly StoredEntry[]
  /** Parties that are gone. */
  readonly removed: readonly StoredEntry[]
  /** Parties whose record changed, in both forms. */
  readonly changed: readonly { readonly before: StoredEntry; readonly after: StoredEntry }[]
  /** Addresses that came to or went from the list as a whole, whoever had them. */
  readonly addedAddresses: readonly OwnedAddress[]
  readonly removedAddresses: readonly OwnedAddress[]
}

/** An address with the party that has it. */
export interface OwnedAddress {
  readonly address: ListedAddress
  readonly owner: StoredEntry
}

/** Compares two editions; the order of either does not matter, but that of the answers follows it. */
export function compareEditions(before: readonly StoredEntry[], after: readonly StoredEntry[]): EditionDiff {
  const old = new Map(before.map((entry) => [entry.uid, entry]))
  const now = new Map(after.map((entry) => [entry.uid, entry]))
  return {
    added: after.filter(({ uid }) => !old.has(uid)),
    removed: before.filter(({ uid }) => !now.has(uid)),
    changed: after.flatMap((entry) => {
      const earlier = old.get(entry.uid)
      return earlier === undefined || earlier.recordHash === entry.recordHash ? [] : [{ before: earlier, after: entry }]
    }),
    addedAddresses: subtract(after, before),
    removedAddresses: subtract(before, after),
  }
}

/** The addresses of some entries that none of the others has: the same text, or the same address in another spelling. */
function subtract(some: readonly StoredEntry[], others: readonly StoredEntry[]): OwnedAddress[] {
  const known = new Set(others.flatMap(({ addresses }) => addresses.flatMap(spellings)))
  const fresh = new Map<string, OwnedAddress>()
  for (const owner of some) {
    for (const address of owner.addresses) {
      if (!spellings(address).some((text) => known.has(text))) fresh.set(address.text, { address, owner })
    }
  }
  return [...fresh.values()]
}

/** Every text that means this address, with the lower case of an EVM address whose checksum fails: another edition may write it in another case. */
export function spellings({ text, readings }: ListedAddress): string[] {
  const lower = /^0x/i.test(text) ? [text.toLowerCase()] : []
  return [text, ...lower, ...readings.map(({ canonical }) => canonical)]
}
