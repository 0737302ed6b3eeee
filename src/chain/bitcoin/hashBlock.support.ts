import type { BlockColumns } from './BlockColumns.ts'
import type { BlockHashes } from './BlockHasher.ts'
import { concat } from './bytes.support.ts'
import { sha256d } from './sha256d.ts'

/** What `createBlockHasher` gives, plainly. */
export function hashPlainly(block: BlockColumns): BlockHashes {
  const { bytes, txAt, witnessAt, hasWitness } = block
  const txs = Array.from({ length: block.txCount }, (_, tx) => {
    const [at, end] = [txAt[tx] as number, txAt[tx + 1] as number]
    const whole = bytes.subarray(at, end)
    if (hasWitness[tx] !== 1) return { txid: sha256d(whole), wtxid: sha256d(whole) }
    const body = bytes.subarray(at + 6, witnessAt[tx])
    return {
      txid: sha256d(concat(bytes.subarray(at, at + 4), body, bytes.subarray(end - 4, end))),
      wtxid: sha256d(whole),
    }
  })
  const [txids, wtxids] = [txs.map(({ txid }) => txid), txs.map(({ wtxid }) => wtxid)]
  return {
    txids: concat(...txids),
    wtxids: concat(...wtxids),
    merkleRoot: rootOf(txids),
    witnessRoot: hasWitness.subarray(0, block.txCount).includes(1)
      ? rootOf([new Uint8Array(32), ...wtxids.slice(1)])
      : undefined,
  }
}

function rootOf(hashes: readonly Uint8Array[]): Uint8Array | undefined {
  let level = hashes
  while (level.length > 1) {
    const pairs = level.filter((_, i) => i % 2 === 0).map((left, i) => [left, level[2 * i + 1]] as const)
    if (pairs.some(([left, right]) => right !== undefined && Buffer.compare(left, right) === 0)) return undefined
    level = pairs.map(([left, right]) => sha256d(concat(left, right ?? left)))
  }
  return level[0]
}
