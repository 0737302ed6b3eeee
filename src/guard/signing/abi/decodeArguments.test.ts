import fc from 'fast-check'
import { type AbiParameter, decodeAbiParameters, encodeAbiParameters, type Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { AbiError } from './AbiError.ts'
import { decodeArguments } from './decodeArguments.ts'
import { parseSignature } from './parseSignature.ts'
import { anySignature } from './signatures.support.ts'
import { parametersOf, plainsOf, valuesOf } from './values.support.ts'

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replace(/^0x/, ''), 'hex'))
const wordOf = (value: number | bigint) => value.toString(16).padStart(64, '0')
const decode = (signature: string, ...words: (number | bigint | string)[]) =>
  decodeArguments(
    parseSignature(signature).inputs,
    bytesOf(words.map((word) => (typeof word === 'string' ? word : wordOf(word))).join('')),
  )

const anyCall = anySignature.chain((text) => {
  const { inputs } = parseSignature(text)
  return valuesOf(inputs).map((values) => ({ inputs, values, parameters: parametersOf(inputs) as AbiParameter[] }))
})

describe('decodeArguments', () => {
  it('gives back what viem has encoded, and finds nothing odd in it', () => {
    fc.assert(
      fc.property(anyCall, ({ inputs, values, parameters }) => {
        const data = bytesOf(encodeAbiParameters(parameters, values))
        const decoded = decodeArguments(inputs, data)
        expect(plainsOf(inputs, decoded.values)).toEqual(values)
        expect(decoded.oddities).toEqual([])
        expect(decoded.usedBytes).toBe(data.length)
      }),
      { numRuns: 300 },
    )
  })

  it('agrees with viem on data that were changed, or is stricter', () => {
    const change = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) })
    fc.assert(
      fc.property(anyCall, fc.array(change, { maxLength: 3 }), ({ inputs, values, parameters }, changes) => {
        const data = bytesOf(encodeAbiParameters(parameters, values))
        if (data.length === 0) return
        for (const { at, byte } of changes) data[at % data.length] = byte
        const ours = attempt(() => decodeArguments(inputs, data))
        if (ours === undefined || ours.oddities.includes('text') || ours.oddities.includes('dirty')) return
        const theirs = decodeAbiParameters(parameters, `0x${Buffer.from(data).toString('hex')}` as Hex)
        expect(lower(plainsOf(inputs, ours.values))).toEqual(lower(theirs))
      }),
      { numRuns: 300 },
    )
  })

  it('ends with its own error, whatever the data are', () => {
    fc.assert(
      fc.property(anySignature, fc.uint8Array({ maxLength: 700 }), (text, data) => {
        attempt(() => decodeArguments(parseSignature(text).inputs, data))
      }),
    )
  })

  it.each([
    ['f(uint256)'],
    ['f(bytes)', 64],
    ['f(bytes)', 32],
    ['f(bytes)', 32, 1],
    ['f(bytes)', 2n ** 256n - 1n],
    ['f(uint256[])', 32, 2, 1],
    ['f(uint256[])', 32, 2n ** 255n],
    ['f(uint256[3])', 1, 2],
    ['f(uint256[60000][60000])', 1, 2],
  ])('refuses %s of %s %s', (signature, ...words) => {
    expect(() => decode(signature, ...words)).toThrow(expect.objectContaining({ code: 'LZ_GUARD_ABI_DATA' }))
  })

  it('ends where offsets point at themselves', () => {
    expect(decode('f(bytes[][][])', 0).oddities).toEqual(['offset'])
    const loop = [32, ...Array.from({ length: 60 }, () => 30)]
    expect(() => decode(`f(bytes${'[]'.repeat(12)})`, ...loop)).toThrow(AbiError)
    const nested = [32, 50, ...Array.from({ length: 50 }, () => 0), ...Array.from({ length: 60 }, () => 0)]
    expect(decode('f(bytes[])', ...nested).oddities).toContain('offset')
  })

  it('reads no more than its bound where tails are shared', () => {
    const count = 200
    const level = (next: number) => [count, ...Array.from({ length: count }, () => next)]
    const words = [32, ...level(32 * count), ...level(32 * count), ...level(32 * count), 0]
    expect(() => decode('f(bytes[][][])', ...words)).toThrow(expect.objectContaining({ code: 'LZ_GUARD_ABI_LIMIT' }))
  })

  it.each([
    ['bytes behind the arguments', ['f(uint8)', 1, 2], 'trailing', [1n]],
    ['bits above a number', ['f(uint8)', 257], 'dirty', [1n]],
    ['bits above a signed number', ['f(int8)', 0x80], 'dirty', [-128n]],
    ['bits above an address', ['f(address)', 2n ** 160n + 1n], 'dirty', [`0x${'0'.repeat(39)}1`]],
    ['a boolean of 2', ['f(bool)', 2], 'dirty', [true]],
    ['bytes behind a bytes1', ['f(bytes1)', 1], 'dirty', [new Uint8Array(1)]],
    ['padding that is not zero', ['f(bytes)', 32, 1, 1], 'dirty', [new Uint8Array(1)]],
    ['a tail that does not follow', ['f(bytes)', 64, 0, 0], 'offset', [new Uint8Array(0)]],
    ['a last word that is cut', ['f(bytes)', 32, 1, '07'], 'cut', [Uint8Array.of(7)]],
    ['a text that is no UTF-8', ['f(string)', 32, 1, 'ff'.padEnd(64, '0')], 'text', ['\ufffd']],
  ] as const)('names %s', (_, [signature, ...words], oddity, values) => {
    const decoded = decode(signature, ...words)
    expect(decoded.oddities).toEqual([oddity])
    expect(decoded.values).toEqual(values)
  })

  it('reads a part of a larger buffer', () => {
    const whole = bytesOf(wordOf(1) + wordOf(2))
    expect(decodeArguments(parseSignature('f(uint8)').inputs, whole.subarray(32)).values).toEqual([2n])
  })
})

function attempt<Result>(run: () => Result): Result | undefined {
  try {
    return run()
  } catch (error) {
    expect(error).toBeInstanceOf(AbiError)
    return undefined
  }
}

/** viem writes addresses with their checksum. */
function lower(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lower)
  return typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value) ? value.toLowerCase() : value
}
