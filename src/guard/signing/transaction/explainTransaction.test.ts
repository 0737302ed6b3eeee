import * as secp256k1 from 'tiny-secp256k1'
import { serializeTransaction } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../../chain/index.ts'
import type { GuardContext } from '../../context.ts'
import { readVectors } from '../vectors.support.ts'
import { explainTransaction } from './explainTransaction.ts'
import { gradeAuthorization } from './gradeAuthorization.ts'

const account = privateKeyToAccount(`0x${'11'.repeat(32)}`)
const to = `0x${'22'.repeat(20)}` as const
const recover = (digest: Uint8Array, signature: Uint8Array, parity: 0 | 1) =>
  secp256k1.recover(digest, signature, parity, false)?.subarray(1)
const payment = { type: 'eip1559', chainId: 1, nonce: 0, to, value: 5n * 10n ** 17n, maxFeePerGas: 1n } as const

describe('explainTransaction', () => {
  it('says who pays what to whom', async () => {
    const answer = explainTransaction(await account.signTransaction(payment), { chainId: 1 }, { recover })
    expect(answer.verdict).toBe('no-match')
    expect(answer.from).toBe(account.address.toLowerCase())
    expect(answer.explanation?.words).toBe(
      `Pays 0.5 of the chain's own coin to ${EvmAddress.display(EvmAddress.parse(to))}.`,
    )
  })

  it('notices another chain, none, a scam, and a contract that is made', () => {
    const raw = serializeTransaction(payment)
    expect(explainTransaction(raw, { chainId: 10 }).findings[0]).toMatchObject({
      code: 'CHAIN_OTHER',
      effect: 'review',
    })
    expect(explainTransaction(raw, { know: () => ({ kind: 'scam' }) }).verdict).toBe('block')
    const old = serializeTransaction({ type: 'legacy', gasPrice: 1n, to })
    expect(explainTransaction(old, {}).findings[0]?.code).toBe('CHAIN_UNBOUND')
    const creation = serializeTransaction({ type: 'eip1559', chainId: 1, data: '0x6000' })
    expect(explainTransaction(creation, {})).toMatchObject({ verdict: 'hold', explanation: undefined })
  })

  it('blocks a delegation to code that nobody knows', async () => {
    const entry = await account.signAuthorization({ chainId: 1, address: to, nonce: 0 })
    const raw = await account.signTransaction({ ...payment, type: 'eip7702', authorizationList: [entry] })
    const answer = explainTransaction(raw, { chainId: 1 })
    expect(answer.findings[0]).toMatchObject({
      code: 'AUTHORIZATION_UNKNOWN',
      effect: 'block',
      place: 'authorizations[0]',
    })
  })

  it('says whose account is handed over, and reads delegations that nobody has signed', async () => {
    const entry = await account.signAuthorization({ chainId: 1, address: to, nonce: 0 })
    const raw = serializeTransaction({ ...payment, type: 'eip7702', authorizationList: [entry] })
    const said = (from?: string) =>
      explainTransaction(raw, { chainId: 1, from: from === undefined ? from : EvmAddress.parse(from) }, { recover })
    expect(said().findings[0]?.message).toContain(`act as the account ${account.address}`)
    expect(said(account.address).findings[0]?.message).toContain('act as your account')
    const plain = { chainId: 1, address: to, nonce: 0 } as unknown as typeof entry
    const unsigned = serializeTransaction({ ...payment, type: 'eip7702', authorizationList: [plain] })
    expect(explainTransaction(unsigned, { chainId: 1 }).verdict).toBe('block')
  })

  it('blocks none of the real harmless ones', () => {
    const { raw } = readVectors()
    const verdicts = raw.map(({ rawTx }) => explainTransaction(rawTx, {}).verdict)
    expect(verdicts.filter((verdict) => verdict === 'block')).toEqual([])
    const known = verdicts.filter((verdict) => verdict !== 'hold').length
    expect(known).toBeGreaterThanOrEqual(0.6 * raw.length)
  })
})

describe('gradeAuthorization', () => {
  const metamask = EvmAddress.parse('0x63c0c19a282a1B52b07dD5a65b58948A07DAE32B')
  const stranger = EvmAddress.parse(to)
  const grade = (chainId: bigint, delegate: EvmAddress.EvmAddress, context: GuardContext = { chainId: 1 }) =>
    gradeAuthorization({ chainId, delegate, nonce: 0n }, context).map(({ code, effect }) => [code, effect])

  it.each([
    ['code for accounts', 1n, metamask, [['AUTHORIZATION_KNOWN', 'review']]],
    [
      'code for accounts, on every chain',
      0n,
      metamask,
      [
        ['AUTHORIZATION_KNOWN', 'review'],
        ['AUTHORIZATION_CHAIN_ANY', 'review'],
      ],
    ],
    ['unknown code', 1n, stranger, [['AUTHORIZATION_UNKNOWN', 'block']]],
    [
      'unknown code, on every chain',
      0n,
      stranger,
      [
        ['AUTHORIZATION_UNKNOWN', 'block'],
        ['AUTHORIZATION_CHAIN_ANY', 'block'],
      ],
    ],
    [
      'another chain',
      10n,
      metamask,
      [
        ['AUTHORIZATION_KNOWN', 'review'],
        ['CHAIN_OTHER', 'review'],
      ],
    ],
    ['the end of it', 1n, EvmAddress.zero, [['AUTHORIZATION_CLEARED', 'note']]],
  ] as const)('grades %s', (_, chainId, delegate, expected) => {
    expect(grade(chainId, delegate)).toEqual(expected)
  })

  it('does not take a protocol for code of accounts', () => {
    expect(grade(1n, EvmAddress.parse('0x000000000022D473030F116dDEE9F6B43aC78BA3'))).toEqual([
      ['AUTHORIZATION_UNKNOWN', 'block'],
    ])
  })
})
