import type { BlockColumns } from './BlockColumns.ts'
import { sha256d } from './sha256d.ts'

/** Ids of a block's transactions, 32 bytes each in memory order. Those of a transaction without witness are equal. */
export interface BlockHashes {
  readonly txids: Uint8Array
  readonly wtxids: Uint8Array
}

/**
 * Computes the ids of all transactions.
 *
 * @source https://github.com/bitcoin/bips/blob/master/bip-0141.mediawiki#transaction-id
 */
export function hashTxs(columns: BlockColumns): BlockHashes {
  const txids = new Uint8Array(32 * columns.txCount)
  const wtxids = new Uint8Array(32 * columns.txCount)
  for (let tx = 0; tx < columns.txCount; tx++) {
    const whole = columns.bytes.subarray(columns.txAt[tx], columns.txAt[tx + 1])
    const wtxid = sha256d(whole)
    wtxids.set(wtxid, 32 * tx)
    txids.set(columns.hasWitness[tx] === 1 ? sha256d(withoutWitness(columns, tx)) : wtxid, 32 * tx)
  }
  return { txids, wtxids }
}

function withoutWitness({ bytes, txAt, witnessAt }: BlockColumns, tx: number): Uint8Array {
  const at = txAt[tx] as number
  const bodyLength = (witnessAt[tx] as number) - at - 6
  const stripped = new Uint8Array(8 + bodyLength)
  stripped.set(bytes.subarray(at, at + 4))
  stripped.set(bytes.subarray(at + 6, at + 6 + bodyLength), 4)
  stripped.set(bytes.subarray((txAt[tx + 1] as number) - 4, txAt[tx + 1]), 4 + bodyLength)
  return stripped
}
