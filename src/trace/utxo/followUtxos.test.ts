import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { followUtxos } from './followUtxos.ts'
import { followPlainly } from './followUtxosPlainly.support.ts'
import { blockAt } from './Places.ts'
import type { UtxoRuleName } from './rules.ts'
import type { UtxoBounds, UtxoFlow, UtxoOrigin } from './UtxoFlow.ts'
import { blockOf, createUtxoIndex, creatorOf, UNKNOWN, type UtxoIndex } from './UtxoIndex.ts'
import type { UtxoQuestion } from './UtxoRun.ts'
import { ledgersOf, type TestTx, utxoBlocks, utxoColumnsOf } from './utxoLedger.support.ts'

const unbounded: UtxoBounds = {
  services: new Set(),
  isHub: () => false,
  isMix: () => false,
  hopsMax: Number.POSITIVE_INFINITY,
  dustMaxSat: 0,
  txEnd: Number.POSITIVE_INFINITY,
}

function follow(index: UtxoIndex, question: Partial<UtxoQuestion> & Pick<UtxoQuestion, 'origins'>): UtxoFlow {
  return followUtxos(index, { rule: 'fifo', direction: 'forward', bounds: unbounded, ...question })
}

const indexOf = (blocks: readonly (readonly TestTx[])[]): UtxoIndex => createUtxoIndex(utxoColumnsOf(blocks))
const named = (...outputs: number[]): UtxoOrigin => ({ kind: 'outputs', outputs })

type Comparable = Omit<UtxoFlow, 'hopsOf' | 'strongestOf'>

/** A flow as plain data in an order of content: endings at one place are added up. */
function plain({ stolenSat, thefts, edges, endings, reached, completed }: Comparable) {
  const sums = new Map<string, number>()
  for (const { kind, output, amountSat } of endings) {
    const key = `${kind} ${output}`
    sums.set(key, (sums.get(key) ?? 0) + amountSat)
  }
  return {
    stolenSat,
    thefts: thefts.toSorted((a, b) => a.output - b.output),
    edges: edges.map(({ from, to, amountSat, hops }) => `${from} ${to} ${amountSat} ${hops}`).sort(),
    endings: [...sums].map(([key, amount]) => `${key} ${amount}`).sort(),
    reached: reached.toSorted((a, b) => a - b),
    completed: completed.toSorted((a, b) => a.tx - b.tx),
  }
}

const EXACT: readonly UtxoRuleName[] = ['haircut', 'fifo', 'lifo', 'tiho']
const rule = fc.constantFrom<UtxoRuleName>(...EXACT, 'poison')
const direction = fc.constantFrom('forward' as const, 'backward' as const)
const sumOf = (flow: Comparable): number => flow.endings.reduce((sum, { amountSat }) => sum + amountSat, 0)

/** Seeds by any of the outputs, the same outputs by several seeds among them. */
const origins = (index: UtxoIndex): fc.Arbitrary<UtxoOrigin[]> => {
  const outputs = fc.uniqueArray(fc.nat(index.outputCount - 1), { minLength: 1, maxLength: 3 })
  const cap = fc.constantFrom({}, {}, { amountMaxSat: 5 })
  const address = fc.tuple(fc.nat(7), fc.nat(index.outputCount), cap).map(([owner, from, more]): UtxoOrigin => {
    const all = Array.from(index.owner.keys()).filter((output) => index.owner[output] === owner && output >= from)
    return { kind: 'address', outputs: all, ...more }
  })
  const some = fc.tuple(outputs, cap).map(([all, more]): UtxoOrigin => ({ kind: 'outputs', outputs: all, ...more }))
  return fc.array(fc.oneof(some, address), { minLength: 1, maxLength: 3 })
}
const bounds = (index: UtxoIndex): fc.Arbitrary<UtxoBounds> =>
  fc.record({
    services: fc.subarray([3, 4]).map((owners) => new Set(owners)),
    isHub: fc.constantFrom<UtxoBounds['isHub']>(
      () => false,
      (owner) => owner === 5,
    ),
    isMix: fc.constantFrom<UtxoBounds['isMix']>(
      () => false,
      (tx) => tx % 5 === 3 && index.inputStart[tx]! < index.inputStart[tx + 1]!,
    ),
    hopsMax: fc.constantFrom(1, 2, Number.POSITIVE_INFINITY),
    dustMaxSat: fc.constantFrom(0, 0, 4),
    txEnd: fc.oneof(fc.constantFrom(...index.blockStart), fc.constant(index.txCount)),
  })

