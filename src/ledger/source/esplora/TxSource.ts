import type { ChainId } from '../../../chain/index.ts'

/** A transaction whose bytes have its id, at a place in a block that has work. Ids and hashes are as explorers show them. */
export interface ProvenTx {
  readonly txid: string
  readonly raw: Uint8Array
  readonly height: number
  /** Its place in the block; the coinbase has 0. */
  readonly place: number
  /** The 80 bytes of the block's header. */
  readonly header: Uint8Array
}

/** A transaction that no block has yet: only its bytes are proved. */
export interface PendingTx {
  readonly txid: string
  readonly raw: Uint8Array
  readonly height: undefined
}

/** Who spends an output, in the explorer's words. */
export interface Spend {
  readonly txid: string
  readonly isConfirmed: boolean
}

/** Transactions of a script's history, the newest first. */
export interface TxPage {
  readonly txids: readonly string[]
  /** Behind which to go on; undefined at the end. */
  readonly next: string | undefined
}

/**
 * An explorer of a UTXO chain that is asked for single transactions. Nothing is asked before a method is called.
 *
 * Transactions are proved by hashes. Their height, who spends an output and how long a history is are the explorer's word:
 * a spend is proved by the spender's bytes, that there is none cannot be.
 *
 * @throws ExplorerError `LZ_EXPLORER_*`; NetError `LZ_NET_*`
 */
export interface TxSource {
  /** Name of the kind of explorer. What is proved is the same whoever told it. */
  readonly name: string
  readonly chain: ChainId.ChainId
  /** Throws `LZ_EXPLORER_CHAIN` where the explorer shows another chain. */
  assertChain(signal?: AbortSignal): Promise<void>
  findHeadHeight(signal?: AbortSignal): Promise<number>
  /** Hash of the block at a height; undefined where the chain is not as long. */
  findHash(height: number, signal?: AbortSignal): Promise<string | undefined>
  /** Undefined where the explorer does not have it. */
  findTx(txid: string, signal?: AbortSignal): Promise<ProvenTx | PendingTx | undefined>
  /** By output: who spends it, or undefined. */
  listSpends(txid: string, signal?: AbortSignal): Promise<readonly (Spend | undefined)[]>
  /** How many confirmed transactions pay a script or are paid by it. */
  countTxs(script: Uint8Array, signal?: AbortSignal): Promise<number>
  /** A page of the confirmed transactions of an address, behind the transaction `after`. */
  listTxs(address: string, after?: string, signal?: AbortSignal): Promise<TxPage>
}
