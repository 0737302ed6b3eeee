import { hexToBytes } from '@noble/hashes/utils.js'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../chain/index.ts'
import type { GuardContext } from '../context.ts'
import { explainCall } from '../signing/calls/explainCall.ts'
import { at, encode, packCall } from '../signing/encode.support.ts'
import { checkSafe, type SafeOptions } from './checkSafe.ts'
import { gradeExecution } from './gradeContent.ts'
import { safeRecord, safeTransaction } from './records.support.ts'
import { findHashes } from './SafeHashes.ts'
import type { Confirmation, SafeRecord, SafeTransaction } from './SafeTransaction.ts'

const usdt = EvmAddress.parse('0xdAC17F958D2ee523a2206206994597C13D831ec7')
const weth = EvmAddress.parse('0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2')
const permit2 = EvmAddress.parse('0x000000000022D473030F116dDEE9F6B43aC78BA3')
const multiSendCallOnly = EvmAddress.parse('0x9641d764fc13c8B624c04430C7356C1C7C8102e2')
const multiSend = EvmAddress.parse('0x38869bf66a61cF6bDB996A6aE40D5853Fd43B526')
const createCall = EvmAddress.parse('0x9b35Af71d77eaf8d7e40252370304687390A1A52')
const migration = EvmAddress.parse('0x526643F69b81B008F46d95CD5ced5eC0edFFDaC6')
const toLayer2 = EvmAddress.parse('0xfF83F6335d8930cBad1c0D439A841f01888D9f69')
const singleton = EvmAddress.parse('0x29fcB43b46531BcA003ddC8FCB67FFE91900C762')
const allowances = EvmAddress.parse('0xCFbFaC74C26F8647cBDb8c5caf80BB5b32E43134')
const uniswap = EvmAddress.parse('0xE592427A0AEce92De3Edee1F18E0157C05861564')
const aave = EvmAddress.parse('0x87870Bca3F3fD6335C3F4ce8392D69350B4fA4E2')
const cow = EvmAddress.parse('0x9008D19f58AAbD9eD0D60971565AA8510560ab41')
const attacker = at('e')
const receiver = at('4')
const { safe } = safeTransaction()
const accounts = ['11', '22', '33', '44', '55', '66'].map((byte) => privateKeyToAccount(`0x${byte.repeat(32)}`))
const owners = accounts.map(({ address }) => EvmAddress.parse(address))

function swapFor(party: string): Uint8Array {
  const swap = [usdt, weth, 500, party, 1n, 1n, 1n, 0n]
  return encode('exactInputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))', swap)
}

/** Signatures of so many owners over that content. */
async function sign(transaction: SafeTransaction, count: number): Promise<Confirmation[]> {
  const hash = findHashes(transaction, 'chain')?.safeTx as `0x${string}`
  const signed = accounts.slice(0, count).map(async (account, i) => ({
    owner: owners[i],
    signature: hexToBytes((await account.sign({ hash })).slice(2)),
  }))
  return Promise.all(signed)
}

function weigh(record: SafeRecord, options: SafeOptions = {}) {
  const { verdict, findings } = checkSafe(record, { owners, ...options })
  return { verdict, codes: findings.filter(({ effect }) => effect !== 'note').map(({ code }) => code) }
}

/**
 * Made after what was published of the theft of July 2024 (a Safe of six owners of which four sign; the screen showed a payment of
 * tokens, and what was executed made a foreign contract the Safe's code) and of February 2025; addresses are made up.
 */
