import type { ChainId } from '../../chain/index.ts'
import type { LabelCategory } from '../../intel/index.ts'
import type { AddressBook } from './AddressBook.ts'

/** A transfer that an explorer or a node shows at one of the user's accounts. Addresses are canonical. */
export interface PastTransfer {
  readonly from: string
  readonly to: string
  /** Base units. */
  readonly amount: bigint
  /** A CAIP-19 id. */
  readonly asset: string
  /** As the token calls itself: anyone may call a token anything. */
  readonly symbol?: string | undefined
  /**
   * Whether the user signed the transaction. Anyone may make a token write "you paid 0 to X", so whatever is not known to
   * be signed does not count as paid.
   */
  readonly isSigned: boolean | undefined
}

/** What somebody says of an address; a `Label` of intel fits. */
export interface AddressClaim {
  readonly category: LabelCategory
  /** Untrusted. */
  readonly name: string
  /** Who says so. */
  readonly source: string
  /** Seconds UTC; undefined where the source has no date. */
  readonly asOf?: number | undefined
  readonly role?: 'wallet' | 'deposit' | 'contract' | 'unknown' | undefined
}

/** What a node tells of an address. */
export interface AddressFacts {
  /** The code there, lower-case hex; `0x` for none. */
  readonly code?: string | undefined
  /** Seconds UTC of the first transaction, or of its making. */
  readonly firstSeen?: number | undefined
  /** Transactions that it has sent. */
  readonly nonce?: number | undefined
  readonly balance?: bigint | undefined
  /** Other chains on which there is code at this address. */
  readonly codeOn?: readonly ChainId.ChainId[] | undefined
}

/** What a receiver is checked against. What is absent is not checked, and the answer says so. */
export interface AddressContext {
  /** Where the payment would be made; undefined: on any chain where the text is an address. */
  readonly chain?: ChainId.ChainId | undefined
  /** Whom the user trusts: made by `createAddressBook`. */
  readonly book?: AddressBook | undefined
  /** The user's own past. */
  readonly history?: readonly PastTransfer[] | undefined
  readonly claims?: readonly AddressClaim[] | undefined
  readonly facts?: AddressFacts | undefined
  /** Seconds UTC: without it nothing is called old or new. */
  readonly now?: number | undefined
}
