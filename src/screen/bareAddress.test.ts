import { describe, expect, it } from 'vitest'
import { bareAddress } from './bareAddress.ts'
import { screenAddress } from './screenAddress.ts'
import { screenerOf } from './screener.support.ts'

const EVM = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96'
const TRON = 'TGUjh57T2E2HRygT3YHdR3ya1Ag1f37SoW'
const BITCOIN = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH'
const SEGWIT = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'
const XRP = 'rPEPPER7kfTD9w2To4CQk6UCfuHM9c6GDY'

describe('bareAddress', () => {
  it.each([
    [`eip155:1:${EVM}`, EVM],
    [`ethereum:${EVM}`, EVM],
    [`ethereum:${EVM}@1?value=1e18`, EVM],
    [`ETH:${EVM.toLowerCase()}`, EVM.toLowerCase()],
    [`tron:${TRON}`, TRON],
    [`bip122:000000000019d6689c085ae165831e93:${BITCOIN}`, BITCOIN],
    [`bitcoin:${BITCOIN}?amount=0.5&label=x`, BITCOIN],
    [`BITCOIN:${SEGWIT.toUpperCase()}`, SEGWIT.toUpperCase()],
    [`bitcoin://${SEGWIT}`, SEGWIT],
    [`${XRP}:12345`, XRP],
    [`${XRP}?dt=12345`, XRP],
  ])('%s', (text, bare) => expect(bareAddress(text)).toBe(bare))

  it.each([
    'hello',
    'eip155:1:hello',
    `note ${EVM}`,
    `ethereum:${EVM.slice(0, -1)}`,
    `ethereum:${EVM}/transfer?address=${EVM}&uint256=1`,
    `ethereum:${EVM}?address=${EVM}`,
    `${EVM}:12345`,
    `a:b:c:${EVM}`,
  ])('finds none in %s', (text) => expect(bareAddress(text)).toBeUndefined())
})

describe('a screening', () => {
  const screener = screenerOf([{ text: EVM }])
  const NOW = 1_790_000_000

  it('sees the address behind a prefix, and says what was asked', () => {
    expect(screenAddress(screener, `eip155:1:${EVM}`, NOW)).toMatchObject({
      input: `eip155:1:${EVM}`,
      verdict: 'block',
    })
    expect(screenAddress(screener, `tron:${TRON}`, NOW).verdict).toBe('no-match')
  })

  it('holds where the prefix stands before no address', () => {
    expect(screenAddress(screener, 'eip155:1:hello', NOW).verdict).toBe('hold')
  })
})
