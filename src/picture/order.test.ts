import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Graph from './Graph.ts'
import * as Grid from './Grid.ts'
import { countCrossings, order } from './order.ts'
import { rank } from './rank.ts'
import { createFlow } from './sample/createFlow.ts'

const shapes = fc.record({ nodes: fc.nat(40), edges: fc.nat(80), seed: fc.integer() })

function gridOf(shape: { nodes: number; edges: number; seed: number }): Grid.Grid {
  const graph = Graph.from(createFlow(shape))
  const { columns } = rank(graph, 6)
  const size = { heightPx: 5, abovePx: 0, belowPx: 0 }
  const nodes = graph.nodes.map((_, at) => ({ column: columns[at] ?? 0, node: at, ...size }))
  return Grid.from({ arcs: graph.arcs, nodes, widthPx: (amount) => Number(amount % 7n) })
}

/** Every pair of links between the same columns, by hand. */
function countByHand(grid: Grid.Grid, columns: readonly (readonly number[])[]): number {
  const place = (item: number): number => columns[grid.items[item]!.column]!.indexOf(item)
  const column = (link: Grid.Link): number => grid.items[link.left]!.column
  let sum = 0
  for (const [at, a] of grid.links.entries()) {
    for (const b of grid.links.slice(at + 1).filter((other) => column(other) === column(a))) {
      const crosses = (place(a.left) - place(b.left)) * (place(a.right) - place(b.right)) < 0
      if (crosses) sum += (a.widthPx + 1) * (b.widthPx + 1)
    }
  }
  return sum
}

test('crossings are counted as by hand', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const grid = gridOf(shape)
      expect(countCrossings(grid, grid.columns)).toBe(countByHand(grid, grid.columns))
    }),
  )
})

test('order keeps every item in its column and never makes more crossings', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const grid = gridOf(shape)
      const columns = order(grid)
      expect(columns.map((column) => [...column].sort(ascending))).toEqual(grid.columns)
      expect(countCrossings(grid, columns)).toBeLessThanOrEqual(startCrossings(grid))
    }),
  )
})

function ascending(a: number, b: number): number {
  return a - b
}

// Where order starts from: the tallest first.
function startCrossings(grid: Grid.Grid): number {
  const height = (item: number): number => grid.items[item]!.heightPx
  return countCrossings(
    grid,
    grid.columns.map((column) => [...column].sort((a, b) => height(b) - height(a) || a - b)),
  )
}

test('a knot that can be undone is undone', () => {
  const size = { heightPx: 5, abovePx: 0, belowPx: 0 }
  const nodes = [0, 1, 2, 3].map((node) => ({ column: node < 2 ? 0 : 1, node, ...size }))
  const arcs = [
    { from: 0, to: 3, amount: 1n, count: 1 },
    { from: 1, to: 2, amount: 1n, count: 1 },
  ]
  const grid = Grid.from({ arcs, nodes, widthPx: () => 1 })
  expect(countCrossings(grid, grid.columns)).toBeGreaterThan(0)
  expect(countCrossings(grid, order(grid))).toBe(0)
})
