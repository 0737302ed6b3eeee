import { describe, expect, it } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import { readLabelFile } from './readLabelFile.ts'
import { readNetwork } from './readNetwork.ts'
import { findListDate } from './reservePublisher.ts'

const read = (name: string, text: string, options = {}) =>
  readLabelFile({ name, bytes: [new TextEncoder().encode(text)] }, options)
const [BITCOIN, TRON, ETHEREUM] = ['bitcoin', 'tron', 'ethereum'].map((name) => ChainId.parse(name))

const BTC = '143gLvWYUojXaWZRrxquRKpVNTkhmr415B'
const TRX = 'TKgD8Qnx9Zw3DNvG6o83PkufnMbtEXis4T'
const EVM = '0xa929022c9107643515f5c777ce9a910f0d1e490c'

const OKX = `coin,amount
BTC,146359
USDT,1

coin,Type,Network,Snapshot Height,address,amount,message,signature1,signature2,redeem script/ public key,EOA1,EOA2
BTC,Non Staking,BTC,965949,${BTC},0.5,I am an OKX address,SIG,,,,
USDT-TRC20,Non Staking,TRON,85840149,${TRX},10,I am an OKX address,SIG,,,,
TRX,Non Staking,TRON,85840149,${TRX},5,I am an OKX address,SIG,,,,
USDT-AVAXC,Non Staking,AVAXC,1,${EVM},5,I am an OKX address,SIG,,,,
EOS,Non Staking,EOS,956934,okbwallet1tr,1,I am an OKX address,sig1,sig2,"{""publicKey1"":""a"",""b"":""c""}",,
ETH,Native Staking,ETH,25876316,0x${'ab'.repeat(48)},32,I am an OKX address,SIG,,,,

deposit address,validator publickey,amount,withdrawal address
${EVM},0x${'cd'.repeat(48)},32,${EVM}
`

const BINANCE = `coin,network,address,balance,Height,Third party custodian name
USDT,TRX,${TRX},1.000000,85840149,""
ETH,ETH,${EVM},0.03,24781026,"Ceffu, Ltd."
APT,APT,0x${'ab'.repeat(32)},1,1,""
`

const HTX = `\ufeffcoin,snapshot height,balance
BTC(ALL),765333,25736.87098
USDT-Avalanche C-Chain,23040384,56028922.25

coin,address,snapshot height,balance,message,signature
BTC,${BTC},765333,12345.96934,King will be back!,
USDT-Avalanche C-Chain,${EVM},23040384,56028922.25,King will be back!,0xbc
WBTC-ERC20,${EVM},16083851,1,-,-
USDT-TRC20,${TRX},1,1,huobi,8fa1
coin,snapshot height,balance
TRX(All),-,9384209885.72
`

