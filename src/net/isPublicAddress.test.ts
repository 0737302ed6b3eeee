import { isIP } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPublicAddress } from './isPublicAddress.ts'

/** The same rules as plain numbers, from the registries' tables. */
const IPV4_NOT_PUBLIC: readonly (readonly [from: string, to: string])[] = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['169.254.0.0', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'],
  ['192.0.2.0', '192.0.2.255'],
  ['192.88.99.0', '192.88.99.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['198.51.100.0', '198.51.100.255'],
  ['203.0.113.0', '203.0.113.255'],
  ['224.0.0.0', '255.255.255.255'],
]

const number = (ipv4: string): number => ipv4.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
const dotted = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.')
const isPublicPlainly = (value: number): boolean =>
  IPV4_NOT_PUBLIC.every(([from, to]) => value < number(from) || value > number(to))

const borders = IPV4_NOT_PUBLIC.flatMap((range) => range.flatMap((end) => [-1, 0, 1].map((step) => number(end) + step)))
const ipv4 = fc.oneof(fc.nat(2 ** 32 - 1), fc.constantFrom(...borders.filter((value) => value >= 0 && value < 2 ** 32)))

function words(value: bigint): string[] {
  return Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16))
}

/** The same address in one of its many spellings. */
function spell(value: bigint, style: number): string {
  const parts = words(value)
  if (style === 1) return parts.map((word) => word.padStart(4, '0').toUpperCase()).join(':')
  if (style === 2) return `${parts.slice(0, 6).join(':')}:${dotted(Number(value & 0xffffffffn))}`
  if (style === 3) return new URL(`http://[${parts.join(':')}]`).hostname.slice(1, -1)
  return parts.join(':')
}

describe('a public address', () => {
  it('of IPv4 is one outside of the special ranges', () => {
    fc.assert(
      fc.property(ipv4, (value) => {
        expect(isPublicAddress(dotted(value))).toBe(isPublicPlainly(value))
      }),
      { numRuns: 2_000 },
    )
  })

  it('of IPv6 never carries a private IPv4 address, however it is spelled', () => {
    const nothing = [0n, 0xffffn, 0xffff0000n, 0x64ff9b0001n << 48n].map((prefix) => prefix << 32n)
    const carriers = fc.constantFrom(...nothing)
    fc.assert(
      fc.property(ipv4, carriers, fc.nat(3), (inner, prefix, style) => {
        expect(isPublicAddress(spell(prefix | BigInt(inner), style))).toBe(false)
      }),
    )
    fc.assert(
      fc.property(ipv4, fc.bigInt(0n, 2n ** 80n - 1n), fc.nat(3), (inner, rest, style) => {
        const sixToFour = (0x2002n << 112n) | (BigInt(inner) << 80n) | rest
        const teredo = (0x20010000n << 96n) | (BigInt(inner) << 64n) | (rest >> 16n)
        expect(isPublicAddress(spell(sixToFour, style))).toBe(false)
        expect(isPublicAddress(spell(teredo, style))).toBe(false)
      }),
    )
  })

  it('of NAT64 is what its IPv4 address is', () => {
    fc.assert(
      fc.property(ipv4, fc.nat(3), (inner, style) => {
        const address = spell((0x64ff9bn << 96n) | BigInt(inner), style)
        expect(isPublicAddress(address)).toBe(isPublicPlainly(inner))
      }),
      { numRuns: 1_000 },
    )
  })

  it('of IPv6 lies in 2000::/3', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 128n - 1n), fc.nat(3), (value, style) => {
        const isGlobal = value >> 125n === 1n
        const isSpecial =
          [0x2001_0db8n, 0x2002n].some((p) => value >> (p > 0xffffn ? 96n : 112n) === p) ||
          value >> 105n === 0x2001_00n >> 1n ||
          value >> 108n === 0x3fff0n
        const isNat64 = value >> 32n === 0x64ff9bn << 64n
        if (!isNat64) expect(isPublicAddress(spell(value, style))).toBe(isGlobal && !isSpecial)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '2606:4700:4700::1111', '2a00:1450:4001:80b::200e', '64:ff9b::808:808'])(
    'is %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )

  it.each([
    '169.254.169.254',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    '2606:4700::1%eth0',
    '::',
    '::1',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '64:ff9b::',
    '64:ff9b::1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::808:808',
    'ff02::1',
    '2001:db8::1',
    '2001::1',
    '3fff::1',
    '5f00::1',
  ])('is not %s', (address) => expect(isPublicAddress(address)).toBe(false))

  it('is never what is no address', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (isIP(text) === 0) expect(isPublicAddress(text)).toBe(false)
      }),
    )
    for (const text of ['', '2130706433', '0x7f.1', '127.1', '010.0.0.1', '1.1.1.1 ', 'localhost']) {
      expect(isPublicAddress(text)).toBe(false)
    }
  })
})
