import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Guard, readLabelFile, readList, updateList } from '../intel/index.ts'
import { defaultPolicy, type Screener, screenAddress } from '../screen/index.ts'
import { vaultIn } from './folders.ts'
import { loadScreener } from './loadScreener.ts'

const data = resolve('../shared/data')
const isHere = existsSync(join(data, 'sanctions'))
if (!isHere) console.warn(`SKIPPED the real cases of screening: no lists in ${join(data, 'sanctions')}`)

const NOW = Date.parse('2026-08-21T12:00:00Z') / 1000
const document = z.object({ rows: z.array(z.object({ address: z.string(), asset: z.string(), uid: z.string() })) })

describe.skipIf(!isHere)("OFAC's lists of 2024, 2025 and 2026, one after the other", () => {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-screen-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  let screener: Screener
  let listed: z.infer<typeof document>['rows']
  const before: string[] = []

  async function load(name: string, published: string, accept: Guard[]): Promise<void> {
    const path = join(data, 'sanctions', `ofac-digital-currency-addresses-${name}`)
    const reading = await readList(createReadStream(path), { name, list: 'ofac-sdn', published })
    const file = { reading, origin: name, isFromPublisher: true }
    const options = {
      list: 'ofac-sdn',
      title: 'OFAC SDN',
      category: 'sanctions' as const,
      nowSec: NOW,
      accept: new Set(accept),
    }
    await updateList(vaultIn(folder), file, options)
  }

  function ask(text: string): string {
    return screenAddress(screener, text, NOW).verdict
  }

  beforeAll(async () => {
    for (const day of ['2024-09-27', '2025-06-20']) {
      const text = readFileSync(join(data, 'sanctions', `ofac-digital-currency-addresses-${day}.csv`), 'utf8')
      before.push(
        ...text
          .trim()
          .split(/\r?\n/)
          .slice(1)
          .map((line) => line.split(',')[1] ?? ''),
      )
      await load(`${day}.csv`, day, ['first', 'vanished'])
    }
    await load('2026-08-20.json', '2026-08-20', ['vanished'])
    const text = readFileSync(join(data, 'sanctions/ofac-digital-currency-addresses-2026-08-20.json'), 'utf8')
    listed = document.parse(JSON.parse(text)).rows
    screener = await loadScreener(folder, defaultPolicy)
  })

  it('blocks each of the 961 addresses as it stands', () => {
    const addresses = new Set(listed.map(({ address }) => address))
    expect(addresses.size).toBe(961)
    expect([...addresses].filter((address) => ask(address) !== 'block')).toEqual([])
  })

  it('blocks each EVM address in lower and in upper case', () => {
    const evm = listed.map(({ address }) => address).filter((address) => /^0x/i.test(address))
    expect(new Set(evm).size).toBe(104)
    const cases = evm.flatMap((text) => [text.toLowerCase(), text.toUpperCase(), `0x${text.slice(2).toUpperCase()}`])
    expect(cases.filter((text) => ask(text) !== 'block')).toEqual([])
  })

  it('finds the Tron address that stands under Bitcoin, and says both', () => {
    const misfiled = listed.find(
      ({ uid, asset, address }) => uid === '45404' && asset === 'XBT' && address.startsWith('T'),
    )
    const answer = screenAddress(screener, misfiled?.address ?? '', NOW)
    expect(answer.verdict).toBe('block')
    expect(answer.reasons[0]?.claims[0]).toMatchObject({ ticker: 'XBT', uid: '45404' })
  })

  it('knows every delisted address as history', () => {
    const now = new Set(listed.map(({ address }) => address.toLowerCase()))
    const gone = [...new Set(before)].filter((address) => !now.has(address.toLowerCase()))
    expect(gone).toHaveLength(90)
    for (const address of gone) {
      const { verdict, reasons } = screenAddress(screener, address, NOW)
      expect([verdict, ...reasons.map(({ code }) => code)]).toEqual(['no-match', 'DELISTED'])
    }
  })

  it('blocks no hot wallet of an exchange, and nothing else that is labelled a service', async () => {
    const bytes = gunzipSync(readFileSync(join(data, 'labels/etherscan-labels.json.gz')))
    const file = await readLabelFile({ name: 'etherscan-labels.json', bytes: [bytes] })
    const wallets = file.labels.filter(({ category, stops }) => stops && category === 'exchange')
    expect(wallets.length).toBeGreaterThan(300)
    expect(wallets.filter(({ address }) => ask(address) !== 'no-match')).toEqual([])
  })
})
