import fc from 'fast-check'
import {
  type Abi,
  encodeFunctionData,
  encodePacked,
  type Hex,
  maxUint256,
  parseAbi,
  toFunctionSelector,
  zeroAddress,
} from 'viem'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../../chain/index.ts'
import type { GuardContext, Knowledge } from '../../context.ts'
import { conclude } from '../../Finding.ts'
import { decodeArguments } from '../abi/decodeArguments.ts'
import { findBytes } from '../Hex.ts'
import type { Call } from './Call.ts'
import { explainCall } from './explainCall.ts'
import { findFunction } from './findFunction.ts'

const at = (digit: string) => EvmAddress.parse(`0x${digit.repeat(40)}`)
const stranger = at('5')
const hex = (address: string) => address as Hex
const usdc = EvmAddress.parse('0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48')
const permit2 = EvmAddress.parse('0x000000000022D473030F116dDEE9F6B43aC78BA3')
const multiSendCallOnly = EvmAddress.parse('0x40A2aCCbd92BCA938b02010E17A5b8929b49130D')

const encode = (signature: string, ...args: unknown[]): Uint8Array =>
  findBytes(encodeFunctionData({ abi: parseAbi([`function ${signature}`] as string[]) as Abi, args })) ??
  new Uint8Array(0)
const hexOf = (data: Uint8Array) => `0x${Buffer.from(data).toString('hex')}` as Hex
const callOf = (to: EvmAddress.EvmAddress, data: Uint8Array, more: Partial<Call> = {}): Call => ({
  chainId: 1,
  to,
  valueWei: 0n,
  data,
  ...more,
})
const knowing = (...rows: [EvmAddress.EvmAddress, Knowledge][]): GuardContext => ({
  chainId: 1,
  now: 1_800_000_000,
  know: (address) => new Map(rows).get(address),
})
const explain = (call: Call, context: GuardContext = { chainId: 1 }) => {
  const { explanation, findings } = explainCall(call, context)
  return { words: explanation.words, codes: findings.map(({ code }) => code), ...conclude(findings), explanation }
}
const approve = (spender: EvmAddress.EvmAddress, value: bigint) =>
  callOf(usdc, encode('approve(address,uint256)', spender, value))

