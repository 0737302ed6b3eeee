// Measures the feed of bad names: bytes a name, and the time of a look-up against a Set and a linear scan in the same run.
// npm run build && node bench/guard.mjs [FOLDER with domains/]
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { compileFeed, createFeed, guardUrl, readList } from '../dist/guard/index.js'
import { median } from './measure.mjs'

const folder = join(process.argv[2] ?? join(import.meta.dirname, '../../shared/data'), 'domains')
const csv = gunzipSync(readFileSync(join(folder, 'phishing-by-first-seen-to-2025.csv.gz')))
const benign = readFileSync(join(folder, 'benign-top-10k.txt'), 'utf8').trim().split('\n')
const reading = await readList({ name: 'list', bytes: [csv] }, 'csv')
const names = reading.entries.map(({ text }) => text)
const source = { name: 'list', dateS: 0, expiresS: 2 ** 32 }
const key = crypto.getRandomValues(new Uint8Array(16))
const { bytes } = compileFeed([{ source, reading }], { madeS: 0, key })
const feed = createFeed(bytes, () => 2 ** 31)
const known = new Set(names)
const asked = benign.flatMap((host, i) => [host, names[i * 31] ?? host])

const walk = (host) => {
  for (let at = 0; at >= 0; at = host.indexOf('.', at + 1)) if (known.has(host.slice(at && at + 1))) return true
  return false
}
const scan = (host) => names.some((name) => host === name || host.endsWith(`.${name}`))
const ways = {
  feed: [(host) => feed.find(host), asked],
  'feed and look-alikes': [(host) => guardUrl(`https://${host}/`, { known: feed }), asked],
  Set: [walk, asked],
  'linear scan': [scan, asked.slice(0, 100)],
}
process.stdout.write(`${feed.count} names, ${(bytes.length / feed.count).toFixed(2)} B a name\n`)
for (const [what, [ask, hosts]] of Object.entries(ways)) {
  const rounds = Array.from({ length: 3 }, () => microsecondsOf(ask, hosts))
  process.stdout.write(`${what}: ${median(rounds).toFixed(2)} µs\n`)
}

function microsecondsOf(ask, hosts) {
  const started = performance.now()
  for (const host of hosts) ask(host)
  return (1000 * (performance.now() - started)) / hosts.length
}
