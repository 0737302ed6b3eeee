import type { BitcoinNetwork } from './BitcoinNetwork.ts'
import { BlockError } from './BlockError.ts'
import * as BlockHeader from './BlockHeader.ts'

/** Blocks between two changes of the target. */
export const INTERVAL = 2016

const TIMESPAN_SEC = 14 * 86_400
const BITS_AT = 72

/** Where a block stands. */
export interface Place {
  readonly height: number
  readonly parent: BlockHeader.BlockHeader
  /** When the first block of the parent's interval was made; needed at multiples of `INTERVAL` only. */
  readonly firstTimeSec?: number | undefined
}

/**
 * Checks that a block was as hard to make as the blocks before it ask for.
 *
 * Test networks let their blocks be easier: there nothing is checked. That a target is not easier than the network's
 * easiest is `BlockHeader.assertWork`'s.
 *
 * @throws BlockError `LZ_BLOCK_BITS`
 * @source https://github.com/bitcoin/bitcoin/blob/master/src/pow.cpp, `GetNextWorkRequired`
 */
export function assertBits(header: BlockHeader.BlockHeader, place: Place, network: BitcoinNetwork): void {
  if (!network.retargets) return
  const expected = nextBits(place, network)
  if (header.bits === expected) return
  const finding = `the bits 0x${header.bits.toString(16)} are not those that follow, 0x${expected.toString(16)}`
  throw new BlockError('LZ_BLOCK_BITS', BITS_AT, finding)
}

/**
 * The bits of the block behind another one.
 *
 * @example
 * const parent = { bits: 0x1d00ffff, timeSec: 1_262_152_739 } // of block 32,255
 * nextBits({ height: 32_256, parent, firstTimeSec: 1_261_130_161 }, BitcoinNetwork.main) // 0x1d00d86a
 */
export function nextBits({ height, parent, firstTimeSec }: Place, { targetMax }: BitcoinNetwork): number {
  if (height % INTERVAL !== 0) return parent.bits
  if (firstTimeSec === undefined)
    throw new RangeError(`The target changes at block ${height}: say when its interval began.`)
  const spanSec = Math.min(Math.max(parent.timeSec - firstTimeSec, TIMESPAN_SEC / 4), TIMESPAN_SEC * 4)
  const target = (BlockHeader.toTarget(parent.bits) * BigInt(spanSec)) / BigInt(TIMESPAN_SEC)
  return toBits(target < targetMax ? target : targetMax)
}

/** A target as headers write it: the size in bytes and the three highest ones, of which the first is below 0x80. */
function toBits(target: bigint): number {
  let size = Math.ceil(target.toString(16).length / 2)
  let word = Number(size <= 3 ? target << BigInt(8 * (3 - size)) : target >> BigInt(8 * (size - 3)))
  if (word >= 0x80_0000) {
    word >>= 8
    size++
  }
  return size * 0x100_0000 + word
}
