import type { Know, Knowledge } from '../context.ts'
import { type AddressBook, type Contact, findImitated } from './AddressBook.ts'

/** What an address book says of an account on an EVM chain, and of one that is not in it, whom it can be taken for. */
export function knowBook(book: AddressBook): Know {
  return (address, chainId) => {
    const contact = book.contacts.get(address)
    if (contact !== undefined) return isOn(contact, chainId) ? toKnowledge(contact) : undefined
    const imitates = findImitated(address, book)[0]?.contact
    return imitates && { imitates }
  }
}

function isOn({ chain }: Contact, chainId: number | undefined): boolean {
  return chain === undefined || chainId === undefined || chain === `eip155:${chainId}`
}

function toKnowledge({ name = 'an entry of your address book', isOwn }: Contact): Knowledge {
  return { kind: isOwn === true ? 'own' : 'contact', name, source: 'your address book' }
}
