import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAddressBook, findImitated } from './AddressBook.ts'
import { compareAddresses, isLookalike } from './compareAddresses.ts'

const labels = fileURLToPath(new URL('../../../../shared/data/labels/forta-phishing-scams.csv', import.meta.url))
const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${count}}$`))
const isAlike = (one: string, other: string): boolean => {
  const likeness = compareAddresses(one, other)
  return likeness !== undefined && isLookalike(one, likeness)
}

describe('compareAddresses', () => {
  it('counts what agrees at both ends, and names what does not', () => {
    const one = `0xabcd${'1'.repeat(32)}9876`
    const other = `0xabcd${'2'.repeat(32)}9876`
    const likeness = compareAddresses(one, other)
    expect(likeness).toMatchObject({ head: 4, tail: 4 })
    expect(likeness?.differing).toEqual(Array.from({ length: 32 }, (_, i) => i + 6))
  })

  it('has nothing to say of the same address, nor of two kinds', () => {
    expect(compareAddresses('0xab', '0xab')).toBeUndefined()
    expect(compareAddresses('TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2')).toBeUndefined()
  })

  it.each([
    [4, 4],
    [3, 6],
    [5, 5],
    [3, 7],
    [6, 4],
    [0, 10],
  ])('takes %i + %i hex digits for a pair', (head, tail) => {
    fc.assert(
      fc.property(digits(40), digits(40), (a, b) => {
        fc.pre(!a.startsWith('0000') && !/^(.)\1*$/.test(a))
        const fake = a.slice(0, head) + b.slice(head, 40 - tail) + a.slice(40 - tail)
        fc.pre(fake !== a)
        expect(isAlike(`0x${fake}`, `0x${a}`)).toBe(true)
      }),
    )
  })

  it.each([
    [3, 3],
    [2, 5],
    [0, 8],
    [12, 0],
  ])('does not take %i + %i for one', (head, tail) => {
    const a = '1234567890abcdef1234567890abcdef12345678'
    const other = 'f'.repeat(40)
    expect(isAlike(`0x${a.slice(0, head) + other.slice(head, 40 - tail) + a.slice(40 - tail)}`, `0x${a}`)).toBe(false)
  })

  it('sees a slip of a finger anywhere', () => {
    fc.assert(
      fc.property(digits(40), fc.nat(39), (a, at) => {
        fc.pre(a.replaceAll('0', '').length > 9)
        const digit = a[at] === '7' ? '8' : '7'
        expect(isAlike(`0x${a.slice(0, at)}${digit}${a.slice(at + 1)}`, `0x${a}`)).toBe(true)
      }),
    )
  })

  it.each([
    ['T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb', 4, 4],
    ['1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2', 4, 4],
    ['3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy', 3, 6],
    ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 3, 6],
    ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 5, 5],
    ['bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr', 6, 4],
    ['7xKXtg2CW87d97TXJSDpbD5jBkheTqA83TZRuJosgAsU', 4, 4],
  ])('takes the first and the last of other alphabets as they are read: %s, %i + %i', (real, head, tail) => {
    const middle = [...real.slice(head, -tail)].map((mark) => (mark === 'z' ? 'w' : 'z')).join('')
    const alike = real.startsWith('bc1') ? 'bc1'.length + 1 : 1
    const fake = real.slice(0, Math.max(head, alike)) + middle.slice(Math.max(0, alike - head)) + real.slice(-tail)
    expect(isAlike(fake, real)).toBe(true)
  })

  it.each([
    ['TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf', 'TXYa1qNMdj2D9XRtbG411XZZ3k75VkAeBf'],
    ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 'bc1qar0k9j3v8d0s5hw2xyq4tzcl7nme6pgfuaf5mdq'],
    ['7xKXtg2CW87d97TXJSDpbD5jBkheTqA83TZRuJosgAsU', '7xKXaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaogAsU'],
    ['rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh', 'rEb8aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaDuaLh'],
    ['TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf', 'Txyzbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbkaebf'],
  ])('knows the alphabets of other chains: %s', (one, other) => {
    expect(isAlike(one, other)).toBe(true)
  })

  it('is not misled by contracts that begin with zeros, nor by addresses of no one', () => {
    const seaport = '0x00000000000000adc04c56bf30ac9d3c0aaf14dc'
    expect(isAlike('0x000000000000000000000000000000000022e4dc', seaport)).toBe(false)
    expect(isAlike('0x000000000022d473030f116ddee9f6b43ac784dc', seaport)).toBe(false)
    expect(isAlike(`0x${'0'.repeat(39)}1`, `0x${'0'.repeat(39)}2`)).toBe(false)
  })
})

describe.skipIf(!existsSync(labels))('6,205 addresses of thieves, each against all', () => {
  it('finds no pair but those that were made on purpose', () => {
    const rows = readFileSync(labels, 'utf8').split('\n').slice(1)
    const addresses = [...new Set(rows.map((row) => row.slice(0, 42).toLowerCase()).filter((text) => text !== ''))]
    const book = createAddressBook(addresses.map((address) => ({ address })))
    const found = addresses.flatMap((address) =>
      findImitated(address, book).map(({ contact }) => [address, contact.address]),
    )
    // Two random addresses are alike once in 1.4 billion: 0.013 of these 19 million pairs.
    expect(addresses.length).toBe(6205)
    expect(found.length / 2).toBeLessThanOrEqual(7)
  })
})
