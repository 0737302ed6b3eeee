import type { AssetId, BitcoinBlock, ChainId } from '../chain/index.ts'
import type { Transfer } from './Transfer.ts'

/** Names a block. Hashes are lower-case hex with 0x, as nodes write them. */
export interface BlockRef {
  readonly height: number
  readonly hash: string
}

/** A block's place in its chain. `timeSec` is whole seconds UTC. */
export interface BlockHeader extends BlockRef {
  readonly previous: string
  readonly timeSec: number
}

/** What the contract of an asset's issuer said of an account: read from a log, never concluded. */
export interface IssuerNotice {
  readonly kind: IssuerNoticeKind
  readonly asset: AssetId.AssetId
  readonly account: string
  readonly tx: Uint8Array
  readonly txIndex: number
  /** The log's index in the block. */
  readonly ordinal: number
}

/** `destroy`: the issuer has burned what a frozen account had. The order is that of their numbers in the store. */
export const ISSUER_NOTICE_KINDS = ['freeze', 'unfreeze', 'freeze-proposed', 'unfreeze-proposed', 'destroy'] as const

export type IssuerNoticeKind = (typeof ISSUER_NOTICE_KINDS)[number]

/** One block of an account ledger, whose hash and roots were checked. Transfers and notices stand in ledger order. */
export interface SourceBlock extends BlockHeader {
  readonly transfers: readonly Transfer[]
  readonly notices: readonly IssuerNotice[]
  /** Whether movements inside transactions were told and are among the transfers; undefined where it has no transactions. */
  readonly hasTraces: boolean | undefined
}

/**
 * Where blocks come from. What it gives was checked: a block that does not fit its own hash is an error, not an answer.
 *
 * @throws SourceError `LZ_SOURCE_...`; of kind `retryable` where the node may answer better later, else `integrity`
 */
export interface BlockSource<Block extends BlockHeader> {
  readonly chain: ChainId.ChainId
  findHead(signal?: AbortSignal): Promise<BlockRef>
  /** The newest block that the chain itself calls final; undefined where nothing says so. */
  findFinal(signal?: AbortSignal): Promise<BlockRef | undefined>
  /** Undefined where the node's chain does not reach as far. */
  findBlock(height: number, signal?: AbortSignal): Promise<Block | undefined>
  /** The hash that the node's chain has at a height. */
  findHash(height: number, signal?: AbortSignal): Promise<string | undefined>
}

/** A source of the blocks of an account ledger. */
export interface ChainSource extends BlockSource<SourceBlock> {
  /** Undefined where the contract does not say. */
  findDecimals(asset: AssetId.AssetId, signal?: AbortSignal): Promise<number | undefined>
}

/** One block of a UTXO ledger, whose work, link and merkle root were checked. Its hash is written as on other chains, with 0x. */
export interface UtxoBlock extends BlockHeader, BitcoinBlock.CheckedColumns {
  /** The target of its work, as the header has it. */
  readonly bits: number
}

/** A source of the blocks of a UTXO ledger. */
export type UtxoSource = BlockSource<UtxoBlock>
