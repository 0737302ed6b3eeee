import { toFunctionSelector } from 'viem'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../../chain/index.ts'
import type { GuardContext, Knowledge } from '../../context.ts'
import { conclude } from '../../Finding.ts'
import { at, encode, packCall } from '../encode.support.ts'
import { explainCall } from './explainCall.ts'
import { findFunction } from './findFunction.ts'

const stranger = at('5')
const contract = at('7')
const nothing = new Uint8Array(32)
const usdc = EvmAddress.parse('0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48')
const multiSend = EvmAddress.parse('0x38869bf66a61cF6bDB996A6aE40D5853Fd43B526')
const createCall = EvmAddress.parse('0x9b35Af71d77eaf8d7e40252370304687390A1A52')
const migration = EvmAddress.parse('0x526643F69b81B008F46d95CD5ced5eC0edFFDaC6')

function explain(data: Uint8Array, { isDelegate = false, to = contract, context = {} as GuardContext } = {}) {
  const { explanation, findings } = explainCall({ chainId: 1, to, valueWei: 0n, data, isDelegate }, context)
  return { ...conclude(findings), words: explanation.words, explanation, codes: findings.map(({ code }) => code) }
}

const knowing = (knowledge: Knowledge): GuardContext => ({
  know: (each) => (each === stranger ? knowledge : undefined),
})

/** Selectors as block explorers and the contracts' makers publish them. */
describe('findFunction: selectors of accounts, timelocks and proxies', () => {
  it.each([
    ['01d5062a', 'schedule'],
    ['8f2a0bb0', 'scheduleBatch'],
    ['134008d3', 'execute'],
    ['e38335e5', 'executeBatch'],
    ['3a66f901', 'queueTransaction'],
    ['0825f38f', 'executeTransaction'],
    ['7d5e81e2', 'propose'],
    ['2656227d', 'execute'],
    ['c6427474', 'submitTransaction'],
    ['c01a8c84', 'confirmTransaction'],
    ['1fad948c', 'handleOps'],
    ['765e827f', 'handleOps'],
    ['18dfb3c7', 'executeBatch'],
    ['47e1da2a', 'executeBatch'],
    ['51945447', 'execute'],
    ['d691c964', 'executeFromExecutor'],
    ['9517e29f', 'installModule'],
    ['a71763a8', 'uninstallModule'],
    ['7bb37428', 'executeUserOp'],
    ['5229073f', 'execTransactionFromModuleReturnData'],
    ['4c8c9ea1', 'performCreate'],
    ['4847be6f', 'performCreate2'],
    ['07f464a4', 'migrateL2Singleton'],
    ['68cb3d94', 'migrateL2WithFallbackHandler'],
    ['ed007fc6', 'migrateWithFallbackHandler'],
    ['f6682ab0', 'migrateSingleton'],
    ['99a88ec4', 'upgrade'],
    ['9623609d', 'upgradeAndCall'],
    ['7eff275e', 'changeProxyAdmin'],
    ['1f931c1c', 'diamondCut'],
    ['5aef021f', 'setLendingPoolImpl'],
    ['7065cb48', 'addOwner'],
    ['1f6a1eb9', 'execute'],
  ])('knows 0x%s, %s', (selector, name) => {
    const known = findFunction(`0x${selector}`)
    expect(known?.name).toBe(name)
    expect(toFunctionSelector(`function ${known?.text}`)).toBe(`0x${selector}`)
  })
})

