import { describe, expect, it } from 'vitest'
import { feedOf, isHere, NOW_S, readAs, readData } from './feeds.support.ts'
import type { ListFormat } from './readList.ts'

// Each pair adds up to the names that the file has; refused are names without a dot, bare paths and shared hosts.
const LISTS: [format: ListFormat, path: string, entries: number, refused: number][] = [
  ['polkadot', 'feeds/polkadot-all.json.gz', 54_865, 0],
  ['phantom', 'feeds/phantom-eth-blocklist.yaml.gz', 42_621, 5],
  ['text', 'feeds/maltrail-apt_lazarus.txt.gz', 5_474, 99],
  ['text', 'feeds/maltrail-apt_bluenoroff.txt.gz', 2_132, 8],
  ['csv', 'scam-urls-with-brand.csv.gz', 4_937, 4],
]

describe.runIf(isHere)('the real lists', () => {
  it.each(LISTS)('%s reads %s', async (format, path, entries, refused) => {
    const reading = await readAs(format, readData(path), 65_536)
    expect([reading.entries.length, reading.refusedCount]).toEqual([entries, refused])
  })

  it('Polkadot: all its names are found, no honest site is', async () => {
    const reading = await readAs('polkadot', readData('feeds/polkadot-all.json.gz'), 65_536)
    const feed = feedOf({ source: { name: 'Polkadot', dateS: NOW_S, expiresS: NOW_S + 1 }, reading })
    const shared = new Set(reading.shared)
    const hosts = reading.entries.filter(({ kind, text }) => kind === 'host' && !shared.has(text))
    expect(hosts.filter(({ text }) => feed.find(text) === undefined)).toEqual([])
    for (const path of ['benign-top-10k.txt', 'benign-crypto-sites.txt']) {
      const benign = new TextDecoder().decode(readData(path)).trim().split('\n')
      expect(benign.filter((host) => feed.find(host) !== undefined)).toEqual([])
    }
  })
})