describe('explainCall: approvals', () => {
  it('says whom, how much and what may come of it', () => {
    const { words, findings, verdict } = explain(approve(stranger, 12_500_000n))
    expect(words).toBe(`Lets ${EvmAddress.display(stranger)} take 12.5 USDC.`)
    expect(verdict).toBe('review')
    expect(findings[0]?.message).toContain('without asking again')
  })

  it.each([
    ['a known protocol, without limit', permit2, {}, 'no-match', 'APPROVAL'],
    ['somebody unknown', stranger, {}, 'review', 'SPENDER_UNKNOWN'],
    ['an account without code', stranger, { hasCode: false }, 'block', 'SPENDER_NO_CODE'],
    ['a contract of yesterday', stranger, { hasCode: true, firstSeen: 1_799_950_000 }, 'review', 'SPENDER_YOUNG'],
    ['a scam', stranger, { kind: 'scam', source: 'a list' }, 'block', 'PARTY_SCAM'],
    ['an exploited contract', permit2, { kind: 'drained', incident: 'Some Hack' }, 'block', 'SPENDER_EXPLOITED'],
    ['oneself', stranger, { kind: 'own' }, 'no-match', 'APPROVAL'],
    ['somebody of the address book', stranger, { kind: 'contact' }, 'review', 'SPENDER_UNKNOWN'],
    ['a contract of the book', stranger, { kind: 'contact', hasCode: true }, 'no-match', 'APPROVAL'],
    ['a twin of one of the book', stranger, { imitates: { address: permit2 } }, 'block', 'PARTY_IMITATES'],
  ] as const)('grades %s', (_, spender, knowledge, verdict, code) => {
    const result = explain(approve(spender, maxUint256), knowing([spender, knowledge]))
    expect(result.verdict).toBe(verdict)
    expect(result.codes).toContain(code)
    expect(result.words).toContain('an unlimited amount of USDC')
  })

  it('says nothing bad of an allowance that is taken back, whoever has it', () => {
    expect(explain(approve(stranger, 0n), knowing([stranger, { kind: 'scam' }])).codes).toEqual(['APPROVAL_TAKEN_BACK'])
    expect(explain(callOf(usdc, encode('setApprovalForAll(address,bool)', stranger, false))).verdict).toBe('no-match')
  })

  it('does not forget that an allowance of zero may be NFT 0', () => {
    const call = callOf(at('7'), encode('approve(address,uint256)', stranger, 0n))
    expect(explain(call).verdict).toBe('no-match')
    expect(explain(call).words).toContain('its NFT 0')
    expect(explain(call, knowing([stranger, { kind: 'scam' }])).verdict).toBe('review')
  })

  it.each([
    ['increaseAllowance(address,uint256)', [stranger, 1n]],
    ['setApprovalForAll(address,bool)', [stranger, true]],
    [
      'permit(address,address,uint256,uint256,uint8,bytes32,bytes32)',
      [at('1'), stranger, 5n, 9n, 27, zero32(), zero32()],
    ],
    [
      'permit(address,address,uint256,uint256,bool,uint8,bytes32,bytes32)',
      [at('1'), stranger, 5n, 0n, true, 27, zero32(), zero32()],
    ],
    ['approve(address,address,uint160,uint48)', [usdc, stranger, 5n, 9]],
    [
      'permit(address,((address,uint160,uint48,uint48)[],address,uint256),bytes)',
      [at('1'), [[[usdc, 5n, 9, 1]], stranger, 9n], '0x'],
    ],
    [
      'permit(address,((address,uint160,uint48,uint48),address,uint256),bytes)',
      [at('1'), [[usdc, 5n, 9, 1], stranger, 9n], '0x'],
    ],
  ])('sees the spender of %s', (signature, args) => {
    const { codes, words } = explain(callOf(permit2, encode(signature, ...args)))
    expect(codes).toEqual(['SPENDER_UNKNOWN'])
    expect(words).toContain(EvmAddress.display(stranger))
  })
})

describe('explainCall: control and delegates', () => {
  it.each([
    ['transferOwnership(address)', [stranger]],
    ['setOwner(address)', [stranger]],
    ['upgradeToAndCall(address,bytes)', [stranger, '0x']],
    ['enableModule(address)', [stranger]],
    ['swapOwner(address,address,address)', [at('1'), at('2'), stranger]],
    ['grantRole(bytes32,address)', [zero32(), stranger]],
  ])('blocks %s to somebody unknown, and has somebody known looked at', (signature, args) => {
    const call = callOf(at('7'), encode(signature, ...args))
    expect(explain(call)).toMatchObject({ verdict: 'block', codes: ['CONTROL_TO_UNKNOWN'] })
    expect(explain(call, knowing([stranger, { kind: 'own' }]))).toMatchObject({
      verdict: 'review',
      codes: ['CONTROL_CHANGED'],
    })
  })

  it('blocks foreign code that a proxy or a Safe runs in its own name, also where it looks like a transfer', () => {
    const transfer = encode('transfer(address,uint256)', at('9'), 0n)
    const exec = execTransaction({ to: stranger, data: transfer, operation: 1 })
    expect(explain(callOf(at('7'), exec)).codes).toEqual(['DELEGATECALL_UNKNOWN', 'DELEGATECALL_DISGUISED'])
    expect(explain(callOf(at('7'), encode('execute(address,bytes)', stranger, '0x01020304'))).verdict).toBe('block')
    expect(explain(callOf(usdc, transfer)).verdict).toBe('no-match')
  })

  it('looks into what the libraries of Safe are given', () => {
    const inner = (operation: number) =>
      encodePacked(
        ['uint8', 'address', 'uint256', 'uint256', 'bytes'],
        [operation, hex(usdc), 0n, 68n, hexOf(encode('transfer(address,uint256)', at('9'), 7_000_000n))],
      )
    const safe = (operation: number) =>
      callOf(
        at('7'),
        execTransaction({ to: multiSendCallOnly, data: encode('multiSend(bytes)', inner(operation)), operation: 1 }),
      )
    const honest = explain(safe(0))
    expect(honest.verdict).toBe('no-match')
    expect(honest.explanation.inner[0]?.inner[0]?.words).toBe(`Sends 7 USDC to ${EvmAddress.display(at('9'))}.`)
    expect(honest.findings[0]?.place).toBe('calls[0].calls[0]')
    expect(explain(safe(1)).codes).toContain('DELEGATECALL_DISGUISED')
  })

  it('hands a Safe transaction over to who knows more of it', () => {
    const call = callOf(at('7'), execTransaction({ to: usdc, data: new Uint8Array(0), operation: 0 }))
    const given: unknown[] = []
    const { findings } = explainCall(
      call,
      {},
      {
        checkSafe: (args) => {
          given.push(args.values[3])
          return [{ code: 'OTHERS', effect: 'review', message: 'of another room' }]
        },
      },
    )
    expect(given).toEqual([0n])
    expect(findings.map(({ code }) => code)).toContain('OTHERS')
  })
})

