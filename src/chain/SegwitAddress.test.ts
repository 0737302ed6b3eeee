import { bech32, bech32m, hex } from '@scure/base'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as ChainId from './ChainId.ts'
import * as SegwitAddress from './SegwitAddress.ts'

// @source https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki#test-vectors-for-v0-v16-native-segregated-witness-addresses
const valid = [
  ['BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', '0014751e76e8199196d454941c45d1b3a323f1433bd6'],
  [
    'tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7',
    '00201863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262',
  ],
  [
    'bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y',
    '5128751e76e8199196d454941c45d1b3a323f1433bd6751e76e8199196d454941c45d1b3a323f1433bd6',
  ],
  ['BC1SW50QGDZ25J', '6002751e'],
  ['bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs', '5210751e76e8199196d454941c45d1b3a323'],
  [
    'tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy',
    '0020000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433',
  ],
  [
    'tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c',
    '5120000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433',
  ],
  [
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
    '512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798',
  ],
] as const

// @source the invalid lists of BIP-350 and BIP-173, and the valid ones of BIP-173 that BIP-350 made invalid
const invalid = [
  ['tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut', 'network'],
  ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd', 'checksum'],
  ['tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf', 'checksum'],
  ['BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL', 'checksum'],
  ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh', 'checksum'],
  ['tb1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47', 'checksum'],
  ['bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4', 'syntax'],
  ['BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R', 'syntax'],
  ['bc1pw5dgrnzv', 'syntax'],
  ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav', 'syntax'],
  ['BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P', 'syntax'],
  ['tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq', 'syntax'],
  ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf', 'syntax'],
  ['tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vpggkg4j', 'syntax'],
  ['bc1gmk9yu', 'syntax'],
  ['tc1qw508d6qejxtdg4y5r3zarvary0c5xw7kg3g4ty', 'network'],
  ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5', 'checksum'],
  ['BC13W508D6QEJXTDG4Y5R3ZARVARY0C5XW7KN40WF2', 'syntax'],
  ['bc1rw5uspcuh', 'syntax'],
  ['bc10w508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kw5rljs90', 'syntax'],
  ['tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sL5k7', 'syntax'],
  ['bc1zw508d6qejxtdg4y5r3zarvaryvqyzf3du', 'syntax'],
  ['tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3pjxtptv', 'syntax'],
  ['bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7k7grplx', 'checksum'],
  ['BC1SW50QA3JX3S', 'checksum'],
  ['bc1zw508d6qejxtdg4y5r3zarvaryvg6kdaj', 'checksum'],
  ['A1LQFN3A', 'syntax'],
  ['abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx', 'syntax'],
] as const

describe('published vectors', () => {
  it.each(valid)('%s spells %s', (text, script) => {
    const witness = SegwitAddress.decode(text) as SegwitAddress.Witness
    expect(hex.encode(toScript(witness))).toBe(script)
    const reading = SegwitAddress.read(text)
    if (witness.prefix === 'tb') expect(reading).toBe('network')
    else expect(reading).toEqual([expect.objectContaining({ canonical: text.toLowerCase() })])
  })

  it.each(invalid)('%s fails: %s', (text, fault) => {
    expect(SegwitAddress.read(text)).toBe(fault)
  })
})

describe('read', () => {
  it.each([
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'p2wpkh', 'bitcoin'],
    ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0', 'p2tr', 'bitcoin'],
    // Pay to anchor.
    ['bc1pfeessrawgf', 'witness', 'bitcoin'],
    ['ltc1qr8ntsedq8tv0svmxqhzvdcdl5k7kntdmnhwep7', 'p2wpkh', 'litecoin'],
  ])('%s is %s of %s', (text, kind, chain) => {
    expect(SegwitAddress.read(text)).toEqual([{ kind, canonical: text, chains: [ChainId.parse(chain)] }])
  })

  it('reads what an encoder writes', () => {
    const anyWitness = fc.record({
      prefix: fc.constantFrom('bc', 'ltc', 'btg'),
      version: fc.integer({ min: 1, max: 16 }),
      program: fc.uint8Array({ minLength: 2, maxLength: 40 }),
    })
    fc.assert(
      fc.property(anyWitness, (witness) => {
        const words = [witness.version, ...bech32.toWords(witness.program)]
        expect(SegwitAddress.decode(bech32m.encode(witness.prefix, words))).toEqual(witness)
        expect(SegwitAddress.decode(bech32.encode(witness.prefix, words))).toBe('checksum')
      }),
    )
  })
})

function toScript({ version, program }: SegwitAddress.Witness): Uint8Array {
  return Uint8Array.from([version === 0 ? 0 : 0x50 + version, program.length, ...program])
}
