import { describe, expect, it } from 'vitest'
import { AssetId, ChainId, EvmAddress, TxHash } from '../../chain/index.ts'
import type { OwnedAddress } from '../../intel/index.ts'
import { ISSUER_NOTICE_KINDS, type IssuerNotice, type Transfer } from '../../ledger/index.ts'
import { alertIdOf } from '../alerts/Alert.ts'
import { account, createContext, ether, ethereum, hashOf, NOW } from '../watch.support.ts'
import type { WatchedAddress, WatchPurpose } from '../watched/addresses.ts'
import { assessBalances } from './balances.ts'
import { assessNotices, type HeldTaint } from './issuerActs.ts'
import { assessListChange } from './touchesCustomer.ts'

const usdt = AssetId.parse('eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7')
const tx = (name: string): Uint8Array => TxHash.toBytes(TxHash.parse(hashOf(name)))

function watch(n: number, purpose: WatchPurpose = 'balance', more: Partial<WatchedAddress> = {}): WatchedAddress {
  const named = { chain: ethereum, address: account(n), purpose, name: `Wallet ${n}`, assets: [ether, usdt] }
  return { ...named, added: NOW, ended: undefined, ...more }
}

function transfer(from: number, to: number, more: Partial<Transfer> = {}): Transfer {
  const place = { block: 100, timeSec: NOW, tx: tx('tx'), txIndex: 0, ordinal: 0, inexact: false }
  return { kind: 'native', ...place, from: account(from), to: account(to), asset: ether, amount: 10n ** 18n, ...more }
}

describe('the balance of a watched address', () => {
  const watched = new Map([1, 2].map((n) => [account(n), watch(n)] as const))
  const assess = (transfers: Transfer[], leastUnits: ReadonlyMap<AssetId.AssetId, bigint> = new Map()) =>
    assessBalances(transfers, {
      ...createContext({ 9: 'exchange' }, { options: { leastUnits, alertsMax: 5 } }),
      watched,
    })

  it('is told when it changes, with who says whose the other account is', () => {
    const drafts = assess([transfer(9, 1), transfer(3, 4), transfer(2, 9, { tx: tx('other') })])
    expect(drafts).toMatchObject([
      { rule: 'balance', severity: 'medium', amounts: [{ what: 'received', units: 10n ** 18n }] },
      { rule: 'balance', severity: 'high', amounts: [{ what: 'sent' }] },
    ])
    expect(drafts[0]?.text).toContain(`The watched address "Wallet 1", ${account(1)}, received 1 ETH from`)
    expect(drafts[0]?.text).toContain('(exchange: "Name of 9", says "a source")')
  })

  it('is told by what a transaction changes in all', () => {
    expect(assess([transfer(1, 9, { amount: 5n }), transfer(9, 1, { amount: 7n })])).toMatchObject([
      { severity: 'medium', amounts: [{ what: 'received', units: 2n }] },
    ])
    expect(assess([transfer(1, 9), transfer(9, 1), transfer(1, 1)])).toEqual([])
    expect(
      assess([transfer(1, 2)])
        .map(({ severity }) => severity)
        .sort(),
    ).toEqual(['high', 'medium'])
  })

  it('is not told of crumbs, nor of tokens that nobody watches, nor without bound', () => {
    const spam = AssetId.parse('eip155:1/erc20:0x00000000000000000000000000000000000000ff')
    expect(assess([transfer(9, 1, { asset: spam }), transfer(9, 1, { amount: 4n })], new Map([[ether, 5n]]))).toEqual(
      [],
    )
    const flood = Array.from({ length: 30 }, (_, i) => transfer(9, 1, { tx: tx(`t${i}`) }))
    expect(assess(flood).map(({ rule }) => rule)).toEqual([
      ...Array.from({ length: 5 }, () => 'balance'),
      'more-alerts',
    ])
  })
})

