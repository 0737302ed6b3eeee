import { base58 } from '@scure/base'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Address, EvmAddress } from '../chain/index.ts'
import { defaultPolicy, type Policy } from './Policy.ts'
import type { CategoryExposure } from './Reason.ts'
import type { ExposureLookup, Screener } from './Screener.ts'
import { screenAddress } from './screenAddress.ts'
import { screenerOf, status } from './screener.support.ts'

const NOW = 1_790_000_000
const HOUR = 3600

const LISTED = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96'
const TRON = 'TGUjh57T2E2HRygT3YHdR3ya1Ag1f37SoW'
const TRON_TWIN = '0x47666Fab8bd0Ac7003bce3f5C3585383F09486E2'
const P2PKH = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH'
const SEGWIT = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'
const CASH = 'bitcoincash:qp63uahgrxged4z5jswyt5dn5v3lzsem6cy4spdc2h'
const CUT = '0x098B716B8Aaf21512996dC57EB0615e2383E2f9'

function ask(screener: Screener, text: string, nowSec: number = NOW): string {
  const { verdict, reasons } = screenAddress(screener, text, nowSec)
  return [verdict, ...reasons.map(({ code }) => code)].join(' ')
}

describe('a listed address', () => {
  const screener = screenerOf([{ text: LISTED }, { text: TRON, ticker: 'XBT' }, { text: SEGWIT, ticker: 'XBT' }])

  it.each([
    LISTED,
    LISTED.toLowerCase(),
    LISTED.toUpperCase(),
    `0x${LISTED.slice(2).toUpperCase()}`,
    `  ${LISTED}\n`,
    TRON,
    SEGWIT,
    SEGWIT.toUpperCase(),
  ])('is found as %j', (text) => expect(ask(screener, text)).toBe('block SANCTIONED'))

  it('is found with a mistyped case, which is said', () => {
    expect(ask(screener, LISTED.replace('B', 'b'))).toBe('block SANCTIONED CHECKSUM')
  })

  it('is said once, with every claim', () => {
    const twice = screenerOf([
      { text: LISTED, ticker: 'ETH', uid: '1' },
      { text: LISTED.toLowerCase(), ticker: 'USDT', uid: '2' },
    ])
    const { reasons } = screenAddress(twice, LISTED, NOW)
    expect(reasons).toHaveLength(1)
    expect(reasons[0]?.claims.map(({ uid, ticker }) => `${uid} ${ticker}`)).toEqual(['1 ETH', '2 USDT'])
    expect(reasons[0]?.claims[0]?.source).toMatchObject({ id: 'ofac-sdn', published: '2026-09-01' })
  })

  it('is found where the list itself has a broken one', () => {
    const broken = screenerOf([{ text: CUT, fault: 'syntax' }])
    expect(ask(broken, CUT)).toBe('block SANCTIONED ADDRESS_INVALID')
    expect(ask(broken, `${CUT}6`)).toBe('no-match')
  })

  it('is only held where its letter case is lost', () => {
    expect(ask(screener, TRON.toLowerCase())).toBe('hold CASE_LOST')
    expect(ask(screener, TRON.toUpperCase())).toBe('hold CASE_LOST')
  })
})

describe('another address of the same key', () => {
  it.each([
    [TRON, TRON_TWIN],
    [TRON_TWIN, TRON],
    [P2PKH, SEGWIT],
    [SEGWIT, P2PKH],
    [P2PKH, CASH],
  ])('is a weaker finding: %s listed, %s asked', (listed, asked) => {
    expect(ask(screenerOf([{ text: listed, ticker: 'XBT' }]), asked)).toBe('review SAME_KEY')
  })

  it('is the address itself where the ticker says that the list writes it in the old form', () => {
    expect(ask(screenerOf([{ text: P2PKH, ticker: 'BCH' }]), CASH)).toBe('block SANCTIONED')
  })

  it('is nothing but a note where the listing is history', () => {
    expect(ask(screenerOf([{ text: TRON, standing: 'delisted' }]), TRON_TWIN)).toBe('no-match SAME_KEY')
  })

  it('never mixes hashes of keys with the accounts of other schemes', () => {
    const bytes = EvmAddress.toBytes(EvmAddress.parse(LISTED))
    const asTron = Address.parse(`41${LISTED.slice(2)}`, 'tron:728126428' as never)
    expect(ask(screenerOf([{ text: LISTED }]), asTron)).toBe('review SAME_KEY')
    expect(ask(screenerOf([{ text: LISTED }]), base58.encode(bytes))).not.toContain('SAME_KEY')
  })
})

describe('what is not on the list any more', () => {
  it('is history once confirmed, and under review before', () => {
    expect(ask(screenerOf([{ text: LISTED, standing: 'delisted', lastSeen: '2025-01-01' }]), LISTED)).toBe(
      'no-match DELISTED',
    )
    expect(ask(screenerOf([{ text: LISTED, standing: 'vanished' }]), LISTED)).toBe('review VANISHED')
  })
})

