// Measures the feed of bad names: bytes a name, and the time of a look-up against a Set and a linear scan in the same run.
// npm run build && node bench/guard.mjs [FOLDER with domains/]
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { compileFeed, createFeed, guardUrl, readList } from '../dist/guard/index.js'
import { median } from './measure.mjs'

const folder = join(process.argv[2] ?? join(import.meta.dirname, '../../shared/data'), 'domains')
const csv = gunzipSync(readFileSync(join(folder, 'phishing-by-first-seen-to-2025.csv.gz')))
const readHosts = (name) => readFileSync(join(folder, name), 'utf8').trim().split('\n')
const pick = (all, count) => Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)])
const reading = await readList({ name: 'list', bytes: [csv] }, 'csv')
const names = reading.entries.map(({ text }) => text)
const source = { name: 'list', dateS: 0, expiresS: 2 ** 32 }
const key = crypto.getRandomValues(new Uint8Array(16))
const { bytes } = compileFeed([{ source, reading }], { madeS: 0, key })
const feed = createFeed(bytes, () => 2 ** 31)
const known = new Set(names)
const kinds = {
  phishing: pick(names, 1000),
  'popular sites': pick(readHosts('benign-top-10k.txt'), 1000),
  'crypto sites': pick(readHosts('benign-crypto-sites.txt'), 799),
}

const walk = (host) => {
  for (let at = 0; at >= 0; at = host.indexOf('.', at + 1)) if (known.has(host.slice(at && at + 1))) return true
  return false
}
const scan = (host) => names.some((name) => host === name || host.endsWith(`.${name}`))
const every = Object.values(kinds).flat()
const check = (host) => guardUrl(`https://${host}/`, { known: feed })
const ways = { feed: [(host) => feed.find(host), every], 'feed and look-alikes': [check, every] }
for (const [kind, hosts] of Object.entries(kinds)) ways[`  of ${kind}`] = [check, hosts]
ways.Set = [walk, every]
ways['linear scan'] = [scan, pick(every, 30)]

const REPEATS = 9
for (let round = 0; round < 3; round++) for (const host of every) check(host)
process.stdout.write(
  `${feed.count} names, ${(bytes.length / feed.count).toFixed(2)} B a name; times are median, 95th percentile, mean\n`,
)
for (const [what, [ask, hosts]] of Object.entries(ways)) {
  const us = hosts
    .map((host) => median(Array.from({ length: REPEATS }, () => microsecondsOf(ask, host))))
    .sort((a, b) => a - b)
  const mean = us.reduce((sum, value) => sum + value, 0) / us.length
  const figures = [median(us), us[Math.floor(0.95 * us.length)], mean].map((value) => value.toFixed(2))
  process.stdout.write(`${what}: ${figures.join(', ')} µs\n`)
}

/** A median of single calls says little of what else the machine was doing. */
function microsecondsOf(ask, host) {
  const started = performance.now()
  ask(host)
  return 1000 * (performance.now() - started)
}
