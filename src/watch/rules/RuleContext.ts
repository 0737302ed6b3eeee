import type { AssetId, ChainId } from '../../chain/index.ts'
import type { LabelBook } from '../../intel/index.ts'
import type { EndKind } from '../../trace/index.ts'
import type { WatchOptions } from '../watched/WatchOptions.ts'
import type { AlertDraft, BlockStamp } from './AlertDraft.ts'
import type { MoveHistory } from './MoveHistory.ts'

/** What is known of an asset beside its id. The symbol is text from outside. */
export interface AssetUnit {
  readonly symbol?: string | undefined
  readonly decimals?: number | undefined
}

/** What every rule may ask. The functions are look-ups: the same question has the same answer during a block. */
export interface RuleContext {
  readonly chain: ChainId.ChainId
  readonly block: BlockStamp
  readonly options: WatchOptions
  findLabel(address: string): LabelBook.ResolvedLabel | undefined
  findUnit(asset: AssetId.AssetId): AssetUnit | undefined
}

/** One payment of stolen money, between canonical addresses of the chain. */
export interface TaintMove {
  readonly block: number
  /** `0x` and 64 hex digits. */
  readonly tx: string
  readonly from: string
  /** Others whose stolen money went with it: of a transaction with several inputs nobody knows which pays which output. */
  readonly others?: readonly string[]
  readonly to: string
  /** Units of the stolen asset for which it stands. */
  readonly origin: bigint
  /** Units of `asset` that were paid; more than is stolen where stolen money was mixed with other. */
  readonly paid: bigint
  readonly asset: AssetId.AssetId
  /** Why the trace does not follow it further, if it does not. */
  readonly end?: EndKind | undefined
}

/** What the rules about stolen money know: one theft, one stolen asset, one block. */
export interface MoveContext extends RuleContext {
  readonly theft: { readonly id: string; readonly name: string; readonly sinceSec: number | undefined }
  /** The asset in which `origin` counts. */
  readonly stolen: AssetId.AssetId
  /** All moves before this block. */
  readonly history: MoveHistory
}

/** A rule about stolen money: pure, and in the order of the moves. */
export type MoveRule = (moves: readonly TaintMove[], context: MoveContext) => AlertDraft[]
