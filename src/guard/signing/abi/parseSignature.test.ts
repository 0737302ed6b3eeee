import fc from 'fast-check'
import { toFunctionSelector } from 'viem'
import { describe, expect, it } from 'vitest'
import { AbiError } from './AbiError.ts'
import { parseSignature, parseType } from './parseSignature.ts'
import { anySignature } from './signatures.support.ts'

describe('parseSignature', () => {
  it.each([
    ['transfer(address to, uint256 amount)', 'transfer(address,uint256)', '0xa9059cbb'],
    ['function  f ( uint a , tuple(bytes, int8[2][] b) )', 'f(uint256,(bytes,int8[2][]))'],
    ['claim()', 'claim()', '0x4e71d92d'],
    [
      'aggregate3((address target,bool allowFailure,bytes callData)[] calls)',
      'aggregate3((address,bool,bytes)[])',
      '0x82ad56cb',
    ],
    ['fill(string calldata memory, function indexed)', 'fill(string,function)'],
  ])('reads %s', (text, canonical, selector?: string) => {
    const parsed = parseSignature(text)
    expect(parsed.text).toBe(canonical)
    if (selector !== undefined) expect(parsed.selector).toBe(selector)
  })

  it('keeps the names of arguments and of members', () => {
    const [order] = parseSignature('f((address maker, uint256[] amounts) order)').inputs
    expect(order?.name).toBe('order')
    expect(order?.type.kind === 'tuple' && order.type.fields.map(({ name }) => name)).toEqual(['maker', 'amounts'])
  })

  it('makes the selectors that viem makes', () => {
    fc.assert(
      fc.property(anySignature, (text) => parseSignature(text).selector === toFunctionSelector(`function ${text}`)),
    )
  })

  it.each([
    '',
    'f',
    'f(',
    '()',
    'f(uint7)',
    'f(uint08)',
    'f(bytes33)',
    'f(bytes0)',
    'f(bytes032)',
    'f(())',
    'f(uint[0])',
    'f(uint[-1])',
    'f(uint[99999])',
    'f(uint,)',
    'f(,uint)',
    'f(uint) x',
    'f(uint a b)',
    'f(mapping)',
    'f(fixed128x18)',
    'f(uint[)',
    '1(uint)',
    `f(${'('.repeat(30)}uint${')'.repeat(30)})`,
    `f(uint${'[]'.repeat(30)})`,
    `f(${'uint,'.repeat(5_000)}uint)`,
    'f(\u202euint)',
  ])('refuses %j', (text) => {
    expect(() => parseSignature(text)).toThrow(AbiError)
    expect(() => parseSignature(text)).toThrow(expect.objectContaining({ code: 'LZ_GUARD_ABI_SIGNATURE' }))
  })

  it('refuses whatever else there is with its own error', () => {
    const pieces = fc.constantFrom(
      'f',
      '(',
      ')',
      '[',
      ']',
      ',',
      'uint',
      'bytes',
      '8',
      ' ',
      'tuple',
      'function',
      '\ud800',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        try {
          const { text } = parseSignature(parts.join(''))
          expect(parseSignature(text).text).toBe(text)
        } catch (error) {
          expect(error).toBeInstanceOf(AbiError)
        }
      }),
    )
  })
})

describe('parseType', () => {
  it('reads one type', () => {
    expect(parseType(' tuple(address to, uint)[2] ').text).toBe('(address,uint256)[2]')
    expect(() => parseType('uint8 x')).toThrow(AbiError)
  })
})
