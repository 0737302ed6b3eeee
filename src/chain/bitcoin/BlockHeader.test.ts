import { describe, expect, it } from 'vitest'
import * as BlockHeader from './BlockHeader.ts'
import { GENESIS } from './bytes.support.ts'

describe('BlockHeader', () => {
  // https://github.com/bitcoin/bitcoin/blob/master/src/test/arith_uint256_tests.cpp, bignum_SetCompact
  it.each([
    [0x01123456, 0x12n],
    [0x02123456, 0x1234n],
    [0x03123456, 0x123456n],
    [0x04123456, 0x12345600n],
    [0x05009234, 0x92340000n],
    [0x20123456, 0x123456n << 232n],
    [0x1d00ffff, 0xffffn << 208n],
  ])('reads the target of %i', (bits, target) => {
    expect(BlockHeader.toTarget(bits)).toBe(target)
  })

  it.each([
    ['zero', 0],
    ['zero after shifting', 0x00123456],
    ['negative', 0x04923456],
    ['negative and small', 0x01fedcba],
    ['longer than a hash', 0xff123456],
  ])('refuses a target that is %s', (_, bits) => {
    expect(() => BlockHeader.toTarget(bits)).toThrow(expect.objectContaining({ code: 'LZ_BLOCK_BITS' }))
  })

  it('counts 4,295,032,833 hashes for the easiest block', () => {
    expect(BlockHeader.toWork(0x1d00ffff)).toBe(4_295_032_833n)
  })

  it('refuses fewer than 80 bytes', () => {
    expect(() => BlockHeader.decode(GENESIS.subarray(0, 79))).toThrow(
      expect.objectContaining({ code: 'LZ_BLOCK_TRUNCATED' }),
    )
  })
})
