import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EvmAddress } from '../../../chain/index.ts'
import { type Anvil, hasAnvil, startAnvil } from '../../../startAnvil.support.ts'
import * as Hex from '../../signing/Hex.ts'
import { safeTransaction } from '../records.support.ts'
import { type AskNode, type SafeSimulation, simulateSafe } from './simulateSafe.ts'
import { IMPLEMENTATION, SLOTS } from './slots.ts'

const isHere = hasAnvil()
const safe = EvmAddress.parse(`0x${'51'.repeat(20)}`)
const singleton = EvmAddress.parse(`0x${'52'.repeat(20)}`)
const trojan = EvmAddress.parse(`0x${'53'.repeat(20)}`)
const receiver = EvmAddress.parse(`0x${'54'.repeat(20)}`)
/** Writes the first argument of `transfer` to slot 0: PUSH1 4; CALLDATALOAD; PUSH1 0; SSTORE. */
const TROJAN = '0x600435600055'
/** Gives every call on to the code that slot 0 names, as a Safe's proxy does. */
const PROXY = '0x3660006000376000600036600060005473ffffffffffffffffffffffffffffffffffffffff165af43d600060003e60006000f3'
/** Writes 2 to slot 4: so does a threshold change when the Safe calls itself. */
const SINGLETON = '0x6002600455'
const BAIT = Hex.findBytes(
  `0xa9059cbb${'bdd077f651ebe7f7b3ce16fe5f2b025be2969516'.padStart(64, '0')}${'0'.repeat(64)}`,
) as Uint8Array

/** Without what is said of how it was looked at. */
function codesOf({ findings }: SafeSimulation): string[] {
  return findings.map(({ code }) => code).filter((code) => code !== 'SIMULATION_PARTIAL')
}

describe.runIf(isHere)('simulateSafe', { timeout: 60_000 }, () => {
  let anvil: Anvil
  const ask: AskNode = (method, params) => anvil.call(method, ...params)
  const withoutTrace: AskNode = (method, params) =>
    method === 'debug_traceCall' ? Promise.reject(new Error('not here')) : ask(method, params)

  beforeAll(async () => {
    anvil = await startAnvil()
    await anvil.call('anvil_setCode', safe, PROXY)
    await anvil.call('anvil_setCode', singleton, SINGLETON)
    await anvil.call('anvil_setCode', trojan, TROJAN)
    await anvil.call('anvil_setStorageAt', safe, IMPLEMENTATION.slot, `0x${singleton.slice(2).padStart(64, '0')}`)
    await anvil.call('anvil_setBalance', safe, '0x64')
  }, 60_000)
  afterAll(() => anvil?.stop())

  it.each([
    ['debug_traceCall', ask],
    ['eth_call', withoutTrace],
  ] as const)('sees by %s that a transfer by delegatecall replaces the code of the Safe', async (method, node) => {
    const seen = await simulateSafe(safeTransaction({ safe, to: trojan, data: BAIT, isDelegate: true }), node)
    expect(seen.method).toBe(method)
    expect(seen.isSuccess).toBe(true)
    expect(seen.verdict).toBe('block')
    expect(codesOf(seen)).toEqual(['IMPLEMENTATION_WRITTEN'])
    expect(seen.findings.some(({ code }) => code === 'SIMULATION_PARTIAL')).toBe(method === 'eth_call')
    expect(seen.findings[0]?.message).toContain('0xbDd077f651EBe7f7b3cE16fe5F2b025BE2969516')
  })

  it.each([ask, withoutTrace])('sees coins leave, and nothing else', async (node) => {
    const seen = await simulateSafe(safeTransaction({ safe, to: receiver, valueWei: 100n }), node)
    expect(codesOf(seen)).toEqual(['BALANCE_CHANGED'])
    expect(seen.verdict).toBe('no-match')
    expect(seen.changes.find(({ address }) => address === safe)?.balanceWei).toEqual({ before: 100n, after: 0n })
  })

  it('lets the Safe call itself: its own code answers', async () => {
    const seen = await simulateSafe(safeTransaction({ safe, to: safe, data: Uint8Array.of(1, 2, 3, 4) }), ask)
    expect(seen.findings.map(({ code }) => code)).toEqual(['STORAGE_WRITTEN'])
    expect(seen.findings[0]?.message).toContain('how many owners have to sign')
  })

  it("takes no handler of Safe's makers for the code of a Safe", async () => {
    const handler = 'fd0732dc9e303f09fcef3a7388ad10a83459ec99'
    const data = Hex.findBytes(`0xa9059cbb${handler.padStart(64, '0')}`) as Uint8Array
    const seen = await simulateSafe(safeTransaction({ safe, to: trojan, data, isDelegate: true }), ask)
    expect(seen.verdict).toBe('block')
  })

  it('says that a payment of more than there is fails', async () => {
    const seen = await simulateSafe(safeTransaction({ safe, to: receiver, valueWei: 101n }), ask)
    expect(seen.isSuccess).toBe(false)
    expect(seen.findings.map(({ code }) => code)).toEqual(['SIMULATION_REVERTED'])
  })
})

describe('simulateSafe without a node', () => {
  it.each([
    ['throws', () => Promise.reject(new Error('no way'))],
    ['answers something else', () => Promise.resolve({})],
  ])('holds where the node %s', async (_, ask) => {
    const seen = await simulateSafe(safeTransaction({ safe }), ask)
    expect(seen.verdict).toBe('hold')
    expect(seen.method).toBe('none')
  })

  it('has nine places with a name', () => {
    expect(new Set(SLOTS.map(({ slot }) => slot)).size).toBe(9)
  })
})