describe('explainCall: wrappers', () => {
  const danger = encode('setApprovalForAll(address,bool)', stranger, true)
  const packed = encodePacked(['address', 'uint256', 'bytes'], [hex(usdc), 0n, hexOf(danger)])

  it.each([
    ['multicall(bytes[])', [[hexOf(danger)]]],
    ['multicall(uint256,bytes[])', [1n, [hexOf(danger)]]],
    ['multicall(bytes32,bytes[])', [zero32(), [hexOf(danger)]]],
    ['aggregate3((address,bool,bytes)[])', [[[usdc, false, hexOf(danger)]]]],
    ['aggregate3Value((address,bool,uint256,bytes)[])', [[[usdc, false, 0n, hexOf(danger)]]]],
    ['execute(address,uint256,bytes)', [usdc, 0n, hexOf(danger)]],
    ['executeBatch((address,uint256,bytes)[])', [[[usdc, 0n, hexOf(danger)]]]],
    ['execute(bytes32,bytes)', [zero32(), packed]],
    [
      'execute(bytes32,bytes)',
      [
        `0x01${'00'.repeat(31)}`,
        hexOf(encode('f((address,uint256,bytes)[])', [[usdc, 0n, hexOf(danger)]]).subarray(4)),
      ],
    ],
  ])('finds what %s carries', (signature, args) => {
    const { codes, explanation } = explain(callOf(at('7'), encode(signature, ...args)))
    expect(codes).toEqual(['SPENDER_UNKNOWN'])
    expect(explanation.inner).toHaveLength(1)
  })

  it('stops at its bounds and says so', () => {
    let nested = danger
    for (let i = 0; i < 12; i++) nested = encode('multicall(bytes[])', [hexOf(nested)])
    expect(explain(callOf(at('7'), nested))).toMatchObject({ verdict: 'hold', codes: ['CALL_LIMIT'] })
    const many = encode(
      'multicall(bytes[])',
      Array.from({ length: 600 }, () => hexOf(danger)),
    )
    expect(explain(callOf(at('7'), many)).codes.filter((code) => code === 'CALL_LIMIT')).toHaveLength(1)
  })

  it('ends for lists that hold themselves', () => {
    const words = [32, 200, ...Array.from({ length: 200 }, () => 32)].map((word) => word.toString(16).padStart(64, '0'))
    const data = findBytes(`0xac9650d8${words.join('')}`) ?? new Uint8Array(0)
    expect(explain(callOf(at('7'), data)).verdict).toBe('hold')
  })
})

