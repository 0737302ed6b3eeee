import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UtxoColumns } from '../../ledger/index.ts'
import { ownerOfInput } from '../utxo/UtxoIndex.ts'
import {
  applyTxs,
  type ClusterBounds,
  type Clusters,
  createClusters,
  findRoot,
  listMembers,
  sizeOf,
} from './Clusters.ts'
import { explainLink, findFirstLink } from './explainLink.ts'
import { columnsOf, type TestTx } from './ledger.support.ts'

const free: ClusterBounds = { mergeMax: Number.POSITIVE_INFINITY, isCoinJoin: () => false, entities: new Map() }

/** Any ledger of a few owners: each transaction spends some of what is unspent, and a few inputs are unknown. */
const ledgers = fc
  .array(
    fc.record({
      picks: fc.array(fc.nat(1000), { maxLength: 4 }),
      unknown: fc.boolean(),
      owners: fc.array(fc.nat(11), { minLength: 1, maxLength: 4 }),
    }),
    { maxLength: 30 },
  )
  .map((steps) => {
    const unspent: (readonly [number, number])[] = []
    return steps.map(({ picks, unknown, owners }, place): TestTx => {
      const spent = picks.flatMap((pick) => (unspent.length === 0 ? [] : unspent.splice(pick % unspent.length, 1)))
      unspent.push(...owners.map((_, at) => [place, at] as const))
      return { in: unknown ? [...spent, 'unknown'] : spent, out: owners.map((owner) => [owner, 0]) }
    })
  })

function cluster(columns: UtxoColumns, bounds: ClusterBounds = free): Clusters {
  const clusters = createClusters(bounds)
  applyTxs(clusters, columns)
  return clusters
}

/** Owners who signed a transaction, without repetition. */
function signersOf(columns: UtxoColumns, tx: number): number[] {
  const signers = new Set<number>()
  for (let input = columns.inputStart[tx]!; input < columns.inputStart[tx + 1]!; input++) {
    const owner = ownerOfInput(columns, input)
    if (owner !== undefined) signers.add(owner)
  }
  return [...signers]
}

/** The same, plainly: neighbours by transactions, then breadth-first. */
function clusterPlainly(columns: UtxoColumns, isLeftOut: (tx: number) => boolean = () => false): number[][] {
  const neighbours = new Map<number, Set<number>>([...columns.owner].map((owner) => [owner, new Set()]))
  for (let tx = 0; tx < columns.txCount; tx++) {
    const signers = isLeftOut(tx) ? [] : signersOf(columns, tx)
    for (const one of signers) for (const other of signers) neighbours.get(one)!.add(other)
  }
  const components: number[][] = []
  const seen = new Set<number>()
  for (const start of neighbours.keys()) {
    if (seen.has(start)) continue
    const component = [start]
    seen.add(start)
    for (const at of component)
      for (const other of neighbours.get(at)!) if (!seen.has(other) && seen.add(other)) component.push(other)
    components.push(component.sort((a, b) => a - b))
  }
  return components.sort((a, b) => a[0]! - b[0]!)
}

function partition(clusters: Clusters, columns: UtxoColumns): number[][] {
  const byRoot = new Map<number, number[]>()
  for (const owner of [...new Set(columns.owner)].sort((a, b) => a - b)) {
    const root = findRoot(clusters, owner)
    byRoot.set(root, [...(byRoot.get(root) ?? []), owner])
  }
  return [...byRoot.values()].sort((a, b) => a[0]! - b[0]!)
}

function firstTxs(txs: readonly TestTx[], count: number): UtxoColumns {
  return columnsOf(txs.slice(0, count))
}

