import type { AssetId, ChainId } from '../chain/index.ts'
import type { Label } from '../intel/index.ts'
import type { BlockRef } from '../ledger/index.ts'
import type { DrillWebhook } from './Plan.ts'

/** What a defence is given to begin with: what a firm would know, and nothing of the script. */
export interface Scene {
  /** JSON-RPC of the node, on this machine. */
  readonly url: string
  readonly chain: ChainId.ChainId
  /** The chain's own asset, which no table has. */
  readonly native: AssetId.AssetId
  /** The services of the town. */
  readonly labels: readonly Label[]
  /** Accounts of the firm that is robbed, whose balance it may watch. */
  readonly own: readonly string[]
  /** The blocks that are there already. */
  readonly head: BlockRef
  /** Receivers of the firm's own. */
  readonly webhooks: readonly DrillWebhook[]
  /** Raises an alert. The rehearsal takes the time itself. */
  raise(alert: DefenceAlert): void
}

/** What a defence says, as soon as it knows it. */
export interface DefenceAlert {
  /** The rule or kind of alert, in the defence's own words. */
  readonly rule: string
  /** The transaction that it is about; undefined where it is about none. */
  readonly tx: string | undefined
  /** Those that it is about. */
  readonly accounts: readonly string[]
}

/** The theft, as the victim tells it. */
export interface TheftNotice {
  readonly name: string
  readonly tx: string
  readonly asset: AssetId.AssetId
  /** Base units. */
  readonly amount: bigint
  /** Who received it. */
  readonly account: string
}

/** What became of the messages to one receiver. */
export interface DeliveryReport {
  readonly url: string
  readonly delivered: number
  /** Those that it has not taken by the end of the drill. */
  readonly missed: number
  /** Why the last of them failed. */
  readonly reason?: string | undefined
}

/** A line of a defence's own account of the theft: a place where stolen units are said to be. */
export interface StatedLine {
  readonly account: string
  /** In the defence's own words, e.g. `cashed-out`. */
  readonly kind: string
  /** Base units of the stolen token. */
  readonly units: bigint
}

/** A defence in a rehearsal. The next block is made when what it was told of is settled. */
export interface Defence {
  /** A block is there. One that follows the node by itself may settle at once, or when it has caught up. */
  onBlock(block: BlockRef): Promise<void>
  /** The victim tells which transaction it was: in the block that the next `onBlock` names, or in an earlier one. */
  onTheft(theft: TheftNotice): Promise<void>
  /** Where it says that the money is, after the last block. */
  state(): Promise<readonly StatedLine[]>
  /** What the webhooks have taken, after the last block. One that has none to tell need not say. */
  deliver?(): Promise<readonly DeliveryReport[]>
  stop(): Promise<void>
}

/** Starts a defence on a chain where nothing has happened yet but the building of the town. */
export type StartDefence = (scene: Scene) => Promise<Defence>
