import type { ChainId } from '../chain/index.ts'
import type { TransferColumns } from './TransferColumns.ts'

/** An asset as the ledger knows it. `decimals` is undefined where no source said: then amounts are shown in base units. */
export interface LedgerAsset {
  readonly id: number
  readonly caip19: string
  readonly decimals: number | undefined
  /** Transfers whose amounts a source gave in floating point: they had lost digits before they came here. */
  readonly inexact: number
}

/** One label as stored: who says what of which address. `reading` is what was understood of it, as JSON text. */
export interface LabelRecord {
  readonly chain: string | undefined
  readonly address: string
  readonly name: string
  readonly source: string
  readonly confidence: string | undefined
  readonly reading: string
}

/** Where a stored transfer stands. `timeSec` is undefined where no source gave it. */
export interface TransferPlace {
  readonly rowId: number
  readonly tx: string
  readonly block: number
  readonly timeSec: number | undefined
}

/** What imports set aside, for the foot of a statement. */
export interface ImportSummary {
  readonly file: string
  readonly rows: number
  readonly added: number
  readonly copied: number
  readonly rejected: number
  readonly rejectedAmounts: readonly RejectedAmount[]
}

/** Rejected rows of one asset; `asset` is undefined where it could not be read, and `amount` counts those that could. */
export interface RejectedAmount {
  readonly asset: string | undefined
  readonly rows: number
  readonly amount: bigint
}

/** A block as the ledger knows it. */
export interface KnownBlock {
  readonly timeSec: number
  readonly hash: string | undefined
}

/** Blocks that were followed without the calls inside of their transactions, the first and the last of them included. */
export interface UntracedBlocks {
  readonly first: number
  readonly last: number
}

/** The blocks above `after`, up to `to`. */
export interface BlockRange {
  readonly after: number
  readonly to: number
}

/** One chain of a ledger, as a trace needs to see it. */
export interface LedgerView {
  readonly chain: ChainId.ChainId
  listAssets(): Promise<readonly LedgerAsset[]>
  /** Ids of the assets that any of the accounts has sent or received, in some blocks only where these are given. */
  listAssetsOf(accounts: readonly number[], blocks?: BlockRange): Promise<readonly number[]>
  /** Ids of the assets that a transaction moves, at one place in it where `ordinal` is given. */
  listAssetsIn(tx: string, ordinal?: number): Promise<readonly number[]>
  /** Those of all assets where none are given, and of some blocks only where these are. */
  readTransfers(assets: readonly number[] | undefined, blocks?: BlockRange): Promise<TransferColumns>
  /** Ids of those of the addresses (canonical text) that occur in the ledger. */
  findAccounts(addresses: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** The highest id that an account of the ledger has; 0 where there is none. Ids are given out in ascending order. */
  findNewestAccount(): Promise<number>
  /** Row ids of a transaction's transfers, of one place in it where `ordinal` is given. */
  findTransfers(tx: string, ordinal?: number): Promise<readonly number[]>
  /** Addresses of accounts, canonical text. */
  describeAccounts(accounts: readonly number[]): Promise<ReadonlyMap<number, string>>
  describeTransfers(rowIds: readonly number[]): Promise<ReadonlyMap<number, TransferPlace>>
  /** Labels of the accounts that occur in the ledger, by account; only of those with ids above one, where it is given. */
  listLabels(above?: number): Promise<readonly (LabelRecord & { readonly account: number })[]>
  /** What is known of a block, if it is in the ledger. Of imported blocks the hash is not known. */
  findBlock(height: number): Promise<KnownBlock | undefined>
  /** The same of several, by height. */
  findBlocks(heights: readonly number[]): Promise<ReadonlyMap<number, KnownBlock>>
  /** The last block at or before a moment. */
  findBlockAt(timeSec: number): Promise<number | undefined>
  listImports(): Promise<readonly ImportSummary[]>
  /** Where what contracts paid of the native asset is missing, in the order of blocks. */
  listUntraced(): Promise<readonly UntracedBlocks[]>
}