describe('explainCall: what is not known', () => {
  it('holds for a function that nobody here knows, and takes the words of who does', () => {
    const call = callOf(stranger, Uint8Array.of(1, 2, 3, 4))
    expect(explain(call)).toMatchObject({ verdict: 'hold', codes: ['CALL_UNKNOWN'], words: undefined })
    const described = explainCall(call, {}, { describeCall: () => ({ words: 'Stakes 5 POL.', inner: [] }) })
    expect(described.explanation.words).toBe('Stakes 5 POL.')
    expect(conclude(described.findings).verdict).toBe('no-match')
  })

  it('looks into the calls that are described', () => {
    const inner = [callOf(usdc, encode('setApprovalForAll(address,bool)', stranger, true))]
    const call = callOf(stranger, Uint8Array.of(1, 2, 3, 4))
    const { findings, explanation } = explainCall(
      call,
      {},
      { describeCall: (each) => (each === call ? { words: 'Runs.', inner } : undefined) },
    )
    expect(findings.map(({ code, place }) => [code, place])).toEqual([
      ['CALL_DESCRIBED', undefined],
      ['SPENDER_UNKNOWN', 'calls[0]'],
    ])
    expect(explanation.inner).toHaveLength(1)
  })

  it('holds for arguments that cannot be read, and notes what is odd in others', () => {
    expect(explain(callOf(usdc, encode('transfer(address,uint256)', stranger, 1n).subarray(0, 40))).codes).toEqual([
      'CALL_UNREADABLE',
    ])
    const longer = Uint8Array.of(...encode('transfer(address,uint256)', stranger, 1n), 1)
    expect(explain(callOf(usdc, longer)).codes).toEqual(['CALL_ODD', 'TRANSFER'])
  })

  it('distrusts names that say nothing', () => {
    const claim = encode('claim()')
    expect(explain(callOf(stranger, claim, { valueWei: 10n ** 18n }))).toMatchObject({
      verdict: 'review',
      codes: ['BAIT_NAME'],
    })
    expect(explain(callOf(stranger, claim)).verdict).toBe('hold')
  })

  it('takes the words of who knows for a name that says nothing, and lets known protocols have such names', () => {
    const call = callOf(stranger, encode('claim()'), { valueWei: 1n })
    expect(
      explainCall(call, {}, { describeCall: () => ({ words: 'Claims.', inner: [] }) }).findings.map(({ code }) => code),
    ).toEqual(['CALL_DESCRIBED'])
    expect(explain(call, knowing([stranger, { kind: 'protocol' }])).verdict).toBe('no-match')
  })

  it('says where there is no contract to be called', () => {
    const call = callOf(stranger, encode('transfer(address,uint256)', usdc, 1n))
    expect(explain(call, knowing([stranger, { hasCode: false }])).codes).toContain('TARGET_NO_CODE')
  })

  it('warns of tokens that nobody could move again', () => {
    expect(explain(callOf(usdc, encode('transfer(address,uint256)', usdc, 1n))).codes).toContain('TOKENS_TO_CONTRACT')
    expect(explain(callOf(stranger, encode('transfer(address,uint256)', zeroAddress, 1n))).codes).toContain(
      'TOKENS_TO_CONTRACT',
    )
  })

  it('answers whatever the bytes are, and shows no hidden characters', () => {
    const selector = fc.constantFrom(
      'ac9650d8',
      '6a761202',
      '8d80ff0a',
      '095ea7b3',
      'e9ae5c53',
      'fb0f3ee1',
      'b3a34c4c',
      '2a2d80d1',
    )
    fc.assert(
      fc.property(selector, fc.array(fc.nat(300), { maxLength: 40 }), (first, numbers) => {
        const data = findBytes(`0x${first}${numbers.map((number) => number.toString(16).padStart(64, '0')).join('')}`)
        const { findings } = explainCall(callOf(stranger, data ?? new Uint8Array(0)), {
          know: () => ({ name: 'Uni\u202eswap\u200b', source: 'x'.repeat(9_999) }),
        })
        for (const { message } of findings) expect(message).not.toMatch(/[\u202e\u200b]/)
      }),
    )
  })
})