describe('an exchange’s own list of addresses', () => {
  it('is read as OKX publishes it', async () => {
    const { format, labels, rejects } = await read('okx_por_2026081100_V6.csv', OKX)
    expect(format).toBe('proof-of-reserves')
    expect(labels.map(({ chain, address }) => [chain, address])).toEqual([
      [BITCOIN, BTC],
      [TRON, TRX],
      [ChainId.parse('avalanche'), EVM],
    ])
    expect(labels[1]).toMatchObject({
      category: 'exchange',
      actor: 'OKX',
      role: 'unknown',
      stops: true,
      source: 'OKX proof of reserves, 2026-08-11',
      confidence: 'self-published, signature not verified',
    })
    expect(rejects.map(({ place, code }) => `${place} ${code}`)).toEqual([
      'line 10 LZ_LABEL_CURRENCY',
      'line 11 LZ_LABEL_ADDRESS',
    ])
  })

  it('is read as Binance publishes it, with deposits apart from wallets', async () => {
    const deposits = await read('PR01SEP26_Deposit.csv', BINANCE)
    expect(deposits.labels).toMatchObject([
      { chain: TRON, address: TRX, actor: 'Binance', role: 'deposit', name: 'Binance', confidence: 'self-published' },
      { chain: ETHEREUM, address: EVM, name: 'Binance (Ceffu, Ltd.)', source: 'Binance proof of reserves, 2026-09-01' },
    ])
    expect(deposits.rejects).toMatchObject([{ place: 'line 4', code: 'LZ_LABEL_CURRENCY' }])
    expect((await read('PR01SEP26_HotCold.csv', BINANCE)).labels[0]?.role).toBe('wallet')
  })

  it('is read as HTX publishes it, where the coin names the network', async () => {
    const { labels, rejects } = await read('huobi_por_20230701.csv', HTX)
    expect(rejects).toEqual([])
    expect(labels.map(({ chain, actor, role }) => [chain, actor, role])).toEqual([
      [BITCOIN, 'HTX', 'wallet'],
      [ChainId.parse('avalanche'), 'HTX', 'wallet'],
      [ETHEREUM, 'HTX', 'wallet'],
      [TRON, 'HTX', 'wallet'],
    ])
    expect(labels[0]?.source).toBe('HTX proof of reserves, 2023-07-01')
  })

  it('is of whom it is signed by, whatever the file is called', async () => {
    expect((await read('kraken-case.csv', OKX)).labels[0]?.actor).toBe('OKX')
  })

  it('is another exchange’s where the file’s name or the user says so', async () => {
    const text = `Coin,Chain,Wallet Address,Balance\nUSDT,Arbitrum One,${EVM},5\n`
    expect((await read('bybit_por_2025-04-22.csv', text)).labels).toMatchObject([
      { actor: 'Bybit', chain: ChainId.parse('arbitrum'), source: 'Bybit proof of reserves, 2025-04-22' },
    ])
    const said = await read('list.csv', text, { source: 'Bybit, by mail' })
    expect(said).toMatchObject({ format: 'proof-of-reserves', labels: [{ actor: 'Bybit', source: 'Bybit, by mail' }] })
    expect((await read('list.csv', text)).format).toBe('label-csv')
  })

  it('is none where there are labels, or no balances', async () => {
    expect((await read('okx.csv', `coin,address,balance,label\nETH,${EVM},1,Kraken 4\n`)).labels[0]?.actor).toBe(
      'Kraken',
    )
    expect((await read('okx.csv', `coin,address\nETH,${EVM}\n`)).format).toBe('label-csv')
  })

  it('keeps no half row and no row that is too long', async () => {
    const rows = `ETH,ETH\nETH,ETH,${EVM.slice(0, 20)},1,1,""\nE${'x'.repeat(70_000)},ETH,${EVM},1,1,""\n`
    const { labels, rejects } = await read('PR01SEP26_Deposit.csv', `${BINANCE.split('\n')[0]}\n${rows}`)
    expect(labels).toEqual([])
    expect(rejects.map(({ code }) => code)).toEqual(['LZ_LABEL_ENTRY', 'LZ_LABEL_ADDRESS', 'LZ_LABEL_ENTRY'])
  })

  it('may be long', async () => {
    const rows = Array.from(
      { length: 50_000 },
      (_, n) => `USDT,ETH,0x${(n + 1_000_000).toString(16).padStart(40, '0')},1,1,""`,
    )
    const { labels } = await read('PR01SEP26_Deposit.csv', `${BINANCE}${rows.join('\n')}`)
    expect(labels).toHaveLength(50_002)
  })
})

describe('readNetwork', () => {
  it.each([
    ['TRX', 'tron'],
    ['USDT', undefined],
    ['BEP20', 'bsc'],
    ['MATIC', 'polygon'],
    ['OPTIMISM', 'optimism'],
    ['ERC20', 'ethereum'],
    ['Avalanche C-Chain', 'avalanche'],
    ['zkSync Era', 'eip155:324'],
    ['', undefined],
  ])('reads %s', (network, chain) => {
    expect(readNetwork(network)).toBe(chain === undefined ? undefined : ChainId.parse(chain))
  })
})

describe('findListDate', () => {
  it.each([
    ['PR01APR26_HotCold.csv', '2026-04-01'],
    ['okx_por_2026081100.csv', '2026-08-11'],
    ['bybit-2025-04-22.csv', '2025-04-22'],
    ['PR01XYZ26.csv', undefined],
    ['12026081100.csv', undefined],
  ])('%s is of %s', (file, date) => {
    expect(findListDate(file)).toBe(date)
  })
})
