// A generated UTXO ledger in columns, seeded: about 1.97 inputs and 2.24 outputs a transaction, as on Bitcoin.
const UNKNOWN = 0xffffffff
const TXS_PER_BLOCK = 2000
/** Of outputs: to an address that was never used. The others go to known ones, by a power law. */
const FRESH_SHARE = 0.55
const RANK_EXPONENT = 3
/** Of inputs: from outputs of the last transactions. The others are drawn from all that is unspent. */
const RECENT_SHARE = 0.6
const RECENT = 20_000

export function generateUtxoColumns(txCount) {
  const unit = createUnit(7)
  const ledger = allocate(txCount)
  const unspent = { outputs: new Uint32Array(ledger.outputsMax), count: 0 }
  let [inputs, outputs, owners] = [0, 0, 1]
  for (let tx = 0; tx < txCount; tx++) {
    ledger.height[tx] = Math.floor(tx / TXS_PER_BLOCK)
    const wanted = tx % TXS_PER_BLOCK === 0 ? 0 : countFrom(unit(), INPUT_SHARES)
    for (let i = 0; i < wanted && unspent.count > 0; i++) ledger.spends[inputs++] = takeUnspent(unspent, unit)
    const made = tx % TXS_PER_BLOCK === 0 ? 1 : countFrom(unit(), OUTPUT_SHARES)
    for (let i = 0; i < made; i++) {
      ledger.owner[outputs] = unit() < FRESH_SHARE ? owners++ : Math.floor(owners * unit() ** RANK_EXPONENT)
      ledger.valueSat[outputs] = 546 + Math.floor(1e8 * unit() ** 4)
      unspent.outputs[unspent.count++] = outputs++
    }
    ledger.inputStart[tx + 1] = inputs
    ledger.outputStart[tx + 1] = outputs
  }
  const { height, inputStart, outputStart } = ledger
  return {
    txCount,
    height,
    inputStart,
    outputStart,
    spends: ledger.spends.slice(0, inputs),
    owner: ledger.owner.slice(0, outputs),
    valueSat: ledger.valueSat.slice(0, outputs),
  }
}

/** Shares of transactions with 1, 2, ... inputs or outputs, and how many the rest has at the most. */
const INPUT_SHARES = { shares: [0.76, 0.13, 0.04, 0.03], most: 30 }
const OUTPUT_SHARES = { shares: [0.15, 0.75, 0.05, 0.02], most: 18 }

function countFrom(draw, { shares, most }) {
  let left = draw
  for (let i = 0; i < shares.length; i++) {
    if (left < shares[i]) return i + 1
    left -= shares[i]
  }
  const rest = 1 - shares.reduce((sum, share) => sum + share, 0)
  return shares.length + 1 + Math.floor((left / rest) * (most - shares.length))
}

function takeUnspent(unspent, unit) {
  const span = unit() < RECENT_SHARE ? Math.min(RECENT, unspent.count) : unspent.count
  const at = unspent.count - 1 - Math.floor(unit() * span)
  const output = unspent.outputs[at]
  unspent.outputs[at] = unspent.outputs[--unspent.count]
  return output
}

function allocate(txCount) {
  const outputsMax = Math.ceil(txCount * 2.5) + 100
  return {
    outputsMax,
    height: new Uint32Array(txCount),
    inputStart: new Uint32Array(txCount + 1),
    outputStart: new Uint32Array(txCount + 1),
    spends: new Uint32Array(outputsMax).fill(UNKNOWN),
    owner: new Uint32Array(outputsMax),
    valueSat: new Float64Array(outputsMax),
  }
}

/** Numbers from 0 up to, not including, 1 (mulberry32). */
function createUnit(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
