import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { LabelCategory } from './Label.ts'
import { readName } from './readName.ts'

const folder = resolve('../shared/data/labels')
const paths = ['etherscan', 'bscscan', 'polygonscan'].map((name) => resolve(folder, `${name}-labels.json.gz`))
const isHere = paths.every((path) => existsSync(path))
if (!isHere) console.warn(`SKIPPED 4 real cases: no explorer labels in ${folder}`)

const document = z.record(z.string(), z.looseObject({ name: z.string(), labels: z.array(z.string()) }))

type Group = readonly [what: string, tags: string, means: readonly LabelCategory[], share: number]

const EXCHANGES =
  'exchange binance huobi kucoin okx coinbase kraken bitfinex poloniex crypto-com gate-io bithumb gemini ftx korbit ' +
  'bitstamp deribit liquid hitbtc hoo-com coinsquare ascendex maskex coinmetro hotbit fiat-gateway'

const groups: readonly Group[] = [
  ['exchanges', EXCHANGES, ['exchange', 'instant-exchange'], 0.98],
  ['mixers', 'tornado-cash typhoon-cash typhoon-network', ['mixer'], 0.99],
  ['bridges', 'bridge', ['bridge'], 0.88],
  ['thieves', 'heist exploit scam', ['theft', 'phishing'], 0.98],
]

/** The publisher's tags are the judge and are not shown to `readName`; token contracts are counted apart. */
describe.skipIf(!isHere)('names alone, against the tags of three explorers', () => {
  it.each(groups)('%s', (_, tags, means, share) => {
    const wanted = new Set(tags.split(' '))
    const names = listEntries().flatMap(({ name, labels }) => (labels.some((tag) => wanted.has(tag)) ? [name] : []))
    const judged = names.filter((name) => name !== '' && readName(name).category !== 'token')
    const wrong = judged.filter((name) => !means.includes(readName(name).category))
    expect(judged.length).toBeGreaterThan(100)
    expect(1 - wrong.length / judged.length, wrong.join('; ')).toBeGreaterThanOrEqual(share)
  })
})

function listEntries(): { name: string; labels: string[] }[] {
  const texts = paths.map((path) => gunzipSync(readFileSync(path)).toString('utf8'))
  return texts.flatMap((text) => Object.values(document.parse(JSON.parse(text))))
}
