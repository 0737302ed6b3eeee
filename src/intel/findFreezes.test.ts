import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { findFreezes } from './findFreezes.ts'
import type { Label } from './Label.ts'
import * as LabelBook from './LabelBook.ts'
import { readLabelFile, readLabelFiles } from './labels/index.ts'

const ADDRESS = '0x008fe40574e881e7247b50b991c0cc057d66647f'

async function read(name: string, tags: readonly string[], address = ADDRESS): Promise<readonly Label[]> {
  const bytes = [new TextEncoder().encode(JSON.stringify({ [address]: { name, labels: tags } }))]
  return (await readLabelFile({ name: 'etherscan-labels.json', bytes })).labels
}

describe('a freeze', () => {
  it.each([
    ['', ['blocked']],
    ['', ['blocked', 'ofac-sanctions-lists']],
    ['Fake_Phishing4940', ['blocked']],
    ['PolyNetwork Exploiter 1', ['Blocked']],
    ['USDT_blacklisted', []],
    ['Binance: Deposit', ['blocked']],
  ])('is said by %j with %j', async (name, tags) => {
    const labels = await read(name, tags)
    expect(findFreezes(labels)).toEqual(labels)
    expect(labels).toHaveLength(1)
  })

  it.each([
    ['', ['phish-hack']],
    ['Tether: USDT Stablecoin', ['bitfinex', 'blocked', 'stablecoin']],
    ['Binance: BNB Token', ['binance', 'blocked']],
    ['Uniswap V2: USD-USDT', ['blocked']],
    ['Binance 14', ['blocked']],
  ])('is not said by %j with %j', async (name, tags) => {
    expect(findFreezes(await read(name, tags))).toEqual([])
  })

  it("says nothing of addresses that are no one's", async () => {
    for (const tiny of ['0', '1', '1f2', '18fe', 'ffff']) {
      expect(findFreezes(await read('', ['blocked'], `0x${tiny.padStart(40, '0')}`))).toEqual([])
    }
    expect(findFreezes(await read('', ['blocked'], `0x${'10000'.padStart(40, '0')}`))).toHaveLength(1)
    expect(findFreezes([])).toEqual([])
  })

  it('is dropped where another source knows the contract, and kept beside a thief', async () => {
    const [freeze] = (await read('', ['blocked'])) as [Label]
    const [token] = (await read('Golem Token', [])) as [Label]
    const [thief] = (await read('Kucoin Hacker', [])) as [Label]
    expect(findFreezes([freeze, token])).toEqual([])
    expect(findFreezes([thief, freeze])).toEqual([freeze])
  })
})

const data = resolve('../shared/data/labels')
const isHere = existsSync(data)
if (!isHere) console.warn(`SKIPPED the real blacklists: no labels in ${data}`)

describe.skipIf(!isHere)("Tether's blacklist", () => {
  const BLACKLIST = 'tagpacks/usdt_blacklist.yaml'
  let listed: readonly string[]

  async function listFrozen(names: readonly string[]): Promise<ReadonlyMap<string, LabelBook.ResolvedLabel>> {
    const files = names.map((name) => ({ name, bytes: [readFileSync(join(data, name))] }))
    const { labels } = LabelBook.create((await readLabelFiles(files)).flatMap((file) => file.labels))
    const frozen = [...labels].filter(([, each]) => findFreezes(each).length > 0)
    return new Map(frozen.map(([address, each]) => [address, LabelBook.resolve(each)]))
  }

  beforeAll(() => {
    const text = readFileSync(join(data, BLACKLIST), 'utf8')
    listed = [...text.matchAll(/address: '(0x[0-9a-fA-F]{40})'/g)].map(([, address = '']) => address.toLowerCase())
  })

  it("freezes all that are on it but the 14 that are no one's", async () => {
    const frozen = await listFrozen([BLACKLIST])
    const left = listed.filter((address) => !frozen.has(address))
    expect([listed.length, left.length]).toEqual([774, 14])
    expect(left.filter((address) => BigInt(address) >= 0x10000n)).toEqual([])
  })

  it("freezes no contract that explorers know, Tether's own least of all", async () => {
    const alone = await listFrozen([BLACKLIST])
    const frozen = await listFrozen([BLACKLIST, 'etherscan-labels.json.gz', 'bscscan-labels.json.gz'])
    const contracts = [...alone.keys()].filter((address) => !frozen.has(address))
    expect(contracts).toHaveLength(55)
    expect(contracts).toContain('0x881d40237659c251811cec9c364ef91dc08d300c')
    expect(frozen.has('0xdac17f958d2ee523a2206206994597c13d831ec7')).toBe(false)
    const names = Array.from(frozen.values(), ({ name }) => name)
    expect(names.filter((name) => /\b(?:Token|Stablecoin|Router)$/.test(name))).toEqual([])
  })
})
