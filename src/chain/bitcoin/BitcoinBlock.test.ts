import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as BitcoinBlock from './BitcoinBlock.ts'
import * as BitcoinNetwork from './BitcoinNetwork.ts'
import { BlockError } from './BlockError.ts'
import { blockOf, bytesOf, COINBASE, concat, GENESIS, hexOf, le, readData, txWithInputs } from './bytes.support.ts'

const { main } = BitcoinNetwork
const segwit = readData('block-540107.bin')
const early = readData('blk00000-first-4522-blocks.dat')

function codeOf(run: () => unknown): string | undefined {
  try {
    run()
    return undefined
  } catch (error) {
    if (!(error instanceof BlockError)) throw error
    expect(error.offset).toBeGreaterThanOrEqual(0)
    return error.code
  }
}

/** What is said of a block with one byte changed. */
function codeOfFlipped(block: Uint8Array, at: number, bits: number): string | undefined {
  const damaged = block.slice()
  damaged[at] = (damaged[at] as number) ^ bits
  return codeOf(() => BitcoinBlock.decode(damaged, main))
}

/** Decodes without proof of work: it stands before everything else, and nobody mines test blocks. */
const easy = { ...BitcoinNetwork.regtest, targetMax: (1n << 256n) - 1n }

function mined(block: Uint8Array): Uint8Array {
  const copy = block.slice()
  for (let nonce = 0; ; nonce++) {
    copy.set(le(nonce, 4), 76)
    if (codeOf(() => BitcoinBlock.decode(copy, easy)) !== 'LZ_BLOCK_WORK') return copy
  }
}

describe('BitcoinBlock', () => {
  it('reads the first block there is', () => {
    const { header, txs } = BitcoinBlock.decode(GENESIS, main)
    expect(header).toEqual({
      hash: main.genesis,
      previous: '0'.repeat(64),
      merkleRoot: '4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b',
      version: 1,
      timeSec: 1_231_006_505,
      bits: 0x1d00ffff,
      nonce: 2_083_236_893,
    })
    expect(txs).toHaveLength(1)
    expect(txs[0]).toMatchObject({ txid: header.merkleRoot, wtxid: header.merkleRoot, hasWitness: false, lockTime: 0 })
    expect(txs[0]?.inputs[0]?.previous).toEqual({ txid: '0'.repeat(64), place: 0xffffffff })
    expect(Buffer.from(txs[0]?.inputs[0]?.script ?? []).toString()).toContain('Chancellor on brink of second bailout')
    expect(txs[0]?.outputs[0]?.valueSat).toBe(5_000_000_000n)
  })

  it('refuses the block on networks with other targets or other rules', () => {
    const strict = { ...main, targetMax: 1n << 200n }
    expect(codeOf(() => BitcoinBlock.decode(GENESIS, strict))).toBe('LZ_BLOCK_BITS')
  })

  it('refuses the block with any bit changed', () => {
    for (let at = 0; at < GENESIS.length; at++) {
      expect([at, codeOfFlipped(GENESIS, at, 1 << (at % 8))]).not.toEqual([at, undefined])
    }
  })

  it('refuses the block cut anywhere, and with a byte too many', () => {
    for (let end = 0; end < GENESIS.length; end++) {
      const code = codeOf(() => BitcoinBlock.decode(GENESIS.subarray(0, end), main))
      expect(['LZ_BLOCK_TRUNCATED', 'LZ_BLOCK_COUNT']).toContain(code)
    }
    expect(codeOf(() => BitcoinBlock.decode(concat(GENESIS, [0]), main))).toBe('LZ_BLOCK_TRAILING')
  })

  it.each([
    ['a transaction count of 2^32', concat([0xff], le(1n << 32n, 8)), 'LZ_BLOCK_COUNT'],
    ['a transaction count of 2^64 - 1', concat([0xff], le((1n << 64n) - 1n, 8)), 'LZ_BLOCK_COUNT'],
    ['a transaction count of 2^32 - 1', concat([0xfe], le(0xffffffff, 4)), 'LZ_BLOCK_COUNT'],
    ['a count in more bytes than it needs', concat([0xfd], le(1, 2)), 'LZ_BLOCK_ENCODING'],
    ['no transaction', concat([0]), 'LZ_BLOCK_TRAILING'],
  ])('refuses %s at once', (_, count, code) => {
    const block = concat(GENESIS.subarray(0, 80), count, GENESIS.subarray(81))
    expect(codeOf(() => BitcoinBlock.decode(block, main))).toBe(code)
  })

  it('refuses a block without any transaction', () => {
    const block = mined(concat(blockOf(COINBASE).subarray(0, 80), [0]))
    expect(codeOf(() => BitcoinBlock.decode(block, easy))).toBe('LZ_BLOCK_COINBASE')
  })

  it('refuses two coinbases, a first transaction that is none, and repeated transactions', () => {
    const spend = txWithInputs(1)
    const decode = (block: Uint8Array) => codeOf(() => BitcoinBlock.decode(mined(block), easy))
    expect(decode(blockOf(COINBASE, spend))).toBe(undefined)
    expect(decode(blockOf(spend))).toBe('LZ_BLOCK_COINBASE')
    expect(decode(blockOf(spend, COINBASE))).toBe('LZ_BLOCK_COINBASE')
    expect(decode(blockOf(COINBASE, COINBASE))).toBe('LZ_BLOCK_MERKLE')
    expect(decode(blockOf(COINBASE, concat(COINBASE.subarray(0, -1), [1])))).toBe('LZ_BLOCK_COINBASE')
  })

  it('refuses more satoshi than there are, and a witness that nothing commits to', () => {
    const decode = (tx: Uint8Array) => codeOf(() => BitcoinBlock.decode(mined(blockOf(COINBASE, tx)), easy))
    const spend = txWithInputs(1)
    const valueAt = spend.length - 14
    expect(decode(concat(spend.subarray(0, valueAt), le(2_100_000_000_000_001n, 8), spend.subarray(valueAt + 8)))).toBe(
      'LZ_BLOCK_VALUE',
    )
    const witnessed = concat(le(1, 4), [0, 1], spend.subarray(4, -4), [1, 1, 9], le(0, 4))
    const block = blockOf(COINBASE, spend)
    const swapped = concat(block.subarray(0, block.length - spend.length), witnessed)
    expect(codeOf(() => BitcoinBlock.decode(mined(swapped), easy))).toBe('LZ_BLOCK_WITNESS')
  })

  it('reads 20,000 inputs and 4 MB, and refuses a byte more', () => {
    const many = mined(blockOf(COINBASE, txWithInputs(20_000)))
    expect(BitcoinBlock.decode(many, easy).txs[1]?.inputs).toHaveLength(20_000)
    const fits = Math.floor((4_000_000 - 81 - COINBASE.length - 25) / 41)
    const full = mined(blockOf(COINBASE, txWithInputs(fits)))
    expect(BitcoinBlock.decode(full, easy).txs[1]?.inputs).toHaveLength(fits)
    const long = new Uint8Array(4_000_001)
    long.set(mined(blockOf(COINBASE)))
    expect(codeOf(() => BitcoinBlock.decode(long, easy))).toBe('LZ_BLOCK_SIZE')
  })

  it('says of no bytes at all anything but a BlockError', () => {
    const bytes = fc
      .uint8Array({ maxLength: 400 })
      .map((tail) => mined(concat(blockOf(COINBASE).subarray(0, 80), tail)))
    fc.assert(fc.property(bytes, (block) => codeOf(() => BitcoinBlock.decode(block, easy)) !== ''))
  })
})

