// Follows money over the outputs of a generated UTXO ledger, measures against targets and against C, and prints one table.
// node bench/utxo.mjs [--txs 10000000]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bytesOf, interleave, median, peakMemory, time } from './measure.mjs'
import { buildInC, startInC } from './peers/inC.mjs'
import { makeUtxoIndex, spreadUtxoHaircut } from './product.mjs'
import { formatLines } from './table.mjs'
import { createUtxoLedger } from './utxo/createUtxoLedger.mjs'

const SEEDS = 100
const SERVICES = 100
const ROUNDS = 3

const { values } = parseArgs({ options: { txs: { type: 'string', default: '10000000' } } })
const txs = Number(values.txs)
if (!(Number.isInteger(txs) && txs >= 100_000)) throw new RangeError('--txs takes a whole number from 100000.')
const loadBefore = loadavg()[0]

const { owners, ...columns } = createUtxoLedger(txs)
const { ms: indexMs, result: ledger } = await time(() => makeUtxoIndex(columns))
const { index } = ledger
const services = busiest(SERVICES)
const seeds = listSeeds()

const figures = {
  fifo: await medianOf(() => ledger.follow(seeds, 'fifo')),
  lifo: await medianOf(() => ledger.follow(seeds, 'lifo')),
  oneFifo: await medianOfEach(seeds.slice(0, 20), (seed) => ledger.follow([seed], 'fifo', services)),
  oneHaircut: await medianOfEach(seeds.slice(0, 20), (seed) => ledger.follow([seed], 'haircut', services)),
  haircut: await againstC(),
}
const load = [loadBefore, loadavg()[0]].map((value) => value.toFixed(1)).join(' before, ')
process.stdout.write(
  `${txs.toLocaleString('en-US')} synthetic transactions, ${count(columns.spends.length)} inputs, ${count(index.outputCount)} outputs, ` +
    `${count(owners)} owners; ${cpus()[0]?.model}, Node ${process.version}; load ${load} after\n\n${formatLines(linesOf())}`,
)

function linesOf() {
  const { fifo, lifo, oneFifo, oneHaircut, haircut } = figures
  return [
    { what: 'index of the columns', figure: indexMs / 1000, unit: 's' },
    { what: 'index in memory', figure: bytesOf(ledger) / txs, unit: 'B/tx', max: 70 },
    { what: `FIFO from ${SEEDS} outputs, through everything`, figure: fifo.ms / 1000, unit: 's', max: 1 },
    { what: '  outputs reached', figure: fifo.reached, unit: 'outputs' },
    { what: `LIFO from ${SEEDS} outputs, through everything`, figure: lifo.ms / 1000, unit: 's' },
    { what: 'FIFO from 1 output, to services', figure: oneFifo, unit: 'ms' },
    { what: 'haircut from 1 output, to services', figure: oneHaircut, unit: 'ms' },
    { what: 'exact haircut of all, everything tainted', figure: haircut.ours, unit: 'ms' },
    { what: '  outputs tainted', figure: haircut.tainted, unit: 'outputs' },
    ...(haircut.inC === undefined
      ? [{ what: '  the same in C', figure: 'no gcc here' }]
      : [
          { what: '  the same in C', figure: haircut.inC, unit: 'ms' },
          { what: '  ours takes, of the time of C', figure: haircut.ours / haircut.inC, unit: 'x', max: 2.5 },
        ]),
    { what: 'peak memory of all this', figure: peakMemory() / 2 ** 20, unit: 'MiB' },
  ]
}

async function medianOf(follow) {
  const times = []
  let reached = 0
  for (let round = 0; round <= ROUNDS; round++) {
    const { ms, result } = await time(follow)
    if (sumOf(result.endings) !== result.stolenSat) throw new Error('The lines do not add up to what was stolen.')
    reached = result.reached.length
    if (round > 0) times.push(ms)
  }
  return { ms: median(times), reached }
}

async function medianOfEach(outputs, follow) {
  const times = []
  for (let round = 0; round < 3; round++) {
    for (const output of outputs) times.push((await time(() => follow(output))).ms)
  }
  return median(times.slice(outputs.length))
}

/** A third of each coinbase is stolen: then everything is tainted. */
async function againstC() {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-utxo-'))
  try {
    return await compare(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function compare(folder) {
  const start = createStart()
  const stolen = new Float64Array(index.outputCount)
  let burned = 0
  const ours = async () => {
    stolen.set(start)
    const { ms, result } = await time(() => spreadUtxoHaircut(index, stolen))
    burned = result
    return ms
  }
  const program = buildInC('utxoHaircut', folder)
  if (program === undefined) return { ...(await interleave(ROUNDS, { ours })), tainted: countTainted(stolen) }
  writeColumns(folder, start)
  const inC = startInC(program, folder, [txs, columns.spends.length, index.outputCount])
  const medians = await interleave(ROUNDS, { ours, inC: inC.pass })
  const theirs = new Float64Array(await inC.end())
  const at = stolen.findIndex((sat, output) => sat !== theirs[output])
  if (at >= 0) throw new Error(`Output ${at} has ${stolen[at]} stolen satoshi, in C ${theirs[at]}.`)
  assertConserved(start, stolen, burned)
  return { ...medians, tainted: countTainted(stolen) }
}

function createStart() {
  const start = new Float64Array(index.outputCount)
  const { outputStart, inputStart, valueSat } = index
  for (let tx = 0; tx < txs; tx++) {
    const isCoinbase = inputStart[tx] === inputStart[tx + 1]
    for (let output = outputStart[tx]; isCoinbase && output < outputStart[tx + 1]; output++) {
      start[output] = Math.floor(valueSat[output] / 3)
    }
  }
  return start
}

function writeColumns(folder, start) {
  const feeSat = Float64Array.from(index.feeSat)
  for (const [name, column] of Object.entries({ ...columns, feeSat, start })) {
    if (ArrayBuffer.isView(column)) writeFileSync(join(folder, `${name}.bin`), new Uint8Array(column.buffer))
  }
}

/** What was stolen is unspent or burned. */
function assertConserved(start, stolen, burned) {
  let left = BigInt(burned)
  for (let output = 0; output < index.outputCount; output++) {
    left -= BigInt(start[output])
    if (index.spender[output] === 0xffff_ffff) left += BigInt(stolen[output])
  }
  if (left !== 0n) throw new Error(`The haircut of all is off by ${left} satoshi.`)
}

function countTainted(stolen) {
  return stolen.reduce((sum, sat) => sum + (sat > 0 ? 1 : 0), 0)
}

/** Outputs that are spent, spread over the first fifth of the ledger. */
function listSeeds() {
  const all = []
  const step = Math.floor(index.outputCount / 5 / SEEDS)
  for (let seed = 0; seed < SEEDS; seed++) {
    let output = seed * step
    while (index.spender[output] === 0xffff_ffff) output++
    all.push(output)
  }
  return all
}

function busiest(many) {
  const sizes = Array.from(
    { length: owners },
    (_, owner) => ledger.groups.start[owner + 1] - ledger.groups.start[owner],
  )
  const order = Uint32Array.from(sizes.keys()).sort((a, b) => sizes[b] - sizes[a])
  return new Set(order.subarray(0, many))
}

function sumOf(endings) {
  return endings.reduce((sum, { amountSat }) => sum + amountSat, 0)
}

function count(value) {
  return value.toLocaleString('en-US')
}
