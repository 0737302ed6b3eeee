import { zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../../chain/index.ts'
import type { GuardContext } from '../../context.ts'
import { at, encode } from '../encode.support.ts'
import { ofBytes } from '../Hex.ts'
import { explainTypedData } from './explainTypedData.ts'
import { typesOf } from './typesOf.support.ts'

const usdc = '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'
const stranger = at('5')
const victim = at('7')
const hash = `0x${'ab'.repeat(32)}`
const blur2 = {
  name: 'Blur Exchange',
  version: '1.0',
  chainId: 1,
  verifyingContract: '0xb2ecfE4E4D61f8790bbb9DE2D1259B9e2410CEA5',
}

function explain(data: object, context: GuardContext = { chainId: 1 }) {
  const { verdict, words, findings, digest, domainHash } = explainTypedData(data, context)
  return { verdict, words, codes: findings.map(({ code }) => code), digest, domainHash }
}

describe('orders of which only a hash is shown', () => {
  const order = (orderType: number, contract = blur2.verifyingContract) => ({
    types: typesOf(
      'Order(address trader,address collection,bytes32 listingsRoot,uint256 numberOfListings,uint256 expirationTime,uint8 assetType,FeeRate makerFee,uint256 salt,uint8 orderType,uint256 nonce)',
      'FeeRate(address recipient,uint16 rate)',
    ),
    primaryType: 'Order',
    domain: { ...blur2, verifyingContract: contract },
    message: {
      ...{
        trader: victim,
        collection: stranger,
        listingsRoot: hash,
        numberOfListings: 12,
        expirationTime: 1_900_000_000,
      },
      ...{ assetType: 0, makerFee: { recipient: zeroAddress, rate: 0 }, salt: '1', orderType, nonce: 0 },
    },
  })
  const root = { types: typesOf('Root(bytes32 root)'), primaryType: 'Root', domain: blur2, message: { root: hash } }

  it("has Blur's domain, as its exchange publishes it", () => {
    expect(explain(order(0)).domainHash).toBe('0xdd526a4e59bb74d0e4e4ab849ded32647b3bcf1df3acc01f4c21e76a8018c7c9')
  })

  it('says how many, and that nobody sees the prices', () => {
    expect(explain(order(0))).toMatchObject({ verdict: 'review', codes: ['HASH_BLIND'] })
    expect(explain(order(0)).words).toMatch(/^Sells up to 12 NFTs of 0x5+, until 2030.*only a hash is shown/)
    expect(explain(order(1)).words).toMatch(/^Buys up to 12/)
  })

  it.each([order(0), root])('belongs to the site of Blur', (data) => {
    expect(explain(data, { chainId: 1, origin: 'https://blur.io' }).verdict).toBe('review')
    expect(explain(data, { chainId: 1, origin: 'https://blur.io.example' }).verdict).toBe('block')
    expect(explain(data, { chainId: 1, origin: 'https://claim-blur.io' }).verdict).toBe('block')
  })

  it('belongs to the contract of Blur', () => {
    expect(explain(order(0, usdc)).codes).toContain('CONTRACT_UNEXPECTED')
  })
})

describe('signatures that others carry to a contract', () => {
  const drain = ofBytes(encode('setApprovalForAll(address,bool)', stranger, true))
  const domain = { name: 'X', version: '1', chainId: 1, verifyingContract: usdc }
  const forward = 'address from,address to,uint256 value,uint256 gas,uint256 nonce'

  it.each([
    [`ForwardRequest(${forward},bytes data)`, { from: victim, to: usdc, value: 0, gas: 1, nonce: 0, data: drain }],
    [
      `ForwardRequest(${forward},uint48 deadline,bytes data)`,
      { from: victim, to: usdc, value: 0, gas: 1, nonce: 0, deadline: 9, data: drain },
    ],
    [
      'MetaTransaction(uint256 nonce,address from,bytes functionSignature)',
      { nonce: 0, from: victim, functionSignature: drain },
    ],
  ])('are read for the call in %s', (type, message) => {
    const primaryType = type.slice(0, type.indexOf('('))
    expect(explain({ types: typesOf(type), primaryType, domain, message }).codes).toEqual(['SPENDER_UNKNOWN'])
  })

  it("say that a Safe's message is a hash, and that a transfer is taken back", () => {
    const message = {
      types: typesOf('SafeMessage(bytes message)'),
      primaryType: 'SafeMessage',
      message: { message: hash },
    }
    expect(explain({ ...message, domain }).codes).toEqual(['HASH_BLIND'])
    const type = 'CancelAuthorization(address authorizer,bytes32 nonce)'
    const cancel = {
      types: typesOf(type),
      primaryType: 'CancelAuthorization',
      message: { authorizer: victim, nonce: hash },
    }
    expect(explain({ ...cancel, domain })).toMatchObject({ verdict: 'no-match', codes: ['APPROVAL_TAKEN_BACK'] })
  })
})

describe('permits for an account without code', () => {
  const know: GuardContext['know'] = (address) => (address === stranger ? { hasCode: false } : undefined)
  const domain = { chainId: 1, verifyingContract: usdc }
  const permit2 = { chainId: 1, verifyingContract: '0x000000000022D473030F116dDEE9F6B43aC78BA3' }
  const details = 'PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)'
  const permitted = 'TokenPermissions(address token,uint256 amount)'
  const one = { token: usdc, amount: 5, expiration: 9, nonce: 0 }

  it.each([
    [
      'ERC-2612',
      ['Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)'],
      domain,
      { owner: victim, spender: stranger, value: 1, nonce: 0, deadline: 9 },
    ],
    [
      'DAI',
      ['Permit(address holder,address spender,uint256 nonce,uint256 expiry,bool allowed)'],
      domain,
      { holder: victim, spender: stranger, nonce: 0, expiry: 0, allowed: true },
    ],
    [
      'ERC-4494',
      ['Permit(address spender,uint256 tokenId,uint256 nonce,uint256 deadline)'],
      domain,
      { spender: stranger, tokenId: 7, nonce: 0, deadline: 9 },
    ],
    [
      'Permit2 for many',
      ['PermitBatch(PermitDetails[] details,address spender,uint256 sigDeadline)', details],
      permit2,
      { details: [one, one], spender: stranger, sigDeadline: 9 },
    ],
    [
      'Permit2 for one transfer of many',
      [
        'PermitBatchTransferFrom(TokenPermissions[] permitted,address spender,uint256 nonce,uint256 deadline)',
        permitted,
      ],
      permit2,
      { permitted: [{ token: usdc, amount: 5 }], spender: stranger, nonce: 0, deadline: 9 },
    ],
    [
      'Permit2 with a witness',
      [
        'PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline,Order witness)',
        permitted,
        'Order(address user)',
      ],
      permit2,
      { permitted: { token: usdc, amount: 5 }, spender: stranger, nonce: 0, deadline: 9, witness: { user: victim } },
    ],
  ])('are blocked: %s', (_, types, where, message) => {
    const primaryType = types[0]?.split('(')[0]
    const found = explain({ types: typesOf(...types), primaryType, domain: where, message }, { chainId: 1, know })
    expect(found.verdict).toBe('block')
    expect(new Set(found.codes)).toEqual(new Set(['SPENDER_NO_CODE']))
    expect(found.words).toContain(EvmAddress.display(stranger))
  })
})
