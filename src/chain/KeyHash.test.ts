import { hex } from '@scure/base'
import { describe, expect, it } from 'vitest'
import * as Address from './Address.ts'
import * as KeyHash from './KeyHash.ts'

function hashesOf(text: string): string[] {
  return Address.detect(text).map((match) => {
    const found = KeyHash.find(match)
    return found === undefined ? 'none' : `${found.scheme} ${hex.encode(found.bytes)}`
  })
}

describe('find', () => {
  it('is the same for the account of a key on EVM chains and on Tron', () => {
    const evm = hashesOf('0x47666Fab8bd0Ac7003bce3f5C3585383F09486E2')
    expect(evm).toEqual(['keccak 47666fab8bd0ac7003bce3f5c3585383f09486e2'])
    expect(hashesOf('TGUjh57T2E2HRygT3YHdR3ya1Ag1f37SoW')).toEqual(evm)
  })

  // The key of BIP-143 and BIP-173, in each of its spellings.
  it.each([
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH',
    'bitcoincash:qp63uahgrxged4z5jswyt5dn5v3lzsem6cy4spdc2h',
  ])('is the same for a key in %s', (text) => {
    expect(new Set(hashesOf(text))).toEqual(new Set(['hash160 751e76e8199196d454941c45d1b3a323f1433bd6']))
  })

  it('tells scripts from keys', () => {
    expect(hashesOf('3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy').every((hash) => hash.startsWith('script '))).toBe(true)
  })

  it('is none for kinds that commit to something else', () => {
    expect(hashesOf('bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0')).toEqual(['none'])
    expect(hashesOf('bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3')).toEqual(['none'])
  })
})