describe('findFunction', () => {
  it.each([
    ['095ea7b3', 'approve'],
    ['39509351', 'increaseAllowance'],
    ['d73dd623', 'increaseApproval'],
    ['a22cb465', 'setApprovalForAll'],
    ['a9059cbb', 'transfer'],
    ['23b872dd', 'transferFrom'],
    ['42842e0e', 'safeTransferFrom'],
    ['b88d4fde', 'safeTransferFrom'],
    ['f242432a', 'safeTransferFrom'],
    ['2eb2c2d6', 'safeBatchTransferFrom'],
    ['d505accf', 'permit'],
    ['8fcbaf0c', 'permit'],
    ['e3ee160e', 'transferWithAuthorization'],
    ['ef55bec6', 'receiveWithAuthorization'],
    ['87517c45', 'approve'],
    ['2b67b570', 'permit'],
    ['2a2d80d1', 'permit'],
    ['30f28b7a', 'permitTransferFrom'],
    ['edd9444b', 'permitTransferFrom'],
    ['137c29fe', 'permitWitnessTransferFrom'],
    ['fe8ec1a7', 'permitWitnessTransferFrom'],
    ['36c78516', 'transferFrom'],
    ['0d58b1db', 'transferFrom'],
    ['cc53287f', 'lockdown'],
    ['65d9723c', 'invalidateNonces'],
    ['ac9650d8', 'multicall'],
    ['5ae401dc', 'multicall'],
    ['1f0464d1', 'multicall'],
    ['82ad56cb', 'aggregate3'],
    ['b61d27f6', 'execute'],
    ['34fcd5be', 'executeBatch'],
    ['e9ae5c53', 'execute'],
    ['1cff79cd', 'execute'],
    ['6a761202', 'execTransaction'],
    ['8d80ff0a', 'multiSend'],
    ['0d582f13', 'addOwnerWithThreshold'],
    ['f8dc5dd9', 'removeOwner'],
    ['e318b52b', 'swapOwner'],
    ['694e80c3', 'changeThreshold'],
    ['610b5925', 'enableModule'],
    ['e009cfde', 'disableModule'],
    ['e19a9dd9', 'setGuard'],
    ['e068df37', 'setModuleGuard'],
    ['f08a0323', 'setFallbackHandler'],
    ['7de7edef', 'changeMasterCopy'],
    ['468721a7', 'execTransactionFromModule'],
    ['d4d9bdcd', 'approveHash'],
    ['85a5affe', 'signMessage'],
    ['f2fde38b', 'transferOwnership'],
    ['3659cfe6', 'upgradeTo'],
    ['4f1ef286', 'upgradeToAndCall'],
    ['2f2ff15d', 'grantRole'],
    ['13af4035', 'setOwner'],
    ['7a9e5e4b', 'setAuthority'],
    ['8f283970', 'changeAdmin'],
    ['fb0f3ee1', 'fulfillBasicOrder'],
    ['00000000', 'fulfillBasicOrder_efficient_6GL6yc'],
    ['b3a34c4c', 'fulfillOrder'],
    ['e7acab24', 'fulfillAdvancedOrder'],
    ['ed98a574', 'fulfillAvailableOrders'],
    ['87201b41', 'fulfillAvailableAdvancedOrders'],
    ['a8174404', 'matchOrders'],
    ['f2d12b12', 'matchAdvancedOrders'],
    ['4e71d92d', 'claim'],
    ['3158952e', 'Claim'],
    ['5fba79f5', 'SecurityUpdate'],
    ['948cb719', 'connect'],
    ['a06adfa8', 'networkMerge'],
    ['ba087652', 'redeem'],
    ['94bf804d', 'mint'],
    ['6e553f65', 'deposit'],
    ['b460af94', 'withdraw'],
  ])('knows 0x%s, %s', (selector, name) => {
    const known = findFunction(`0x${selector}`)
    expect(known?.name).toBe(name)
    expect(toFunctionSelector(`function ${known?.text}`)).toBe(`0x${selector}`)
    const { call, values } = emptyCall(known as NonNullable<typeof known>)
    expect(() => known?.explain({ fields: known.inputs, values }, call, {})).not.toThrow()
  })
})

/** The arguments of a function, all zero and with lists of none: what its meaning reads is there. */
function emptyCall(known: NonNullable<ReturnType<typeof findFunction>>) {
  const data = new Uint8Array(32 * 64)
  return { call: callOf(stranger, data), values: decodeArguments(known.inputs, data).values }
}

function execTransaction({ to, data, operation }: { to: EvmAddress.EvmAddress; data: Uint8Array; operation: number }) {
  const rest = [operation, 0n, 0n, 0n, zeroAddress, zeroAddress, '0x']
  const signature = 'execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)'
  return encode(signature, to, 0n, hexOf(data), ...rest)
}

function zero32(): Hex {
  return `0x${'00'.repeat(32)}`
}
