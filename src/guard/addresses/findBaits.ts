import { type AddressBook, findImitated, type Imitation, indexContacts } from './AddressBook.ts'
import type { PastTransfer } from './AddressContext.ts'
import { type Bait, listTrusted, readPast } from './readPast.ts'

/** A bait in a history, and whom the address in it can be taken for. */
export interface HistoryBait extends Bait {
  /** Who is not to be copied. */
  readonly address: string
  readonly imitates: readonly Imitation[]
}

/**
 * The poison in a history: transfers that the user did not sign, of nothing, dust or a counterfeit token, and addresses
 * that look like somebody whom the user trusts or has paid. A wallet can hide them.
 */
export function findBaits(history: readonly PastTransfer[], book: AddressBook): HistoryBait[] {
  const past = readPast(history)
  const trusted = indexContacts([...book.contacts.values(), ...listTrusted(past)])
  return [...past.baits]
    .filter(([address]) => !trusted.contacts.has(address))
    .flatMap(([address, baits]) => describe(address, { baits, trusted }))
}

function describe(address: string, given: { baits: readonly Bait[]; trusted: AddressBook }): HistoryBait[] {
  const imitates = findImitated(address, given.trusted)
  return given.baits.map((bait) => ({ ...bait, address, imitates }))
}