describe('a Safe whose code is replaced behind a payment', () => {
  const shown = safeTransaction({ to: usdt, data: encode('transfer(address,uint256)', receiver, 625_000_000n) })
  const payloads: readonly (readonly [string, Partial<SafeTransaction>])[] = [
    ['by a delegatecall that looks like a payment', { data: encode('transfer(address,uint256)', receiver, 0n) }],
    ['by a delegatecall of a function that nobody knows', { data: Uint8Array.of(0x12, 0x34, 0x56, 0x78) }],
    ['by a delegatecall without data', { data: new Uint8Array(0) }],
    ['by a delegatecall to a token', { to: usdt, data: encode('transfer(address,uint256)', receiver, 1n) }],
    ['by changeMasterCopy', { to: safe, isDelegate: false, data: encode('changeMasterCopy(address)', attacker) }],
    [
      'by changeMasterCopy among payments',
      {
        to: multiSend,
        data: encode(
          'multiSend(bytes)',
          new Uint8Array([
            ...packCall(0, usdt, encode('transfer(address,uint256)', receiver, 1n)),
            ...packCall(0, safe, encode('changeMasterCopy(address)', attacker)),
          ]),
        ),
      },
    ],
    [
      'by a foreign delegatecall among payments',
      {
        to: multiSend,
        data: encode('multiSend(bytes)', packCall(1, attacker, encode('transfer(address,uint256)', receiver, 0n))),
      },
    ],
  ]

  it.each(payloads)('is blocked %s, fully signed', async (_, given) => {
    const transaction = safeTransaction({ to: attacker, isDelegate: true, ...given })
    const { verdict, codes } = weigh({ ...safeRecord(), transaction, confirmations: await sign(transaction, 4) })
    expect(verdict).toBe('block')
    expect(codes).not.toContain('SIGNATURE_FOREIGN')
  })

  it.each(payloads)('shows itself to the next signer, who sees the payment: %s', async (_, given) => {
    const signed = safeTransaction({ to: attacker, isDelegate: true, ...given })
    for (const count of [1, 3]) {
      const { verdict, codes } = weigh({
        ...safeRecord(),
        transaction: shown,
        confirmations: await sign(signed, count),
      })
      expect(verdict).toBe('block')
      expect(codes).toEqual(Array.from({ length: count }, () => 'SIGNATURE_FOREIGN'))
    }
  })

  it('shows itself on the device, before anybody has signed', () => {
    const signed = findHashes(safeTransaction({ to: attacker, isDelegate: true }), 'chain')
    expect(weigh({ ...safeRecord(), transaction: shown }, { device: signed })).toEqual({
      verdict: 'block',
      codes: ['DEVICE_OTHER', 'DEVICE_OTHER'],
    })
  })
})

/**
 * Made after what was published of the theft of October 2024: three of eleven owners signed `transferOwnership` of a lending
 * market's provider of addresses, where the screen showed a routine change; the new owner then replaced the pool's code.
 */
describe('a Safe that owns a protocol', () => {
  const provider = at('9')
  const takeover = { to: provider, data: encode('transferOwnership(address)', attacker) }

  it.each([
    ['the ownership', takeover],
    ['the book of addresses', { to: provider, data: encode('setPoolAddressesProvider(address)', attacker) }],
    [
      'its own code, by a library of its makers',
      { to: toLayer2, isDelegate: true, data: encode('migrateToL2(address)', attacker) },
    ],
    ["the pool's code", { to: provider, data: encode('setLendingPoolImpl(address)', attacker) }],
    [
      'the role of an administrator',
      { to: provider, data: encode('grantRole(bytes32,address)', new Uint8Array(32), attacker) },
    ],
    ['a proxy', { to: at('8'), data: encode('upgradeAndCall(address,address,bytes)', provider, attacker, '0x') }],
    [
      'the ownership among others',
      {
        to: multiSendCallOnly,
        isDelegate: true,
        data: encode('multiSend(bytes)', packCall(0, provider, encode('transferOwnership(address)', attacker))),
      },
    ],
  ])('is blocked where it gives %s away', async (_, given) => {
    const transaction = safeTransaction(given)
    const { verdict, codes } = weigh({ ...safeRecord(), transaction, confirmations: await sign(transaction, 3) })
    expect(verdict).toBe('block')
    expect(codes).toEqual(['CONTROL_TO_UNKNOWN'])
  })

  it('is blocked in the call that executes it, of which nobody says the nonce', async () => {
    const transaction = safeTransaction(takeover)
    const signatures = (await sign(transaction, 3)).flatMap(({ signature = [] }) => [...signature])
    const data = encode(
      'execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)',
      ...[provider, 0n, transaction.data, 0, 0n, 0n, 0n, EvmAddress.zero, EvmAddress.zero, Uint8Array.from(signatures)],
    )
    const { findings } = explainCall({ chainId: 1, to: safe, valueWei: 0n, data }, {}, { checkSafe: gradeExecution })
    expect(findings.map(({ code }) => code)).toEqual(['CONTROL_TO_UNKNOWN'])
  })

  it('may name somebody known, after a look', () => {
    const know: GuardContext['know'] = (address) => (address === attacker ? { kind: 'own', name: 'timelock' } : {})
    expect(weigh(safeRecord(takeover), { context: { know } }).codes).toContain('CONTROL_CHANGED')
    expect(weigh(safeRecord(takeover), { context: { know } }).verdict).toBe('review')
  })
})

