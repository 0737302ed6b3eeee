import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Flow, FlowKind } from './Flow.ts'
import * as Graph from './Graph.ts'
import { rank } from './rank.ts'
import { createFlow } from './sample/createFlow.ts'

/** A flow from text such as `s>a a>b`; `s` is the seed, a number after `:` is the amount. */
function flow(text: string): Flow {
  const edges = text.split(' ').map((part) => {
    const [ends = '', amount = '1'] = part.split(':')
    const [from = '', to = ''] = ends.split('>')
    return { from, to, amount: BigInt(amount), count: 1 }
  })
  const ids = [...new Set(edges.flatMap(({ from, to }) => [from, to]))]
  const kind = (id: string): FlowKind => (id === 's' ? 'seed' : 'account')
  const nodes = ids.map((id) => ({ id, title: id, subtitle: '', kind: kind(id), amount: 0n, through: 0n }))
  return { title: '', unit: 'X', decimals: 0, nodes, edges }
}

function columns(text: string, columnsMax = 9): Record<string, number> {
  const graph = Graph.from(flow(text))
  const { columns } = rank(graph, columnsMax)
  return Object.fromEntries(graph.nodes.map((node, at) => [node.id, columns[at] ?? -1]))
}

test('a node stands right of everybody who paid it', () => {
  expect(columns('s>a s>b a>b b>c s>c')).toEqual({ s: 0, a: 1, b: 2, c: 3 })
})

test('a loop is broken where it returns to the start, or where least money goes', () => {
  expect(columns('s>a a>b b>a')).toEqual({ s: 0, a: 1, b: 2 })
  expect(columns('s>a s>b a>b:1 b>a:5')).toEqual({ s: 0, a: 2, b: 1 })
  expect(columns('s>a a>s a>a')).toEqual({ s: 0, a: 1 })
})

test('large amounts keep their direction when columns run out', () => {
  expect(columns('s>a s>b s>c s>d a>b:9 b>c:8 c>d:1', 3)).toEqual({ s: 0, a: 1, b: 2, c: 1, d: 2 })
})

test('islands without a seed get places too', () => {
  expect(columns('s>a x>y p>q q>p')).toEqual({ s: 0, a: 1, x: 0, y: 1, p: 0, q: 1 })
})

test('columns reach from the hop to the bound', () => {
  const shape = fc.record({ nodes: fc.nat(60), edges: fc.nat(150), seed: fc.integer() })
  fc.assert(
    fc.property(shape, (shape) => {
      const graph = Graph.from(createFlow(shape))
      const { hops, columns } = rank(graph, 7)
      const last = Math.max(6, ...hops)
      for (const [at, column] of columns.entries()) {
        expect(column).toBeGreaterThanOrEqual(hops[at]!)
        expect(column).toBeLessThanOrEqual(last)
        if (graph.nodes[at]?.kind === 'seed') expect(column).toBe(0)
      }
    }),
  )
})
