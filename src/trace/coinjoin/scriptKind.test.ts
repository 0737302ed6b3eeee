import { describe, expect, it } from 'vitest'
import { dataLength, hasAddress, isNativeSegwit, isP2tr, isP2wpkh } from './scriptKind.ts'

const zeros = (bytes: number): string => '00'.repeat(bytes)

describe('scriptKind', () => {
  it.each([
    [`0014${zeros(20)}`, true, true],
    [`0020${zeros(32)}`, true, true],
    [`5120${zeros(32)}`, true, true],
    [`51024e73`, true, true], // pay to anchor
    [`76a914${zeros(20)}88ac`, true, false],
    [`a914${zeros(20)}87`, true, false],
    [`0014${zeros(19)}`, false, false],
    [`0001${zeros(1)}`, false, false],
    [`21${zeros(33)}ac`, false, false],
    [`6a04${zeros(4)}`, false, false],
    ['', false, false],
  ])('%s has an address: %s, is native segwit: %s', (script, address, segwit) => {
    expect(hasAddress(script)).toBe(address)
    expect(isNativeSegwit(script)).toBe(segwit)
  })

  it('tells key hashes from taproot', () => {
    expect([isP2wpkh(`0014${zeros(20)}`), isP2wpkh(`0020${zeros(32)}`)]).toEqual([true, false])
    expect([isP2tr(`5120${zeros(32)}`), isP2tr(`5220${zeros(32)}`)]).toEqual([true, false])
  })

  it.each([
    [`6a40${zeros(64)}`, 64],
    [`6a4b${zeros(75)}`, 75],
    [`6a4c50${zeros(80)}`, 80],
    [`6a01ff`, 1],
    [`6a40${zeros(63)}`, undefined],
    [`6a5d0b${zeros(11)}`, undefined],
    [`6a4d0001${zeros(256)}`, undefined],
    ['6a', undefined],
    [`0014${zeros(20)}`, undefined],
  ])('%s carries %s bytes of data', (script, bytes) => expect(dataLength(script)).toBe(bytes))
})
