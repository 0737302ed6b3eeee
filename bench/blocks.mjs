// Imports generated Bitcoin blocks on one core, measures against the target and against peers, and prints one table.
// node bench/blocks.mjs [--txs 1000000] [--folder DIR] [--bitcoinjs FOLDER, where bitcoinjs-lib is installed]
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { interleave, median, time } from './measure.mjs'
import { formatLines } from './table.mjs'
import { createUtxoLedger } from './utxo/createUtxoLedger.mjs'
import { writeBlockFiles } from './utxo/writeBlockFiles.mjs'

const ROUNDS = 3
/** The one core. */
const CORE = '0'

const { values } = parseArgs({
  options: {
    txs: { type: 'string', default: '1000000' },
    folder: { type: 'string' },
    bitcoinjs: { type: 'string' },
  },
})
const txs = Number(values.txs)
if (!(Number.isInteger(txs) && txs >= 100_000)) throw new RangeError('--txs takes a whole number from 100000.')
const folder = values.folder ?? join(tmpdir(), `lazaretto-blocks-${txs}`)
const [blocks, store] = [join(folder, 'blocks'), join(folder, 'store')]
const loadBefore = loadavg()[0]

const bytes = makeBlocks()
const files = readdirSync(blocks).map((name) => join(blocks, name))
const last = {}
const works = {
  ours: () => step('importBlocks', blocks, store),
  sha256sum: async () => (await time(() => onOneCore('sha256sum', files))).ms,
  ...(values.bitcoinjs === undefined ? {} : { bitcoinjs: () => step('bitcoinjs', blocks, values.bitcoinjs) }),
}
const medians = await interleave(ROUNDS, works)
const columns = median(Array.from({ length: ROUNDS }, () => step('readColumns', store)))
const load = [loadBefore, loadavg()[0]].map((value) => value.toFixed(1)).join(' before, ')
process.stdout.write(
  `${txs.toLocaleString('en-US')} synthetic transactions in blocks of ${(bytes / 1e6).toFixed(0)} MB; ` +
    `${cpus()[0]?.model}, Node ${process.version}; load ${load} after\n\n${formatLines(linesOf())}`,
)

function linesOf() {
  const speed = (ms) => bytes / 1e3 / ms
  const { peakBytes, storeBytes } = last.importBlocks
  return [
    { what: 'import of blocks, one core', figure: speed(medians.ours), unit: 'MB/s', min: 40 },
    { what: '  peak memory', figure: peakBytes / 2 ** 20, unit: 'MiB' },
    { what: '  store', figure: storeBytes / txs, unit: 'B/tx' },
    { what: 'sha256sum of the files, one core', figure: speed(medians.sha256sum), unit: 'MB/s' },
    medians.bitcoinjs === undefined
      ? { what: 'bitcoinjs-lib reads and checks, one core', figure: 'not asked for' }
      : { what: 'bitcoinjs-lib reads and checks, one core', figure: speed(medians.bitcoinjs), unit: 'MB/s' },
    { what: 'reading the columns from the store', figure: columns / 1000, unit: 's' },
    { what: '  peak memory', figure: last.readColumns.peakBytes / 2 ** 20, unit: 'MiB' },
  ]
}

/** The block files, made once and then kept; how many bytes they have is written last. */
function makeBlocks() {
  const made = join(folder, 'bytes.txt')
  if (existsSync(made)) return Number(readFileSync(made, 'utf8'))
  mkdirSync(folder, { recursive: true })
  process.stderr.write(`making ${blocks}\n`)
  const written = writeBlockFiles(createUtxoLedger(txs), blocks)
  writeFileSync(made, String(written))
  return written
}

/** One step in a process of its own, which prints its figures as JSON: its milliseconds. */
function step(name, ...args) {
  const script = join(import.meta.dirname, 'steps', `${name}.mjs`)
  last[name] = JSON.parse(onOneCore(process.execPath, [script, ...args]))
  return last[name].ms
}

function onOneCore(program, args) {
  const result = spawnSync('taskset', ['-c', CORE, program, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (result.error !== undefined) throw result.error
  if (result.status !== 0) throw new Error(`${program} ended with ${result.status}.`)
  return result.stdout
}
