import fc from 'fast-check'
import { expect, test } from 'vitest'
import { condense } from './condense.ts'
import { type Flow, InvalidFlowError } from './Flow.ts'
import * as Graph from './Graph.ts'
import { findHops } from './rank.ts'
import { createFlow } from './sample/createFlow.ts'

const bounds = { nodesMax: 30, columnsMax: 6 }
const reach = fc.integer({ min: 2, max: 150 })
const shapes = fc.record({ nodes: fc.nat(150), edges: fc.nat(400), seed: fc.integer(), reach })

function ended(flow: Flow, kind?: string): bigint {
  return flow.nodes.reduce((sum, node) => (kind && node.kind !== kind ? sum : sum + node.amount), 0n)
}

function moved(flow: Flow): { amount: bigint; count: number } {
  const amount = flow.edges.reduce((sum, edge) => sum + edge.amount, 0n)
  return { amount, count: flow.edges.reduce((sum, edge) => sum + edge.count, 0) }
}

/** What a node receives and sends, loops to itself left out. */
function throughput(flow: Flow, id: string): [bigint, bigint] {
  let [received, sent] = [0n, 0n]
  for (const { from, to, amount } of flow.edges) {
    if (from !== to && to === id) received += amount
    if (from !== to && from === id) sent += amount
  }
  return [received, sent]
}

test('no unit and no transfer is lost', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const flow = createFlow(shape)
      const { flow: small, inner } = condense(flow, bounds)
      for (const kind of ['seed', 'account', 'service', 'held', 'limit']) {
        expect(ended(small, kind)).toBe(ended(flow, kind))
      }
      const [before, after] = [moved(flow), moved(small)]
      expect(after.amount + inner.amount).toBe(before.amount)
      expect(after.count + inner.count).toBe(before.count)
    }),
  )
})

test('a node that is kept receives and sends what it did, a merged one balances', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const flow = createFlow(shape)
      const small = condense(flow, bounds).flow
      for (const node of small.nodes) {
        const now = throughput(small, node.id)
        if (node.members === undefined) expect(now).toEqual(throughput(flow, node.id))
        else expect(now[1]).toBe(node.through)
      }
    }),
    { numRuns: 40 },
  )
})

test('bounds hold and accounts are counted', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const { flow, accounts } = condense(createFlow(shape), bounds)
      expect(flow.nodes.length).toBeLessThanOrEqual(bounds.nodesMax)
      expect(accounts).toBe(shape.nodes)
    }),
  )
})

test('a flow within its bounds is left as it is', () => {
  const flow = createFlow({ nodes: 12, edges: 0, seed: 1 })
  const { flow: same, mergedAccounts } = condense(flow, bounds)
  expect(mergedAccounts).toBe(0)
  expect([...same.nodes].sort(byId)).toEqual([...flow.nodes].sort(byId))
})

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1
}

/** A peel chain: each account pays a tenth to an exchange and the rest to the next. */
function peelChain(length: number, peel: boolean): Flow {
  const id = (at: number): string => `a${String(at).padStart(4, '0')}`
  const node = { subtitle: '', amount: 0n, through: 0n }
  const accounts = Array.from({ length }, (_, at) => ({ ...node, id: id(at), title: id(at), kind: 'account' as const }))
  const nodes = [
    { ...node, id: 's', title: 'Theft', kind: 'seed' as const },
    ...accounts,
    { ...node, id: 'x', title: 'X', kind: 'service' as const, amount: 100n },
  ]
  const chain = accounts.map(({ id: to }, at) => ({
    from: at === 0 ? 's' : id(at - 1),
    to,
    amount: 1000n - BigInt(at),
    count: 1,
  }))
  const last = { from: id(length - 1), to: 'x', amount: 1n, count: 1 }
  const peels = accounts.map(({ id: from }) => ({ from, to: 'x', amount: 1n, count: 1 }))
  return { title: '', unit: 'X', decimals: 0, nodes, edges: [...chain, ...(peel ? peels : [last])] }
}

test('a chain that hands all on becomes one node', () => {
  const { flow, inner, chains } = condense(peelChain(40, false), bounds)
  expect(flow.nodes.map(({ title }) => title)).toEqual(['Chain of 40 accounts', 'Theft', 'X'])
  expect(flow.nodes[0]).toMatchObject({ members: 40, subtitle: 'a0000 … a0039' })
  expect([inner.count, chains]).toEqual([39, 1])
})

test('a peel chain becomes one node that pays what was peeled off', () => {
  const { flow } = condense(peelChain(40, true), bounds)
  expect(flow.nodes.map(({ title }) => title)).toContain('Peel chain of 40 accounts')
  expect(flow.edges).toContainEqual(expect.objectContaining({ to: 'x', amount: 40n, count: 40 }))
})

test('seeds and services are kept before others, however little they saw', () => {
  const { nodes, edges } = createFlow({ nodes: 200, edges: 0, seed: 7 })
  const poor = { id: 'poor', title: 'Poor seed', subtitle: '', kind: 'seed' as const, amount: 0n, through: 0n }
  const others = nodes.map((node) => ({ ...node, kind: 'account' as const, through: 10n ** 20n }))
  const flow = { title: '', unit: 'X', decimals: 0, nodes: [...others, poor], edges }
  expect(condense(flow, bounds).flow.nodes.map(({ id }) => id)).toContain('poor')
})

test('deep flows are cut to the columns asked for', () => {
  const flow = peelChain(40, false)
  const busy = flow.nodes.map((node) => (node.kind === 'account' ? { ...node, kind: 'held' as const } : node))
  const { hops } = findHops(Graph.from(condense({ ...flow, nodes: busy }, bounds).flow))
  expect(Math.max(...hops)).toBeLessThan(bounds.columnsMax)
})

test('an account with the name of a group keeps its own node', () => {
  const flow = createFlow({ nodes: 120, edges: 0, seed: 3 })
  const squatter = { id: 'more:account:0', title: 'me', subtitle: '', kind: 'seed' as const, amount: 5n, through: 0n }
  const { nodes } = condense({ ...flow, nodes: [...flow.nodes, squatter] }, bounds).flow
  expect(nodes.find(({ id }) => id === squatter.id)).toEqual(squatter)
  expect(nodes.some(({ id }) => id === 'more:account:0+')).toBe(true)
})

test('what is no flow is refused', () => {
  const flow = createFlow({ nodes: 2, edges: 0, seed: 1 })
  const edge = { from: 'n0', to: 'n1', amount: 1n, count: 1 }
  const first = flow.nodes[0]!
  const bad: Partial<Flow>[] = [
    { edges: [{ ...edge, to: 'nobody' }] },
    { edges: [{ ...edge, amount: -1n }] },
    { edges: [{ ...edge, count: 0.5 }] },
    { nodes: [first, first] },
    { nodes: [{ ...first, through: -1n }] },
    { decimals: 78 },
  ]
  for (const part of bad) expect(() => condense({ ...flow, ...part }, bounds)).toThrow(InvalidFlowError)
})