describe('a list that is old or missing', () => {
  const screener = screenerOf([{ text: LISTED }])

  it('turns every no-match into a hold, while a hit stays one', () => {
    expect(ask(screener, TRON_TWIN, NOW + 24 * HOUR - 1)).toBe('no-match')
    expect(ask(screener, TRON_TWIN, NOW + 24 * HOUR)).toBe('hold LIST_STALE')
    expect(ask(screener, LISTED, NOW + 24 * HOUR)).toBe('block SANCTIONED LIST_STALE')
  })

  it('has its own limit where the policy gives one', () => {
    const lists = { ...defaultPolicy.lists, maxAgeHoursOf: { 'ofac-sdn': 2 } }
    const strict = screenerOf([], { policy: { ...defaultPolicy, lists } })
    expect(ask(strict, LISTED, NOW + 2 * HOUR)).toBe('hold LIST_STALE')
  })

  it('is needed where the policy says so, and one list is not enough where another is old', () => {
    expect(ask(screenerOf([], { lists: [] }), LISTED)).toBe('hold LIST_MISSING')
    const free = { ...defaultPolicy, lists: { ...defaultPolicy.lists, required: [] } }
    const nothing = screenAddress(screenerOf([], { lists: [], policy: free }), LISTED, NOW)
    expect([nothing.verdict, ...nothing.reasons.map(({ code }) => code)]).toEqual(['hold', 'LIST_MISSING'])
    expect(ask(screenerOf([], { policy: free }), LISTED)).toBe('no-match')
    const lists = [status(), status({ list: 'un-sc', checkedSec: NOW - 25 * HOUR, refusal: 'LZ_LIST_XML' })]
    const answer = screenAddress(screenerOf([], { lists }), LISTED, NOW)
    expect(answer.verdict).toBe('hold')
    expect(answer.reasons[0]?.message).toContain('un-sc')
    expect(answer.reasons[0]?.message).toContain('LZ_LIST_XML')
  })
})

describe('what is no address', () => {
  const screener = screenerOf([{ text: LISTED }])

  it.each(['', 'hello', CUT, '0x', 'T', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5', P2PKH.toLowerCase()])(
    '%j is held',
    (text) => {
      expect(ask(screener, text)).toBe('hold ADDRESS_INVALID')
    },
  )

  it('is a mistyped one where its letters fail the checksum', () => {
    expect(ask(screener, TRON_TWIN.replace('F', 'f'))).toBe('hold CHECKSUM')
  })

  it('never becomes a no-match, whatever text it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const { verdict, input } = screenAddress(screener, text, NOW)
        expect(input.length).toBeLessThanOrEqual(256)
        expect(verdict === 'no-match' ? Address.detect(text.trim()).length : 1).toBeGreaterThan(0)
      }),
    )
  })
})

describe('where money came from', () => {
  function exposed(percent: number, change: Partial<CategoryExposure> = {}, policy: Policy = defaultPolicy): string {
    const amount = BigInt(Math.round(percent * 1000))
    const base = {
      category: 'sanctions',
      origin: 'ofac-sdn',
      asset: 'eip155:1/slip44:60',
      hops: 2,
      path: [],
      cut: 0n,
    } as const
    const exposure: ExposureLookup = {
      addresses: 1,
      find: (address) => (address === LISTED.toLowerCase() ? [{ ...base, amount, received: 100_000n, ...change }] : []),
    }
    return ask(screenerOf([], { exposure, policy }), LISTED)
  }

  it('is judged by the share, to the last unit', () => {
    expect(exposed(50)).toBe('block EXPOSURE')
    expect(exposed(49.999)).toBe('review EXPOSURE')
    expect(exposed(5)).toBe('review EXPOSURE')
    expect(exposed(4.999)).toBe('no-match EXPOSURE')
  })

  it('is judged by category', () => {
    expect(exposed(100, { category: 'theft', grade: 'government' })).toBe('review EXPOSURE')
    expect(exposed(100, { category: 'label' })).toBe('no-match EXPOSURE')
    expect(
      exposed(
        0.001,
        {},
        { ...defaultPolicy, indirect: [{ category: 'sanctions', atLeastPercent: 0, effect: 'block' }] },
      ),
    ).toBe('block EXPOSURE')
  })
})

describe('what is no worse than the listed address itself', () => {
  it.each([
    ['government', 'review'],
    ['vendor', 'review'],
    ['suspected', 'no-match'],
  ])('is another address of the key: of %s %s', (grade, verdict) => {
    expect(ask(screenerOf([{ text: TRON, category: 'theft', grade }]), TRON_TWIN)).toBe(`${verdict} SAME_KEY`)
  })

  it('is weighed claim by claim, in whatever order they come', () => {
    const listed = { text: TRON }
    const suspected = { text: TRON, category: 'theft', grade: 'suspected' } as const
    for (const claims of [
      [listed, suspected],
      [suspected, listed],
    ]) {
      expect(ask(screenerOf(claims), TRON_TWIN)).toBe('review SAME_KEY SAME_KEY')
    }
  })
})

describe('the register', () => {
  it.each([
    ['government', 'block THEFT'],
    ['victim', 'block THEFT'],
    ['vendor', 'review THEFT'],
    ['researcher', 'review THEFT'],
    ['suspected', 'no-match THEFT'],
  ])('weighs a claim by %s', (grade, answer) => {
    expect(ask(screenerOf([{ text: LISTED, category: 'theft', grade }]), LISTED)).toBe(answer)
  })
})

describe('a label', () => {
  it('asks for review where it says harm, and is a note where it names a service', () => {
    expect(ask(screenerOf([{ text: LISTED, category: 'label', grade: 'phishing' }]), LISTED)).toBe('review LABELLED')
    expect(ask(screenerOf([{ text: LISTED, category: 'label', grade: 'exchange' }]), LISTED)).toBe('no-match LABELLED')
  })
})
