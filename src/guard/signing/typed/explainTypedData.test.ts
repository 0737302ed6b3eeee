import fc from 'fast-check'
import { hashTypedData, InvalidAddressError, type TypedDataDefinition, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../../chain/index.ts'
import { ofBytes } from '../Hex.ts'
import { readVectors } from '../vectors.support.ts'
import { explainTypedData } from './explainTypedData.ts'
import { parseTypedData } from './parseTypedData.ts'
import { typesOf } from './typesOf.support.ts'

const permit2 = '0x000000000022D473030F116dDEE9F6B43aC78BA3'
const usdc = '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'
const stranger = `0x${'5'.repeat(40)}`
const victim = `0x${'7'.repeat(40)}`
const MAX = (2n ** 256n - 1n).toString()

const PERMIT = typesOf('Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)')
const permitOf = (changes: object = {}) => ({
  types: PERMIT,
  primaryType: 'Permit',
  domain: { name: 'USD Coin', version: '2', chainId: 1, verifyingContract: usdc },
  message: { owner: victim, spender: stranger, value: MAX, nonce: 0, deadline: '1900000000' },
  ...changes,
})
const DETAILS = 'PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)'
const batchOf = (spender: string, contract = permit2) => ({
  types: typesOf('PermitBatch(PermitDetails[] details,address spender,uint256 sigDeadline)', DETAILS),
  primaryType: 'PermitBatch',
  domain: { name: 'Permit2', chainId: 1, verifyingContract: contract },
  message: {
    details: [usdc, `0x${'6'.repeat(40)}`].map((token) => ({
      token,
      amount: (2n ** 160n - 1n).toString(),
      expiration: 2 ** 48 - 1,
      nonce: 0,
    })),
    spender,
    sigDeadline: 1_900_000_000,
  },
})
const ITEM = 'uint8 itemType,address token,uint256 identifierOrCriteria,uint256 startAmount,uint256 endAmount'
const SEAPORT = [
  'OrderComponents(address offerer,address zone,OfferItem[] offer,ConsiderationItem[] consideration,uint8 orderType,uint256 startTime,uint256 endTime,bytes32 zoneHash,uint256 salt,bytes32 conduitKey,uint256 counter)',
  `OfferItem(${ITEM})`,
  `ConsiderationItem(${ITEM},address recipient)`,
]
const orderOf = (priceWei: string, recipient = victim) => ({
  offerer: victim,
  zone: zeroAddress,
  offer: [{ itemType: 2, token: stranger, identifierOrCriteria: '42', startAmount: '1', endAmount: '1' }],
  consideration: [
    {
      itemType: 0,
      token: zeroAddress,
      identifierOrCriteria: '0',
      startAmount: priceWei,
      endAmount: priceWei,
      recipient,
    },
  ],
  orderType: 0,
  startTime: 1,
  endTime: 1_900_000_000,
  zoneHash: `0x${'00'.repeat(32)}`,
  salt: '1',
  conduitKey: `0x${'00'.repeat(32)}`,
  counter: 0,
})
const seaport = {
  name: 'Seaport',
  version: '1.6',
  chainId: 1,
  verifyingContract: '0x0000000000000068F116a894984e2DB1123eB395',
}
const orderData = (priceWei: string, recipient?: string) => ({
  types: typesOf(...SEAPORT),
  primaryType: 'OrderComponents',
  domain: seaport,
  message: orderOf(priceWei, recipient),
})
const codesOf = (data: unknown, context = { chainId: 1 }) =>
  explainTypedData(data, context).findings.map(({ code }) => code)

describe('explainTypedData', () => {
  it('says what a permit allows, and to whom', () => {
    const answer = explainTypedData(permitOf(), { chainId: 1 })
    expect(answer.verdict).toBe('review')
    expect(answer.words).toContain(
      `Lets ${EvmAddress.display(EvmAddress.parse(stranger))} take an unlimited amount of USDC`,
    )
    expect(answer.findings.map(({ code }) => code)).toEqual(['SPENDER_UNKNOWN'])
  })

  it.each([
    ['an account without code', { hasCode: false }, 'block'],
    ['a scam', { kind: 'scam' as const }, 'block'],
    ['a protocol', { kind: 'protocol' as const }, 'no-match'],
  ])('grades a permit for %s', (_, knowledge, verdict) => {
    const know = (address: string) => (address === stranger ? knowledge : undefined)
    expect(explainTypedData(permitOf(), { chainId: 1, know }).verdict).toBe(verdict)
    expect(explainTypedData(batchOf(stranger), { chainId: 1, know }).verdict).toBe(verdict)
  })

  it('says every token of a batch, and that another contract than Permit2 is odd', () => {
    const answer = explainTypedData(batchOf(stranger), { chainId: 1 })
    expect(answer.findings.map(({ code }) => code)).toEqual(['SPENDER_UNKNOWN', 'SPENDER_UNKNOWN'])
    expect(answer.words).toContain('for ever')
    expect(codesOf(batchOf(stranger, usdc))).toContain('CONTRACT_UNEXPECTED')
  })

  it('knows the permit of DAI, transfers by signature and permits for one transfer', () => {
    const dai = {
      ...permitOf(),
      types: typesOf('Permit(address holder,address spender,uint256 nonce,uint256 expiry,bool allowed)'),
      message: { holder: victim, spender: stranger, nonce: 0, expiry: 0, allowed: true },
    }
    expect(explainTypedData(dai, {}).words).toContain('unlimited')
    expect(codesOf({ ...dai, message: { ...dai.message, allowed: false } })).toEqual(['APPROVAL_TAKEN_BACK'])
    const signed = '(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)'
    const message = {
      from: victim,
      to: stranger,
      value: '5000000',
      validAfter: 0,
      validBefore: 9,
      nonce: `0x${'00'.repeat(32)}`,
    }
    const transfer = {
      ...permitOf(),
      types: typesOf(`TransferWithAuthorization${signed}`),
      primaryType: 'TransferWithAuthorization',
      message,
    }
    expect(explainTypedData(transfer, {}).words).toContain('Sends 5 USDC')
    const once = {
      types: typesOf(
        'PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline,Witness witness)',
        'TokenPermissions(address token,uint256 amount)',
        'Witness(address user)',
      ),
      primaryType: 'PermitWitnessTransferFrom',
      domain: { name: 'Permit2', chainId: 1, verifyingContract: permit2 },
      message: {
        permitted: { token: usdc, amount: '5000000' },
        spender: stranger,
        nonce: 1,
        deadline: 2,
        witness: { user: victim },
      },
    }
    expect(explainTypedData(once, {}).words).toMatch(/take 5 USDC, once.*What for stands in an order/)
    expect(codesOf(once)).toEqual(['SPENDER_UNKNOWN'])
  })

  it('blocks an order that gives something for nothing, and says the others', () => {
    expect(codesOf(orderData('0'))).toEqual(['ORDER_UNPAID'])
    expect(codesOf(orderData('1'))).toEqual(['ORDER_UNPAID'])
    expect(codesOf(orderData('1000000000000000000', stranger))).toEqual(['ORDER_UNPAID'])
    const honest = explainTypedData(orderData('1000000000000000000'), { chainId: 1 })
    expect(honest).toMatchObject({ verdict: 'no-match' })
    expect(honest.words).toContain("gets 1 of the chain's own coin")
  })

  it('looks at each order that one signature is for', () => {
    const bulk = {
      types: typesOf('BulkOrder(OrderComponents[2][2] tree)', ...SEAPORT),
      primaryType: 'BulkOrder',
      domain: seaport,
      message: {
        tree: [
          [orderOf('1000000000000000000'), orderOf('0')],
          [orderOf('1000000000000000000'), orderOf('1000000000000000000')],
        ],
      },
    }
    expect(codesOf(bulk)).toEqual(['ORDER_UNPAID', 'ORDER', 'ORDER', 'ORDER'])
  })

  it('knows the orders of Blur', () => {
    const order = {
      types: typesOf(
        'Order(address trader,uint8 side,address matchingPolicy,address collection,uint256 tokenId,uint256 amount,address paymentToken,uint256 price,uint256 listingTime,uint256 expirationTime,Fee[] fees,uint256 salt,bytes extraParams,uint256 nonce)',
        'Fee(uint16 rate,address recipient)',
      ),
      primaryType: 'Order',
      domain: {
        name: 'Blur Exchange',
        version: '1.0',
        chainId: 1,
        verifyingContract: '0x000000000000Ad05Ccc4F10045630fb830B95127',
      },
      message: {
        ...{
          trader: victim,
          side: 1,
          matchingPolicy: stranger,
          collection: stranger,
          tokenId: 7,
          amount: 1,
          paymentToken: zeroAddress,
        },
        ...{ price: '0', listingTime: 1, expirationTime: 2, fees: [], salt: 1, extraParams: '0x01', nonce: 0 },
      },
    }
    expect(codesOf(order)).toEqual(['ORDER_UNPAID'])
    expect(codesOf({ ...order, message: { ...order.message, price: '1000000000000000000' } })).toEqual(['ORDER'])
  })

  it("looks into a Safe's transaction and hands it over", () => {
    const domain = { chainId: 11155111, verifyingContract: '0x657ff0D4eC65D82b2bC1247b0a558bcd2f80A0f1' }
    const types = typesOf(
      'SafeTx(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 baseGas,uint256 gasPrice,address gasToken,address refundReceiver,uint256 nonce)',
    )
    const message = {
      ...{
        to: '0x255C3912f91eF11bFDadd405F13144a823Da8cc5',
        value: '100000000000000000',
        data: '0x',
        operation: 0,
        safeTxGas: 0,
      },
      ...{ baseGas: 0, gasPrice: '0', gasToken: zeroAddress, refundReceiver: zeroAddress, nonce: 4 },
    }
    const data = { types, primaryType: 'SafeTx', domain, message }
    const answer = explainTypedData(
      data,
      {},
      { checkSafe: () => [{ code: 'OTHERS', effect: 'review', message: 'of another room' }] },
    )
    expect(answer.digest).toBe('0xcb8bbe7bf8f8a1f3f57658e450d07d4422356ac042d96a87ba425b19e67a78a1')
    expect(answer.domainHash).toBe('0x611379c19940caee095cdb12bebe6a9fa9abb74cdb1fbd7377c49a1f198dc24f')
    expect(answer.inner[0]?.words).toContain('Pays 0.1')
    expect(answer.findings.map(({ code }) => code)).toContain('OTHERS')
    expect(codesOf({ ...data, message: { ...message, operation: 1 } })).toContain('DELEGATECALL_UNKNOWN')
  })

  it('notices another chain, no chain, and what is shown and not signed', () => {
    expect(codesOf(permitOf(), { chainId: 10 })).toContain('CHAIN_OTHER')
    expect(codesOf(permitOf({ domain: { verifyingContract: usdc } }))).toContain('CHAIN_UNBOUND')
    const message = { ...permitOf().message, note: 'Free mint' }
    expect(codesOf(permitOf({ message }))).toContain('FIELDS_UNSIGNED')
    expect(codesOf(permitOf({ message: { ...permitOf().message, value: 2 ** 60 } }))).toContain('NUMBER_INEXACT')
    expect(codesOf(permitOf({ types: { ...PERMIT, Other: [] } }))).toContain('TYPES_UNUSED')
  })

  it('holds for a type that nobody here knows, and takes the words of who does', () => {
    const data = { ...permitOf(), types: typesOf('Vote(uint256 id)'), primaryType: 'Vote', message: { id: 1 } }
    expect(explainTypedData(data, {}).verdict).toBe('hold')
    expect(explainTypedData(data, {}, { describeTyped: () => ({ words: 'Votes.', inner: [] }) })).toMatchObject({
      verdict: 'no-match',
      words: 'Votes.',
    })
  })
})

describe('parseTypedData', () => {
  it('hashes every real message as viem does, and blocks none', () => {
    for (const { data, place } of readVectors().typed) {
      expect(ofBytes(parseTypedData(data).digest), place).toBe(hashByViem(data as TypedDataDefinition))
      expect(explainTypedData(data, {}).verdict, place).not.toBe('block')
    }
  })

  it('hashes lists, nested structs, signed numbers and texts as viem does', () => {
    const types = typesOf(
      'Mail(Person[] to,int64[2] numbers,string text,bytes data,bytes4 sign,bool isOpen)',
      'Person(string name,address wallet)',
    )
    const person = fc.record({ name: fc.string({ unit: 'grapheme' }), wallet: fc.constant(stranger) })
    const message = fc.record({
      to: fc.array(person, { maxLength: 3 }),
      numbers: fc.tuple(fc.integer(), fc.integer()),
      text: fc.string({ unit: 'grapheme' }),
      data: fc.uint8Array().map(ofBytes),
      sign: fc.uint8Array({ minLength: 4, maxLength: 4 }).map(ofBytes),
      isOpen: fc.boolean(),
    })
    fc.assert(
      fc.property(message, (value) => {
        const data = { types, primaryType: 'Mail', domain: { name: 'M', salt: `0x${'01'.repeat(32)}` }, message: value }
        expect(ofBytes(parseTypedData(JSON.stringify(data)).digest)).toBe(
          hashTypedData(data as unknown as TypedDataDefinition),
        )
      }),
      { numRuns: 50 },
    )
  })

  const deep = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [
      `S${i}`,
      [
        { name: 'a', type: `S${i + 1}[]` },
        { name: 'b', type: `S${i + 1}[]` },
      ],
    ]),
  )

  it.each([
    ['no object', 'x'],
    ['nothing', {}],
    ['no such type', permitOf({ primaryType: 'Other' })],
    ['a struct that holds itself', permitOf({ types: typesOf('Permit(Permit[] inner)'), message: { inner: [] } })],
    ['a struct named as a type', permitOf({ types: { ...PERMIT, address: [] } })],
    ['a name that forges a type', permitOf({ types: { 'Permit(address a)X': [] } })],
    ['two members of one name', permitOf({ types: typesOf('Permit(address owner,address owner)') })],
    ['a value that is absent', permitOf({ message: { owner: victim } })],
    ['a fraction', permitOf({ message: { ...permitOf().message, value: 1.5 } })],
    ['a negative number', permitOf({ message: { ...permitOf().message, value: -1 } })],
    ['a number that does not fit', permitOf({ message: { ...permitOf().message, value: `${MAX}0` } })],
    ['an address that is none', permitOf({ message: { ...permitOf().message, spender: '0x1' } })],
    ['null', permitOf({ message: null })],
    ['nothing but the domain', permitOf({ primaryType: 'EIP712Domain', message: permitOf().domain })],
    ['text that is no JSON', '{'],
  ])('refuses %s', (_, data) => {
    expect(() => parseTypedData(data)).toThrow(expect.objectContaining({ code: 'LZ_GUARD_TYPED_DATA' }))
  })

  it('takes no longer for types that could be written out without end', () => {
    const types = { ...deep, S60: [{ name: 'a', type: 'uint256' }] }
    expect(
      parseTypedData({ types, primaryType: 'S0', domain: {}, message: { a: [], b: [] } }).typeText.length,
    ).toBeLessThan(5_000)
  })
})

/** viem refuses checksums that are wrong, as those of some real ones are; the case of an address's letters is not signed. */
function hashByViem(data: TypedDataDefinition): string {
  try {
    return hashTypedData(data)
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidAddressError)
    const lower = JSON.stringify(data).replace(/"0x[0-9a-fA-F]{40}"/g, (text) => text.toLowerCase())
    return hashTypedData(JSON.parse(lower) as TypedDataDefinition)
  }
}
