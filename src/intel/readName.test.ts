import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { STOPS } from './Label.ts'
import { readName } from './readName.ts'

/** Category, actor and role in one line. */
function read(name: string): string {
  const { category, actor, role } = readName(name)
  return [category, actor ?? '-', role].join(' ')
}

describe('names of services', () => {
  test.each([
    ['Binance 14', 'exchange Binance wallet'],
    ['Binance14', 'exchange Binance wallet'],
    ['Binance: Hot Wallet 20', 'exchange Binance wallet'],
    ['Binance Hot Wallet 10', 'exchange Binance wallet'],
    ['BINANCE.COM', 'exchange Binance wallet'],
    ['binance reserve wallets USDT', 'exchange Binance wallet'],
    ['Binance US 3', 'exchange Binance US wallet'],
    ['Huobi 33', 'exchange HTX wallet'],
    ['HTX 33', 'exchange HTX wallet'],
    ['Huobi: Old Address 12', 'exchange HTX wallet'],
    ['OKX: Hot Wallet', 'exchange OKX wallet'],
    ['okex 3', 'exchange OKX wallet'],
    ['Gate.io', 'exchange Gate wallet'],
    ['Gate.io 1', 'exchange Gate wallet'],
    ['mexc.com 2', 'exchange MEXC wallet'],
    ['Kraken 4', 'exchange Kraken wallet'],
    ['Bitstamp.net', 'exchange Bitstamp wallet'],
    ['eXch', 'instant-exchange eXch wallet'],
    ['ChangeHero', 'instant-exchange ChangeHero wallet'],
    ['SideShift.ai', 'instant-exchange SideShift wallet'],
    ['Tornado.Cash: Router', 'mixer Tornado Cash contract'],
    ['Tornado Cash', 'mixer Tornado Cash wallet'],
    ['tornado.cash', 'mixer Tornado Cash wallet'],
    ['Tornado.Cash: 1,000 DAI', 'mixer Tornado Cash wallet'],
    ['Hop', 'bridge Hop wallet'],
    ['Hop Protocol: Bridge', 'bridge Hop contract'],
    ['Symbiosis Finance: Portal', 'bridge Symbiosis contract'],
    ['Wormhole: Portal Token Bridge', 'bridge Wormhole contract'],
    ['Multichain: Huobi Bridge', 'bridge Multichain contract'],
    ['Polygon (Matic): Ether Bridge', 'bridge Polygon contract'],
    ['Axie Infinity: Ronin Bridge V2', 'bridge Ronin Bridge contract'],
    ['Optimism: L1StandardBridge', 'bridge Optimism wallet'],
    ['Harmony: ETH Bridge', 'bridge Harmony Horizon Bridge contract'],
    ['Uniswap V3: USDC', 'dex Uniswap wallet'],
    ['OKX DEX: Aggregation Router', 'dex OKX DEX contract'],
    ['MetaMask: Swap Router', 'dex MetaMask Swaps contract'],
    ['CoinPayments.net', 'payment CoinPayments wallet'],
    ['Stake.com', 'gambling Stake.com wallet'],
    ['Kraken Market', 'market Kraken Market wallet'],
  ])('%s', (name, expected) => {
    expect(read(name)).toBe(expected)
    expect(readName(name).stops).toBe(true)
  })
})

describe('deposit addresses', () => {
  test.each([
    ['Binance_Deposit_0x67ec', 'exchange Binance deposit'],
    ['Huobi_Deposit_0x09c9', 'exchange HTX deposit'],
    ['OKX_Deposit_0x4d10', 'exchange OKX deposit'],
    ['Coinbase: Deposit', 'exchange Coinbase deposit'],
    ['Kraken: Deposit Address', 'exchange Kraken deposit'],
    ['Deposit: Binance', 'exchange Binance deposit'],
    ['Deposit address of Bybit', 'exchange Bybit deposit'],
    ['binance-deposit', 'exchange Binance deposit'],
    ['Binance Deposit', 'exchange Binance deposit'],
    ['Gate-deposit', 'exchange Gate deposit'],
    ['Wintermute: Binance Deposit', 'exchange Binance deposit'],
    ['ShapeShift: Bitfinex Deposit', 'exchange Bitfinex deposit'],
    ['Binance: Deposit Funder 2', 'exchange Binance wallet'],
  ])('%s', (name, expected) => expect(read(name)).toBe(expected))
})

