import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../../chain/index.ts'
import { findKnownContract } from './knownContracts.ts'
import { lookUp } from './lookUp.ts'
import { readExploits } from './readExploits.ts'
import { SAFE_LIBRARIES } from './safeLibraries.ts'

const usdc = EvmAddress.parse('0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48')
const permit2 = EvmAddress.parse('0x000000000022D473030F116dDEE9F6B43aC78BA3')

describe('findKnownContract', () => {
  it('knows a contract on its chains only, and on all where it is the same', () => {
    expect(findKnownContract(usdc, 1)).toMatchObject({ kind: 'token', token: { symbol: 'USDC', decimals: 6 } })
    expect(findKnownContract(usdc, 10)).toBeUndefined()
    expect(findKnownContract(usdc, undefined)).toBeUndefined()
    expect(findKnownContract(permit2, undefined)).toMatchObject({ kind: 'protocol', name: 'Permit2' })
    expect(findKnownContract(EvmAddress.zero, 1)).toBeUndefined()
  })

  it('knows the 30 libraries of Safe', () => {
    const found = SAFE_LIBRARIES.map(([, address]) => findKnownContract(EvmAddress.parse(address), 1)?.kind)
    expect(found).toEqual(Array.from({ length: 30 }, () => 'safe-library'))
  })
})

describe('lookUp', () => {
  it("puts the caller's word before the table, and keeps what he does not say", () => {
    const context = { know: () => ({ kind: 'drained' as const, name: undefined, incident: 'Some Hack' }) }
    expect(lookUp({ context, chainId: 1 }, permit2)).toMatchObject({
      kind: 'drained',
      name: 'Permit2',
      incident: 'Some Hack',
    })
    expect(lookUp({ context: { from: permit2 }, chainId: 1 }, permit2).kind).toBe('own')
  })
})

describe('readExploits', () => {
  const entry = {
    name: 'Some Hack',
    date: '2024-01-02',
    addresses: [{ chainId: 1, address: '0x1111111111111111111111111111111111111111' }],
  }

  it('names the incident, and does not call a mended contract drained', () => {
    const address = EvmAddress.parse(`0x${'1'.repeat(40)}`)
    const know = readExploits([entry], 'revoke.cash')
    expect(know(address, 1)).toEqual({ kind: 'drained', incident: 'Some Hack, 2024-01-02', source: 'revoke.cash' })
    expect(know(address, 10)).toBeUndefined()
    expect(readExploits([{ ...entry, fixed: true }], 'x')(address, 1)?.kind).toBeUndefined()
  })

  it('refuses another form', () => {
    const bad = [
      {},
      [{ ...entry, addresses: [{ chainId: 1, address: '0x1' }] }],
      [{ ...entry, addresses: 'none' }],
      null,
    ]
    for (const json of bad)
      expect(() => readExploits(json, 'x')).toThrow(expect.objectContaining({ code: 'LZ_GUARD_EXPLOITS' }))
  })

  it('reads the real list', () => {
    const path = resolve('../shared/data/labels/approval-exploits.json')
    if (!existsSync(path)) return console.warn(`SKIPPED the real list of exploits: no ${path}`)
    const know = readExploits(JSON.parse(readFileSync(path, 'utf8')), 'revoke.cash')
    expect(know(EvmAddress.parse('0x75eB01BF6E265e2a7dbba1644913b5ADf0cC12DE'), 56)).toMatchObject({ kind: 'drained' })
  })
})
