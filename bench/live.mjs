// live.mjs [--rows N]: ten thefts kept up to date block by block, and the same by following them anew.
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { BLOCK_ROWS, createLiveLedger, joinColumns, SERVICES } from './liveLedger.mjs'
import { median, time } from './measure.mjs'
import { followFresh, makeLiveIndex, makeLiveTrace } from './product.mjs'
import { formatLines } from './table.mjs'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '600000' }, seeds: { type: 'string', default: '250' } },
})
const THEFTS = 10
const LIVE_BLOCKS = 300
const UNDONE_BLOCKS = 64
const past = Number(values.rows)
const accounts = Math.ceil(past * 0.286)
const services = new Set(Array.from({ length: SERVICES }, (_, account) => account))
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')
const loadBefore = loadavg()[0]

const ledger = createLiveLedger(accounts)
const parts = [ledger.take(Math.ceil(past / BLOCK_ROWS))]
const made = await time(() => makeLiveIndex(joinColumns(parts)))
const index = made.result
const memoryBefore = memory()
const thefts = Array.from({ length: THEFTS }, (_, theft) => accountsOf(theft, Number(values.seeds)))
const traces = thefts.map((seeds) => makeLiveTrace(index, seeds, services))
const first = await time(() => traces.map((trace) => trace.advance()))
const bytes = memory() - memoryBefore
const placesFirst = countPlaces()

const blockMs = []
let moves = 0
let revised = 0
for (let block = 0; block < LIVE_BLOCKS; block++) {
  const columns = ledger.take(1)
  parts.push(joinColumns([columns]))
  const { ms, result } = await time(() => {
    index.append(columns)
    return traces.map((trace) => trace.advance())
  })
  blockMs.push(ms)
  moves += result.reduce((sum, advance) => sum + advance.moves.length, 0)
  revised += result.filter(({ isRevised }) => isRevised).length
}
const allMs = blockMs.reduce((sum, ms) => sum + ms, 0)
const fresh = await followAll()
const undo = []
for (let round = 0; round < 5; round++) undo.push(await rollBack())
const places = countPlaces()
await assertFresh()

const n = (value) => Math.round(value).toLocaleString('en-US')
const sorted = blockMs.toSorted((a, b) => a - b)
const load = [loadBefore, loadavg()[0]].map((value) => value.toFixed(1)).join(' before, ')
process.stdout.write(
  `${n(index.count)} synthetic transfers, the last ${n(LIVE_BLOCKS)} blocks of ${BLOCK_ROWS} live, ${THEFTS} thefts, ` +
    `${n(places)} tracked places; ${cpus()[0]?.model}, Node ${process.version}; load ${load} after\n\n${formatLines(linesOf())}`,
)

function linesOf() {
  const perBlock = allMs / LIVE_BLOCKS
  return [
    { what: 'transfers applied, all thefts', figure: (1000 * BLOCK_ROWS) / perBlock, unit: 'rows/s', min: 20_000 },
    { what: '  moves of stolen money in them', figure: moves, unit: 'rows' },
    { what: '  thefts followed anew and told otherwise', figure: revised, unit: 'times' },
    { what: 'from the rows of a block to its moves, median', figure: median(blockMs), unit: 'ms', max: 100 },
    { what: '  99 of 100', figure: sorted[Math.floor(0.99 * sorted.length)], unit: 'ms', max: 100 },
    { what: '  the longest', figure: sorted.at(-1), unit: 'ms', max: 100 },
    { what: 'the same by following all anew', figure: fresh, unit: 'ms' },
    { what: '  ours is faster by', figure: fresh / perBlock, unit: 'x' },
    { what: `${UNDONE_BLOCKS} blocks undone`, figure: median(undo), unit: 'ms', max: 1000 },
    { what: 'index of the past', figure: made.ms / 1000, unit: 's' },
    { what: 'the thefts up to then', figure: first.ms, unit: 'ms' },
    { what: 'memory of the thefts', figure: bytes / placesFirst, unit: 'B/place', max: 300 },
    { what: '  edges', figure: edges() / places, unit: 'a place' },
  ]
}

/** Ordinary accounts, spread over the ranks. */
function accountsOf(theft, count) {
  const first = Math.floor(0.05 * accounts)
  return Array.from({ length: count }, (_, i) => first + ((977 * (theft * count + i)) % Math.floor(0.9 * accounts)))
}

function countPlaces() {
  return traces.reduce((sum, trace) => sum + held(trace.flow()).length, 0)
}

function held({ endings }) {
  return endings.filter(({ kind }) => kind === 'held')
}

function edges() {
  return traces.reduce((sum, trace) => sum + trace.flow().edges.count, 0)
}

async function followAll() {
  const { ms } = await time(() => followFresh(joinColumns(parts), thefts, services))
  return ms
}

async function rollBack() {
  const kept = parts.slice(-UNDONE_BLOCKS).map((part) => joinColumns([part]))
  const { ms } = await time(() => {
    index.truncate(ledger.lastHeight() - UNDONE_BLOCKS)
    return traces.map((trace) => trace.advance())
  })
  for (const part of kept) index.append(part)
  for (const trace of traces) trace.advance()
  return ms
}

/** What is kept up to date is what following anew says. */
async function assertFresh() {
  const flows = followFresh(joinColumns(parts), thefts, services)
  for (const [i, flow] of flows.entries()) {
    if (textOf(flow) !== textOf(traces[i].flow()))
      throw new Error(`Theft ${i} is another than when it is followed anew.`)
  }
}

function textOf({ stolen, edges, endings }) {
  const ends = endings.map(({ kind, holding, origin }) => `${kind} ${holding} ${origin}`).sort()
  const rows = Array.from({ length: edges.count }, (_, edge) => `${edges.rowAt(edge)} ${edges.originAt(edge)}`)
  return [stolen, ...ends, ...rows].join('\n')
}

function memory() {
  collect()
  const { heapUsed, arrayBuffers, external } = process.memoryUsage()
  return heapUsed + Math.max(arrayBuffers, external)
}
