// Measures the reading of names against the publishers' own tags. Prints the table of docs/accuracy.md.
// node bench/accuracy.mjs [FOLDER with etherscan-labels.json.gz, bscscan-labels.json.gz, polygonscan-labels.json.gz]
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readName } from '../dist/intel/index.js'

const folder = process.argv[2] ?? join(import.meta.dirname, '../../shared/data/labels')

/** What is asked, the publishers' tags that say yes, and the categories that mean the same here. */
const QUESTIONS = [
  [
    'exchange',
    'exchange binance huobi kucoin okx coinbase kraken bitfinex poloniex crypto-com gate-io bithumb gemini ftx korbit bitstamp deribit liquid hitbtc hoo-com coinsquare ascendex maskex coinmetro hotbit fiat-gateway',
    ['exchange', 'instant-exchange'],
  ],
  ['mixer', 'tornado-cash typhoon-cash typhoon-network', ['mixer']],
  ['bridge', 'bridge', ['bridge']],
  ['theft or phishing', 'heist exploit scam phish-hack', ['theft', 'phishing', 'ransomware']],
  ['gambling', 'gambling', ['gambling']],
  ['mining', 'mining', ['mining']],
]

const entries = ['etherscan', 'bscscan', 'polygonscan'].flatMap((name) =>
  Object.values(JSON.parse(gunzipSync(readFileSync(join(folder, `${name}-labels.json.gz`))).toString('utf8'))),
)
const judged = entries
  .filter(({ name }) => name !== '')
  .map(({ name, labels }) => ({ tags: new Set(labels), category: readName(name).category }))
  .filter(({ category }) => category !== 'token')

const rows = QUESTIONS.map(([what, tags, categories]) => {
  const isTagged = (entry) => tags.split(' ').some((tag) => entry.tags.has(tag))
  const isRead = (entry) => categories.includes(entry.category)
  const tagged = judged.filter(isTagged)
  const read = judged.filter(isRead)
  const both = tagged.filter(isRead).length
  return [what, ...share(both, tagged.length), ...share(both, read.length)]
})
const head = ['read as', 'tagged so', 'recall', '95 % interval', 'read so', 'agreed', '95 % interval']
const widths = head.map((text, i) => Math.max(text.length, ...rows.map((row) => String(row[i]).length)))
for (const row of [head, widths.map((width) => '-'.repeat(width)), ...rows]) {
  process.stdout.write(`| ${row.map((cell, i) => String(cell).padEnd(widths[i])).join(' | ')} |\n`)
}
process.stdout.write(`\n${judged.length} names; token contracts are left out.\n`)

/** n, the share and its interval after Wilson. */
function share(hits, n) {
  if (n === 0) return [0, '-', '-']
  const z = 1.96
  const p = hits / n
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  const percent = (value) => `${(100 * value).toFixed(1)} %`
  return [n, percent(p), `${percent(Math.max(0, middle - half))} to ${percent(Math.min(1, middle + half))}`]
}