interface Case {
  readonly index: UtxoIndex
  readonly question: UtxoQuestion
}

const cases: fc.Arbitrary<Case> = utxoBlocks
  .map(indexOf)
  .chain((index) =>
    fc
      .record({ origins: origins(index), rule, direction, bounds: bounds(index) })
      .map((question) => ({ index, question })),
  )

describe('followUtxos', () => {
  it('says what the plain form says, under every rule, bound and direction', () => {
    fc.assert(
      fc.property(cases, ({ index, question }) => {
        expect(plain(followUtxos(index, question))).toEqual(plain(followPlainly(index, question)))
      }),
      { numRuns: 4000 },
    )
  })
})

const coin = (value: number, owner = 1): TestTx => ({ spends: [], pays: [[owner, value]] })
const endsOf = ({ endings }: UtxoFlow): Record<string, number> =>
  Object.fromEntries(endings.map(({ kind, output, amountSat }) => [`${kind} ${output}`, amountSat]))

describe('the rules', () => {
  // Output 0 is stolen, output 1 is not; both are spent for 3: 50, and 4: 40, and a fee of 10. Output 2 is the coinbase.
  const blocks = [
    [coin(30)],
    [coin(70)],
    [
      coin(60),
      {
        spends: [0, 1],
        pays: [
          [2, 50],
          [3, 40],
        ] as const,
      },
    ],
  ]
  it.each([
    ['haircut', { 'held 3': 15, 'held 4': 12, 'burned 6': 3 }],
    ['fifo', { 'held 3': 30 }],
    ['lifo', { 'held 4': 20, 'held 2': 10 }],
    ['tiho', { 'held 3': 30 }],
    ['poison', { 'held 3': 50, 'held 4': 40, 'held 2': 60 }],
  ] as const)('%s', (rule, ends) => {
    expect(endsOf(follow(indexOf(blocks), { origins: [named(0)], rule }))).toEqual(ends)
  })

  it('FIFO: the coinbase spends new money first, then fees in the order of transactions', () => {
    const paying = (output: number): TestTx => ({ spends: [output], pays: [[5, 90]] })
    const blocks = [
      [coin(100)],
      [coin(100)],
      [
        {
          spends: [],
          pays: [
            [7, 55],
            [8, 10],
          ],
        } as TestTx,
        paying(0),
        paying(1),
      ],
    ]
    expect(endsOf(follow(indexOf(blocks), { origins: [named(0)] }))).toEqual({ 'held 4': 90, 'held 2': 10 })
    expect(endsOf(follow(indexOf(blocks), { origins: [named(1)] }))).toEqual({ 'held 5': 90, 'held 3': 10 })
  })

  it('what a coinbase leaves of the fees is burned, the last of them first', () => {
    const blocks = [[coin(100)], [coin(4), { spends: [0], pays: [[5, 90]] as const }]]
    expect(endsOf(follow(indexOf(blocks), { origins: [named(0)] }))).toEqual({
      'held 2': 90,
      'held 1': 4,
      'burned 4': 6,
    })
  })

  it('haircut: what rounding leaves goes with the fee, also where the fee is nothing', () => {
    const blocks = [
      [coin(1)],
      [coin(2)],
      [
        coin(0),
        {
          spends: [0, 1],
          pays: [
            [2, 1],
            [3, 2],
          ] as const,
        },
      ],
    ]
    expect(endsOf(follow(indexOf(blocks), { origins: [named(0)], rule: 'haircut' }))).toEqual({ 'burned 6': 1 })
  })

  it('an unknown previous output has the least that balances its transaction, clean', () => {
    const flow = follow(indexOf([[coin(30)], [coin(0), { spends: [UNKNOWN, 0], pays: [[2, 50]] }]]), {
      origins: [named(0)],
    })
    expect(endsOf(flow)).toEqual({ 'held 2': 30 })
    expect(flow.completed).toEqual([{ tx: 2, amountSat: 20 }])
  })

  it.each([
    ['a transaction that pays more than it spends', [[coin(30)], [coin(0), { spends: [0], pays: [[2, 50]] as const }]]],
    ['more satoshi than a double counts', [[coin(2 ** 53)]]],
    ['an output spent twice', [[coin(1)], [coin(1), { spends: [0], pays: [] }, { spends: [0], pays: [] }]]],
    ['a transaction that spends its own output', [[coin(1)], [coin(1), { spends: [2], pays: [[1, 1]] as const }]]],
    ['a coinbase spent in its own block', [[coin(1), { spends: [0], pays: [[1, 1]] as const }]]],
  ])('refuses %s', (_, blocks) => {
    expect(() => indexOf(blocks)).toThrow(expect.objectContaining({ code: 'LZ_TRACE_UTXO_LEDGER' }))
  })

  it('a seed of an address takes what comes to it once: change and returns are no new theft', () => {
    const blocks = [
      [coin(50, 1)],
      [
        coin(0),
        {
          spends: [0],
          pays: [
            [2, 10],
            [1, 40],
          ] as const,
        },
      ],
      [coin(0), { spends: [2], pays: [[1, 10]] as const }],
    ]
    const flow = follow(indexOf(blocks), { origins: [{ kind: 'address', outputs: [0, 3, 5] }] })
    expect([flow.stolenSat, endsOf(flow)]).toEqual([50, { 'held 3': 40, 'held 5': 10 }])
    const back = follow(indexOf(blocks), { origins: [{ kind: 'address', outputs: [0, 3, 5] }], direction: 'backward' })
    expect([back.stolenSat, endsOf(back)]).toEqual([50, { 'mined 0': 50 }])
  })

  it('of an address from a moment on, change of what it had before is not stolen', () => {
    const blocks = [
      [coin(50, 1)],
      [
        coin(0),
        {
          spends: [0],
          pays: [
            [2, 10],
            [1, 40],
          ] as const,
        },
      ],
    ]
    expect(follow(indexOf(blocks), { origins: [{ kind: 'address', outputs: [3] }] }).stolenSat).toBe(0)
    expect(follow(indexOf(blocks), { origins: [named(3)] }).stolenSat).toBe(40)
  })
})

