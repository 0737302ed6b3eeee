import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findAddresses } from './findAddresses.ts'

const btc = '1Q9UAQbcDezmyouFrzt94t4dSMxgsUfW1X'
const segwit = 'bc1qfesn3jj65fhmf00hh45ueql8je8jae6ep3qk84'
const tron = 'TNiq9AXBp9EjUqhDhrwrfvAA8U3GUQZH81'
const evm = '0x7F367cC41522cE07553e823bf3be79A889DEbe1B'
const lower = '0xd882cfc20f52f2599d84b8e8d58c7fb62cfe344b'
const cash = 'qpf2cphc5dkuclkqur7lhj2yuqq9pk3hmukle77vhq'
const monero = '4AdUndXHHZ6cfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2684Rge'
const solana = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v'
const found = (text: string) =>
  findAddresses(text).map(({ text: address, ticker, fault }) => [address, ticker, fault].filter(Boolean).join(' '))

describe('findAddresses', () => {
  it("reads OFAC's words", () => {
    const text = `DOB 1 Jan 1990; Digital Currency Address - XBT ${btc}; alt. Digital Currency Address - ETH ${evm}; Gender Male.`
    expect(found(text)).toEqual([`${btc} XBT`, `${evm} ETH`])
    expect(findAddresses(text)[1]).toMatchObject({
      evidence: `alt. Digital Currency Address - ETH ${evm};`,
      readings: [{ canonical: evm.toLowerCase() }],
    })
  })

  it.each([
    [`ETH: ${lower}`, `${lower} ETH`],
    [`Digital Currency Address: XBT ${btc}.`, `${btc} XBT`],
    [`Digital Currency Address XBT: ${btc}.`, `${btc} XBT`],
    [`sent to the BTC wallet ${segwit}, then`, `${segwit} BTC`],
    [`${tron} (TRX)`, `${tron} TRX`],
    [`${tron}(USDT)`, `${tron} USDT`],
    [`his wallet is ${cash}`, cash],
    [`bitcoincash:${cash}`, `bitcoincash:${cash}`],
    [`XMR: ${monero}`, `${monero} XMR`],
    [`https://etherscan.io/address/${evm}#tokens`, evm],
    [`(${btc})`, btc],
    [`"${btc}".He`, btc],
    [`ADDRESS ${segwit.toUpperCase()}`, segwit.toUpperCase()],
  ])('reads %j', (text, expected) => {
    expect(found(text)).toEqual([expected])
  })

  it('gives a row of addresses the ticker that stands before it', () => {
    expect(found(`ETH: ${evm}, ${lower} and 0x901bb9583b24d97e995513c6778dc6888ab6870e; other`)).toEqual([
      `${evm} ETH`,
      `${lower} ETH`,
      '0x901bb9583b24d97e995513c6778dc6888ab6870e ETH',
    ])
    expect(found(`BTC: ${btc}. He also has ${lower}`)).toEqual([`${btc} BTC`, lower])
  })

  it('joins an address wherever line breaks or blanks cut it', () => {
    const cut = fc.tuple(
      fc.constantFrom(btc, segwit, tron, evm, lower, cash, monero),
      fc.nat(),
      fc.constantFrom('\n', ' \r\n  ', '\n\n', '\u200b'),
    )
    fc.assert(
      fc.property(cut, ([address, at, gap]) => {
        const place = 1 + (at % (address.length - 1))
        const text = `Wallet: ${address.slice(0, place)}${gap}${address.slice(place)} and so on.`
        expect(findAddresses(text).map((one) => one.text)).toEqual([address])
      }),
      { numRuns: 2_000 },
    )
  })

  it('joins what the text calls an address over a mere blank', () => {
    expect(found(`ETH: ${lower.slice(0, 40)} ${lower.slice(40)}`)).toEqual([`${lower} ETH`])
    expect(found(`${evm.slice(0, 12)} ${evm.slice(12)}`)).toEqual([evm])
  })

  it('joins no word of hex digits to what is too short', () => {
    expect(found(`see ${lower.slice(0, 37)} added later`)).toEqual([])
  })

  it('says that an address is cut where the text ends in it', () => {
    fc.assert(
      fc.property(fc.constantFrom(btc, segwit, lower), fc.nat(), (address, at) => {
        const part = address.slice(0, 1 + (at % (address.length - 2)))
        const text = `alt. Digital Currency Address - XBT ${part}`
        if (part.length < 34) expect(found(text)).toEqual([`${part} XBT cut`])
        else expect(findAddresses(text)[0]?.readings).toEqual([])
      }),
    )
  })

  it('keeps what the text calls an address though it is none', () => {
    const short = '0xa7e5d5a720f06526557c513402f2e6b5fa20b00'
    const key = '5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320'
    const text = `Digital Currency Address - ETH ${short}; Digital Currency Address - XMR ${key}; Phone 79110354982.`
    expect(found(text)).toEqual([`${short} ETH syntax`, `${key} XMR syntax`])
    expect(found(`XBT: ${btc.slice(0, -1)}Y, and`)).toEqual([`${btc.slice(0, -1)}Y XBT checksum`])
    expect(found(`paid to ${evm.slice(0, -1)}b`)).toEqual([`${evm.slice(0, -1)}b checksum`])
  })

  it('takes a Solana address only where the sentence speaks of it', () => {
    expect(found(`Reference ${solana} of the file.`)).toEqual([])
    expect(found(`Solana wallet ${solana}.`)).toEqual([solana])
    expect(found(`SOL: ${solana}`)).toEqual([`${solana} SOL`])
    expect(found(`Digital Currency Address - USDC ${solana};`)).toEqual([`${solana} USDC`])
  })

  it.each([
    'Tel. +49 30 1234567, fax (007) 495 123-45-67; mobile 8613621583465',
    'IBAN DE89 3704 0044 0532 0130 00, GB29NWBK60161331926819, MT84MALT011000012345MTLCAST001S',
    'Passport T14553558; ID No. 310107198306111336; Tax 91310000MA1K30UQ75; LEI 5493001KJTIIGC8Y1R12',
    `mail ${btc}@example.com, ${lower}@example.org`,
    'http://expyuzz4wqqyqhjn.onion and http://duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion/x',
    '0x4d5f47fa6a74757f35c14fd3a6ef8e3c9bc514e8b8f3ad5d1c1b1e1a2d3c4b5a is a transaction',
    'sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'UUID 123e4567-e89b-12d3-a456-426614174000, IMO 9187629, MMSI 572469210, DOB 12 Jul 1986',
    'The quick brown fox jumps over the lazy dog; deadbeef cafe babe added faded decade 1234567890123456789012',
  ])('finds nothing in %j', (text) => {
    expect(found(text)).toEqual([])
  })

  it('finds nothing in generated prose, numbers and ids', () => {
    const word = fc.oneof(
      fc.stringMatching(/^[A-Za-z]{1,14}$/),
      fc.stringMatching(/^[0-9]{1,22}$/),
      fc.stringMatching(/^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$/),
      fc.stringMatching(/^[0-9a-f]{1,64}$/),
      fc.stringMatching(/^0x[0-9a-f]{1,38}$/),
      fc.stringMatching(/^[1-9A-HJ-NP-Za-km-z]{20,50}$/),
      fc.stringMatching(/^[a-z2-7]{56}\.onion$/),
      fc.constantFrom('BTC', 'wallet', 'address', 'a.k.a.', 'No.', '-', '(', ')', ';', ',', '.', 'ETH'),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), fc.constantFrom(' ', ', ', '; '), (words, gap) => {
        // Groups of hex digits that add up to an address are one: no reader could tell them from it.
        fc.pre(gap !== ' ' || !/0x[0-9a-f]{40}/.test(words.join('')))
        expect(found(words.join(gap)).filter((address) => !address.endsWith('checksum'))).toEqual([])
      }),
      { numRuns: 3_000 },
    )
  })

  it('ends on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        for (const { text: address } of findAddresses(text)) expect(text.replace(/\s/g, '')).toContain(address)
      }),
    )
    findAddresses('1A '.repeat(20_000) + '0x'.repeat(100_000) + ' '.repeat(200_000) + 'ETH : '.repeat(20_000))
  })
})