describe('words that never stop a trace', () => {
  test.each([
    ['Harmony Bridge Hacker', 'theft'],
    ['Harmony Bridge Hacker Contract fad8', 'theft'],
    ['Harmony Bridge Hacker 42 SRC', 'theft'],
    ['LI.FI Exploiter 2', 'theft'],
    ['LI.FI Hack Terminus', 'theft'],
    ['Ronin Bridge Exploiter 3', 'theft'],
    ['Bitfinex: Hacker', 'theft'],
    ['Binance Hack 1', 'theft'],
    ['Bitfinex hack', 'theft'],
    ['BybitHacker', 'theft'],
    ['Tornado.Cash Exploiter', 'theft'],
    ['Hacker: Binance Deposit', 'theft'],
    ['KyberSwap Attacker 1', 'theft'],
    ['FTX Accounts Drainer 2', 'theft'],
    ['Squid Token Heist', 'theft'],
    ['Elona Rugpull', 'theft'],
    ['Lazarus Group', 'theft'],
    ['H\u200backer of Binance', 'theft'],
    ['Fake_Phishing1234', 'phishing'],
    ['Coinbase Ransomware 1', 'ransomware'],
    ['Multichain Hack Alert 1005', 'victim'],
    ['Bybit Hack Victim', 'victim'],
    ["Rubic's Compromised Wallet", 'victim'],
    ['HBH 0xbae5 CRC', 'analyst'],
    ['HBH 104 SRC 04 done', 'analyst'],
    ['HBH Terminus', 'analyst'],
    ['Binance 14 CRC', 'analyst'],
    ['Binance?', 'analyst'],
    ['Binance (likely)', 'analyst'],
    ['Curve Whitehat', 'analyst'],
    ['Null: 0x000…000', 'burn'],
    ['Null Address: 0x000...001', 'burn'],
    ['Binance: BNB Token', 'token'],
    ['Binance USD', 'token'],
    ['Binance-Peg ETH', 'token'],
    ['Tornado.Cash: TORN Token', 'token'],
    ['Wrapped Ether', 'token'],
    ['Tether: USDT Stablecoin', 'token'],
    ['OFAC SDN: 0x19a...dff', 'sanctioned'],
    ['USDT_blacklisted', 'blocked'],
  ])('%s', (name, category) => expect(readName(name)).toMatchObject({ category, stops: false }))
})

describe('unknown names do not stop', () => {
  test.each([
    '',
    '   ',
    'Hope',
    'Shop',
    'Hopper 3',
    'Gateway',
    'Gate-Keeper',
    'Portal',
    'Binancex 4',
    'Funds from Binance',
    'Binance user 3',
    'binance.eth',
    'binance.com.evil',
    'Foo_Deposit_0x1234',
    'Evil Bridge',
    'Polygon: Deployer',
    'Gitcoin Grants: Tornado.cash',
    'Вinance 3',
    'Binance Нacker',
    `Binance ${'x'.repeat(300)}`,
  ])('%j', (name) => expect(readName(name)).toMatchObject({ category: 'unknown', actor: undefined, stops: false }))
})

describe('what the source says', () => {
  it('gives a category to an unknown name, and the name becomes the actor', () => {
    const reading = readName('Azbot: Wallet 2', { category: 'exchange' })
    expect(reading).toMatchObject({ category: 'exchange', actor: 'Azbot', stops: true, basis: 'category' })
  })

  it('refines a known name, unless its word is only the broader one', () => {
    expect(readName('Aave', { category: 'exchange' }).category).toBe('exchange')
    expect(readName('eXch', { category: 'exchange' }).category).toBe('instant-exchange')
    expect(readName('Ren: Gateway', { category: 'defi' }).category).toBe('bridge')
  })

  it('does not outweigh a word of theft, nor does a name outweigh the word for a crime', () => {
    expect(readName('Bitfinex hack', { category: 'exchange' }).category).toBe('theft')
    expect(readName('JAC: JAC Token', { tags: ['heist'] }).category).toBe('theft')
    expect(readName('Ryuk', { abuse: 'ransomware' })).toMatchObject({ category: 'ransomware', stops: false })
  })

  it('leaves a sanctioned mixer a mixer', () => {
    expect(readName('Tornado.Cash: Router', { tags: ['ofac-sanctions-lists', 'blocked'] }).category).toBe('mixer')
    expect(readName('', { tags: ['ofac-sanctions-lists'] })).toMatchObject({ category: 'sanctioned', stops: false })
  })

  it('resolves the actor by id', () => {
    expect(readName('reserve 7', { actor: 'okex' })).toMatchObject({
      actor: 'OKX',
      category: 'exchange',
      basis: 'actor',
    })
  })

  it('lets tags help only where the name says nothing', () => {
    expect(readName('Bitfinex 1', { tags: ['otc', 'fiat-gateway'] }).category).toBe('exchange')
    expect(readName('Undead Walkers: Bridge', { tags: ['bridge', 'layer-2'] }).category).toBe('bridge')
    expect(readName('1inch: CHI', { tags: ['1inch', 'token-contract'] }).category).toBe('token')
  })
})

