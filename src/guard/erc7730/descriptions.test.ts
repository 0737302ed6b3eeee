import fc from 'fast-check'
import { type Abi, encodeFunctionData, type Hex, maxUint256, parseAbi } from 'viem'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../chain/index.ts'
import type { LazarettoError } from '../../LazarettoError.ts'
import type { GuardContext } from '../context.ts'
import type { Call, Explanation } from '../signing/calls/Call.ts'
import { explainCall } from '../signing/calls/explainCall.ts'
import { findBytes } from '../signing/Hex.ts'
import { explainTypedData } from '../signing/typed/explainTypedData.ts'
import { createDescriptions } from './createDescriptions.ts'
import { parseDescriptor } from './parseDescriptor.ts'
import { loadStandard } from './standards.ts'

const at = (digit: string) => EvmAddress.parse(`0x${digit.repeat(40)}`)
const contract = at('7')
const party = at('5')
const usdc = EvmAddress.parse('0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48')
const signed = at('1')

type Formats = Record<string, unknown>
const descriptorOf = (formats: Formats, metadata: object = {}) => ({
  $schema: 'anything',
  context: { contract: { deployments: [{ chainId: 1, address: contract }], unknown: true } },
  metadata: { owner: 'Some DAO', ...metadata },
  display: { formats },
})
const encode = (signature: string, args: unknown[]): Uint8Array => {
  const abi = parseAbi([`function ${signature}`] as string[]) as Abi
  return findBytes(encodeFunctionData({ abi, args })) ?? new Uint8Array(0)
}
interface Case {
  readonly args: unknown[]
  readonly fields: unknown[]
  readonly metadata?: object
  readonly call?: Partial<Call>
  readonly context?: GuardContext
  readonly format?: object
}
const say = (signature: string, { args, fields, metadata, call, context = {}, format }: Case) => {
  const parsed = parseDescriptor(descriptorOf({ [signature]: { intent: 'Do', fields, ...format } }, metadata))
  const data = encode(signature, args)
  const asked = { chainId: 1, from: signed, to: contract, valueWei: 0n, data, ...call }
  const descriptions = createDescriptions([parsed])
  if (descriptions.describeCall(asked, context) === undefined) return undefined
  return joinWords(explainCall(asked, context, descriptions).explanation)
}
function joinWords({ words, inner }: Explanation): string {
  return [words, ...inner.map(joinWords)].filter((each) => each !== undefined).join(' ')
}
const one = (type: string, value: unknown, field: object, metadata?: object) =>
  say(`f(${type} a)`, { args: [value], fields: [{ label: 'L', path: 'a', ...field }], ...(metadata && { metadata }) })
const labelled = (value: string) => `Do, interaction with Some DAO. L: ${value}.`

const HIDDEN = 'Do, interaction with Some DAO. Its descriptor shows nothing of what it is called with.'

