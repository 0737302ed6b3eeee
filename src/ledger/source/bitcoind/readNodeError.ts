import type { SourceCode } from '../SourceError.ts'

/** The code of an error of Bitcoin Core that says that a height is out of range. */
export const OUT_OF_RANGE = -8

const NOT_FOUND = -5
const MISC = -1

/**
 * What errors of Bitcoin Core mean, where others mean something else or nothing by them.
 *
 * @source https://github.com/bitcoin/bitcoin/blob/master/src/rpc/protocol.h
 * @source https://github.com/bitcoin/bitcoin/blob/master/src/rpc/blockchain.cpp
 */
export function readNodeError(code: number, words: string): SourceCode | undefined {
  if (PASSING.has(code)) return 'LZ_SOURCE_BUSY'
  // A block that the node has named before, and does not know any more.
  if (code === NOT_FOUND) return 'LZ_SOURCE_MOVED'
  if (code === MISC && /pruned/i.test(words)) return 'LZ_SOURCE_PRUNED'
  // The header came before the block.
  if (code === MISC && /not (available|fully downloaded)|not found on disk/i.test(words)) return 'LZ_SOURCE_SYNCING'
  return code === OUT_OF_RANGE ? 'LZ_SOURCE_REFUSED' : undefined
}

/** Warming up, downloading the chain, no peers, out of memory. */
const PASSING: ReadonlySet<number> = new Set([-28, -10, -9, -7])
