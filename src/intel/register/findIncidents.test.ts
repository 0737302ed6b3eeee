import { describe, expect, it } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import { findIncidents, type IncidentFilter } from './findIncidents.ts'
import { openBuiltInRegister } from './openBuiltIn.ts'

const register = openBuiltInRegister()
const find = (filter: IncidentFilter): string[] => findIncidents(register, filter).map(({ id }) => id)

describe('findIncidents', () => {
  it('lets everything through without a filter', () => {
    expect(find({})).toHaveLength(332)
  })

  it('filters by time, and takes a vague date where it may fit', () => {
    expect(find({ from: '2019', to: '2019' })).toHaveLength(13)
    expect(find({ from: '2017-02-15', to: '2017-02-20' })).toEqual(['bithumb-2017-02'])
    expect(find({ from: '2017-03', to: '2017-04' })).toEqual(['yapizon-youbit-2017-04'])
    expect(find({ from: '2018-11', to: '2018-12' })).toContain('marine-chain-2018')
    expect(find({ to: '2016' })).toEqual([])
  })

  it('filters by victim as anybody writes it', () => {
    expect(find({ victim: 'BYBIT' })).toEqual(['bybit-2025'])
    expect(find({ victim: 'ronin' })).toEqual(['ronin-bridge-2022'])
  })

  it('filters by grade, at least so strong', () => {
    expect(find({ grade: 'un-panel' })).toHaveLength(109)
    expect(find({ grade: 'government', from: '2025' })).toEqual(['bybit-2025'])
    expect(find({ grade: 'suspected' })).toHaveLength(332)
  })

  it('filters by chain, and does not guess which EVM chain a source means', () => {
    expect(find({ chain: ChainId.parse('eip155:2020') })).toEqual(['ronin-bridge-2022'])
    expect(find({ chain: ChainId.parse('ethereum') })).not.toContain('uxlink-2025')
    expect(find({ chain: 'evm' })).toContain('uxlink-2025')
  })

  it('filters by way in, loss and address', () => {
    expect(find({ vector: 'ransomware' })).toEqual(['wannacry-2017'])
    expect(find({ usdMin: 500_000_000 })).toEqual(['ronin-bridge-2022', 'bybit-2025'])
    expect(find({ addresses: ['0x47666fab8bd0ac7003bce3f5c3585383f09486e2'] })).toEqual(['bybit-2025'])
  })

  it.each(['Jade Sleet', 'TraderTraitor', 'unc4899'])('finds the actor under the name %s', (actor) => {
    const ids = find({ actor })
    expect(ids).toEqual(find({ actor: 'TraderTraitor' }))
    expect(ids).toEqual(expect.arrayContaining(['bybit-2025', 'afx-2026', 'dmm-bitcoin-2024']))
    expect(ids).not.toContain('oro-2026')
  })

  it('takes an umbrella with its groups, and a group without the rest of the umbrella', () => {
    const lazarus = find({ actor: 'lazarus' })
    expect(lazarus).toEqual(expect.arrayContaining(['bybit-2025', 'oro-2026', 'radiant-capital-2024']))
    expect(lazarus).not.toContain('somesing-2024')
    expect(find({ actor: 'BlueNoroff' })).not.toContain('dmm-bitcoin-2024')
    expect(find({ actor: 'Andariel' })).toEqual([])
    expect(find({ actor: 'UNC6862' })).toEqual(['drift-protocol-2026'])
    expect(find({ actor: 'nobody' })).toEqual([])
  })
})
