import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as BitcoinNetwork from './BitcoinNetwork.ts'
import * as BlockHeader from './BlockHeader.ts'
import * as Difficulty from './Difficulty.ts'

const header = (fields: Partial<BlockHeader.BlockHeader>): BlockHeader.BlockHeader => ({
  ...{ hash: '', previous: '', merkleRoot: '', version: 1, timeSec: 0, bits: 0x1d00ffff, nonce: 0 },
  ...fields,
})

/** @source https://github.com/bitcoin/bitcoin/blob/master/src/test/pow_tests.cpp */
test.each([
  [32_256, 1_261_130_161, 1_262_152_739, 0x1d00ffff, 0x1d00d86a],
  [2_016, 1_231_006_505, 1_233_061_996, 0x1d00ffff, 0x1d00ffff],
  [68_544, 1_279_008_237, 1_279_297_671, 0x1c05a3f4, 0x1c0168fd],
  [46_368, 1_263_163_443, 1_269_211_443, 0x1c387f6f, 0x1d00e1fd],
])('the target at block %i is that of Bitcoin Core', (height, firstTimeSec, timeSec, bits, expected) => {
  const place = { height, parent: header({ bits, timeSec }), firstTimeSec }
  expect(Difficulty.nextBits(place, BitcoinNetwork.main)).toBe(expected)
  Difficulty.assertBits(header({ bits: expected }), place, BitcoinNetwork.main)
  for (const other of [expected - 1, expected + 1, 0x207fffff])
    expect(() => Difficulty.assertBits(header({ bits: other }), place, BitcoinNetwork.main)).toThrow(
      expect.objectContaining({ code: 'LZ_BLOCK_BITS' }),
    )
})

test('between two changes the target stays, but on test networks', () => {
  const place = { height: 7, parent: header({ bits: 0x1b0404cb }) }
  const easy = header({ bits: 0x1d00ffff })
  for (const network of [BitcoinNetwork.main, BitcoinNetwork.signet])
    expect(() => Difficulty.assertBits(easy, place, network)).toThrow()
  for (const network of [BitcoinNetwork.test, BitcoinNetwork.regtest]) Difficulty.assertBits(easy, place, network)
})

test('no change is of more than four times, nor easier than the easiest', () => {
  const times = fc.integer({ min: 0, max: 2 ** 32 - 1 })
  const targets = fc.tuple(fc.integer({ min: 4, max: 0x1c }), fc.integer({ min: 0x8000, max: 0x7fffff }))
  fc.assert(
    fc.property(times, times, targets, (firstTimeSec, timeSec, [size, word]) => {
      const bits = size * 0x1000000 + word
      const place = { height: 4032, parent: header({ bits, timeSec }), firstTimeSec }
      const [before, after] = [bits, Difficulty.nextBits(place, BitcoinNetwork.main)].map(BlockHeader.toTarget) as [
        bigint,
        bigint,
      ]
      expect(after).toBeLessThanOrEqual(BitcoinNetwork.main.targetMax)
      expect(after).toBeLessThanOrEqual(4n * before)
      // What does not fit into three bytes is cut off.
      expect(after + (after >> 14n) + 1n).toBeGreaterThanOrEqual(before / 4n)
    }),
  )
})
