import { type ChainId, EvmAddress } from '../../chain/index.ts'
import { type AddressLikeness, compareAddresses, endsOf, isLookalike } from './compareAddresses.ts'
import { readAddress } from './readAddress.ts'

/** Somebody whom the user means to pay. */
export interface Contact {
  readonly address: string
  /** The user's own word for it. */
  readonly name?: string | undefined
  readonly isOwn?: boolean | undefined
  /** Undefined: on every chain. */
  readonly chain?: ChainId.ChainId | undefined
}

/** A contact that another address can be taken for. */
export interface Imitation extends AddressLikeness {
  readonly contact: Contact
}

/** Contacts by their canonical address, and by what an eye takes in of it. */
export interface AddressBook {
  readonly contacts: ReadonlyMap<string, Contact>
  readonly byEnd: ReadonlyMap<string, readonly Contact[]>
}

/**
 * Makes an address book of what the user trusts: own addresses, contacts, and payments that the user has signed.
 *
 * Only trusted ones: among all addresses ever seen some look alike by chance.
 *
 * @throws InvalidAddressError, GuardAddressError as `guardAddress`, when an entry is no address
 */
export function createAddressBook(entries: Iterable<Contact>): AddressBook {
  return indexContacts(Array.from(entries, (entry) => ({ ...entry, address: readAddress(entry.address, entry.chain) })))
}

/** The same of contacts whose addresses are canonical. */
export function indexContacts(entries: Iterable<Contact>): AddressBook {
  const contacts = new Map<string, Contact>()
  for (const entry of entries) if (!contacts.has(entry.address)) contacts.set(entry.address, entry)
  return { contacts, byEnd: indexEnds(contacts.values()) }
}

/** The contacts that a canonical address may be taken for, the most alike first. */
export function findImitated(address: string, book: AddressBook): Imitation[] {
  const { head, tail } = endsOf(address)
  const near = new Set([...(book.byEnd.get(`${head}-`) ?? []), ...(book.byEnd.get(`-${tail}`) ?? [])])
  const found: Imitation[] = []
  for (const contact of near) {
    const likeness = compareAddresses(address, contact.address)
    if (likeness !== undefined && isLookalike(address, likeness)) found.push({ ...likeness, contact })
  }
  return found.sort((a, b) => b.head + b.tail - a.head - a.tail)
}

/** An address as its chain's tools show it, whole. */
export function showAddress(canonical: string): string {
  return canonical.startsWith('0x') ? EvmAddress.display(EvmAddress.parse(canonical)) : canonical
}

function indexEnds(contacts: Iterable<Contact>): Map<string, Contact[]> {
  const byEnd = new Map<string, Contact[]>()
  for (const contact of contacts) {
    const { head, tail } = endsOf(contact.address)
    for (const key of [`${head}-`, `-${tail}`]) {
      const list = byEnd.get(key)
      if (list === undefined) byEnd.set(key, [contact])
      else list.push(contact)
    }
  }
  return byEnd
}
