// Runs everything that must hold and ends with one line: N passed, M failed, K skipped.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const report = join(root, 'node_modules/.vitest-report.json')
/** Two lanes, for two cores: in each, one after the other. */
const lanes = [
  [
    ['types', 'tsc', ['--noEmit']],
    ['typed lint', 'eslint', ['src']],
  ],
  [
    ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
    ['import law', 'depcruise', ['src', '--config', '.dependency-cruiser.cjs']],
    ['dead code', 'knip', []],
    ['build', 'tsc', ['-p', 'tsconfig.build.json']],
    ['package', 'publint', ['--strict']],
    ['package types', 'attw', ['--pack', '.', '--profile', 'esm-only']],
  ],
]

let passed = 0
let failed = 0
let skipped = 0

rmSync(join(root, 'dist'), { recursive: true, force: true })
rmSync(report, { force: true })
await Promise.all(lanes.map(runLane))
runTests()
process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`)
process.exitCode = failed === 0 && !(process.env.CI && skipped > 0 && hasData()) ? 0 : 1

async function runLane(checks) {
  for (const [name, command, args] of checks) await runCheck(name, command, args)
}

async function runCheck(name, command, args) {
  const started = Date.now()
  const said = []
  const child = spawn(join(root, 'node_modules/.bin', command), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => said.push(bytes))
  const [status] = await once(child, 'close').catch((error) => [error])
  const isGood = status === 0
  if (isGood) passed++
  else failed++
  process.stdout.write(`${isGood ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
  if (!isGood) process.stdout.write(`${Buffer.concat(said)}${status instanceof Error ? status : ''}\n`)
}

function runTests() {
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { status } = spawnSync(join(root, 'node_modules/.bin/vitest'), args, { cwd: root, stdio: 'inherit' })
  const tests = readReport()
  passed += tests?.numPassedTests ?? 0
  skipped += (tests?.numPendingTests ?? 0) + (tests?.numTodoTests ?? 0)
  failed += tests?.numFailedTests ?? 0
  if (status !== 0 && !tests?.numFailedTests) failed++
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return undefined
  }
}

/** Whether the shared data is here: then a skipped case is a failure in CI. */
function hasData() {
  try {
    return readFileSync(join(root, '../shared/data/README.md')).length > 0
  } catch {
    return false
  }
}