describe('what Safes do every day', () => {
  const transfer = encode('transfer(address,uint256)', receiver, 5_000_000n)
  const many = (...calls: readonly Uint8Array[]): Uint8Array =>
    encode('multiSend(bytes)', Uint8Array.from(calls.flatMap((call) => [...call])))

  it.each<[string, Partial<SafeTransaction>]>([
    ['a payment', { to: receiver, valueWei: 10n ** 18n }],
    ['a payment of a token', { to: usdt, data: transfer }],
    ['a payment of a token that nobody knows', { to: at('3'), data: transfer }],
    ['wrapping coins', { to: weth, valueWei: 1n, data: encode('deposit()') }],
    [
      'an approval of a known protocol',
      { to: usdt, data: encode('approve(address,uint256)', permit2, 2n ** 256n - 1n) },
    ],
    ['an approval taken back', { to: usdt, data: encode('approve(address,uint256)', attacker, 0n) }],
    ['an NFT', { to: at('3'), data: encode('safeTransferFrom(address,address,uint256)', safe, receiver, 7n) }],
    [
      'many payments at once',
      {
        to: multiSendCallOnly,
        isDelegate: true,
        data: many(packCall(0, usdt, transfer), packCall(0, receiver, new Uint8Array(0)), packCall(0, weth, transfer)),
      },
    ],
    [
      'payments inside of payments',
      {
        to: multiSend,
        isDelegate: true,
        data: many(packCall(1, multiSendCallOnly, many(packCall(0, usdt, transfer)))),
      },
    ],
    ['a rejection', { to: safe }],
    [
      'a new contract',
      { to: createCall, isDelegate: true, data: encode('performCreate(uint256,bytes)', 0n, '0x6000') },
    ],
    ['votes', { to: at('3'), data: encode('castVote(uint256,uint8)', 1n, 1) }],
    ['a swap', { to: uniswap, data: swapFor(safe) }],
    [
      'tokens lent',
      {
        to: multiSendCallOnly,
        isDelegate: true,
        data: many(
          packCall(0, usdt, encode('approve(address,uint256)', aave, 5n)),
          packCall(0, aave, encode('supply(address,uint256,address,uint16)', usdt, 5n, safe, 0)),
        ),
      },
    ],
    [
      'a payment out of an allowance',
      {
        to: allowances,
        data: encode(
          'executeAllowanceTransfer(address,address,address,uint96,address,uint96,address,bytes)',
          ...[safe, usdt, receiver, 5n, EvmAddress.zero, 0n, attacker, '0x'],
        ),
      },
    ],
    ['a payment with a gas price, as relayers ask for it', { to: receiver, valueWei: 1n, gasPrice: 1n, baseGas: 1n }],
  ])('lets %s pass', async (_, given) => {
    const transaction = safeTransaction(given)
    const record = { ...safeRecord(), transaction, confirmations: await sign(transaction, 4) }
    expect(weigh(record, { threshold: 4 })).toEqual({ verdict: 'no-match', codes: [] })
  })

  it.each<[string, Partial<SafeTransaction>]>([
    ['a module of Safe itself', { to: safe, data: encode('enableModule(address)', allowances) }],
    ['an order at CoW', { to: cow, data: encode('setPreSignature(bytes,bool)', new Uint8Array(56), true) }],
    ['a swap for somebody else', { to: uniswap, data: swapFor(attacker) }],
    [
      'an allowance',
      { to: allowances, data: encode('setAllowance(address,address,uint96,uint16,uint32)', attacker, usdt, 5n, 0, 0) },
    ],
    ['coins for a name', { to: at('3'), valueWei: 1n, data: encode('renew(string,uint256)', 'name', 1n) }],
    ['an upgrade by its makers', { to: migration, isDelegate: true, data: encode('migrateSingleton()') }],
    [
      'an upgrade to what its makers have',
      { to: toLayer2, isDelegate: true, data: encode('migrateToL2(address)', singleton) },
    ],
  ])('has %s looked at, and no more', (_, given) => {
    expect(weigh(safeRecord(given)).verdict).toBe('review')
  })

  it('lets a payment pass to somebody whom nobody knows', () => {
    const context = { know: () => undefined }
    expect(weigh(safeRecord({ to: receiver, valueWei: 1n }), { context })).toEqual({ verdict: 'no-match', codes: [] })
  })
})
