import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBlockHasher } from './BlockHasher.ts'
import { blockOf, COINBASE, concat, le, readData, txWithInputs } from './bytes.support.ts'
import { decodeBlock } from './decodeBlock.ts'
import { hashPlainly } from './hashBlock.support.ts'

const hash = createBlockHasher()
const segwit = readData('block-540107.bin')

/** A transaction of any length up to some kilobytes, with a witness or without. */
const tx = fc
  .tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.uint8Array({ maxLength: 252 }),
    fc.option(fc.uint8Array({ maxLength: 252 })),
  )
  .map(([inputs, script, witness]) => {
    const plain = txWithInputs(inputs)
    const body = concat(plain.subarray(4, -6), [script.length], script)
    if (witness === null) return concat(le(2, 4), body, le(0, 4))
    const items = Array.from({ length: inputs }, () => concat([1, witness.length], witness))
    return concat(le(2, 4), [0, 1], body, ...items, le(0, 4))
  })

describe('BlockHasher', () => {
  it('hashes any transactions as the plain way does, one block after the other', () => {
    fc.assert(
      fc.property(fc.array(tx, { minLength: 1, maxLength: 40 }), (txs) => {
        const block = decodeBlock(blockOf(COINBASE, ...txs))
        expect(hash(block)).toEqual(hashPlainly(block))
      }),
      { numRuns: 60 },
    )
  })

  it.each([55, 56, 63, 64, 65, 119, 120, 128])('hashes messages around %i bytes, where the padding turns', (length) => {
    const plain = txWithInputs(1)
    const fitting = concat(
      plain.subarray(0, -6),
      [Math.max(0, length - plain.length + 1)],
      new Uint8Array(Math.max(0, length - plain.length + 1)),
      le(0, 4),
    )
    const block = decodeBlock(blockOf(COINBASE, fitting))
    expect(hash(block)).toEqual(hashPlainly(block))
  })

  it('finds no root where the end of the list is repeated', () => {
    const [a, b] = [txWithInputs(1), txWithInputs(2)]
    expect(hash(decodeBlock(blockOf(COINBASE, a, b))).merkleRoot).toBeDefined()
    expect(hash(decodeBlock(blockOf(COINBASE, a, b, b))).merkleRoot).toBe(undefined)
    expect(hash(decodeBlock(blockOf(COINBASE, COINBASE))).merkleRoot).toBe(undefined)
  })

  it.skipIf(segwit === undefined)('hashes a real block as the plain way does', () => {
    const block = decodeBlock(segwit as Uint8Array)
    expect(hash(block)).toEqual(hashPlainly(block))
  })

  it('is what its source compiles to', () => {
    expect(spawnSync(process.execPath, ['scripts/wasm.mjs', '--check'], { encoding: 'utf8' })).toMatchObject({
      status: 0,
    })
  })
})
