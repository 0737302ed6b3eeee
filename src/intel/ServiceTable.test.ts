import { describe, expect, it } from 'vitest'
import * as ServiceTable from './ServiceTable.ts'
import { BRIDGES } from './services/bridges.ts'
import { DEFI, DEXES, LENDERS } from './services/defi.ts'
import { EXCHANGES } from './services/exchanges.ts'
import { INSTANT_EXCHANGES } from './services/instantExchanges.ts'
import { MIXERS } from './services/mixers.ts'
import { DESKS, GAMBLING, MARKETS, MINING_POOLS, PAYMENTS, WALLET_SERVICES } from './services/others.ts'
import { readServices } from './services/Service.ts'
import { splitLabel } from './splitLabel.ts'

const groups = [EXCHANGES, INSTANT_EXCHANGES, MIXERS, BRIDGES, DEXES, LENDERS, DEFI, PAYMENTS, GAMBLING, MARKETS]
const services = [...groups, DESKS, WALLET_SERVICES, MINING_POOLS].flat()

function find(text: string): string | undefined {
  return ServiceTable.findAt(ServiceTable.builtIn, splitLabel(text).words, 0)?.service.name
}

describe('the built-in table', () => {
  it('gives no alias to two services and lists none twice', () => {
    const owners = new Map<string, string[]>()
    for (const { name, aliases } of services)
      for (const { text } of aliases) {
        const key = splitLabel(text)
          .words.map((word) => word.text)
          .join('')
        owners.set(key, [...(owners.get(key) ?? []), name])
      }
    expect([...owners].filter(([, names]) => names.length > 1)).toEqual([])
  })

  it('finds every service by its own name', () => {
    for (const { name } of services) expect(ServiceTable.findNamed(ServiceTable.builtIn, name)?.name).toBe(name)
  })
})

describe('findAt', () => {
  it('takes the longest name', () => {
    expect(find('Binance US: Hot Wallet')).toBe('Binance US')
    expect(find('OKX DEX: Router')).toBe('OKX DEX')
    expect(find('Huobi Mining Pool 2')).toBe('Huobi Pool')
  })

  it('compares without case, blanks and punctuation, but not across a colon', () => {
    expect(find('TORNADO CASH')).toBe('Tornado Cash')
    expect(find('tornadocash')).toBe('Tornado Cash')
    expect(find('Kraken: Market')).toBe('Kraken')
  })

  it('needs whole words', () => {
    expect(find('Hope')).toBeUndefined()
    expect(find('Binancex')).toBeUndefined()
  })
})

describe('extend', () => {
  it('adds names and takes none over', () => {
    const more = readServices('mixer', 'Zzmixer = Zz Mix\nBinance')
    const table = ServiceTable.extend(ServiceTable.builtIn, more)
    expect(ServiceTable.findNamed(table, 'zz-mix')?.category).toBe('mixer')
    expect(ServiceTable.findNamed(table, 'binance')?.category).toBe('exchange')
  })
})
