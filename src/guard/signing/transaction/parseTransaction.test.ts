import fc from 'fast-check'
import * as secp256k1 from 'tiny-secp256k1'
import { type Hex, parseTransaction as parseByViem, serializeTransaction, type TransactionSerializable } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { hashAuthorization as hashByViem } from 'viem/utils'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../../chain/index.ts'
import { ofBytes } from '../Hex.ts'
import { readVectors } from '../vectors.support.ts'
import { hashAuthorization } from './Authorization.ts'
import { parseTransaction } from './parseTransaction.ts'
import { recoverSigner } from './Signed.ts'

const account = privateKeyToAccount(`0x${'11'.repeat(32)}`)
const to = `0x${'22'.repeat(20)}` as const
const recover = (digest: Uint8Array, signature: Uint8Array, parity: 0 | 1) =>
  secp256k1.recover(digest, signature, parity, false)?.subarray(1)

const body = { chainId: 10, nonce: 7, gas: 21_000n, to, value: 5n, data: '0xa9059cbb' } as const
const TRANSACTIONS: readonly TransactionSerializable[] = [
  { ...body, type: 'legacy', gasPrice: 1n },
  { ...body, type: 'eip2930', gasPrice: 1n, accessList: [{ address: to, storageKeys: [`0x${'00'.repeat(32)}`] }] },
  { ...body, type: 'eip1559', maxFeePerGas: 2n },
  { ...body, type: 'eip4844', maxFeePerGas: 2n, maxFeePerBlobGas: 3n, blobVersionedHashes: [`0x01${'00'.repeat(31)}`] },
]

describe('parseTransaction', () => {
  it.each(TRANSACTIONS)('reads what viem writes: $type, signed and not', async (transaction) => {
    const signed = parseTransaction(await account.signTransaction(transaction))
    const unsigned = parseTransaction(serializeTransaction(transaction))
    for (const parsed of [signed, unsigned]) {
      expect(parsed).toMatchObject({ chainId: 10, nonce: 7n, to, valueWei: 5n })
      expect(ofBytes(parsed.data)).toBe('0xa9059cbb')
    }
    expect(unsigned.signed).toBeUndefined()
    expect(signed.signed && recoverSigner(signed.signed, recover)).toBe(account.address.toLowerCase())
  })

  it('reads delegations and who has signed them', async () => {
    const entry = await account.signAuthorization({ chainId: 0, address: to, nonce: 3 })
    const raw = await account.signTransaction({
      ...body,
      type: 'eip7702',
      maxFeePerGas: 2n,
      authorizationList: [entry],
    })
    const [authorization] = parseTransaction(raw).authorizations
    expect(authorization).toMatchObject({ chainId: 0n, delegate: to, nonce: 3n })
    expect(authorization?.signed && recoverSigner(authorization.signed, recover)).toBe(account.address.toLowerCase())
  })

  it('reads one without a chain, and one that creates a contract', async () => {
    const { type, chainId, ...rest } = { ...body, type: 'legacy' as const, gasPrice: 1n }
    const old = parseTransaction(await account.signTransaction({ ...rest, type }))
    expect(old.chainId).toBeUndefined()
    expect(old.signed && recoverSigner(old.signed, recover)).toBe(account.address.toLowerCase())
    const creation = parseTransaction(serializeTransaction({ chainId, type, gasPrice: 1n, data: '0x00' }))
    expect(creation.to).toBeUndefined()
  })

  it('reads every real one as viem does', () => {
    for (const { rawTx } of readVectors().raw) {
      const theirs = parseByViem(rawTx as Hex)
      const ours = parseTransaction(rawTx)
      expect(ours.to).toBe(theirs.to?.toLowerCase())
      expect(ours.chainId).toBe(theirs.chainId)
      expect(ofBytes(ours.data)).toBe(theirs.data ?? '0x')
      expect(ours.valueWei).toBe(theirs.value ?? 0n)
    }
  })

  it('refuses what is cut, longer, or of another form, with its own error', async () => {
    const raw = await account.signTransaction(TRANSACTIONS[2] as TransactionSerializable)
    const changed = fc.record({
      at: fc.nat(raw.length / 2 - 2),
      byte: fc.integer({ min: 0, max: 255 }),
      cut: fc.nat(200),
    })
    fc.assert(
      fc.property(changed, ({ at, byte, cut }) => {
        const hex = `${raw.slice(0, 2 + 2 * at)}${byte.toString(16).padStart(2, '0')}${raw.slice(4 + 2 * at)}`
        for (const text of [hex, hex.slice(0, -2 * cut), `${hex}00`]) {
          try {
            parseTransaction(text)
          } catch (error) {
            expect(error).toMatchObject({ code: 'LZ_GUARD_TRANSACTION' })
          }
        }
      }),
    )
    for (const text of ['', '0x', '0x0', 'hello', '0x05c0', '0xc0', '0x02c0', `${raw}00`, raw.slice(0, -2)]) {
      expect(() => parseTransaction(text)).toThrow(expect.objectContaining({ code: 'LZ_GUARD_TRANSACTION' }))
    }
  })
})

describe('hashAuthorization', () => {
  const delegate = EvmAddress.parse(`0x${'11'.repeat(20)}`)

  it.each([
    [0n, 0n, '0xbce043d2be6b6a6257ca659ae30d27657722aeedb466b2256c750e0de08654ba'],
    [1n, 7n, '0xf7023e9c81d79f3c747a51e9d06c8ab5ec7e859ab37e224225021be69c850d67'],
  ])('of chain %s, nonce %s', (chainId, nonce, expected) => {
    expect(ofBytes(hashAuthorization({ chainId, delegate, nonce }))).toBe(expected)
    expect(hashByViem({ address: delegate as Hex, chainId: Number(chainId), nonce: Number(nonce) })).toBe(expected)
  })
})
