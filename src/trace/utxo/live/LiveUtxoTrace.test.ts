import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createUtxoHubFinder } from '../findUtxoHubs.ts'
import { followUtxos } from '../followUtxos.ts'
import type { MixBook } from '../MixBook.ts'
import type { UtxoRuleName } from '../rules.ts'
import type { UtxoFlow, UtxoOrigin } from '../UtxoFlow.ts'
import { createUtxoIndex, type UtxoIndex } from '../UtxoIndex.ts'
import { type TestTx, utxoColumnsFrom, utxoColumnsOf, utxoForks } from '../utxoLedger.support.ts'
import { createLiveUtxoIndex, type LiveUtxoIndex } from './LiveUtxoIndex.ts'
import { createLiveUtxoTrace, type LiveUtxoOrigin, type LiveUtxoPlan, type LiveUtxoTrace } from './LiveUtxoTrace.ts'

// The long form: LAZARETTO_REORGS=5000 npx vitest run src/trace/utxo/live
const RUNS = Number(process.env['LAZARETTO_REORGS'] ?? 150)

type Blocks = readonly (readonly TestTx[])[]

/** A place in a ledger, which may not have it yet. */
type Wish =
  | { readonly kind: 'address'; readonly owner: number; readonly from: number; readonly amountMaxSat?: number }
  | { readonly kind: 'outputs'; readonly all: readonly number[]; readonly amountMaxSat?: number }

const cap = fc.constantFrom({}, {}, { amountMaxSat: 5 })
const address = fc
  .tuple(fc.nat(7), fc.nat(20), cap)
  .map(([owner, from, more]): Wish => ({ kind: 'address', owner, from, ...more }))
const named = fc
  .tuple(fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 3 }), cap)
  .map(([all, more]): Wish => ({ kind: 'outputs', all: all.sort((a, b) => a - b), ...more }))
const cases = fc.record({
  fork: utxoForks,
  wishes: fc.array(fc.oneof(address, named), { minLength: 1, maxLength: 3 }),
  rule: fc.constantFrom<UtxoRuleName>('haircut', 'haircut', 'fifo', 'lifo', 'tiho', 'poison'),
  services: fc.subarray([3, 4]).map((owners) => new Set(owners)),
  counterpartiesMax: fc.constantFrom(3, 5, 1000),
  hopsMax: fc.constantFrom(1, 2, Number.POSITIVE_INFINITY),
  dustMaxSat: fc.constantFrom(0, 0, 4),
  step: fc.integer({ min: 1, max: 3 }),
  hasMixes: fc.boolean(),
})
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never

/** A book that does not know a transaction that could be a mix before it has read it; every fifth is one. */
function createBook(index: UtxoIndex, hasMixes: boolean): MixBook {
  const known = new Set<number>()
  const met = new Set<number>()
  const mayBe = (tx: number): boolean => hasMixes && tx % 5 > 1 && index.inputStart[tx]! < index.inputStart[tx + 1]!
  return {
    find: () => undefined,
    isStop(tx) {
      if (known.has(tx) || !mayBe(tx)) return known.has(tx) && tx % 5 === 3
      met.add(tx)
      return true
    },
    forget(from) {
      for (const tx of known) if (tx >= from) known.delete(tx)
    },
    async settle(follow) {
      for (;;) {
        const followed = follow()
        if (met.size === 0) return followed
        for (const tx of met) known.add(tx)
        met.clear()
      }
    },
  }
}

function originsIn(index: UtxoIndex, wishes: readonly Wish[]): LiveUtxoOrigin[] {
  return wishes.map((wish) =>
    wish.kind === 'outputs'
      ? { ...wish, outputs: wish.all.filter((output) => output < index.outputCount) }
      : { ...wish, owners: [wish.owner], fromOutput: wish.from },
  )
}

function freshOrigins(index: UtxoIndex, wishes: readonly Wish[]): UtxoOrigin[] {
  return originsIn(index, wishes).map((origin) => {
    if (origin.kind === 'outputs') return origin
    const { owners, fromOutput } = origin
    const outputs = [...index.owner.keys()].filter((at) => at >= fromOutput && owners.includes(index.owner[at]!))
    return { ...origin, outputs }
  })
}