describe('formats', () => {
  const enums = { enums: { mode: { 0: 'none', 2: 'variable' } }, constants: { max: `0x${'f'.repeat(64)}`, usdc } }

  it.each([
    ['raw number', 'uint256', 5n, { format: 'raw' }, '5'],
    ['raw bytes', 'bytes', '0x0102', {}, '0x0102'],
    ['raw boolean', 'bool', true, { format: 'raw' }, 'true'],
    ['a format of tomorrow', 'int8', -5, { format: 'hologram' }, '-5'],
    ['address', 'address', party, { format: 'addressName' }, EvmAddress.display(party)],
    ['known address', 'address', usdc, { format: 'addressName' }, `USDC (${EvmAddress.display(usdc)})`],
    ['coins', 'uint256', 5n * 10n ** 17n, { format: 'amount' }, '0.5 ETH'],
    [
      'tokens',
      'uint256',
      2_500_000n,
      { format: 'tokenAmount', params: { token: '$.metadata.constants.usdc' } },
      '2.5 USDC',
    ],
    [
      'tokens of nobody',
      'uint256',
      9n,
      { format: 'tokenAmount', params: { token: party } },
      `9 base units of the token ${EvmAddress.display(party)}`,
    ],
    [
      'all of them',
      'uint256',
      maxUint256,
      { format: 'tokenAmount', params: { token: usdc, threshold: '$.metadata.constants.max', message: 'All' } },
      'All USDC',
    ],
    [
      'all coins',
      'uint256',
      maxUint256,
      {
        format: 'tokenAmount',
        params: { token: party, nativeCurrencyAddress: [party], threshold: '$.metadata.constants.max' },
      },
      'An unlimited amount of ETH',
    ],
    ['percents', 'uint24', 3000, { format: 'unit', params: { base: '%', decimals: 4 } }, '0.3%'],
    ['negative units', 'int24', -15, { format: 'unit', params: { base: 'bps', decimals: 1 } }, '-1.5 bps'],
    [
      'date',
      'uint64',
      1_700_000_000n,
      { format: 'date', params: { encoding: 'timestamp' } },
      '2023-11-14 22:13:20 UTC',
    ],
    ['date without end', 'uint256', maxUint256, { format: 'date' }, 'for ever'],
    ['block', 'uint64', 12n, { format: 'date', params: { encoding: 'blockheight' } }, 'block 12'],
    ['duration', 'uint64', 90_061n, { format: 'duration' }, '1 d 1 h 1 min 1 s'],
    ['enum', 'uint8', 2, { format: 'enum', params: { $ref: '$.metadata.enums.mode' } }, 'variable'],
    ['enum without a name', 'uint8', 9, { format: 'enum', params: { $ref: '$.metadata.enums.mode' } }, '9'],
    [
      'NFT',
      'uint256',
      7n,
      { format: 'nftName', params: { collection: party } },
      `NFT 7 of ${EvmAddress.display(party)}`,
    ],
    [
      'slice',
      'bytes32',
      `0x${'00'.repeat(12)}${'55'.repeat(20)}`,
      { path: 'a.[-20:]', format: 'addressName' },
      EvmAddress.display(party),
    ],
    [
      'slice of a number',
      'uint256',
      BigInt(party),
      { path: '#.a.[-20:]', format: 'addressName' },
      EvmAddress.display(party),
    ],
    ['last of a list', 'uint256[]', [1n, 2n, 3n], { path: 'a.[-1]' }, '3'],
    ['list', 'uint256[]', [1n, 2n], { path: '#.a' }, '1, 2'],
    ['sender', 'uint256', 1n, { path: '@.from', format: 'addressName' }, EvmAddress.display(signed)],
    ['constant', 'uint256', 1n, { path: undefined, value: 'Vault' }, '"Vault"'],
  ])('says %s', (_, type, value, field, expected) => {
    expect(one(type, value, field, enums)).toBe(labelled(expected))
  })

  it('shows every item of a list and of a group, each with its own token', () => {
    const fields = [
      { path: 'a.[]', fields: [{ label: 'Get', path: 'n', format: 'tokenAmount', params: { tokenPath: 't' } }] },
    ]
    const args = [
      [
        { t: usdc, n: 1_000_000n },
        { t: party, n: 2n },
      ],
    ]
    const words = 'Get: 1 USDC. Get: 2 base units of the token'
    expect(say('f((address t,uint256 n)[] a)', { args, fields })).toContain(words)
    const flat = [{ label: 'Get', path: '#.a.[].n', format: 'tokenAmount', params: { tokenPath: '#.a.[].t' } }]
    expect(say('f((address t,uint256 n)[] a)', { args, fields: flat })).toContain(words)
  })

  it('hides what is hidden, and says the coins that go with a call', () => {
    expect(one('uint256', 5n, { visible: 'never' })).toBe(HIDDEN)
    expect(one('uint256', 5n, { visible: { ifNotIn: [5] } })).toBe(HIDDEN)
    const call = { valueWei: 10n ** 18n }
    expect(say('f(uint256 a)', { args: [5n], fields: [], call })).toContain('Pays with it: 1 ETH.')
  })

  it('fills a sentence with the values of its fields', () => {
    const fields = [{ label: 'L', path: '#.a', format: 'amount' }]
    const format = { interpolatedIntent: 'Send {a} away' }
    expect(say('f(uint256 a)', { args: [10n ** 18n], fields, format })).toContain('Send 1 ETH away, interaction')
    const absent = { interpolatedIntent: 'Send {b} away' }
    expect(say('f(uint256 a)', { args: [1n], fields, format: absent })).toBe(
      'Do, interaction with Some DAO. L: 0.000000000000000001 ETH.',
    )
  })

  it('shows no text of strangers as it came', () => {
    const words = one('string', 'free\u202e mint\u200b\n"ok"', {})
    expect(words).toBe(labelled('"free\ufffd mint\ufffd \'ok\'"'))
  })
})

