import type { BitcoinNetwork } from './BitcoinNetwork.ts'
import { BlockError } from './BlockError.ts'
import { Cursor } from './Cursor.ts'
import { sha256d, toHashText } from './sha256d.ts'

/** Bytes of a header. */
export const LENGTH = 80

/** The head of a block. Hashes are as explorers show them. */
export interface BlockHeader {
  readonly hash: string
  readonly previous: string
  readonly merkleRoot: string
  readonly version: number
  readonly timeSec: number
  readonly bits: number
  readonly nonce: number
}

const PREVIOUS_AT = 4
const ROOT_AT = 36
const BITS_AT = 72

/**
 * Decodes the header in the first 80 bytes, whatever comes behind it.
 *
 * @throws BlockError `LZ_BLOCK_TRUNCATED`
 * @source https://developer.bitcoin.org/reference/block_chain.html#block-headers
 */
export function decode(bytes: Uint8Array): BlockHeader {
  const cursor = new Cursor(bytes)
  cursor.advance(LENGTH)
  cursor.at = 0
  const version = cursor.i32()
  cursor.at = 68
  return {
    hash: toHashText(sha256d(bytes.subarray(0, LENGTH))),
    previous: toHashText(bytes.subarray(PREVIOUS_AT, ROOT_AT)),
    merkleRoot: toHashText(bytes.subarray(ROOT_AT, 68)),
    version,
    timeSec: cursor.u32(),
    bits: cursor.u32(),
    nonce: cursor.u32(),
  }
}

/**
 * The number that a hash may not be above.
 *
 * @throws BlockError `LZ_BLOCK_BITS` for a number that is negative, zero or longer than a hash
 * @source https://developer.bitcoin.org/reference/block_chain.html#target-nbits
 * @example
 * BlockHeader.toTarget(0x1d00ffff) // 0xffffn << 208n
 * BlockHeader.toTarget(0x04923456) // throws LZ_BLOCK_BITS: negative
 */
export function toTarget(bits: number): bigint {
  const size = bits >>> 24
  const word = BigInt(bits & 0x7f_ffff)
  const target = size <= 3 ? word >> BigInt(8 * (3 - size)) : word << BigInt(8 * (size - 3))
  const isNegative = (bits & 0x80_0000) !== 0 && word !== 0n
  if (!isNegative && target > 0n && target < 1n << 256n) return target
  throw new BlockError('LZ_BLOCK_BITS', BITS_AT, `the bits 0x${hex32(bits)} are no target`)
}

/** How many hashes a block takes on average: chains are compared by the sum. */
export function toWork(bits: number): bigint {
  return (1n << 256n) / (toTarget(bits) + 1n)
}

/** @throws BlockError `LZ_BLOCK_BITS` for a target easier than the network's, `LZ_BLOCK_WORK` for a hash above the target */
export function assertWork({ hash, bits }: BlockHeader, network: BitcoinNetwork): void {
  const target = toTarget(bits)
  if (target > network.targetMax) {
    throw new BlockError(
      'LZ_BLOCK_BITS',
      BITS_AT,
      `the bits 0x${hex32(bits)} are too easy for the network ${network.name}`,
    )
  }
  if (BigInt(`0x${hash}`) > target) throw new BlockError('LZ_BLOCK_WORK', 0, `the hash ${hash} is above its target`)
}

function hex32(number: number): string {
  return number.toString(16).padStart(8, '0')
}
