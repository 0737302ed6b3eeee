// haircut.mjs COLUMNS: the exact haircut over the whole ledger with everything tainted, by our kernel and by its peers.
import { firstRows, readColumns } from '../columns.mjs'
import { interleave, time } from '../measure.mjs'
import { buildInC, startInC } from '../peers/inC.mjs'
import { addressOf, haircutOfObjects, toMap, toObjects } from '../peers/plainObjects.mjs'
import { createTaint128, readLimbs } from '../product.mjs'

const PLAIN_ROWS = 1_000_000
const folder = process.argv[2]

const figures = { ...(await againstC()), ...(await againstObjects()) }
process.stdout.write(JSON.stringify(figures))

async function againstC() {
  const columns = readColumns(folder)
  const ours = createPass(columns)
  const program = buildInC('haircut', folder)
  if (program === undefined) return { rows: columns.rows, ...(await interleave(7, { ours: ours.pass })) }
  const inC = startInC(program, folder, [columns.rows, columns.holdings])
  const medians = await interleave(7, { ours: ours.pass, inC: inC.pass })
  assertEqual(ours.taint(), new Uint32Array(await inC.end()), 'C')
  const sum = sumOf(columns.start)
  if (sumOf(ours.taint()) !== sum) throw new Error('The taint after a pass is not the taint before it.')
  return { rows: columns.rows, ...medians, sum: sum.toString() }
}

async function againstObjects() {
  const columns = firstRows(readColumns(folder), PLAIN_ROWS)
  const ours = createPass(columns)
  const rows = toObjects(columns, readLimbs)
  const start = toMap(columns, readLimbs)
  let taint
  const plain = async () => {
    taint = new Map(start)
    return (await time(() => haircutOfObjects(rows, taint))).ms
  }
  const { oursOnObjects, objects } = await interleave(3, { oursOnObjects: ours.pass, objects: plain })
  const after = ours.taint()
  for (let holding = 0; holding < columns.holdings; holding++) {
    if (readLimbs(after, holding) === (taint.get(addressOf(holding)) ?? 0n)) continue
    throw new Error(`Holding ${holding} has another taint in the Map.`)
  }
  return { objectRows: columns.rows, oursOnObjects, objects }
}

/** Our kernel on columns; `pass` fills the windows too, for that is how a full pass is made. */
function createPass({ rows, holdings, from, to, amount, before, start }) {
  const kernel = createTaint128(holdings)
  const { window, state, payAll } = kernel
  const payRows = (first, end) => {
    window.from.set(from.subarray(first, end))
    window.to.set(to.subarray(first, end))
    window.amount.set(amount.subarray(4 * first, 4 * end))
    window.before.set(before.subarray(4 * first, 4 * end))
    payAll(end - first)
  }
  return {
    taint: () => state,
    async pass() {
      state.set(start)
      const { ms } = await time(() => {
        for (let row = 0; row < rows; row += window.rows) payRows(row, Math.min(row + window.rows, rows))
      })
      return ms
    },
  }
}

function assertEqual(ours, theirs, name) {
  const at = ours.findIndex((limb, i) => limb !== theirs[i])
  if (at >= 0 || ours.length !== theirs.length) throw new Error(`Holding ${at >> 2} has another taint in ${name}.`)
}

function sumOf(limbs) {
  const sums = [0, 0, 0, 0]
  for (let i = 0; i < limbs.length; i++) sums[i % 4] += limbs[i]
  return sums.reduceRight((total, sum) => (total << 32n) + BigInt(sum), 0n)
}