describe('clusters', () => {
  it('are the components that a plain search finds, with their sizes and members', () => {
    fc.assert(
      fc.property(ledgers, (txs) => {
        const columns = columnsOf(txs)
        const clusters = cluster(columns)
        expect(partition(clusters, columns)).toEqual(clusterPlainly(columns))
        for (const owner of columns.owner) {
          const members = [...listMembers(clusters, owner)]
          expect(members.length).toBe(sizeOf(clusters, owner))
          expect(members.every((member) => findRoot(clusters, member) === findRoot(clusters, owner))).toBe(true)
        }
      }),
    )
  })

  it('are the same without CoinJoins as those of a ledger in which these join nothing', () => {
    fc.assert(
      fc.property(ledgers, fc.nat(4), (txs, rest) => {
        const isCoinJoin = (tx: number): boolean => tx % 5 === rest
        const columns = columnsOf(txs)
        expect(partition(cluster(columns, { ...free, isCoinJoin }), columns)).toEqual(
          clusterPlainly(columns, isCoinJoin),
        )
      }),
    )
  })

  it('are the same block by block as all at once, bounds and refusals included', () => {
    fc.assert(
      fc.property(ledgers, fc.array(fc.nat(30)), (txs, cuts) => {
        const bounds = {
          ...free,
          mergeMax: 2,
          entities: new Map([
            [0, 'A'],
            [1, 'B'],
            [2, 'A'],
          ]),
        }
        const clusters = createClusters(bounds)
        for (const cut of [...cuts.sort((a, b) => a - b), txs.length]) {
          if (cut <= txs.length && cut >= clusters.txs) applyTxs(clusters, firstTxs(txs, cut))
        }
        expect(clusters).toEqual(cluster(columnsOf(txs), bounds))
      }),
    )
  })

  it('do not change with the order of inputs', () => {
    fc.assert(
      fc.property(ledgers, (txs) => {
        const bounds = {
          ...free,
          mergeMax: 2,
          entities: new Map([
            [0, 'A'],
            [1, 'B'],
            [2, 'A'],
          ]),
        }
        const turned = columnsOf(txs.map((tx) => ({ ...tx, in: [...(tx.in ?? [])].reverse() })))
        const columns = columnsOf(txs)
        const [one, other] = [cluster(columns, bounds), cluster(turned, bounds)]
        expect(partition(other, turned)).toEqual(partition(one, columns))
        expect(other.refusals.map(({ tx }) => tx)).toEqual(one.refusals.map(({ tx }) => tx))
      }),
    )
  })

  it('explain any two members by transactions that both neighbours signed, none twice', () => {
    fc.assert(
      fc.property(ledgers, (txs) => {
        const columns = columnsOf(txs)
        const clusters = cluster(columns)
        const owners = [...new Set(columns.owner)]
        for (const from of owners)
          for (const to of owners) {
            const links = explainLink(clusters, columns, { from, to })
            if (findRoot(clusters, from) !== findRoot(clusters, to)) expect(links).toBeUndefined()
            else {
              let at = from
              for (const link of links!) {
                expect(link.from).toBe(at)
                expect(signersOf(columns, link.tx)).toEqual(expect.arrayContaining([link.from, link.to]))
                at = link.to
              }
              expect(at).toBe(to)
              expect(findFirstLink(clusters, columns, { from, to })).toEqual(links![0])
              expect(new Set(links!.map((link) => link.from)).size).toBe(links!.length)
            }
          }
      }),
    )
  })

  it('count inputs that spend what the ledger does not have, and ignore them', () => {
    const columns = columnsOf([
      {
        out: [
          [0, 1],
          [1, 1],
        ],
      },
      { in: ['unknown', [0, 0], 'unknown', [0, 1]], out: [[2, 2]] },
    ])
    const clusters = cluster(columns)
    expect(clusters.unknownInputs).toBe(2)
    expect(explainLink(clusters, columns, { from: 0, to: 1 })).toEqual([{ tx: 1, from: 0, to: 1 }])
    expect(explainLink(clusters, columns, { from: 0, to: 2 })).toBeUndefined()
  })

  it('refuse a transaction between two large clusters whole, and say so', () => {
    const coins = [0, 1, 2, 3, 4].map((owner) => [owner, 1] as const)
    const columns = columnsOf([
      { out: [...coins, ...coins, [5, 1]] },
      {
        in: [
          [0, 0],
          [0, 1],
        ],
        out: [[6, 2]],
      },
      {
        in: [
          [0, 2],
          [0, 3],
        ],
        out: [[6, 2]],
      },
      {
        in: [
          [0, 5],
          [0, 7],
          [0, 10],
        ],
        out: [[6, 3]],
      },
      {
        in: [
          [0, 6],
          [0, 4],
        ],
        out: [[6, 2]],
      },
    ])
    const clusters = cluster(columns, { ...free, mergeMax: 1 })
    expect(partition(clusters, columns)).toEqual([[0, 1, 4], [2, 3], [5], [6]])
    expect(clusters.refusals).toEqual([{ tx: 3, reason: 'size', owners: [0, 2], between: ['2', '2'] }])
  })

  it('refuse a transaction that would make one of two labelled entities', () => {
    const columns = columnsOf([
      {
        out: [
          [0, 1],
          [1, 1],
          [1, 1],
          [2, 1],
          [0, 1],
        ],
      },
      {
        in: [
          [0, 0],
          [0, 1],
        ],
        out: [[3, 2]],
      },
      {
        in: [
          [0, 2],
          [0, 3],
        ],
        out: [[3, 2]],
      },
    ])
    const clusters = cluster(columns, {
      ...free,
      entities: new Map([
        [0, 'Bitstamp'],
        [2, 'Kraken'],
      ]),
    })
    expect(partition(clusters, columns)).toEqual([[0, 1], [2], [3]])
    expect(clusters.refusals).toEqual([{ tx: 2, reason: 'entities', owners: [0, 2], between: ['Bitstamp', 'Kraken'] }])
  })

  it('join the owners of 20,000 inputs in one transaction, and explain the farthest', () => {
    const many = Array.from({ length: 20_000 }, (_, owner) => [owner, 1] as const)
    const columns = columnsOf([{ out: many }, { in: many.map((_, at) => [0, at] as const), out: [[20_000, 1]] }])
    const clusters = cluster(columns)
    expect(sizeOf(clusters, 7)).toBe(20_000)
    expect(explainLink(clusters, columns, { from: 3, to: 19_999 })).toEqual([
      { tx: 1, from: 3, to: 0 },
      { tx: 1, from: 0, to: 19_999 },
    ])
  })

  it('explain a chain of 5,000 transactions without running out of stack', () => {
    const count = 5000
    const coins = Array.from(
      { length: count },
      (_, owner) =>
        [
          [owner, 1],
          [owner, 1],
        ] as const,
    ).flat()
    const steps = Array.from(
      { length: count - 1 },
      (_, at): TestTx => ({
        in: [
          [0, 2 * at + 1],
          [0, 2 * at + 2],
        ],
        out: [[count, 2]],
      }),
    )
    const columns = columnsOf([{ out: coins }, ...steps])
    const links = explainLink(cluster(columns), columns, { from: 0, to: count - 1 })
    expect(links?.map(({ tx }) => tx)).toEqual(steps.map((_, at) => at + 1))
  })

  it('do not go on with a ledger that is not the one before with more blocks', () => {
    const clusters = cluster(columnsOf([{ out: [[0, 1]] }, { in: [[0, 0]], out: [[1, 1]] }]))
    const code = expect.objectContaining({ code: 'LZ_CLUSTERS_BEHIND' }) as Error
    expect(() => applyTxs(clusters, columnsOf([{ out: [[0, 1]] }]))).toThrow(code)
    expect(() => applyTxs(clusters, columnsOf([{ out: [[0, 1]] }, { out: [[0, 1]] }, { out: [[0, 1]] }]))).toThrow(code)
  })
})