describe('an issuer', () => {
  const notice = (n: number, more: Partial<IssuerNotice> = {}): IssuerNotice => ({
    kind: 'freeze',
    asset: usdt,
    account: account(n),
    tx: tx('tx'),
    txIndex: 0,
    ordinal: 3,
    ...more,
  })
  const held: HeldTaint = { theft: 'theft-1', name: 'Harmony', stolen: ether, origin: 5n * 10n ** 18n }
  const context = {
    ...createContext(),
    listHeld: (address: string) => (address === account(1) ? [held, { ...held, theft: 'theft-2' }] : []),
    findWatched: (address: string) => (address === account(2) ? watch(2) : undefined),
  }

  it('that freezes an account with stolen money is told once for each theft', () => {
    const drafts = assessNotices([notice(1)], context)
    expect(drafts).toMatchObject([
      { rule: 'issuer', severity: 'high', theft: 'theft-1' },
      { rule: 'issuer', severity: 'high', theft: 'theft-2' },
    ])
    expect(drafts[0]?.text).toContain(
      `Tether, the issuer of ${usdt}, froze ${account(1)}, says its contract in transaction`,
    )
    expect(drafts[0]?.text).toContain('It has 5 ETH stolen in "Harmony".')
    expect(new Set(drafts.map(alertIdOf)).size).toBe(2)
  })

  it('that proposes something is told louder than when it is done, where stolen money is', () => {
    const severities = (n: number) =>
      ISSUER_NOTICE_KINDS.map((kind) => assessNotices([notice(n, { kind })], context)[0]?.severity)
    expect(severities(1)).toEqual(['high', 'critical', 'critical', 'critical', 'high'])
    expect(severities(2)).toEqual(['critical', 'high', 'critical', 'high', 'critical'])
    expect(severities(3)).toEqual(['low', 'low', 'medium', 'medium', 'low'])
  })

  it('that nobody knows is told so, and only of its own token loudly', () => {
    const asset = AssetId.erc20(ethereum, EvmAddress.parse(account(99)))
    const [draft] = assessNotices([notice(1, { asset })], context)
    expect(draft).toMatchObject({ severity: 'low', evidence: { issuer: 'unknown' } })
    expect(draft?.text).toContain('whom nobody here knows')
    const ofIt = { ...context, listHeld: () => [{ ...held, stolen: asset }] }
    expect(assessNotices([notice(1, { asset })], ofIt)[0]?.severity).toBe('high')
    expect(assessNotices([notice(1)], context)[0]?.evidence).toMatchObject({ issuer: 'Tether' })
  })

  it('that freezes thousands of strangers fills no queue', () => {
    const flood = Array.from({ length: 500 }, (_, i) => notice(i + 10, { ordinal: i }))
    expect(assessNotices([...flood, notice(1)], context)).toHaveLength(2 + 50 + 1)
  })
})

describe('a new sanctions entry', () => {
  const list = { id: 'ofac-sdn', title: 'OFAC\u202e SDN', published: '2026-11-20' }
  const listed = (text: string, canonical: string, chains: ChainId.ChainId[]): OwnedAddress => ({
    address: {
      text,
      ticker: 'ETH',
      readings: [{ kind: 'evm', canonical, chains }],
      fault: undefined,
      evidence: undefined,
    },
    owner: {
      uid: '42',
      kind: 'person',
      names: [{ text: 'Park Jin Hyok', quality: 'primary' }],
      programmes: ['DPRK3'],
      addresses: [],
      births: [],
      countries: [],
      documents: [],
      listedOn: undefined,
      recordHash: 'aa',
    },
  })
  const customers = [
    watch(1, 'customer'),
    watch(2, 'customer', { chain: ChainId.parse('eip155:4242') }),
    watch(3, 'customer'),
  ]

  it('that has an address of a customer is told, in any spelling and on any chain of the address', () => {
    const added = [1, 2, 4].map((n) =>
      listed(EvmAddress.display(account(n) as EvmAddress.EvmAddress), account(n), [ethereum]),
    )
    const drafts = assessListChange({ addedAddresses: added }, { list, customers })
    expect(drafts.map(({ severity, parties }) => [severity, parties[0]?.address])).toEqual([
      ['critical', account(1)],
      ['critical', account(2)],
    ])
    expect(drafts[0]?.text).toContain('"OFAC\ufffd SDN", edition of 2026-11-20 has the address')
    expect(drafts[0]?.text).toContain('of "Park Jin Hyok" (entry "42"). It is the address of your customer "Wallet 1".')
    expect(drafts[0]?.block).toBeUndefined()
  })

  it('of another chain touches nobody', () => {
    const added = [{ ...listed('x', account(1), [ChainId.parse('tron')]) }]
    added[0] = {
      ...added[0],
      address: {
        ...added[0]?.address,
        readings: [{ kind: 'tron', canonical: account(1), chains: [ChainId.parse('tron')] }],
      },
    } as OwnedAddress
    expect(assessListChange({ addedAddresses: added }, { list, customers })).toEqual([])
    expect(assessListChange({ addedAddresses: [] }, { list, customers })).toEqual([])
  })
})
