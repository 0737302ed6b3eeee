import type { EvmAddress } from '../chain/index.ts'
import type { Contact } from './addresses/AddressBook.ts'

/**
 * What an address is to the one who looks: `account` is code that an account may delegate to (EIP-7702), `contact` somebody of the
 * user's address book.
 */
export type KnowledgeKind = 'protocol' | 'token' | 'safe-library' | 'account' | 'own' | 'contact' | 'drained' | 'scam'

/** What somebody knows of an address; what is absent is not known. */
export interface Knowledge {
  readonly kind?: KnowledgeKind | undefined
  readonly name?: string | undefined
  /** Who says so. */
  readonly source?: string | undefined
  /** What has come of it: `drained` means that those who had approved it have lost money. */
  readonly incident?: string | undefined
  readonly hasCode?: boolean | undefined
  /** Seconds UTC. */
  readonly firstSeen?: number | undefined
  /** Whether the user has signed a payment to it before. */
  readonly isPaid?: boolean | undefined
  /** Somebody whom the user trusts, and for whom this address can be taken: see `guardAddress`. */
  readonly imitates?: Contact | undefined
  readonly token?: { readonly symbol: string; readonly decimals: number } | undefined
}

/** Looks an address up; `chainId` is undefined where nobody said on which chain. */
export type Know = (address: EvmAddress.EvmAddress, chainId: number | undefined) => Knowledge | undefined

/** Who looks, where and when. Everything is optional, and what is not said counts as not known. */
export interface GuardContext {
  /** The chain that the wallet is connected to. */
  readonly chainId?: number | undefined
  /** The site that asks, as `https://app.uniswap.org`. */
  readonly origin?: string | undefined
  /** The account that signs. */
  readonly from?: EvmAddress.EvmAddress | undefined
  /** Seconds UTC. */
  readonly now?: number | undefined
  /** Address book, labels, a node: it goes before the contracts that are known here. */
  readonly know?: Know | undefined
  /** Whether `know` has the user's own address book, so that not to be in it means something; yes where nobody says. */
  readonly hasBook?: boolean | undefined
}
