// Measures the product against its targets and its peers, and prints one table.
// npm run bench [-- --transfers 10000000] [--folder DIR]
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { importLabels } from './product.mjs'
import { toTable } from './table.mjs'

const { values } = parseArgs({
  options: {
    transfers: { type: 'string', default: '10000000' },
    folder: { type: 'string' },
  },
})
const transfers = Number(values.transfers)
if (!(Number.isInteger(transfers) && transfers >= 200_000)) {
  throw new RangeError(
    '--transfers takes a whole number from 200000: with fewer, peers and kernels cannot be told apart.',
  )
}
const folder = values.folder ?? join(tmpdir(), `lazaretto-bench-${transfers}`)
mkdirSync(folder, { recursive: true })
const loadBefore = loadavg()[0]

const parquet = ledgerIn('parquet')
const csv = ledgerIn('csv')
const store = join(folder, 'store')
const columns = join(folder, 'columns')
const figures = {
  csv: step('import', csv.transfers, join(folder, 'store-csv')),
  parquet: step('import', parquet.transfers, store),
}
rmSync(join(folder, 'store-csv'), { recursive: true, force: true })
await importLabels(parquet.labels, store)
Object.assign(figures, {
  first: step('firstTrace', store, parquet.seeds),
  follow: step('follow', store, parquet.seeds, columns),
  haircut: step('haircut', columns),
  poison: step('poison', columns),
})
const load = [loadBefore, loadavg()[0]].map((value) => value.toFixed(1)).join(' before, ')
process.stdout.write(
  `${transfers.toLocaleString('en-US')} synthetic transfers; ${cpus().length} x ${cpus()[0]?.model}, ` +
    `${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; load ${load} after\n\n${toTable(transfers, figures)}`,
)

/** The generated ledger in one format: made once, then kept. Its seeds are written last. */
function ledgerIn(format) {
  const out = join(folder, format)
  const seeds = join(out, 'seeds.txt')
  if (!existsSync(seeds)) {
    say(`making ${out}`)
    const program = join(import.meta.dirname, '../bin/lazaretto')
    const args = ['sample', '--transfers', String(transfers), '--format', format, '--out', out]
    assertGood(spawnSync(process.execPath, [program, ...args], { stdio: 'inherit' }), 'sample')
  }
  return { transfers: join(out, `transfers.${format}`), labels: join(out, 'labels.csv'), seeds }
}

/** One step in a process of its own, so that the memory of one is not that of another. Prints its figures as JSON. */
function step(name, ...args) {
  say(`${name} ${args[0]}`)
  const script = join(import.meta.dirname, 'steps', `${name}.mjs`)
  const result = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  assertGood(result, name)
  return JSON.parse(result.stdout)
}

function assertGood({ status, error }, name) {
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`The step ${name} ended with ${status}.`)
}

function say(text) {
  process.stderr.write(`${text}\n`)
}
