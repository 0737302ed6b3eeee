// alert.mjs [--txs N] [--blocks N]: from the bytes of a full block to the alert that is recorded, each step by itself.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { median, time } from './measure.mjs'
import { openWatchedLedger } from './product.mjs'
import { formatLines } from './table.mjs'

const { values } = parseArgs({
  options: { txs: { type: 'string', default: '200' }, blocks: { type: 'string', default: '100' } },
})
/** Warm before they count. */
const WARM = 10
const SPREAD = 200_000
const [txs, blocks] = [Number(values.txs), Number(values.blocks)]
const folder = mkdtempSync(join(tmpdir(), 'lazaretto-alert-'))
const thief = addressOf('thief')
const ledger = await openWatchedLedger(folder, thief)
const steps = { apply: [], watch: [], both: [] }
let previous
for (let height = 0; height < WARM + blocks; height++) {
  previous = makeBlock(height, previous)
  const apply = await time(() => ledger.apply(previous))
  const watch = await time(() => ledger.watch())
  if (height < WARM) continue
  if (watch.result === 0) throw new Error(`Block ${height} has raised no alert.`)
  steps.apply.push(apply.ms)
  steps.watch.push(watch.ms)
  steps.both.push(apply.ms + watch.ms)
}
ledger.close()
rmSync(folder, { recursive: true })
process.stdout.write(
  `${blocks} blocks of ${txs} transactions, each with a move of stolen money; ${cpus()[0]?.model}, Node ${process.version}; ` +
    `load ${loadavg()[0].toFixed(1)}\n\n${formatLines([
      ...linesOf('from a checked block to its rows', steps.apply),
      ...linesOf('from its rows to the recorded alert', steps.watch),
      ...linesOf('both', steps.both, 100),
    ])}`,
)

function linesOf(what, ms, max) {
  const sorted = ms.toSorted((a, b) => a - b)
  const bound = max === undefined ? {} : { max }
  return [
    { what: `${what}, median`, figure: median(ms), unit: 'ms', ...bound },
    { what: '  99 of 100', figure: sorted[Math.floor(0.99 * sorted.length)], unit: 'ms', ...bound },
  ]
}

/** Each transaction pays ether or a token; the first ones are the theft's. */
function makeBlock(height, before) {
  const hash = `0x${createHash('sha256').update(`block ${height}`).digest('hex')}`
  const transfers = Array.from({ length: txs }, (_, i) => {
    const bytes = createHash('sha256').update(`${height} ${i}`).digest()
    const [from, to] = i === 0 ? [height % 2 ? 'thief' : 'victim', height % 2 ? `mule ${height}` : 'thief'] : []
    return {
      kind: i % 2 === 0 ? 'native' : 'token',
      block: height,
      timeSec: 1_700_000_000 + 12 * height,
      tx: bytes,
      txIndex: i,
      ordinal: i % 2 === 0 ? 0 : i,
      from: addressOf(from ?? `user ${bytes.readUInt32LE(0) % SPREAD}`),
      to: addressOf(to ?? `user ${bytes.readUInt32LE(4) % SPREAD}`),
      asset: i % 2 === 0 ? ledger.ether : ledger.token,
      amount: 1_000_000n + BigInt(bytes.readUInt32LE(8)),
      inexact: false,
    }
  })
  const header = {
    height,
    hash,
    previous: before?.hash ?? `0x${'00'.repeat(32)}`,
    timeSec: 1_700_000_000 + 12 * height,
  }
  return { ...header, transfers, notices: [], hasTraces: true }
}

function addressOf(name) {
  return `0x${createHash('sha256').update(name).digest('hex').slice(0, 40)}`
}
