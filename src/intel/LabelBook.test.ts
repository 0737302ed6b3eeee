import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChainId } from '../chain/index.ts'
import type { Label } from './Label.ts'
import * as LabelBook from './LabelBook.ts'
import type { NameHints } from './readHints.ts'
import { readName } from './readName.ts'

const address = '0x00000000000000000000000000000000000000a11'
const ethereum = ChainId.parse('ethereum')

type Claim = NameHints & { readonly source?: string; readonly confidence?: string }

function label(name: string, { source = 'test', confidence, ...hints }: Claim = {}): Label {
  return { address, chain: ethereum, name, source, confidence, ...readName(name, hints) }
}

function decide(...labels: Label[]): string {
  const { name, category, stops } = LabelBook.resolve(labels)
  return `${name}: ${category}${stops ? ', stops' : ''}`
}

describe('resolve', () => {
  it('lets a word of theft win over a service', () => {
    const claims = [label('Binance 14', { confidence: 'authority_data' }), label('Binance Hacker 2')]
    expect(decide(...claims)).toBe('Binance Hacker 2: theft')
    expect(LabelBook.resolve(claims).isDisputed).toBe(true)
  })

  it('lets a named service win over a bare mark of theft, but not a category alone', () => {
    const complaint = label('', { abuse: 'scam' })
    expect(decide(complaint, label('Huobi 12'))).toBe('Huobi 12: exchange, stops')
    expect(decide(complaint, label('Foo 12', { category: 'exchange' }))).toBe(': theft')
  })

  it('lets a service win over marks, victims and tags of investigators', () => {
    const mixer = label('Tornado.Cash: Router')
    const others = ['OFAC SDN', 'USDT_blacklisted', 'HBH Terminus', 'Multichain Hack Alert 3', 'whatever'].map((n) =>
      label(n),
    )
    expect(decide(...others, mixer)).toBe('Tornado.Cash: Router: mixer, stops')
  })

  it('prefers the surer source, then a deposit address, then what more claims say', () => {
    const sure = label('OKX 3', { confidence: 'service_data' })
    expect(decide(label('Binance Deposit'), sure)).toBe('OKX 3: exchange, stops')
    expect(decide(label('OKX 3'), label('OKX Deposit'))).toBe('OKX Deposit: exchange, stops')
    expect(decide(label('Binance 1'), label('OKX 3'), label('OKX 3', { source: 'other' }))).toBe(
      'OKX 3: exchange, stops',
    )
  })

  it('keeps every claim with its source', () => {
    const { claims } = LabelBook.resolve([label('unheard of', { source: 'a' }), label('HTX 33', { source: 'b' })])
    expect(claims.map(({ source }) => source)).toEqual(['b', 'a'])
  })

  it('gives the same answer in every order', () => {
    const names = [
      'Binance 14',
      'HTX 33',
      'OKX Deposit',
      'Hacker',
      'OFAC',
      'Fake_Phishing1',
      'x',
      '',
      'Null: 0x0',
      'Hop',
    ]
    const some = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(some, fc.array(fc.nat(), { minLength: 8 }), (picked, dice) => {
        const labels = picked.map((name, i) => label(name, { source: `s${i}` }))
        const shuffled = labels.map((each, i) => ({ each, at: dice[i] ?? 0 })).sort((a, b) => a.at - b.at)
        expect(LabelBook.resolve(shuffled.map(({ each }) => each))).toEqual(LabelBook.resolve(labels))
      }),
    )
  })
})

describe('find', () => {
  const bsc = ChainId.parse('bsc')
  const book = LabelBook.create([label('Binance 14'), { ...label('HTX 33'), address: '0xb', chain: undefined }])

  it('looks on the chain only, unless the label or the key names none', () => {
    expect(LabelBook.find(book, { address, chain: ethereum })?.actor).toBe('Binance')
    expect(LabelBook.find(book, { address, chain: bsc })).toBeUndefined()
    expect(LabelBook.find(book, { address, chain: undefined })?.actor).toBe('Binance')
    expect(LabelBook.find(book, { address: '0xb', chain: bsc })?.actor).toBe('HTX')
  })

  it('finds nothing where nothing is', () => {
    expect(LabelBook.find(book, { address: '0xc', chain: ethereum })).toBeUndefined()
  })
})
