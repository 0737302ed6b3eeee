import type { ChainId } from '../chain/index.ts'
import type { BlockRange, ImportSummary, LabelRecord } from './LedgerView.ts'
import type { UtxoColumns } from './UtxoColumns.ts'

/** Where a transaction stands, and what its structure says beyond inputs and outputs. */
export interface UtxoTx {
  /** As explorers show it: 64 hex digits. */
  readonly txid: string
  readonly height: number
  readonly timeSec: number
  readonly version: number
  readonly lockTime: number
  readonly hasWitness: boolean
  /** By input. */
  readonly sequences: readonly number[]
}

/** A script as people know it. `address` is undefined for scripts that have none. */
export interface UtxoOwner {
  /** What names the owner in reports: its address, or `script:` and the script in hex. */
  readonly name: string
  readonly address: string | undefined
  readonly script: Uint8Array
}

/** A UTXO chain of a ledger, as traces and structure rules see it. Transactions and outputs are places in the columns. */
export interface UtxoView {
  readonly chain: ChainId.ChainId
  /** Those of some blocks only, where these are given: then their places count from the beginning of the ledger all the same. */
  readColumns(blocks?: BlockRange): Promise<UtxoColumns>
  /** Places of those of the transactions (64 hex digits) that occur in the ledger. */
  findTxs(txids: readonly string[]): Promise<ReadonlyMap<string, number>>
  describeTxs(txs: readonly number[]): Promise<ReadonlyMap<number, UtxoTx>>
  /**
   * Of transactions whose id a later one has too, the first such: since then the id means the later one, and what the
   * earlier one made and nobody had spent can never be spent.
   *
   * @source https://github.com/bitcoin/bips/blob/master/bip-0030.mediawiki
   */
  findReplaced(txs: readonly number[]): Promise<ReadonlyMap<number, number>>
  /**
   * Owner ids of those of the addresses (canonical text) that occur in the ledger; one address may have several scripts. Only
   * ids above one, where it is given.
   */
  findOwners(addresses: readonly string[], above?: number): Promise<ReadonlyMap<string, readonly number[]>>
  describeOwners(owners: readonly number[]): Promise<ReadonlyMap<number, UtxoOwner>>
  /** Labels of owners that occur in the ledger; only of those with ids above one, where it is given. */
  listLabels(above?: number): Promise<readonly (LabelRecord & { readonly owner: number })[]>
  /** The last block at or before a moment, by its median time past or header time as the store keeps it. */
  findBlockAt(timeSec: number): Promise<number | undefined>
  listImports(): Promise<readonly ImportSummary[]>
}

/** A UTXO chain of a ledger that grows, as a watch asks it in each block. */
export interface LiveUtxoView extends UtxoView {
  /** Ids of transactions as explorers show them: 64 hex digits. */
  nameTxs(txs: readonly number[]): Promise<ReadonlyMap<number, string>>
  /** Both sides of the transactions in which one of the owners takes part, in ledger order: what is spent before what is made. */
  listParts(owners: readonly number[], blocks: BlockRange): Promise<readonly UtxoPart[]>
  /** The highest id that an owner has, -1 where there is none. New ones are above it. */
  findNewestOwner(): Promise<number>
}

/** An output that a transaction spends or makes. */
export interface UtxoPart {
  readonly tx: number
  readonly isSpent: boolean
  readonly owner: number
  readonly valueSat: number
}