describe.skipIf(early === undefined)('the first 4,522 blocks', () => {
  const bytes = early as Uint8Array

  it('chain, and pay out 50 BTC each', () => {
    const unspent = new Map<string, bigint>()
    let previous = '0'.repeat(64)
    let [blocks, txs, at] = [0, 0, 0]
    for (; ; blocks++) {
      const length = new DataView(bytes.buffer).getUint32(at + 4, true)
      if (at + 8 + length > bytes.length) break
      const block = BitcoinBlock.decode(bytes.subarray(at + 8, at + 8 + length), main)
      expect(block.header.previous).toBe(previous)
      previous = block.header.hash
      at += 8 + length
      txs += block.txs.length
      for (const tx of block.txs) {
        for (const { previous: spent } of tx.inputs) unspent.delete(`${spent.txid}:${spent.place}`)
        for (const [place, { valueSat }] of tx.outputs.entries()) unspent.set(`${tx.txid}:${place}`, valueSat)
      }
    }
    expect({ blocks, txs, unspent: unspent.size, at }).toEqual({
      blocks: 4522,
      txs: 4583,
      unspent: 4349,
      at: 1_048_537,
    })
    expect([...unspent.values()].reduce((sum, value) => sum + value)).toBe(4522n * 5_000_000_000n)
  })
})

describe.skipIf(segwit === undefined)('block 540,107', () => {
  const bytes = segwit as Uint8Array

  it('is read whole', () => {
    const { header, txs } = BitcoinBlock.decode(bytes, main)
    expect(header.hash).toBe('00000000000000000021868c2cefc52a480d173c849412fe81c4e5ab806f94ab')
    const ids = new Set(txs.map(({ txid }) => txid))
    const inputs = txs.flatMap((tx) => tx.inputs)
    const outputs = txs.flatMap((tx) => tx.outputs)
    expect([txs.length, inputs.length, outputs.length]).toEqual([230, 7033, 472])
    expect(inputs.filter(({ previous }) => ids.has(previous.txid))).toHaveLength(35)
    expect(txs[0]?.outputs.reduce((sum, { valueSat }) => sum + valueSat, 0n)).toBe(1_254_491_058n)
    expect(hexOf(txs[0]?.inputs[0]?.script.subarray(0, 4) ?? bytesOf(''))).toBe('03cb3d08')
  })

  it('is refused with any byte changed', () => {
    const place = fc.oneof(fc.nat(79), fc.integer({ min: 80, max: 400 }), fc.nat(bytes.length - 1))
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (at, bits) => codeOfFlipped(bytes, at, bits) !== undefined),
      { numRuns: 60 },
    )
  })

  it('is refused when it is cut', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (end) => {
        const code = codeOf(() => BitcoinBlock.decode(bytes.subarray(0, end), main))
        return code === 'LZ_BLOCK_TRUNCATED' || code === 'LZ_BLOCK_COUNT'
      }),
    )
  })
})