describe('what a descriptor does not fit', () => {
  const fields = [{ label: 'L', path: 'a' }]

  it.each([
    ['another chain', { call: { chainId: 10 } }],
    ['no chain', { call: { chainId: undefined } }],
    ['another contract', { call: { to: party } }],
    ['its code run by somebody else', { call: { isDelegate: true } }],
    ['arguments that are cut', { call: { data: encode('f(uint256 a)', [5n]).subarray(0, 20) } }],
    ['a path that leads nowhere', { fields: [{ label: 'L', path: 'b' }] }],
    ['an impossible path', { fields: [{ label: 'L', path: 'a.[1:2:3]' }] }],
    ['an item that is not there', { fields: [{ label: 'L', path: 'a.[40]' }] }],
    ['a constant that is not there', { fields: [{ label: 'L', value: '$.metadata.__proto__.x' }] }],
    ['a value that is not allowed', { fields: [{ label: 'L', path: 'a', visible: { mustMatch: [6] } }] }],
    ['an address that is none', { fields: [{ label: 'L', path: '@.value', format: 'calldata' }] }],
    [
      'a definition of itself',
      { fields: [{ $ref: '$.metadata.loop' }], metadata: { loop: { fields: [{ $ref: '$.metadata.loop' }] } } },
    ],
  ] as const)('is not said in its words: %s', (_, wrong) => {
    expect(say('f(uint256 a)', { args: [5n], fields, ...(wrong as Partial<Case>) })).toBeUndefined()
  })

  it('is not said in its words: a scam, even where no field shows it', () => {
    const asked = { args: [[party]], fields: [] }
    expect(say('f(address[] a)', asked)).toBe(HIDDEN)
    expect(say('f(address[] a)', { ...asked, context: { know: () => ({ kind: 'scam' }) } })).toBeUndefined()
  })
})

describe('calls inside of a call', () => {
  const run = 'run(address to,bytes data)'
  const fields = [{ label: 'Action', path: 'data', format: 'calldata', params: { calleePath: 'to' } }]
  const transfer = encode('transfer(address,uint256)', [party, 1_000_000n])
  const hex = (data: Uint8Array) => `0x${Buffer.from(data).toString('hex')}` as Hex

  it('are looked at as any other', () => {
    expect(say(run, { args: [usdc, hex(transfer)], fields })).toMatch(/Action: a call of USDC .* Sends 1 USDC to/)
    const findings = (data: Uint8Array) => {
      const descriptions = createDescriptions([parseDescriptor(descriptorOf({ [run]: { intent: 'Run', fields } }))])
      const call = { chainId: 1, to: contract, valueWei: 0n, data: encode(run, [usdc, hex(data)]) }
      return explainCall(call, {}, descriptions).findings.map(({ code }) => code)
    }
    expect(findings(transfer)).toEqual(['CALL_DESCRIBED', 'TRANSFER'])
    expect(findings(Uint8Array.of(1, 2, 3, 4))).toEqual(['CALL_DESCRIBED', 'CALL_UNKNOWN'])
    expect(findings(encode('approve(address,uint256)', [party, 1n]))).toEqual(['CALL_DESCRIBED', 'SPENDER_UNKNOWN'])
  })

  it('are handed back once, also where the sentence says them too', () => {
    const format = { intent: 'Run', interpolatedIntent: 'Run {data}', fields }
    const descriptions = createDescriptions([parseDescriptor(descriptorOf({ [run]: format }))])
    const call = { chainId: 1, to: contract, valueWei: 0n, data: encode(run, [usdc, hex(transfer)]) }
    expect(descriptions.describeCall(call, {})?.inner).toHaveLength(1)
  })

  it('may have their selector beside them, and a caller that stands for who signs', () => {
    const params = { calleePath: 'to', selector: '0xa9059cbb' }
    const apart = [{ ...fields[0], params }]
    expect(say(run, { args: [usdc, hex(transfer.subarray(4))], fields: apart })).toMatch(
      /Action: a call of USDC .* Sends 1 USDC to/,
    )
    const one = { label: 'To', path: 'to', format: 'addressName', params: { senderAddress: [party] } }
    const asked = { args: [party, '0x'], fields: [one] }
    expect(say(run, asked)).toContain(`To: ${EvmAddress.display(signed)}.`)
    expect(say(run, { ...asked, call: { from: undefined } })).toContain('To: the account that signs.')
  })

  it('end somewhere', () => {
    let data = encode(run, [usdc, hex(transfer)])
    for (let i = 0; i < 8; i++) data = encode(run, [contract, hex(data)])
    const descriptions = createDescriptions([parseDescriptor(descriptorOf({ [run]: { intent: 'Run', fields } }))])
    const { findings } = explainCall({ chainId: 1, to: contract, valueWei: 0n, data }, {}, descriptions)
    expect(findings.at(-1)?.code).toBe('CALL_LIMIT')
  })
})