/** Place of a transaction in the order in which money moves: a coinbase behind its block. */
function placeOf(index: UtxoIndex, output: number): number {
  const tx = creatorOf(index, output)
  const { end, coinbase } = blockAt(index, blockOf(index, tx))
  return tx === coinbase ? end - 0.5 : tx
}

describe('laws', () => {
  it('each stolen satoshi ends once, and no output has more than its value', () => {
    fc.assert(
      fc.property(cases, ({ index, question }) => {
        const flow = followUtxos(index, question)
        if (question.rule !== 'poison') expect(sumOf(flow)).toBe(flow.stolenSat)
        const had = new Map(flow.thefts.map(({ output, amountSat }) => [output, amountSat]))
        for (const { to, amountSat } of flow.edges) had.set(to, (had.get(to) ?? 0) + amountSat)
        for (const [output, amountSat] of had) {
          expect(amountSat).toBeGreaterThan(0)
          if (output < index.outputCount) expect(amountSat).toBeLessThanOrEqual(index.valueSat[output]!)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('the same with values up to all bitcoin, where products are beyond 2^53', () => {
    const large = ledgersOf(2 ** 40 + 12345).map(indexOf)
    const question = large.chain((index) =>
      fc
        .record({ origins: origins(index), rule: fc.constantFrom(...EXACT), direction })
        .map((rest) => ({ index, ...rest })),
    )
    fc.assert(
      fc.property(question, ({ index, ...rest }) => {
        const flow = follow(index, rest)
        expect(sumOf(flow)).toBe(flow.stolenSat)
      }),
      { numRuns: 500 },
    )
  })

  it('haircut gives each output the floor of its share, as BigInt says', () => {
    fc.assert(
      fc.property(ledgersOf(2 ** 40 + 12345).map(indexOf), (index) => {
        const flow = follow(index, { origins: [named(0)], rule: 'haircut' })
        const had = new Map<number, bigint>(flow.thefts.map(({ output, amountSat }) => [output, BigInt(amountSat)]))
        for (let tx = 0; tx < index.txCount; tx++) {
          const spent = Array.from(index.spends.subarray(index.inputStart[tx]!, index.inputStart[tx + 1]!))
          const known = spent.filter((output) => output !== UNKNOWN)
          const taint = known.reduce((sum, output) => sum + (had.get(output) ?? 0n), 0n)
          const values = Array.from(index.valueSat.subarray(index.outputStart[tx]!, index.outputStart[tx + 1]!), BigInt)
          const paid = values.reduce((sum, value) => sum + value, 0n)
          const whole = known.reduce((sum, output) => sum + BigInt(index.valueSat[output]!), 0n)
          values.forEach((value, i) => {
            const share = taint === 0n ? 0n : (value * taint) / (whole > paid ? whole : paid)
            if (share > 0n) had.set(index.outputStart[tx]! + i, share)
          })
        }
        const found = new Map(flow.thefts.map(({ output, amountSat }) => [output, amountSat]))
        for (const { to, amountSat } of flow.edges)
          if (to < index.outputCount) found.set(to, (found.get(to) ?? 0) + amountSat)
        expect(new Map([...found].map(([output, amount]) => [output, BigInt(amount)]))).toEqual(had)
      }),
      { numRuns: 500 },
    )
  })

  it('poison reaches all that the others reach', () => {
    fc.assert(
      fc.property(cases, ({ index, question }) => {
        const free = {
          ...question,
          bounds: { ...unbounded, txEnd: question.bounds.txEnd },
          origins: question.origins.map(({ kind, outputs }) => ({ kind, outputs })),
        }
        const poisoned = new Set(followUtxos(index, { ...free, rule: 'poison' }).reached)
        for (const output of followUtxos(index, free).reached) expect(poisoned.has(output)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('money cannot leave before it came, and paths are ways of money', () => {
    fc.assert(
      fc.property(cases, ({ index, question }) => {
        const flow = followUtxos(index, question)
        const seeds = new Set(question.origins.flatMap(({ outputs }) => Array.from(outputs)))
        for (const { from, to, via } of flow.edges) {
          if (to < index.outputCount) {
            const [early, late] = question.direction === 'forward' ? [from, to] : [to, from]
            expect(placeOf(index, early)).toBeLessThan(placeOf(index, late))
          }
          if (via < 0) expect(seeds.has(from)).toBe(true)
          else expect(flow.edges[via]!.to).toBe(from)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('FIFO and LIFO backwards give back the seed: as much comes from it as went there', () => {
    const lots = fc.constantFrom<UtxoRuleName>('fifo', 'lifo')
    fc.assert(
      fc.property(utxoBlocks.map(indexOf), fc.nat(), lots, (index, at, rule) => {
        const seed = at % index.outputCount
        const flow = follow(index, { origins: [named(seed)], rule })
        for (const { output, amountSat } of flow.endings) {
          if (output >= index.outputCount || output === seed) continue
          const back = follow(index, { origins: [named(output)], rule, direction: 'backward' })
          const came = back.edges.filter(({ to }) => to === seed).reduce((sum, edge) => sum + edge.amountSat, 0)
          expect(came).toBe(amountSat)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('two seeds together are both alone: FIFO and LIFO to the satoshi, haircut up to rounding', () => {
    const rules = fc.constantFrom<UtxoRuleName>('fifo', 'lifo', 'haircut')
    fc.assert(
      fc.property(utxoBlocks.map(indexOf), fc.nat(), fc.nat(), rules, (index, a, b, rule) => {
        const [first, second] = [a % index.outputCount, b % index.outputCount]
        const alone = [first, second].map((seed) => follow(index, { origins: [named(seed)], rule }))
        fc.pre(first !== second && !alone[0]!.reached.includes(second) && !alone[1]!.reached.includes(first))
        const both = follow(index, { origins: [named(first), named(second)], rule })
        const sums = (flows: readonly UtxoFlow[], output: number): number =>
          flows
            .flatMap(({ endings }) => endings)
            .filter((end) => end.output === output)
            .reduce((sum, end) => sum + end.amountSat, 0)
        for (const { output, amountSat } of both.endings) {
          const off = Math.abs(amountSat - sums(alone, output))
          expect(off).toBeLessThanOrEqual(rule === 'haircut' ? both.edges.length : 0)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