describe('hostile text', () => {
  it('is always read into one of our words, fast, and never echoed in the rule', () => {
    const piece = fc.constantFrom(
      'Binance',
      'Hack',
      ':',
      '_',
      ' ',
      '0x',
      'Deposit',
      '\u202e',
      '<script>',
      '33',
      'é',
      '黑客',
    )
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.array(piece).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, (name) => {
        const reading = readName(name)
        expect(STOPS[reading.category]).toBe(reading.stops)
        expect(reading.rule).toMatch(/^[^<>\u202e]{1,80}$/u)
      }),
    )
  })

  it('never stops where a word of theft stands anywhere', () => {
    const services = fc.constantFrom('Binance', 'HTX 33', 'Tornado.Cash: Router', 'Hop Protocol', 'OKX_Deposit_0x1')
    const words = fc.constantFrom('hacker', 'Exploiter 2', 'PHISHING', 'heist', 'Drainer', 'stolen funds')
    fc.assert(
      fc.property(services, words, fc.constantFrom(' ', ': ', '_', ' - ', '/'), (service, word, between) => {
        expect(readName(`${service}${between}${word}`).stops).toBe(false)
        expect(readName(`${word}${between}${service}`).stops).toBe(false)
      }),
    )
  })

  // With the square of its length each of these took minutes: the test's own time would be up.
  it('bounds its work', () => {
    for (const part of ['a.', 'deposit:', 'Binance_', '0x']) for (let i = 0; i < 50; i++) readName(part.repeat(100_000))
  })
})

const flows = ['harmony-bridge', 'lifi'].map((name) => resolve('../shared/data/launder-net', name, 'flows.csv'))
const isHere = flows.every((path) => existsSync(path))
if (!isHere) console.warn(`SKIPPED 1 real case: no flows in ${resolve('../shared/data/launder-net')}`)

describe.skipIf(!isHere)('the labels of two traced thefts', () => {
  it('stop at the services that the experts named, and nowhere else', () => {
    const stops = listFlowLabels().filter((name) => readName(name).stops)
    expect(stops.map((name) => `${name} = ${read(name)}`)).toMatchInlineSnapshot(`
      [
        "Binance 14 = exchange Binance wallet",
        "Binance_Deposit_0x66b2 = exchange Binance deposit",
        "Binance_Deposit_0x674a = exchange Binance deposit",
        "Binance_Deposit_0x67ec = exchange Binance deposit",
        "ChangeHero = instant-exchange ChangeHero wallet",
        "HTX 33 = exchange HTX wallet",
        "HTX 34 = exchange HTX wallet",
        "Hop = bridge Hop wallet",
        "Huobi_Deposit_0x09c9 = exchange HTX deposit",
        "Huobi_Deposit_0x5cad = exchange HTX deposit",
        "OKX 25 = exchange OKX wallet",
        "OKX 29 = exchange OKX wallet",
        "OKX 3 = exchange OKX wallet",
        "OKX 30 = exchange OKX wallet",
        "OKX 35 = exchange OKX wallet",
        "OKX 38 = exchange OKX wallet",
        "OKX: Hot Wallet = exchange OKX wallet",
        "OKX_Deposit_0x4d10 = exchange OKX deposit",
        "Symbiosis Finance: Portal = bridge Symbiosis contract",
        "Tornado.Cash: L1 Helper = mixer Tornado Cash contract",
        "Tornado.Cash: Router = mixer Tornado Cash contract",
        "eXch = instant-exchange eXch wallet",
      ]
    `)
  })

  it('read every other label as theft or as a tag of the experts', () => {
    const others = listFlowLabels().filter((name) => !readName(name).stops)
    const unread = others.filter((name) => !['theft', 'analyst'].includes(readName(name).category))
    expect(others.length).toBeGreaterThan(200)
    expect(unread).toEqual([])
  })
})

function listFlowLabels(): string[] {
  const cells = flows.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')),
  )
  const labels = new Set(cells.flatMap((cell) => [cell[4] ?? '', cell[6] ?? '']))
  labels.delete('')
  return [...labels].sort()
}