describe('typed data', () => {
  const types = { Vote: [{ name: 'id', type: 'uint256' }] }
  const domain = { name: 'Votes', version: '1', chainId: 1, verifyingContract: contract }
  const data = { types, primaryType: 'Vote', domain, message: { id: 4 } }
  const explain = (eip712: object, key: string) => {
    const descriptor = {
      context: { eip712 },
      display: { formats: { [key]: { intent: 'Vote', fields: [{ path: 'id', label: 'Id' }] } } },
    }
    return explainTypedData(data, {}, createDescriptions([parseDescriptor(descriptor)])).words
  }
  const deployments = [{ chainId: 1, address: contract }]

  it('are said by the whole type or its name, at the domain that the descriptor is for', () => {
    expect(explain({ deployments, domain: { name: 'Votes' } }, 'Vote(uint256 id)')).toBe('Vote. Id: 4.')
    expect(explain({ domain: { name: 'Votes', version: '1' } }, 'Vote')).toBe('Vote. Id: 4.')
    expect(explain({ deployments }, 'Vote(uint128 id)')).toBeUndefined()
    expect(explain({ deployments: [{ chainId: 2, address: contract }] }, 'Vote')).toBeUndefined()
    expect(explain({ deployments, domain: { name: 'Other' } }, 'Vote')).toBeUndefined()
    expect(explain({}, 'Vote')).toBeUndefined()
  })
})

describe('parseDescriptor', () => {
  it('merges includes: own values go before, fields of one path are one field', () => {
    const base = {
      ...descriptorOf({
        'f(uint256 a)': {
          intent: 'Base',
          fields: [
            { path: 'a', label: 'A' },
            { path: '@.to', label: 'To' },
          ],
        },
      }),
      metadata: { owner: 'Base' },
    }
    const own = {
      includes: './base.json',
      metadata: { owner: 'Own' },
      display: { formats: { 'f(uint256 a)': { fields: [{ path: 'a', label: 'Own A' }] } } },
    }
    const parsed = parseDescriptor(own, (path) => (path === './base.json' ? JSON.stringify(base) : undefined))
    expect(parsed.owner).toBe('Own')
    expect(parsed.formats[0]).toMatchObject({ intent: 'Base', fields: [{ label: 'Own A' }, { label: 'To' }] })
  })

  it('knows what descriptors include of ERC-4626', () => {
    const constants = { underlyingToken: usdc, underlyingTicker: 'USDC', vaultTicker: 'vUSDC' }
    const { display: _, ...own } = descriptorOf({}, { constants })
    const vault = parseDescriptor({ ...own, includes: '../../ercs/calldata-erc4626-vaults.json' }, loadStandard)
    const call = {
      chainId: 1,
      to: contract,
      valueWei: 0n,
      data: encode('deposit(uint256,address)', [3_000_000n, party]),
    }
    expect(createDescriptions([vault]).describeCall(call, {})?.words).toContain(
      'Deposit asset: 3 USDC. Share ticker: "vUSDC".',
    )
  })

  it('names the file that is not there, also one that includes itself', () => {
    const loop = { includes: 'loop.json' }
    const missing: unknown = expect.objectContaining({ code: 'LZ_GUARD_DESCRIPTOR_INCLUDE' })
    expect(() => parseDescriptor(loop)).toThrow(missing)
    expect(() => parseDescriptor(loop, () => loop)).toThrow(missing)
  })

  it.each([
    ['{'],
    ['null'],
    ['[]'],
    ['{}'],
    [`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`],
    [`"${'x'.repeat(2 ** 20)}"`],
  ])('refuses what is none', (text) => {
    expect(() => parseDescriptor(text)).toThrow(expect.objectContaining({ code: 'LZ_GUARD_DESCRIPTOR' }))
  })

  it('throws errors of its own only, whatever comes', () => {
    const field = fc.record(
      {
        path: fc.string(),
        label: fc.string(),
        format: fc.constantFrom('raw', 'date', 'unit', 'enum', 'calldata', 'tokenAmount', 'addressName', 'nftName'),
        params: fc.object(),
      },
      { requiredKeys: [] },
    )
    const fields = fc.array(
      fc.oneof(
        field,
        field.map((each) => ({ ...each, path: 'a' })),
        fc.anything(),
      ),
    )
    fc.assert(
      fc.property(fields, fc.bigInt({ min: 0n, max: maxUint256 }), (given, value) => {
        try {
          const words = say('f(uint256 a)', { args: [value], fields: given })
          expect(['string', 'undefined']).toContain(typeof words)
        } catch (error) {
          expect((error as LazarettoError).code).toBe('LZ_GUARD_DESCRIPTOR')
        }
      }),
      { numRuns: 300 },
    )
  })
})
