import { bech32 } from '@scure/base'
import { describe, expect, it } from 'vitest'
import * as BeaconAddress from './BeaconAddress.ts'

const listed = 'bnb136ns6lfw4zs5hg4n85vdthaad7hq5m4gtkgf23'

describe('read', () => {
  it.each([listed, listed.toUpperCase()])('takes %s', (text) => {
    expect(BeaconAddress.read(text)).toEqual([
      { kind: 'bnb-beacon', canonical: listed, chains: ['cosmos:Binance-Chain-Tigris'] },
    ])
  })

  it.each([
    [`${listed.slice(0, -1)}4`, 'checksum'],
    [listed.slice(0, -1), 'syntax'],
    [`${listed.slice(0, -1)}${'q'.repeat(2)}`, 'syntax'],
    [`Bnb${listed.slice(3)}`, 'syntax'],
    [bech32.encodeFromBytes('bnb', new Uint8Array(21)), 'syntax'],
    ['', 'syntax'],
  ])('%s fails: %s', (text, fault) => {
    expect(BeaconAddress.read(text)).toBe(fault)
  })
})
