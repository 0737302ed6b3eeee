import { ChainId } from '../../chain/index.ts'
import { conclude } from '../Finding.ts'
import * as OutsideText from '../OutsideText.ts'
import {
  type AddressBook,
  type Contact,
  findImitated,
  type Imitation,
  indexContacts,
  showAddress,
} from './AddressBook.ts'
import type { AddressContext } from './AddressContext.ts'
import type { AddressAnswer, AddressCheck, AddressFinding } from './AddressFinding.ts'
import { judgeClaims } from './judgeClaims.ts'
import { judgeFacts } from './judgeFacts.ts'
import { judgePast } from './judgePast.ts'
import { readAddress } from './readAddress.ts'
import { listTrusted, readPast } from './readPast.ts'

const CHECKED: readonly (readonly [check: AddressCheck, field: keyof AddressContext])[] = [
  ['book', 'book'],
  ['history', 'history'],
  ['labels', 'claims'],
  ['node', 'facts'],
  ['age', 'now'],
]
const NOBODY = /^0x(?:0{40}|0{36}dead|dead0{36}|dead0{32}beef|f{40}|(?:dead){10})$/u

/**
 * Checks a receiver before money is sent: is it one that was made to be taken for somebody you pay, what have others said
 * of it, have you ever paid it, and what is there.
 *
 * An address that looks like a contact or a payee of yours at both ends is a `block`, with the places where they differ. A
 * first payment alone is a note. What nobody handed in is listed as unchecked; nothing here says "safe".
 *
 * @param text - As typed or pasted.
 * @throws InvalidAddressError `LZ_ADDRESS_SYNTAX`, `LZ_ADDRESS_CHECKSUM`, `LZ_ADDRESS_CHAIN`, `LZ_ADDRESS_UNSUPPORTED`;
 * GuardAddressError `LZ_GUARD_ADDRESS` for an address of no known chain
 * @source https://eips.ethereum.org/EIPS/eip-7702
 * @example
 * const book = createAddressBook([{ address: '0x28C6c06298d514Db089934071355E5743bf21d60', name: 'my deposit' }])
 * guardAddress('0x28c6ee0000000000000000000000000000f21d60', { book }).verdict // 'block': ADDRESS_IMITATES
 * guardAddress('0x28C6', { book })                                           // throws LZ_ADDRESS_SYNTAX
 */
export function guardAddress(text: string, context: AddressContext = {}): AddressAnswer {
  const address = readAddress(text, context.chain)
  const past = readPast(context.history ?? [])
  const contact = context.book?.contacts.get(address)
  const imitates = listImitated(address, [context.book, indexContacts(listTrusted(past))])
  const isTrusted = contact !== undefined || past.paid.has(address) || past.own.has(address)
  const findings = [
    ...imitates.map((imitation) => judgeImitation(address, { imitation, isTrusted })),
    ...judgeContact(contact, context),
    ...(context.history === undefined ? [] : judgePast(address, { past, isTrusted })),
    ...judgeClaims(context.claims ?? [], context.now),
    ...judgeFacts(context),
    ...judgeNobody(address),
  ]
  const unchecked = CHECKED.filter(([, field]) => context[field] === undefined).map(([check]) => check)
  return { ...conclude(findings), address: showAddress(address), imitates, unchecked }
}

function listImitated(address: string, books: readonly (AddressBook | undefined)[]): Imitation[] {
  const found = books.flatMap((book) => (book === undefined ? [] : findImitated(address, book)))
  return [...new Map(found.reverse().map((imitation) => [imitation.contact.address, imitation])).values()]
}

function judgeImitation(address: string, given: { imitation: Imitation; isTrusted: boolean }): AddressFinding {
  const { contact, head, tail, differing } = given.imitation
  const who =
    contact.isOwn === true ? 'your own address' : contact.name === undefined ? 'whom you have paid' : 'of yours'
  const name = contact.name === undefined ? '' : ` ${OutsideText.quote(contact.name)}`
  const pair = `${showAddress(address)} is not ${showAddress(contact.address)}${name}, ${who}`
  const alike = `the first ${head} and the last ${tail} characters look the same, ${differing.length} in all differ`
  return given.isTrusted
    ? {
        code: 'ADDRESS_RESEMBLES',
        effect: 'review',
        message: `${pair}: ${alike}. You know both: compare every character.`,
      }
    : { code: 'ADDRESS_IMITATES', effect: 'block', message: `${pair}: ${alike}. ${ADVICE}` }
}

const ADVICE =
  'Such addresses are made so that they are copied from a history by mistake, and what is sent there is gone. Take the address from whom you mean to pay.'

function judgeContact(contact: Contact | undefined, { chain }: AddressContext): AddressFinding[] {
  if (contact === undefined) return []
  const name = contact.name === undefined ? '' : ` as ${OutsideText.quote(contact.name)}`
  const isElsewhere = chain !== undefined && contact.chain !== undefined && contact.chain !== chain
  if (!isElsewhere) return [{ code: 'CONTACT', effect: 'note', message: `It stands in your address book${name}.` }]
  const message = `It stands in your address book${name}, but for ${ChainId.shortName(contact.chain)}: ask whether its owner can reach it on ${ChainId.shortName(chain)}.`
  return [{ code: 'CONTACT_ELSEWHERE', effect: 'review', message }]
}

function judgeNobody(address: string): AddressFinding[] {
  if (!NOBODY.test(address)) return []
  return [
    { code: 'BURN', effect: 'review', message: 'Nobody has the key of this address: what is sent there is gone.' },
  ]
}