describe('explainCall: calls that others make in the name of a contract', () => {
  const danger = encode('setApprovalForAll(address,bool)', stranger, true)
  const operation = [contract, 0n, '0x', encode('execute(address,uint256,bytes)', usdc, 0n, danger)]

  it.each([
    ['schedule(address,uint256,bytes,bytes32,bytes32,uint256)', [usdc, 0n, danger, nothing, nothing, 3600n]],
    [
      'scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)',
      [[usdc], [0n], [danger], nothing, nothing, 3600n],
    ],
    ['execute(address,uint256,bytes,bytes32,bytes32)', [usdc, 0n, danger, nothing, nothing]],
    ['executeBatch(address[],uint256[],bytes[],bytes32,bytes32)', [[usdc], [0n], [danger], nothing, nothing]],
    ['executeBatch(address[],bytes[])', [[usdc], [danger]]],
    ['multicall((address,bytes)[])', [[[usdc, danger]]]],
    ['execute((address,uint256,bytes)[])', [[[usdc, 0n, danger]]]],
    ['propose(address[],uint256[],bytes[],string)', [[usdc], [0n], [danger], 'Pay the team']],
    [
      'queueTransaction(address,uint256,string,bytes,uint256)',
      [usdc, 0n, 'setApprovalForAll(address,bool)', danger.subarray(4), 1n],
    ],
    ['executeTransaction(address,uint256,string,bytes,uint256)', [usdc, 0n, '', danger, 1n]],
    ['submitTransaction(address,uint256,bytes)', [usdc, 0n, danger]],
    ['execute(address,uint256,bytes,uint8)', [usdc, 0n, danger, 0]],
    ['executeUserOp(address,uint256,bytes,uint8)', [usdc, 0n, danger, 0]],
    [
      'handleOps((address,uint256,bytes,bytes,uint256,uint256,uint256,uint256,uint256,bytes,bytes)[],address)',
      [[[...operation, 1n, 1n, 1n, 1n, 1n, '0x', '0x']], stranger],
    ],
    [
      'handleOps((address,uint256,bytes,bytes,bytes32,uint256,bytes32,bytes,bytes)[],address)',
      [[[...operation, nothing, 1n, nothing, '0x', '0x']], stranger],
    ],
  ])('finds what %s carries', (signature, args) => {
    const { codes } = explain(encode(signature, ...args))
    expect(codes).toEqual(['SPENDER_UNKNOWN'])
  })

  it('holds for lists of other lengths, and for functions that are named in no way', () => {
    expect(explain(encode('executeBatch(address[],bytes[])', [usdc, usdc], [danger])).codes).toEqual([
      'CALL_UNREADABLE',
    ])
    const named = encode('executeTransaction(address,uint256,string,bytes,uint256)', usdc, 0n, 'x(', danger, 1n)
    expect(explain(named).verdict).toBe('hold')
  })

  it('blocks code that an account or a proxy is to run in its own name', () => {
    const delegated = Uint8Array.of(0xff, ...nothing.subarray(1))
    const target = EvmAddress.toBytes(stranger)
    expect(explain(encode('execute(bytes32,bytes)', delegated, target)).codes).toEqual(['DELEGATECALL_UNKNOWN'])
    expect(explain(encode('executeFromExecutor(bytes32,bytes)', delegated, target)).verdict).toBe('block')
    expect(explain(encode('execute(address,uint256,bytes,uint8)', stranger, 0n, '0x', 1)).verdict).toBe('block')
    expect(explain(encode('execute(bytes,bytes)', '0x6000', '0x')).verdict).toBe('block')
  })

  it('says that contracts are created, and with what', () => {
    const create = encode('performCreate(uint256,bytes)', 0n, '0x6000')
    expect(explain(create, { to: createCall, isDelegate: true })).toMatchObject({
      verdict: 'no-match',
      codes: ['CONTRACT_CREATED'],
    })
    expect(explain(encode('performCreate(uint256,bytes)', 1n, '0x6000'), { to: createCall }).verdict).toBe('hold')
    expect(explain(encode('execute(address,uint256,bytes,uint8)', usdc, 0n, '0x6000', 2)).codes).toEqual([
      'CONTRACT_CREATED',
    ])
  })

  it("has an upgrade by Safe's own code looked at, and blocks it by any other", () => {
    const data = encode('migrateSingleton()')
    expect(explain(data, { to: migration, isDelegate: true }).codes).toEqual(['CONTROL_CHANGED'])
    expect(explain(data, { to: stranger, isDelegate: true }).verdict).toBe('block')
  })
})

describe('explainCall: control, however deep', () => {
  const changes: readonly (readonly [string, readonly unknown[]])[] = [
    ['changeMasterCopy(address)', [stranger]],
    ['setGuard(address)', [stranger]],
    ['setModuleGuard(address)', [stranger]],
    ['setFallbackHandler(address)', [stranger]],
    ['enableModule(address)', [stranger]],
    ['addOwnerWithThreshold(address,uint256)', [stranger, 1n]],
    ['swapOwner(address,address,address)', [at('1'), at('2'), stranger]],
    ['changeAdmin(address)', [stranger]],
    ['upgradeTo(address)', [stranger]],
    ['upgradeToAndCall(address,bytes)', [stranger, '0x']],
    ['upgrade(address,address)', [contract, stranger]],
    ['upgradeAndCall(address,address,bytes)', [contract, stranger, '0x']],
    ['transferOwnership(address)', [stranger]],
    ['setOwner(address)', [stranger]],
    ['installModule(uint256,address,bytes)', [1n, stranger, '0x']],
    ['setLendingPoolImpl(address)', [stranger]],
  ]

  it.each([
    ['addOwnerWithThreshold(address,uint256)', [stranger, 1n]],
    ['changeThreshold(uint256)', [1n]],
  ] as const)('says how many must sign after %s', (signature, args) => {
    expect(explain(encode(signature, ...args)).words).toContain('of its owners 1 must sign from then on')
  })

  it.each(changes)('sees %s in a multiSend inside of a multiSend', (signature, args) => {
    const inner = encode('multiSend(bytes)', packCall(0, contract, encode(signature, ...args)))
    const outer = encode('multiSend(bytes)', packCall(1, multiSend, inner))
    const found = explain(outer, { to: multiSend, isDelegate: true })
    expect(found).toMatchObject({ verdict: 'block', codes: ['CONTROL_TO_UNKNOWN'] })
    expect(found.findings[0]?.place).toBe('calls[0].calls[0]')
    const context = knowing({ kind: 'own' })
    expect(explain(outer, { to: multiSend, isDelegate: true, context }).verdict).toBe('review')
  })

  it.each(changes)('sees %s behind a timelock', (signature, args) => {
    const data = encode(signature, ...args)
    const schedule = 'schedule(address,uint256,bytes,bytes32,bytes32,uint256)'
    expect(explain(encode(schedule, contract, 0n, data, nothing, nothing, 1n)).verdict).toBe('block')
  })

  it("gives a DSProxy's owner away", () => {
    expect(explain(encode('setOwner(address)', stranger)).codes).toEqual(['CONTROL_TO_UNKNOWN'])
    const proxied = encode('execute(address,bytes)', stranger, encode('setOwner(address)', stranger))
    expect(explain(proxied).codes).toContain('DELEGATECALL_UNKNOWN')
  })
})
