import { expect, it } from 'vitest'
import { addressAt, encodeCall, keccak, numberAt } from './abi.ts'

const ACCOUNT = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'

// The selectors that every explorer shows for these calls.
it.each([
  ['transfer(address,uint256)', '0xa9059cbb'],
  ['approve(address,uint256)', '0x095ea7b3'],
  ['balanceOf(address)', '0x70a08231'],
  ['addBlackList(address)', '0x0ecb93c0'],
  ['createPair(address,address)', '0xc9c65396'],
])('%s has the selector %s', (signature, selector) => {
  expect(encodeCall(signature)).toBe(selector)
})

it('puts each argument into a word of 32 bytes', () => {
  const call = encodeCall('transfer(address,uint256)', [ACCOUNT, 2n ** 256n - 1n])
  expect(call).toBe(`0xa9059cbb${'0'.repeat(24)}${ACCOUNT.slice(2).toLowerCase()}${'f'.repeat(64)}`)
  const data = `0x${call.slice(10)}`
  expect([addressAt(data, 0), numberAt(data, 1)]).toEqual([ACCOUNT.toLowerCase(), 2n ** 256n - 1n])
  expect(() => numberAt(data, 2)).toThrow(RangeError)
})

it('hashes as the chain does', () => {
  expect(keccak(new Uint8Array())).toBe('0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470')
})
