import * as Graph from './Graph.ts'

/** Where each node stands from left to right. */
export interface Ranks {
  /** Fewest transfers from a start, per node. */
  readonly hops: readonly number[]
  /** Column per node: at least its hop, further right where money comes in later. */
  readonly columns: readonly number[]
}

// Above this the columns are the hops: placing each arc could take arcs * arcs steps.
const arcsMax = 20_000

/**
 * Gives every node a column, so that money flows from left to right wherever it can.
 *
 * Columns start as hops: the fewest transfers from a seed (or, where no seed leads, from a node that nothing enters).
 * Then each arc, the largest first, pushes its end right of its start, unless that closes a loop, moves a start or asks
 * for more than `columnsMax` columns: such arcs go back, or stay in their column. Small arcs are the ones that lose.
 */
export function rank(graph: Graph.Graph, columnsMax: number): Ranks {
  const { hops, starts } = findHops(graph)
  const last = hops.reduce((most, hop) => Math.max(most, hop), columnsMax - 1)
  const ladder: Ladder = { columns: [...hops], next: graph.nodes.map(() => []), fixed: starts, last }
  for (const arc of findTree(graph, hops)) ladder.next[arc.from]?.push(arc.to)
  if (graph.arcs.length <= arcsMax) for (const arc of Graph.byAmount(graph)) climb(ladder, arc)
  return { hops, columns: ladder.columns }
}

interface Ladder {
  columns: number[]
  /** Ends that must stay right of each node. */
  readonly next: number[][]
  /** Nodes that stay in the first column. */
  readonly fixed: ReadonlySet<number>
  readonly last: number
}

// Lets one arc push its end to the right, and everything behind it; takes all back when that cannot be.
function climb(ladder: Ladder, arc: Graph.Arc): void {
  if (arc.from === arc.to || ladder.fixed.has(arc.to)) return
  const moved = new Map<number, number>()
  if (push(ladder, arc, moved)) ladder.next[arc.from]?.push(arc.to)
  else for (const [node, column] of moved) ladder.columns[node] = column
}

function push(ladder: Ladder, arc: Graph.Arc, moved: Map<number, number>): boolean {
  const waiting: [number, number][] = [[arc.to, (ladder.columns[arc.from] ?? 0) + 1]]
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    const [node, column] = step
    const old = ladder.columns[node] ?? 0
    if (old >= column) continue
    if (node === arc.from || column > ladder.last) return false
    if (!moved.has(node)) moved.set(node, old)
    ladder.columns[node] = column
    for (const next of ladder.next[node] ?? []) waiting.push([next, column + 1])
  }
  return true
}

// The arc that brought most money to each node from the hop before it. These never form a loop.
function findTree(graph: Graph.Graph, hops: readonly number[]): Graph.Arc[] {
  const best = new Map<number, Graph.Arc>()
  for (const arc of Graph.byAmount(graph)) {
    if ((hops[arc.from] ?? 0) + 1 === hops[arc.to] && !best.has(arc.to)) best.set(arc.to, arc)
  }
  return [...best.values()]
}

/** Fewest transfers from a start to each node, and the starts. */
export function findHops(graph: Graph.Graph): { hops: number[]; starts: Set<number> } {
  const hops = graph.nodes.map(() => -1)
  const starts = new Set<number>()
  const walk = (roots: number[]) => {
    for (const root of roots) starts.add(root)
    spread(graph, hops, roots)
  }
  walk(positions(graph, (at) => graph.nodes[at]?.kind === 'seed'))
  walk(positions(graph, (at) => hops[at] === -1 && Graph.arcsTo(graph, at).every((arc) => arc.from === at)))
  for (const at of graph.nodes.keys()) if (hops[at] === -1) walk([at])
  return { hops, starts }
}

function positions(graph: Graph.Graph, wanted: (at: number) => boolean): number[] {
  return [...graph.nodes.keys()].filter(wanted)
}

function spread(graph: Graph.Graph, hops: number[], roots: readonly number[]): void {
  for (const root of roots) hops[root] = 0
  const queue = [...roots]
  for (const node of queue) {
    for (const arc of Graph.arcsFrom(graph, node)) {
      if (hops[arc.to] !== -1) continue
      hops[arc.to] = (hops[node] ?? 0) + 1
      queue.push(arc.to)
    }
  }
}
