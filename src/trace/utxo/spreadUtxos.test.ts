import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spreadUtxos, type UtxoSpreadBounds } from './spreadUtxos.ts'
import { createUtxoIndex, feeSatOf, UNKNOWN, type UtxoIndex } from './UtxoIndex.ts'
import { type TestTx, utxoBlocks, utxoColumnsOf } from './utxoLedger.support.ts'

const open: UtxoSpreadBounds = { isStop: () => false, isMix: () => false, floorSat: 0 }
const coin = (owner: number, valueSat: number): TestTx => ({ spends: [], pays: [[owner, valueSat]] })
const pay = (spends: number[], ...pays: (readonly [number, number])[]): TestTx => ({ spends, pays })
const indexOf = (...txs: TestTx[]): UtxoIndex =>
  createUtxoIndex(utxoColumnsOf([[coin(0, 0)], ...txs.map((tx) => [tx])]))

/** By owner: `amount of received, hops by transactions` and what was cut. Outputs and transactions count from 1. */
function spread(txs: TestTx[], sources: number[], bounds: Partial<UtxoSpreadBounds> = {}): Record<number, string> {
  const shares = spreadUtxos(indexOf(...txs), new Set(sources), { ...open, ...bounds })
  return Object.fromEntries(
    shares.map(({ owner, amountSat, receivedSat, hops, txs: way, cutSat }) => {
      const cut = cutSat === 0n ? '' : `, ${cutSat} cut`
      return [owner, `${amountSat} of ${receivedSat}, ${hops} by ${way.join('-')}${cut}`]
    }),
  )
}

describe('spreadUtxos', () => {
  it('taints all that a source spends, in shares further on, and not what it gets back', () => {
    const txs = [coin(1, 100), coin(9, 300), pay([1], [2, 40], [1, 60]), pay([2, 3], [3, 170], [2, 170])]
    expect(spread(txs, [1])).toEqual({ 2: '40 of 170, 1 by 3', 3: '20 of 170, 2 by 3-4' })
  })

  it('counts change of an owner as no receipt, and follows it', () => {
    const txs = [coin(1, 100), pay([1], [2, 100]), pay([2], [3, 30], [2, 70]), pay([4], [4, 70])]
    expect(spread(txs, [1])).toEqual({ 2: '100 of 100, 1 by 2', 3: '30 of 30, 2 by 2-3', 4: '70 of 70, 2 by 2-4' })
  })

  it('is not evaded by putting clean money of the receiver beside it', () => {
    const txs = [coin(1, 100), coin(2, 1), pay([1, 2], [2, 101])]
    expect(spread(txs, [1])).toEqual({ 2: '100 of 101, 1 by 3' })
    const swap = [coin(1, 10), coin(2, 10), pay([1, 2], [2, 10], [7, 10])]
    expect(spread(swap, [1])).toEqual({ 2: '5 of 15, 1 by 3', 7: '5 of 10, 1 by 3' })
  })

  it('ends at stops, which have it, in mixes, and below the floor', () => {
    const txs = [coin(1, 100), pay([1], [2, 60], [3, 40]), pay([2], [4, 60]), pay([3], [5, 40])]
    const at = { 2: '60 of 60, 1 by 2', 3: '40 of 40, 1 by 2' }
    expect(spread(txs, [1], { isStop: (owner) => owner === 2 })).toEqual({ ...at, 5: '40 of 40, 2 by 2-4' })
    expect(spread(txs, [1], { isMix: (tx) => tx === 4 })).toEqual({ ...at, 4: '60 of 60, 2 by 2-3' })
    expect(spread(txs, [1], { floorSat: 50 })).toEqual({
      2: at[2],
      3: '0 of 40, 0 by , 40 cut',
      4: '60 of 60, 2 by 2-3',
    })
  })

  it('tells the fewest hops, and the way by which most came', () => {
    const txs = [coin(1, 100), pay([1], [2, 90], [3, 10]), pay([2], [4, 90]), pay([3, 4], [5, 100])]
    expect(spread(txs, [1])[5]).toBe('100 of 100, 2 by 2-3-4')
  })
})

/** The same by visiting every transaction, with plain sums: by owner what came and what was cut. */
function spreadPlainly(
  index: UtxoIndex,
  sources: ReadonlySet<number>,
  bounds: UtxoSpreadBounds,
): Map<number, bigint[]> {
  const carried = new Map<number, bigint>()
  const shares = new Map<number, bigint[]>()
  const add = (owner: number, at: 0 | 1, amount: bigint): void => {
    const share = shares.get(owner) ?? [0n, 0n]
    share[at]! += amount
    if (amount > 0n) shares.set(owner, share)
  }
  for (let tx = 0; tx < index.txCount; tx++) {
    const known = [...index.spends.subarray(index.inputStart[tx], index.inputStart[tx + 1])].filter(
      (o) => o !== UNKNOWN,
    )
    const made = Array.from(
      { length: index.outputStart[tx + 1]! - index.outputStart[tx]! },
      (_, i) => index.outputStart[tx]! + i,
    )
    const isMoved = known.length > 0 && !bounds.isMix(tx)
    const isSource = (output: number): boolean => sources.has(index.owner[output]!)
    const paid = known.map(
      (o) => [index.owner[o]!, isSource(o) ? BigInt(index.valueSat[o]!) : (carried.get(o) ?? 0n)] as const,
    )
    const sum = paid.reduce((total, [, sat]) => total + sat, 0n)
    const whole = made.reduce((total, o) => total + BigInt(index.valueSat[o]!), BigInt(feeSatOf(index, tx)))
    if (!isMoved || sum === 0n) continue
    const net = new Map<number, bigint>()
    for (const output of made.filter((o) => !isSource(o))) {
      const owner = index.owner[output]!
      const share = (BigInt(index.valueSat[output]!) * sum) / whole
      if (share < bounds.floorSat) add(owner, 1, share)
      else {
        net.set(owner, (net.get(owner) ?? 0n) + share)
        if (!bounds.isStop(owner)) carried.set(output, share)
      }
    }
    for (const [owner, given] of net) {
      const own = paid.filter(([payer]) => payer === owner).reduce((total, [, sat]) => total + sat, 0n)
      if (given > own) add(owner, 0, given - own)
    }
  }
  return shares
}

it('is what visiting every transaction comes to, and never more than was received', () => {
  fc.assert(
    fc.property(utxoBlocks, fc.subarray([0, 1, 2]), fc.nat(7), fc.nat(9), (blocks, sources, stop, floorSat) => {
      const index = createUtxoIndex(utxoColumnsOf(blocks))
      const bounds = { isStop: (owner: number) => owner === stop, isMix: (tx: number) => tx % 7 === 3, floorSat }
      const shares = spreadUtxos(index, new Set(sources), bounds)
      const fast = new Map(shares.map(({ owner, amountSat, cutSat }) => [owner, [amountSat, cutSat]]))
      expect(fast).toEqual(spreadPlainly(index, new Set(sources), bounds))
      for (const { amountSat, receivedSat, hops, txs } of shares) {
        expect(amountSat).toBeLessThanOrEqual(receivedSat)
        expect(txs.length > 0).toBe(amountSat > 0n)
        expect(hops > 0).toBe(amountSat > 0n)
        expect(txs).toEqual(txs.toSorted((a, b) => a - b))
      }
    }),
    { numRuns: 1000 },
  )
})
