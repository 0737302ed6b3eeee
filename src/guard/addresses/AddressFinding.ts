import type { Finding, GuardAnswer } from '../Finding.ts'
import type { Imitation } from './AddressBook.ts'

/** What can be noticed of a receiver. */
export type AddressCode =
  | 'ADDRESS_IMITATES'
  | 'ADDRESS_RESEMBLES'
  | 'PAYMENT_FORGED'
  | 'BAIT'
  | 'PAID_BEFORE'
  | 'FIRST_PAYMENT'
  | 'CONTACT'
  | 'CONTACT_ELSEWHERE'
  | 'LABEL_HARM'
  | 'LABEL_CAUTION'
  | 'LABEL'
  | 'BURN'
  | 'CONTRACT'
  | 'CONTRACT_FRESH'
  | 'CONTRACT_ELSEWHERE'
  | 'ACCOUNT_DELEGATED'
  | 'ACCOUNT_FRESH'
  | 'ACCOUNT_UNUSED'

/** What was noticed of a receiver. */
export type AddressFinding = Finding<AddressCode>

/** What can only be checked when it is handed in. */
export type AddressCheck = 'book' | 'history' | 'labels' | 'node' | 'age'

/** What is answered about a receiver. */
export interface AddressAnswer extends GuardAnswer<AddressFinding> {
  /** The one spelling of the address, in full. */
  readonly address: string
  /** Whom it can be taken for, with the places where the two differ, for a screen to mark. */
  readonly imitates: readonly Imitation[]
  /** What was not checked, because nobody handed it in. */
  readonly unchecked: readonly AddressCheck[]
}
