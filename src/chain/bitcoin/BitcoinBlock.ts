import { assertBlock, isCoinbaseInput } from './assertBlock.ts'
import type { BitcoinNetwork } from './BitcoinNetwork.ts'
import * as BitcoinTx from './BitcoinTx.ts'
import { type BlockColumns, createBlockColumns } from './BlockColumns.ts'
import { type BlockHashes, createBlockHasher } from './BlockHasher.ts'
import * as BlockHeader from './BlockHeader.ts'
import { BLOCK_BYTES_MAX, decodeBlock, measureBlock } from './decodeBlock.ts'
import { findHeightInCoinbase } from './heightInCoinbase.ts'

export type { BlockColumns } from './BlockColumns.ts'
export type { BlockHashes } from './BlockHasher.ts'

/** Bytes of the longest block. */
export const BYTES_MAX: number = BLOCK_BYTES_MAX

/** A block whose work, merkle root and witnesses were checked. */
export interface BitcoinBlock {
  readonly header: BlockHeader.BlockHeader
  readonly txs: readonly BitcoinTx.BitcoinTx[]
}

/** A block in columns, checked but for its work, which is the header's. */
export interface CheckedColumns extends BlockHashes {
  readonly columns: BlockColumns
  /** What the coinbase begins with, if that can be a height; true from BIP-34 on. */
  readonly heightInCoinbase: number | undefined
}

/**
 * Decodes and checks a block.
 *
 * @throws BlockError with the byte where it is wrong; see docs/errors.md, `LZ_BLOCK_...`
 * @example
 * BitcoinBlock.decode(genesisBytes, BitcoinNetwork.main).txs[0]?.outputs[0]?.valueSat // 5_000_000_000n
 * BitcoinBlock.decode(genesisBytes.with(100, 0), BitcoinNetwork.main)                 // throws LZ_BLOCK_MERKLE
 */
export function decode(bytes: Uint8Array, network: BitcoinNetwork): BitcoinBlock {
  const header = BlockHeader.decode(bytes)
  BlockHeader.assertWork(header, network)
  const { columns, ...hashes } = createReader()(bytes)
  return { header, txs: BitcoinTx.fromColumns(columns, hashes) }
}

/**
 * Makes a reader of many blocks, one after the other: what it returns is good until it reads the next one.
 *
 * @throws BlockError as `decode` does, but for the header's work
 */
export function createReader(): (bytes: Uint8Array) => CheckedColumns {
  const room = createBlockColumns()
  const hashBlock = createBlockHasher()
  return (bytes) => {
    const columns = decodeBlock(bytes, room)
    const hashes = hashBlock(columns)
    assertBlock(columns, hashes)
    return { columns, ...hashes, heightInCoinbase: findHeightInCoinbase(columns) }
  }
}

/**
 * Makes a reader of some transactions of a block, in their order, for those who have proved each of them: only its form is
 * checked. What it returns is good until it reads the next ones. The first need not be a coinbase.
 *
 * @throws BlockError as `decode` does for transactions that are none
 */
export function createPartReader(): (txs: readonly Uint8Array[]) => CheckedColumns {
  const room = createBlockColumns()
  const hashBlock = createBlockHasher()
  return (txs) => {
    const columns = decodeBlock(joinTxs(txs), room)
    return { columns, ...hashBlock(columns), heightInCoinbase: undefined }
  }
}

/** Transactions behind a header of zeros, as a block has them. */
function joinTxs(txs: readonly Uint8Array[]): Uint8Array {
  const length = txs.reduce((sum, tx) => sum + tx.length, 0)
  const count = txs.length < 0xfd ? [txs.length] : [0xfd, txs.length & 0xff, txs.length >>> 8]
  const bytes = new Uint8Array(BlockHeader.LENGTH + count.length + length)
  bytes.set(count, BlockHeader.LENGTH)
  let at = BlockHeader.LENGTH + count.length
  for (const tx of txs) {
    bytes.set(tx, at)
    at += tx.length
  }
  return bytes
}

/** Whether a transaction of a block makes new money. */
export function isCoinbase(columns: BlockColumns, tx: number): boolean {
  return isCoinbaseInput(columns, columns.inputStart[tx] as number)
}

/**
 * Bytes of the block at the beginning of these, whatever comes behind it.
 *
 * @throws BlockError as `decode` does for bytes that are none
 */
export function measure(bytes: Uint8Array): number {
  return measureBlock(bytes)
}
