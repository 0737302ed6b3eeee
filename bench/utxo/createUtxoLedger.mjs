// A UTXO ledger as columns, the same from the same seed: no real chain, but its shape. See `docs/performance.md`.
const TXS_PER_BLOCK = 2_500
const MINED_SAT = 625_000_000
/** The first block is a coinbase alone, with so many outputs: the first transactions spend them. */
const FIRST_OUTPUTS = 10_000
/** A quarter of the spends take outputs among the newest so many. */
const RECENT = 30_000

/**
 * Columns of `txCount` transactions: 2.0 inputs and 2.24 outputs each with heavy tails, fees, about as many owners as
 * transactions, the busiest in some per cent of the outputs. Every input spends an output of the ledger; a coinbase has none.
 */
export function createUtxoLedger(txCount) {
  const random = createRandom(20_261_121)
  const columns = createColumns(txCount)
  const { height, inputStart, outputStart, spends, valueSat, owner } = columns
  const pool = new Uint32Array(outputsMax(txCount))
  const count = { pool: 0, inputs: 0, outputs: 0, owners: 1 }
  const values = []

  const spend = () => {
    const back = random() < 0.25 ? Math.min(count.pool, RECENT) : count.pool
    const at = count.pool - 1 - Math.floor(random() * back)
    const output = pool[at]
    pool[at] = pool[--count.pool]
    spends[count.inputs++] = output
    return valueSat[output]
  }
  const pickOwner = () => (random() < 0.45 ? count.owners++ : Math.floor(count.owners * random() ** 6))
  const create = (output, value) => {
    valueSat[output] = value
    owner[output] = pickOwner()
  }
  const pay = (sum) => {
    const parts = Math.min(countOutputs(random), Math.max(1, Math.floor(sum / 1_000)))
    values.length = 0
    let left = sum
    for (let i = 1; i < parts; i++) {
      const part = Math.floor((left / (parts - i + 1)) * (0.02 + 1.9 * random()))
      values.push(Math.min(part, left))
      left -= values.at(-1)
    }
    values.push(left)
    for (const value of values) {
      create(count.outputs, value)
      pool[count.pool++] = count.outputs++
    }
  }
  /** The last output collects the block's fees: it can be spent from the next block on. */
  const mine = (outputs) => {
    if (count.outputs > 0) pool[count.pool++] = columns.coinbases.at(-1)
    for (let i = 1; i < outputs; i++) {
      create(count.outputs, MINED_SAT)
      pool[count.pool++] = count.outputs++
    }
    columns.coinbases.push(count.outputs)
    create(count.outputs++, MINED_SAT)
  }

  for (let tx = 0; tx < txCount; tx++) {
    const block = Math.ceil(tx / TXS_PER_BLOCK)
    height[tx] = block
    inputStart[tx] = count.inputs
    outputStart[tx] = count.outputs
    if (tx === 0 || block > height[tx - 1]) {
      mine(block === 0 ? FIRST_OUTPUTS : 1)
      continue
    }
    const wanted = Math.min(countInputs(random), count.pool)
    let sum = 0
    for (let i = 0; i < wanted; i++) sum += spend()
    const fee = Math.min(Math.floor(200 + 40_000 * random() ** 3), Math.floor(sum / 10))
    pay(sum - fee)
    valueSat[columns.coinbases.at(-1)] += fee
  }
  if (count.outputs > owner.length || count.inputs > spends.length)
    throw new RangeError('The ledger outgrew its columns.')
  inputStart[txCount] = count.inputs
  outputStart[txCount] = count.outputs
  return {
    ...columns,
    spends: spends.slice(0, count.inputs),
    valueSat: valueSat.slice(0, count.outputs),
    owner: owner.slice(0, count.outputs),
    owners: count.owners,
  }
}

function outputsMax(txCount) {
  return Math.ceil(2.6 * txCount) + FIRST_OUTPUTS
}

function createColumns(txCount) {
  return {
    txCount,
    coinbases: [],
    height: new Uint32Array(txCount),
    inputStart: new Uint32Array(txCount + 1),
    outputStart: new Uint32Array(txCount + 1),
    spends: new Uint32Array(3 * txCount),
    valueSat: new Float64Array(outputsMax(txCount)),
    owner: new Uint32Array(outputsMax(txCount)),
  }
}

/** Two thirds have one input; the tail reaches thousands. */
function countInputs(random) {
  return random() < 0.66 ? 1 : Math.min(5_000, Math.floor(1.85 / random() ** 0.585))
}

function countOutputs(random) {
  const kind = random()
  if (kind < 0.16) return 1
  return kind < 0.93 ? 2 : Math.min(3_000, Math.floor(3.1 / random() ** 0.74))
}

/** Numbers from 0 up to 1, by sfc32. */
export function createRandom(seed) {
  let [a, b, c, d] = [0x9e37_79b9, 0x243f_6a88, seed, 1]
  const next = () => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
  for (let i = 0; i < 20; i++) next()
  return next
}
