import type { ChainId } from '../chain/index.ts'

/**
 * What kind of thing a label says an address is.
 *
 * Services (money of many people meets there), harm (`theft`, `phishing`, `ransomware`), people who were harmed
 * (`victim`), working tags of investigators (`analyst`), official marks (`sanctioned`, `blocked`), and things that are no
 * party at all (`token`, `burn`). `market` is any marketplace, a darknet market above all; `service` is one of a kind that
 * its source does not say. `unknown` is an answer, not a gap.
 */
export type LabelCategory =
  | 'exchange'
  | 'instant-exchange'
  | 'otc'
  | 'mixer'
  | 'bridge'
  | 'dex'
  | 'lending'
  | 'defi'
  | 'payment'
  | 'gambling'
  | 'market'
  | 'wallet-service'
  | 'mining'
  | 'service'
  | 'theft'
  | 'phishing'
  | 'ransomware'
  | 'victim'
  | 'analyst'
  | 'sanctioned'
  | 'blocked'
  | 'token'
  | 'burn'
  | 'unknown'

/** How the address belongs to its actor: an own wallet, an address where customers pay in, or code. */
export type LabelRole = 'wallet' | 'deposit' | 'contract' | 'unknown'

/** Where a reading comes from: the text itself, the source's actor, its category, abuse or tags, or nothing at all. */
export type ReadingBasis = 'name' | 'actor' | 'category' | 'none'

/** What was understood from the text of one label. */
export interface NameReading {
  readonly category: LabelCategory
  /** The service, by the one name that Lazaretto uses for it (`HTX` for Huobi), or undefined. */
  readonly actor: string | undefined
  readonly role: LabelRole
  /** Why it was read so: a rule's name, then the word or alias of our own tables that decided. Never the raw text. */
  readonly rule: string
  /** What the reading rests on: the text of the name, another field of the source, or nothing. */
  readonly basis: ReadingBasis
  /** Whether a trace ends here by default. */
  readonly stops: boolean
  /** Whether the source says beside the category that an issuer of a token has blocked it; absent where it does not. */
  readonly isBlocked?: boolean | undefined
}

/** One claim by one source about one address. */
export interface Label extends NameReading {
  /** Canonical text of the address on its chain. */
  readonly address: string
  /** Undefined where the source names no chain: then it holds on every chain where the text is a valid address. */
  readonly chain: ChainId.ChainId | undefined
  /** The text as the source wrote it. Untrusted. */
  readonly name: string
  /** Who says so: title or publisher of the file, and its reference where it gives one. */
  readonly source: string
  /** The source's own word for how sure it is. */
  readonly confidence: string | undefined
}

/**
 * Which categories end a trace by default.
 *
 * A service ends it because what leaves a service later is other people's money: that is as true of a pool or a router as
 * of an exchange. Harm, victims and tags of investigators never do; nor does an official mark, since a sanctioned person
 * can pay on; nor a token contract or a burn address, which are no party.
 */
export const STOPS: Readonly<Record<LabelCategory, boolean>> = {
  exchange: true,
  'instant-exchange': true,
  otc: true,
  mixer: true,
  bridge: true,
  dex: true,
  lending: true,
  defi: true,
  payment: true,
  gambling: true,
  market: true,
  'wallet-service': true,
  mining: true,
  service: true,
  theft: false,
  phishing: false,
  ransomware: false,
  victim: false,
  analyst: false,
  sanctioned: false,
  blocked: false,
  token: false,
  burn: false,
  unknown: false,
}

/** Categories of harm: whoever wears one of these took the money, whatever else is said. */
export const HARMS: ReadonlySet<LabelCategory> = new Set<LabelCategory>(['theft', 'phishing', 'ransomware'])
