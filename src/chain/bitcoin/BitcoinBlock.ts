import { assertBlock } from './assertBlock.ts'
import type { BitcoinNetwork } from './BitcoinNetwork.ts'
import * as BitcoinTx from './BitcoinTx.ts'
import { hashTxs } from './BlockHasher.ts'
import * as BlockHeader from './BlockHeader.ts'
import { decodeBlock } from './decodeBlock.ts'

/** A block whose work, merkle root and witnesses were checked. */
export interface BitcoinBlock {
  readonly header: BlockHeader.BlockHeader
  readonly txs: readonly BitcoinTx.BitcoinTx[]
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
  const columns = decodeBlock(bytes)
  assertBlock(columns, hashTxs(columns))
  return { header, txs: BitcoinTx.fromColumns(columns) }
}
