import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AddressExposure, noExposure } from '../../screen/index.ts'
import { createLiveExposures, type LiveVersion, layExposures } from './LiveExposures.ts'

const basisAt = (height: number) => ({ chain: 'eip155:1', height, hash: '0x00', counterpartiesMax: 1000, floor: '0' })

function exposureOf(address: string, amount: bigint, asset = 'eip155:1/slip44:60'): AddressExposure {
  const rest = { received: 10n ** 30n, hops: 1, path: ['0xaa'], cut: 0n }
  return { address, category: 'sanctions', origin: 'a list', asset, amount, ...rest }
}

function known(version: LiveVersion, addresses: readonly string[]): (bigint | undefined)[] {
  return addresses.map((address) => version.find(address)[0]?.amount)
}

describe('live exposures', () => {
  it('keep each version as it was, whatever comes later', () => {
    const addresses = ['a', 'b', 'c', 'd']
    const change = fc.tuple(fc.constantFrom(...addresses), fc.option(fc.bigInt({ min: 1n, max: 9n })))
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 12 }), (blocks) => {
        const live = createLiveExposures()
        const now = new Map<string, bigint>()
        const versions = blocks.map((changes, height) => {
          const told = new Map<string, AddressExposure[]>()
          for (const [address, amount] of changes) {
            told.set(address, amount === null ? [] : [exposureOf(address, amount)])
            if (amount === null) now.delete(address)
            else now.set(address, amount)
          }
          const version = live.apply(basisAt(height), told)
          expect(version.addresses).toBe(now.size)
          return { version, truth: addresses.map((address) => now.get(address)) }
        })
        for (const { version, truth } of versions) expect(known(version, addresses)).toEqual(truth)
      }),
    )
  })

  it('stand in the place of what was built of their chain, and of no other', () => {
    const built = { addresses: 1, find: () => [exposureOf('a', 1n), exposureOf('a', 2n, 'eip155:56/slip44:60')] }
    const version = createLiveExposures().apply(basisAt(7), new Map([['a', [exposureOf('a', 3n)]]]))
    const layered = layExposures(built, [version])
    expect(layered.find('a').map(({ amount }) => amount)).toEqual([2n, 3n])
    expect(layered.addresses).toBe(2)
    expect(layExposures(noExposure, [version]).find('b')).toEqual([])
  })
})
