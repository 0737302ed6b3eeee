import fc from 'fast-check'
import type { UtxoColumns } from '../../ledger/index.ts'
import { UNKNOWN } from './UtxoIndex.ts'

/** A transaction as tests write it: the outputs that it spends, by their places in the ledger, and owner and satoshi of each it makes. */
export interface TestTx {
  readonly spends: readonly number[]
  readonly pays: readonly (readonly [owner: number, valueSat: number])[]
}

/** Columns of blocks, of which each begins with its coinbase, from height 0 on. */
export function utxoColumnsOf(blocks: readonly (readonly TestTx[])[]): UtxoColumns {
  const txs = blocks.flat()
  const starts = (counts: readonly number[]): Uint32Array<ArrayBuffer> => {
    const start = new Uint32Array(counts.length + 1)
    counts.forEach((count, i) => void (start[i + 1] = start[i]! + count))
    return start
  }
  const outputs = txs.flatMap(({ pays }) => pays)
  return {
    txCount: txs.length,
    height: Uint32Array.from(blocks.flatMap((block, height) => block.map(() => height))),
    inputStart: starts(txs.map(({ spends }) => spends.length)),
    outputStart: starts(txs.map(({ pays }) => pays.length)),
    spends: Uint32Array.from(txs.flatMap(({ spends }) => spends)),
    valueSat: Float64Array.from(outputs, ([, value]) => value),
    owner: Uint32Array.from(outputs, ([owner]) => owner),
  }
}

interface Choice {
  readonly inputs: readonly number[]
  readonly outputs: readonly { readonly owner: number; readonly weight: number }[]
  /** In 1/256 of what is spent, or nothing. */
  readonly fee: number
  readonly missing: boolean
}

const output = fc.record({ owner: fc.nat(7), weight: fc.nat(9) })
const choice: fc.Arbitrary<Choice> = fc.record({
  inputs: fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 }),
  outputs: fc.array(output, { minLength: 1, maxLength: 4 }),
  fee: fc.constantFrom(0, 0, 20, 80, 256),
  missing: fc.integer({ min: 0, max: 11 }).map((n) => n === 0),
})
const block = fc.record({
  minedSat: fc.nat(50),
  claim: fc.constantFrom(256, 256, 256, 100, 0),
  coinbase: fc.array(output, { minLength: 1, maxLength: 3 }),
  txs: fc.array(choice, { maxLength: 5 }),
})

/** Ledgers with fees, unclaimed ones among them, spends inside a block, zero outputs and unknown previous outputs. */
export const utxoBlocks: fc.Arbitrary<TestTx[][]> = ledgersOf(1)

/** The same with values so many times as large. */
export function ledgersOf(scale: number): fc.Arbitrary<TestTx[][]> {
  return fc.array(block, { minLength: 1, maxLength: 9 }).map((blocks) => buildBlocks(blocks, scale))
}

type BlockChoice = typeof block extends fc.Arbitrary<infer T> ? T : never

/** A ledger and another one that has its first `shared` blocks, and others behind them: what a reorganisation leaves and makes. */
export interface Fork {
  readonly shared: number
  readonly left: readonly (readonly TestTx[])[]
  readonly made: readonly (readonly TestTx[])[]
}

export const utxoForks: fc.Arbitrary<Fork> = fc
  .tuple(...[5, 4, 5].map((maxLength) => fc.array(block, { minLength: 1, maxLength })))
  .map(([shared = [], left = [], made = []]) => ({
    shared: shared.length,
    left: buildBlocks([...shared, ...left], 1),
    made: buildBlocks([...shared, ...made], 1),
  }))

/** The columns of blocks from one on, with places that count from the beginning. */
export function utxoColumnsFrom(blocks: readonly (readonly TestTx[])[], from: number): UtxoColumns {
  const all = utxoColumnsOf(blocks)
  const first = blocks.slice(0, from).flat().length
  const [input, output] = [all.inputStart[first] as number, all.outputStart[first] as number]
  return {
    txCount: all.txCount - first,
    height: all.height.slice(first),
    inputStart: all.inputStart.slice(first),
    outputStart: all.outputStart.slice(first),
    spends: all.spends.slice(input),
    valueSat: all.valueSat.slice(output),
    owner: all.owner.slice(output),
  }
}

/** Outputs are numbered in ledger order, the coinbase's before those of its block: what it claims is known only behind them. */
function buildBlocks(choices: readonly BlockChoice[], scale: number): TestTx[][] {
  const unspent: { output: number; value: number }[] = []
  let outputs = 0
  return choices.map(({ minedSat, claim, coinbase, txs }) => {
    const first = outputs
    outputs += coinbase.length
    let fees = 0
    const block = txs.map((wish): TestTx => {
      const spent = wish.inputs.flatMap((at) => (unspent.length === 0 ? [] : unspent.splice(at % unspent.length, 1)))
      const known = spent.reduce((sum, { value }) => sum + value, 0)
      const paid = known - Math.floor((known * wish.fee) / 256)
      const isMissing = wish.missing || spent.length === 0
      const pays = split(wish.outputs, isMissing ? paid + 7 * scale * (wish.inputs.length - 1) : paid)
      fees += Math.max(0, known - pays.reduce((sum, [, value]) => sum + value, 0))
      for (const [, value] of pays) unspent.push({ output: outputs++, value })
      const spends = spent.map(({ output }) => output)
      if (isMissing) spends.splice(wish.inputs.length % (spends.length + 1), 0, UNKNOWN, UNKNOWN)
      return { spends, pays }
    })
    const pays = split(coinbase, Math.floor(((minedSat * scale + fees) * claim) / 256))
    pays.forEach(([, value], i) => void unspent.push({ output: first + i, value }))
    return [{ spends: [], pays }, ...block]
  })
}

function split(outputs: Choice['outputs'], sum: number): [number, number][] {
  const whole = outputs.reduce((total, { weight }) => total + weight, 0)
  let left = sum
  return outputs.map(({ owner, weight }, i) => {
    const part = i === outputs.length - 1 || whole === 0 ? left : Math.min(left, Math.floor((sum / whole) * weight))
    left -= part
    return [owner, part]
  })
}
