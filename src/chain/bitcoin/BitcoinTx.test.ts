import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as BitcoinTx from './BitcoinTx.ts'
import { BlockError } from './BlockError.ts'
import { bytesOf, hexOf } from './bytes.support.ts'

// https://github.com/bitcoin/bips/blob/master/bip-0143.mediawiki#native-p2wpkh
const NATIVE =
  '01000000000102fff7f7881a8099afa6940d42d1e7f6362bec38171ea3edf433541db4e4ad969f00000000494830450221008b9d1dc26ba6a9cb' +
  '62127b02742fa9d754cd3bebf337f7a55d114c8e5cdd30be022040529b194ba3f9281a99f2b1c0a19c0489bc22ede944ccf4ecbab4cc618ef3ed' +
  '01eeffffffef51e1b804cc89d182d279655c3aa89e815b1b309fe287d9b2b55d57b90ec68a0100000000ffffffff02202cb206000000001976a9' +
  '148280b37df378db99f66f85c95a783a76ac7a6d5988ac9093510d000000001976a9143bde42dbee7e4dbe6a21b2d50ce2f0167faa815988ac00' +
  '0247304402203609e17b84f6a7d30c80bfa610b5b4542f32a8a0d5447a12fb1366d7f01cc44a0220573a954c4518331561406f90300e8f3358f5' +
  '1928d43c212a8caed02de67eebee0121025476c2e83188368da1ff3e292e7acafcdb3566bb0ad253f62fc70f07aeee635711000000'

describe('BitcoinTx', () => {
  it('reads a segwit transaction', () => {
    const tx = BitcoinTx.decode(bytesOf(NATIVE))
    expect(tx).toMatchObject({ version: 1, lockTime: 17, hasWitness: true })
    expect(tx.inputs.map(({ previous, sequence }) => ({ ...previous, sequence }))).toEqual([
      { txid: '9f96ade4b41d5433f4eda31e1738ec2b36f6e7d1420d94a6af99801a88f7f7ff', place: 0, sequence: 0xffffffee },
      { txid: '8ac60eb9575db5b2d987e29f301b5b819ea83a5c6579d282d189cc04b8e151ef', place: 1, sequence: 0xffffffff },
    ])
    expect(tx.inputs.map(({ script, witness }) => [script.length, witness.map((item) => item.length)])).toEqual([
      [73, []],
      [0, [71, 33]],
    ])
    expect(tx.outputs.map(({ valueSat }) => valueSat)).toEqual([112_340_000n, 223_450_000n])
    // Both ids as bitcoinjs-lib 7.0.5 computes them.
    expect(tx.txid).toBe('e8151a2af31c368a35053ddd4bdb285a8595c769a3ad83e0fa02314a602d4609')
    expect(tx.wtxid).toBe('c36c38370907df2324d9ce9d149d191192f338b37665a82e78e76a12c909b762')
  })

  it('has one id for both forms, and two where there is a witness', () => {
    const tx = BitcoinTx.decode(bytesOf(NATIVE))
    const at = NATIVE.indexOf('000247304402203609')
    const bare = BitcoinTx.decode(bytesOf(`01000000${NATIVE.slice(12, at)}11000000`))
    expect(bare.txid).toBe(tx.txid)
    expect(bare.wtxid).toBe(bare.txid)
  })

  it('refuses a transaction without inputs or outputs, with an empty witness, or with bytes behind it', () => {
    const codeOf = (hex: string): string => {
      try {
        return hexOf(bytesOf(BitcoinTx.decode(bytesOf(hex)).txid))
      } catch (error) {
        return error instanceof BlockError ? error.code : String(error)
      }
    }
    const input = `${'00'.repeat(36)}00ffffffff`
    const output = '000000000000000000'
    expect(codeOf(`010000000001${output}00000000`)).toBe('LZ_BLOCK_ENCODING')
    expect(codeOf('0100000000000000000000')).toBe('LZ_BLOCK_ENCODING')
    expect(codeOf(`0100000001${input}00${'00'.repeat(16)}`)).toBe('LZ_BLOCK_ENCODING')
    expect(codeOf(`01000000000101${input}01${output}0000000000`)).toBe('LZ_BLOCK_ENCODING')
    expect(codeOf(`${NATIVE}00`)).toBe('LZ_BLOCK_TRAILING')
    expect(codeOf('')).toBe('LZ_BLOCK_TRUNCATED')
  })

  it('says of any bytes a transaction or a BlockError', () => {
    fc.assert(
      fc.property(fc.nat(NATIVE.length / 2 - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const bytes = bytesOf(NATIVE)
        bytes[at] = (bytes[at] as number) ^ bits
        try {
          BitcoinTx.decode(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(BlockError)
        }
      }),
    )
  })
})
