import type { AssetId, ChainId } from '../../../chain/index.ts'
import type { BalanceSource } from '../../BalanceSource.ts'
import type { Transfer } from '../../Transfer.ts'
import type { FirstReceipt } from './findFirstReceipt.ts'
import type { NameSource } from './NameSource.ts'

/** A part of an address's history. The blocks in it are whole: what a block has of one list is never cut by a page. */
export interface HistoryPage {
  readonly transfers: readonly Transfer[]
  /** Decimals of tokens as the explorer tells them; where it says nonsense the token is not in it. */
  readonly decimals: ReadonlyMap<AssetId.AssetId, number>
  /** With which `listHistory` goes on behind this page; at the end, with which it finds what is new, years later. */
  readonly next: string
  /** Whether this is all that there is by now. */
  readonly isEnd: boolean
}

export interface HistoryQuery {
  /** The first block that is asked for; 0 unless said. */
  readonly fromBlock?: number
  /** `next` of the page behind which to go on. */
  readonly pageToken?: string
  /** Blocks above it may still be replaced: what is read of them is asked for again behind the history's end. */
  readonly settledBlock?: number
  readonly signal?: AbortSignal
}

/**
 * An explorer that tells what an address did, on a chain with accounts. Nothing is asked before a method is called.
 *
 * What it gives was checked for form, for being about that address, and for order; it is not proved by hashes, as what a
 * node gives is. Amounts come as text and are never floating point.
 *
 * @throws ExplorerError `LZ_EXPLORER_*`; NetError `LZ_NET_*`
 */
export interface HistorySource extends BalanceSource {
  /** Name of the kind of explorer: rows of two kinds never mix in one ledger. */
  readonly name: string
  readonly chain: ChainId.ChainId
  /** So many of the newest blocks that it tells of may still be replaced; 0 where it tells of none such. */
  readonly unsettledBlocks: number
  /** Who tells what addresses are called; absent where nobody does. */
  readonly names?: NameSource | undefined
  /** Throws `LZ_EXPLORER_CHAIN` where the explorer shows another chain; does nothing where that cannot be asked. */
  assertChain(signal?: AbortSignal): Promise<void>
  listHistory(address: string, query: HistoryQuery): AsyncIterable<HistoryPage>
  /** Reads no more of the history than that takes. Undefined where nothing was ever paid to the address. */
  findFirstReceipt(address: string, signal?: AbortSignal): Promise<FirstReceipt | undefined>
  /** All transfers of one transaction; undefined where the explorer does not have it. */
  findTransaction(id: string, signal?: AbortSignal): Promise<readonly Transfer[] | undefined>
}

/** Time as sources see it, handed in. */
export interface Clock {
  nowMs(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
