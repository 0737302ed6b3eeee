import type { LabelBook } from '../../intel/index.ts'
import type { BlockRange, BlockRef, LedgerAsset } from '../../ledger/index.ts'
import type { ExposureChanges, ExposureWish } from '../exposure/AccountExposures.ts'
import type { BlockStamp } from '../rules/AlertDraft.ts'
import type { TouchingTransfer } from '../rules/balances.ts'
import type { TaintMove } from '../rules/RuleContext.ts'
import type { WatchedAddress } from '../watched/addresses.ts'
import type { WatchedTheft } from '../watched/thefts.ts'

/** The ledger of a chain as a watch reads it, block by block: of accounts, or of outputs. */
export interface WatchedLedger {
  /** Says which block is at hand: the ledger may have more behind it. */
  turnTo(height: number): Promise<void>
  /** Learns who the accounts are that are new in the ledger. Rows from block `before` on are still to be taken in. */
  learn(before: number): Promise<void>
  /** Learns anew who everybody is: what labels say has changed. Traces are to be opened again. */
  relearn(before: number): Promise<void>
  /** Follows the money of listed addresses too, from the beginning of the ledger; it has to learn anew then. */
  followListed(wish: ExposureWish): void
  /**
   * What has become true of exposures since it was asked last, and what is true of some addresses whether it has changed or
   * not; nothing where listed money is not followed.
   */
  expose(also: readonly string[]): Promise<ExposureNews | undefined>
  /** What is said of a canonical address of the ledger. */
  findLabel(address: string): LabelBook.ResolvedLabel | undefined
  listAssets(): Promise<readonly LedgerAsset[]>
  /** The assets of a theft that the ledger has: those that are named, else each that a seed has moved in the blocks. */
  findAssets(theft: WatchedTheft, blocks: BlockRange): Promise<readonly LedgerAsset[]>
  /** Begins to follow a theft in one asset. `before` is the first block that is still to be taken in. */
  openTrace(theft: WatchedTheft, asset: LedgerAsset, before: number): Promise<TheftTrace>
  /** Forgets what only traces of other assets need. */
  keepOnly(assets: ReadonlySet<number>): void
  /** Takes in the block that comes next. */
  append(block: BlockRef): Promise<void>
  /** Forgets the blocks above a height. Traces are to be opened again. */
  truncate(height: number): Promise<void>
  /** What a block has moved from and to watched addresses, of the assets that are watched there. */
  readTouching(block: BlockRef, watched: ReadonlyMap<string, WatchedAddress>): Promise<readonly TouchingTransfer[]>
  /** Heights of those of the transactions that the ledger has. */
  findHeights(txs: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Places and times of blocks, by height; of imported ones as far as they are known. */
  stampBlocks(heights: readonly number[]): Promise<ReadonlyMap<number, BlockStamp>>
}

/** What is true of exposures now. */
export interface ExposureNews {
  /** Whether these are all, and what was told before is to be forgotten. */
  readonly isWhole: boolean
  readonly changes: ExposureChanges
}

/** One theft in one asset, as the ledger goes on. */
export interface TheftTrace {
  /** Follows the money through the blocks that were taken in since the last time; at first through all of them. */
  advance(): Promise<Deeds & { readonly isRevised: boolean }>
  /** All that is true of the blocks below one, by now. */
  listBefore(height: number): Promise<Deeds>
  /** Where the money is. */
  listEndings(): Promise<readonly TraceEnding[]>
}

/** What blocks have done with the money of a theft: by which transfers it was stolen, and which carried it on. */
export interface Deeds {
  readonly thefts: readonly TaintMove[]
  readonly moves: readonly TaintMove[]
}

/** Stolen money at an account, or at what stands for none. */
export interface TraceEnding {
  readonly account: string
  readonly kind: string
  readonly origin: bigint
}
