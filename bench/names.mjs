// Measures name screening: right answers on labelled pairs, the UN list and invented people, and the time of a search.
// npm run build && node bench/names.mjs [FOLDER with names/ and sanctions/]
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { NAME_THRESHOLD, NameIndex, scoreNames, searchName } from '../dist/screen/index.js'

const folder = process.argv[2] ?? join(import.meta.dirname, '../../shared/data')
const read = (path) => {
  const bytes = readFileSync(join(folder, path))
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}
const negatives = parse(read('names/negatives-global.csv.gz'), { columns: true }).map((row) => row.full_name)

reportPairs()
reportFalseHits()
reportTimes()

/** Precision, recall, F1 and AUC of the labelled pairs at the one threshold. */
function reportPairs() {
  const kinds = { Person: 'person', Company: 'organisation', Organization: 'organisation', Vessel: 'vessel' }
  const scored = parse(read('names/name-pairs.csv'), { columns: true }).map((row) => ({
    isPerson: row.schema === 'Person',
    isMatch: row.is_match === 'true',
    score: scoreNames(row.name1, row.name2, kinds[row.schema] ?? 'unknown').score,
  }))
  say('| pairs | n | precision | 95 % interval | recall | 95 % interval | F1 | AUC |')
  say('| --- | --- | --- | --- | --- | --- | --- | --- |')
  for (const [what, rows] of [
    ['all', scored],
    ['people', scored.filter(({ isPerson }) => isPerson)],
    ['things', scored.filter(({ isPerson }) => !isPerson)],
  ]) {
    const found = rows.filter(({ score }) => score >= NAME_THRESHOLD)
    const matches = rows.filter(({ isMatch }) => isMatch)
    const right = found.filter(({ isMatch }) => isMatch).length
    const f1 = (2 * right) / (found.length + matches.length)
    const cells = [...share(right, found.length), ...share(right, matches.length), f1.toFixed(3), auc(rows).toFixed(3)]
    say(`| ${[what, rows.length, ...cells].join(' | ')} |`)
  }
}

function auc(rows) {
  const others = rows.filter(({ isMatch }) => !isMatch)
  const wins = rows
    .filter(({ isMatch }) => isMatch)
    .map(
      ({ score }) =>
        others.filter((other) => score > other.score).length +
        others.filter((other) => score === other.score).length / 2,
    )
  return wins.reduce((sum, win) => sum + win, 0) / wins.length / others.length
}

/** Invented people against the UN list, by script. */
function reportFalseHits() {
  const index = NameIndex.create(readUn())
  const counts = new Map()
  for (const text of negatives) {
    const script = scriptOf(text)
    const count = counts.get(script) ?? { n: 0, hits: [] }
    counts.set(script, count)
    count.n++
    const [hit] = searchName(index, { text, kind: 'person' }, { limit: 1 })
    if (hit !== undefined) count.hits.push(`${text} = ${hit.listed.text}`)
  }
  say('\n| script | invented people | false hits | share | 95 % interval |\n| --- | --- | --- | --- | --- |')
  const all = [...counts.values()]
  const total = { n: negatives.length, hits: all.flatMap(({ hits }) => hits) }
  for (const [script, { n, hits }] of [...counts, ['all', total]]) {
    say(`| ${[script, n, hits.length, ...share(hits.length, n, 3)].join(' | ')} |`)
  }
  say(`\n${total.hits.join('; ')}`)
}

/** Searches over OFAC and UN: listed names with a slip of typing, and invented people, half and half. */
function reportTimes() {
  const parties = [...readOfac(), ...readUn()]
  const before = performance.now()
  const index = NameIndex.create(parties)
  const buildMs = performance.now() - before
  const listed = index.names
    .filter((_, i) => i % 10 === 0)
    .map(({ listed: { text } }, i) => text.slice(0, i % text.length) + text.slice((i % text.length) + 1))
  const queries = listed.flatMap((text, i) => [text, negatives[i * 31] ?? text])
  // Others first, so that the code is compiled as in a server that has run for a minute.
  for (const [i, text] of negatives.entries()) if (i % 50 === 1) searchName(index, { text })
  const times = queries.map((text) => {
    const start = performance.now()
    searchName(index, { text })
    return performance.now() - start
  })
  times.sort((a, b) => a - b)
  const at = (share) => `${times[Math.floor(times.length * share)].toFixed(2)} ms`
  say(
    `\n${index.names.length} names of OFAC and UN: built in ${(buildMs / 1000).toFixed(2)} s; ${queries.length} searches of any kind: p50 ${at(0.5)}, p99 ${at(0.99)}, slowest ${at(0.9999)}`,
  )
}

function readUn() {
  const xml = read('sanctions/un-consolidated-2026-02-27.xml.gz')
  return [...xml.matchAll(/<(INDIVIDUAL|ENTITY)>([\s\S]*?)<\/\1>/g)].map(([, element, body]) => {
    const texts = (tag) =>
      [...body.matchAll(new RegExp(`<${tag}>([^<]+)</${tag}>`, 'g'))].map(([, text]) => text.trim())
    const main = ['FIRST', 'SECOND', 'THIRD', 'FOURTH'].flatMap((part) => texts(`${part}_NAME`)).join(' ')
    const low = [...body.matchAll(/<QUALITY>Low<\/QUALITY>\s*<ALIAS_NAME>([^<]+)</g)].map(([, text]) => text.trim())
    const others = [...texts('NAME_ORIGINAL_SCRIPT'), ...texts('ALIAS_NAME')]
    const names = [
      { text: main, quality: 'primary' },
      ...others.map((text) => ({ text, quality: low.includes(text) ? 'weak' : 'strong' })),
    ]
    return {
      ref: texts('REFERENCE_NUMBER')[0],
      kind: element === 'ENTITY' ? 'organisation' : 'person',
      names,
      births: [],
      countries: [],
    }
  })
}

function readOfac() {
  const rows = parse(read('sanctions/ofac-sdn-2021-07.csv.gz'), { relax_column_count: true, relax_quotes: true })
  const kinds = { individual: 'person', vessel: 'vessel', aircraft: 'aircraft' }
  return rows
    .filter((row) => row.length > 3)
    .map((row) => {
      const aliases = [...(row[11] ?? '').matchAll(/a\.k\.a\. '([^']{2,80})'/g)].map(([, text]) => ({
        text,
        quality: 'weak',
      }))
      const names = [{ text: row[1], quality: 'primary' }, ...aliases]
      return { ref: row[0], kind: kinds[row[2].trim()] ?? 'organisation', names, births: [], countries: [] }
    })
}

function scriptOf(text) {
  const letter = [...text].find((character) => /\p{L}/u.test(character)) ?? ''
  const scripts = ['Latin', 'Han', 'Arabic', 'Devanagari', 'Hangul', 'Cyrillic', 'Thai', 'Hiragana', 'Hebrew']
  return scripts.find((script) => new RegExp(`\\p{Script=${script}}`, 'u').test(letter)) ?? 'other'
}

/** A share and its interval after Wilson. */
function share(hits, n, digits = 1) {
  const z = 1.96
  const p = hits / n
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  const percent = (value) => `${(100 * value).toFixed(digits)} %`
  return [percent(p), `${percent(Math.max(0, middle - half))} to ${percent(Math.min(1, middle + half))}`]
}

function say(line) {
  process.stdout.write(`${line}\n`)
}
