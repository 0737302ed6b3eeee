// Measures the check of a Safe transaction with three confirmations, and the look at a repository of 2,000 files.
// npm run build && node bench/checks.mjs [FOLDER with signing/]
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { walkRepository } from '../dist/cli/walkRepository.js'
import { checkSafe, guardRepo, parseSafeRecords } from '../dist/guard/index.js'
import { loadRecoverKey } from '../dist/ledger/index.js'
import { median, time } from './measure.mjs'
import { formatLines } from './table.mjs'

const FILES = 2_000
const ROUNDS = 1_000
const folder = process.argv[2] ?? join(import.meta.dirname, '../../shared/data')
const text = readFileSync(join(folder, 'signing/bybit-safe-transactions.json'), 'utf8')
const record = parseSafeRecords(JSON.parse(text), { chainId: 1 }).find(
  ({ confirmations }) => confirmations.length === 3,
)
const recover = await loadRecoverKey()
const { folder: repository, bytes } = makeRepository()
const seen = []
for (let round = 0; round < 5; round++) seen.push((await time(() => guardRepo(walkRepository(repository)))).ms)
rmSync(repository, { recursive: true })
process.stdout.write(
  `${cpus()[0]?.model}, Node ${process.version}; load ${loadavg()[0].toFixed(1)}\n\n${formatLines([
    { what: 'Safe, 3 confirmations, recovered fast, median', figure: medianOf({ recover }), unit: 'ms', max: 1 },
    { what: 'Safe, 3 confirmations, recovered in JavaScript', figure: medianOf({}), unit: 'ms' },
    {
      what: `repository, ${FILES} files of ${(bytes / 1e6).toFixed(0)} MB, median`,
      figure: median(seen),
      unit: 'ms',
      max: 3_000,
    },
  ])}`,
)

function medianOf(options) {
  const check = () => checkSafe(record, options)
  for (let round = 0; round < ROUNDS / 5; round++) check()
  return median(
    Array.from({ length: ROUNDS }, () => {
      const started = performance.now()
      check()
      return performance.now() - started
    }),
  )
}

/** Sources of installed packages, as if they were a repository's own. */
function makeRepository() {
  const into = mkdtempSync(join(tmpdir(), 'lazaretto-repository-'))
  const from = join(import.meta.dirname, '../node_modules')
  const paths = readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && ['.js', '.ts', '.json', '.md'].includes(extname(file.name)))
    .map((file) => join(file.parentPath, file.name))
    .sort()
  const step = Math.floor(paths.length / FILES)
  const taken = Array.from({ length: FILES }, (_, i) => paths[i * step])
  for (const [i, path] of taken.entries()) {
    mkdirSync(join(into, `src${i % 40}`), { recursive: true })
    cpSync(path, join(into, `src${i % 40}`, `${i}${extname(path)}`))
  }
  return { folder: into, bytes: taken.reduce((sum, path) => sum + readFileSync(path).length, 0) }
}
