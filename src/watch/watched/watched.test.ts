import { describe, expect, it } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import { CanonicalJson, listDecisions } from '../../state/index.ts'
import { account, createState, ether, ethereum, NOW } from '../watch.support.ts'
import { listAddresses, unwatchAddress, watchAddress } from './addresses.ts'
import { addTheft, endTheft, getTheft, listThefts, type TheftPlan, theftIdOf } from './thefts.ts'
import { parseOptions, WATCH_OPTIONS } from './WatchOptions.ts'

const withCode = (code: string): Error => expect.objectContaining({ code }) as Error
const seed = `${account(7)} since=2023-01-13T20:00:00Z amount=1.5`
const plan = (more: Partial<TheftPlan> = {}): TheftPlan => ({
  name: 'Harmony',
  chain: ethereum,
  seeds: [seed],
  by: 'ann',
  ...more,
})

describe('a watched theft', () => {
  it('is kept with its seeds, assets and options, and in the decision log', () => {
    const state = createState()
    const options = { splitWidth: 3, leastUnits: { [ether]: '1000' } }
    const theft = addTheft(state, plan({ assets: ['ETH'], sinceSec: 5, options }), NOW)
    expect(theft).toEqual({
      id: theftIdOf('Harmony', ethereum),
      name: 'Harmony',
      chain: ethereum,
      assets: [ether],
      seeds: [seed],
      sinceSec: 5,
      options: { ...WATCH_OPTIONS, splitWidth: 3, leastUnits: new Map([[ether, 1_000n]]) },
      added: NOW,
      ended: undefined,
    })
    expect(listThefts(state)).toEqual([theft])
    const [decision] = listDecisions(state, { from: 1, limit: 1 })
    expect(CanonicalJson.decode(decision?.body as never)).toMatchObject({
      action: 'add-theft',
      by: 'ann',
      id: theft.id,
    })
  })

  it('is watched once, and again with other seeds after it ended', () => {
    const state = createState()
    const { id } = addTheft(state, plan(), NOW)
    expect(() => addTheft(state, plan(), NOW)).toThrow(withCode('LZ_WATCH_THEFT_KNOWN'))
    expect(endTheft(state, id, { by: 'bob', now: NOW + 1 }).ended).toBe(NOW + 1)
    expect(endTheft(state, id, { by: 'bob', now: NOW + 2 }).ended).toBe(NOW + 1)
    expect(addTheft(state, plan({ seeds: [account(8)] }), NOW + 3)).toMatchObject({
      id,
      seeds: [account(8)],
      ended: undefined,
    })
    expect(() => getTheft(state, 'x')).toThrow(withCode('LZ_WATCH_THEFT_NOT_FOUND'))
  })

  it.each<[string, Partial<TheftPlan>]>([
    ['LZ_WATCH_THEFT', { name: ' ' }],
    ['LZ_WATCH_THEFT', { name: 'a\u0000b' }],
    ['LZ_WATCH_THEFT', { by: '' }],
    ['LZ_WATCH_THEFT', { seeds: [] }],
    ['LZ_WATCH_THEFT', { sinceSec: 0.5 }],
    ['LZ_SEED_SYNTAX', { seeds: ['bob'] }],
    ['LZ_ASSET_SYNTAX', { assets: ['a/b'] }],
    ['LZ_WATCH_OPTIONS', { options: { splitWidth: 1 } }],
  ])('is refused with %s: %j', (code, more) => {
    const state = createState()
    expect(() => addTheft(state, plan(more), NOW)).toThrow(withCode(code))
    expect(listThefts(state)).toEqual([])
    expect(listDecisions(state, { from: 1, limit: 9 })).toEqual([])
  })
})

describe('options', () => {
  it.each([
    null,
    [],
    { dormancySec: 0 },
    { dormancySec: 1.5 },
    { splitBlocks: 10_000 },
    { alertsMax: 0 },
    { alertsMax: '5' },
    { leastUnits: { [ether]: '-1' } },
    { leastUnits: { [ether]: '01' } },
    { leastUnits: { nothing: '1' } },
    { other: 1 },
  ])('are refused as %j', (given) => {
    expect(() => parseOptions(given)).toThrow(withCode('LZ_WATCH_OPTIONS'))
  })

  it('that are not said are the defaults', () => {
    expect(parseOptions({})).toEqual(WATCH_OPTIONS)
  })
})

describe('a watched address', () => {
  const key = { chain: ethereum, address: account(10), purpose: 'balance' } as const

  it('is canonical, for one purpose, until it ends', () => {
    const state = createState()
    const order = { ...key, address: account(10).toUpperCase().replace('0X', '0x'), name: 'Cold 1', by: 'ann' }
    const watched = { ...key, name: 'Cold 1', assets: [ether], added: NOW, ended: undefined }
    expect(watchAddress(state, order, NOW)).toEqual(watched)
    watchAddress(state, { ...order, purpose: 'customer', name: 'Bob' }, NOW)
    expect(listAddresses(state, 'balance', ethereum)).toEqual([watched])
    expect(listAddresses(state, 'customer')).toMatchObject([{ name: 'Bob' }])
    expect(watchAddress(state, { ...order, name: 'Cold 2' }, NOW + 1)).toMatchObject({ name: 'Cold 2', added: NOW })
    expect(unwatchAddress(state, key, { by: 'ann', now: NOW + 2 }).ended).toBe(NOW + 2)
    expect(listAddresses(state, 'balance')).toEqual([])
    expect(watchAddress(state, order, NOW + 3)).toMatchObject({ name: 'Cold 1', ended: undefined })
    expect(listDecisions(state, { from: 1, limit: 9 }).map(({ kind }) => kind)).toEqual(Array(5).fill('watch'))
  })

  it('takes customers of chains whose own asset nobody knows here', () => {
    const state = createState()
    const order = { chain: ChainId.parse('eip155:31337'), address: account(10), name: 'Bob', by: 'ann' } as const
    expect(watchAddress(state, { ...order, purpose: 'customer' }, NOW)).toMatchObject({ name: 'Bob', assets: [] })
    const balance = (): unknown => watchAddress(state, { ...order, purpose: 'balance' }, NOW)
    expect(balance).toThrow(withCode('LZ_ASSET_NATIVE'))
  })

  it.each([
    ['LZ_WATCH_WORDS', { name: '' }],
    ['LZ_WATCH_WORDS', { by: 'a\u202e\n' }],
    ['LZ_WATCH_WORDS', { assets: Array(101).fill('ETH') as string[] }],
    ['LZ_ADDRESS_SYNTAX', { address: '0x12' }],
  ])('is refused with %s: %j', (code, more) => {
    const state = createState()
    expect(() => watchAddress(state, { ...key, name: 'x', by: 'ann', ...more }, NOW)).toThrow(withCode(code))
    expect(() => unwatchAddress(state, key, { by: 'ann', now: NOW })).toThrow(withCode('LZ_WATCH_ADDRESS_NOT_FOUND'))
  })
})
