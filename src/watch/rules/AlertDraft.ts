import type { AssetId, ChainId } from '../../chain/index.ts'
import type { BlockHeader } from '../../ledger/index.ts'

/**
 * How soon somebody must look, the least first.
 *
 * `critical`: somebody can still stop the money, and minutes decide. `high`: the trail is about to be lost, or changes its
 * course. `medium`: it goes on as expected. `low`: good to know. High and critical alerts need two people to close.
 */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const

export type Severity = (typeof SEVERITIES)[number]

/** The rule that found something; each has a file of its own. */
export type RuleName =
  | 'stolen'
  | 'moves'
  | 'reaches-service'
  | 'reaches-pool'
  | 'reaches-bridge'
  | 'reaches-mixer'
  | 'splits'
  | 'wakes'
  | 'small-moves'
  | 'more-alerts'
  | 'balance'
  | 'issuer'
  | 'sanctions'
  | 'reaches-customer'
  | 'watch-stopped'

/** The version of all rules together: it grows with every change that can change an alert. */
export const WATCH_RULES_VERSION = 1

/** A block's place and time; the hash is evidence, and never part of an alert's id. */
export type BlockStamp = Pick<BlockHeader, 'height' | 'hash' | 'timeSec'>

/** What one source says of an account, and how many others say something else. Untrusted text, cleaned. */
export interface Attribution {
  readonly name: string
  readonly source: string
  readonly category: string
  readonly isDisputed: boolean
  readonly claims: number
}

/** An account that takes part, by its canonical address. Without `label` nobody says who it is, which makes it no safer. */
export interface Party {
  readonly role: 'from' | 'to' | 'account'
  readonly address: string
  readonly label: Attribution | undefined
}

/** An amount in base units: of stolen money in the stolen asset, or of what was paid, received or sent in any asset. */
export interface AmountFact {
  readonly what: 'stolen' | 'paid' | 'received' | 'sent'
  readonly asset: AssetId.AssetId
  readonly units: bigint
  /** Undefined where nothing says it. */
  readonly decimals: number | undefined
}

/** What the rule saw and measured itself against; small. */
export type Evidence = Readonly<Record<string, string | number | bigint | boolean | readonly string[]>>

/** An alert before it is recorded. */
export interface AlertDraft {
  readonly rule: RuleName
  readonly severity: Severity
  /** Id of the theft; undefined where none is concerned. */
  readonly theft: string | undefined
  readonly chain: ChainId.ChainId
  /** Undefined where no block brought it, such as a change of a list. */
  readonly block: BlockStamp | undefined
  readonly tx: string | undefined
  readonly title: string
  /** Whole sentences for people. */
  readonly text: string
  readonly parties: readonly Party[]
  readonly amounts: readonly AmountFact[]
  readonly evidence: Evidence
  /** With rule, chain and theft it names the finding for ever, whatever block it comes in. */
  readonly key: readonly string[]
}