/** What following the whole ledger at once says. */
async function follow(blocks: Blocks, { wishes, rule, hasMixes, counterpartiesMax, ...bounds }: Case) {
  const index = createUtxoIndex(utxoColumnsOf(blocks))
  const book = createBook(index, hasMixes)
  const isHub = createUtxoHubFinder(index, counterpartiesMax)
  const flow = await book.settle(() =>
    followUtxos(index, {
      origins: freshOrigins(index, wishes),
      rule,
      direction: 'forward',
      bounds: { ...bounds, isHub, isMix: (tx) => book.isStop(tx), txEnd: Number.POSITIVE_INFINITY },
    }),
  )
  return plain(index, flow)
}

/** A flow as plain data in an order of content; what stands for no output counts from the room of the outputs. */
function plain({ outputRoom }: UtxoIndex, { stolenSat, thefts, edges, endings, reached, completed, hopsOf }: UtxoFlow) {
  const place = (output: number): string => (output < outputRoom ? `${output}` : `room+${output - outputRoom}`)
  const sums = new Map<string, number>()
  for (const { kind, output, amountSat, mix } of endings) {
    const key = `${kind} ${place(output)} ${mix}`
    sums.set(key, (sums.get(key) ?? 0) + amountSat)
  }
  return {
    stolenSat,
    thefts: thefts.map(({ output, amountSat }) => `${output} ${amountSat}`),
    edges: edges.map(({ from, to, amountSat, hops, via }) => `${place(from)} ${place(to)} ${amountSat} ${hops} ${via}`),
    endings: [...sums].map(([key, amount]) => `${key} ${amount}`).sort(),
    reached: reached.map((output) => `${output} ${hopsOf(output)}`),
    completed,
  }
}

interface Live {
  readonly index: LiveUtxoIndex
  readonly trace: LiveUtxoTrace
  readonly book: MixBook
}

function begin({ hasMixes, ...plan }: Omit<LiveUtxoPlan, 'mixes'> & { hasMixes: boolean }): Live {
  const index = createLiveUtxoIndex(utxoColumnsOf([]))
  const book = createBook(index, hasMixes)
  return { index, book, trace: createLiveUtxoTrace(index, { ...plan, mixes: book }) }
}

function cut({ index, book }: Live, height: number): void {
  index.truncate(height)
  book.forget(index.txCount)
}

describe('a live UTXO trace', () => {
  it('says after each block what following its ledger at once says, also where blocks are undone', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (testCase) => {
        const { fork, wishes, step } = testCase
        const live = begin(testCase)
        const advanceTo = async (blocks: Blocks): Promise<void> => {
          live.index.append(utxoColumnsFrom(blocks, live.index.blockHeight.length))
          await live.trace.advance(originsIn(live.index, wishes))
          expect(plain(live.index, live.trace.flow())).toEqual(await follow(blocks, testCase))
        }
        for (const blocks of [fork.left, fork.made, fork.left]) {
          for (let end = live.index.blockHeight.length + step; end < blocks.length + step; end += step) {
            await advanceTo(blocks.slice(0, end))
          }
          cut(live, fork.shared - 1)
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('tells each move once, and says where that was wrong', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (testCase) => {
        const { fork, wishes } = testCase
        const live = begin(testCase)
        const told: string[] = []
        let isRevised = false
        for (let end = 1; end <= fork.left.length; end++) {
          live.index.append(utxoColumnsFrom(fork.left.slice(0, end), end - 1))
          const advance = await live.trace.advance(originsIn(live.index, wishes))
          isRevised ||= advance.isRevised
          told.push(...advance.thefts.map(textOf), ...advance.moves.map(textOf))
        }
        const { thefts, moves } = live.trace.listBefore(live.index.txCount)
        const all = [...thefts.map(textOf), ...moves.map(textOf)]
        if (!isRevised) expect(told.sort()).toEqual(all.sort())
        const flow = live.trace.flow()
        const arrived = moves.reduce((sum, { amountSat }) => sum + amountSat, 0)
        expect(arrived).toBe(
          flow.edges.reduce((sum, { amountSat }) => sum + amountSat, 0) +
            flow.endings.reduce((sum, { kind, amountSat }) => sum + (kind === 'mix' ? amountSat : 0), 0),
        )
      }),
      { numRuns: RUNS },
    )
  })
})

const textOf = (thing: object): string => JSON.stringify(Object.entries(thing).sort())
