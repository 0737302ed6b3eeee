import { assertFlow, type Flow, type FlowEdge, type FlowNode } from './Flow.ts'

/** An edge by node positions; parallel edges are already added up. */
export interface Arc {
  readonly from: number
  readonly to: number
  readonly amount: bigint
  readonly count: number
}

/** A flow with numbered nodes: sorted by id, so that the order of the input does not change the picture. */
export interface Graph {
  readonly nodes: readonly FlowNode[]
  readonly arcs: readonly Arc[]
  /** Arc numbers that leave each node, and that enter it; loops to itself are in both. */
  readonly outgoing: readonly (readonly number[])[]
  readonly incoming: readonly (readonly number[])[]
}

/**
 * Numbers the nodes of a flow and adds up parallel edges.
 *
 * @throws InvalidFlowError `LZ_FLOW_INVALID`
 */
export function from(flow: Flow): Graph {
  assertFlow(flow)
  const nodes = [...flow.nodes].sort((a, b) => compareText(a.id, b.id))
  const position = new Map(nodes.map((node, at) => [node.id, at]))
  const arcs = addUp(flow.edges.map((edge) => toArc(edge, position)))
  const outgoing: number[][] = nodes.map(() => [])
  const incoming: number[][] = nodes.map(() => [])
  for (const [at, arc] of arcs.entries()) {
    outgoing[arc.from]?.push(at)
    incoming[arc.to]?.push(at)
  }
  return { nodes, arcs, outgoing, incoming }
}

/** Arcs with the most money first; ties by position. */
export function byAmount(graph: Graph): Arc[] {
  return [...graph.arcs].sort((a, b) => compareBig(b.amount, a.amount) || a.from - b.from || a.to - b.to)
}

/** Arcs that leave a node. */
export function arcsFrom(graph: Graph, node: number): Arc[] {
  return pick(graph, graph.outgoing[node] ?? [])
}

/** Arcs that enter a node. */
export function arcsTo(graph: Graph, node: number): Arc[] {
  return pick(graph, graph.incoming[node] ?? [])
}

/** Sum of the arcs' amounts, without loops from a node to itself. */
export function total(arcs: readonly Arc[]): bigint {
  return arcs.reduce((sum, arc) => (arc.from === arc.to ? sum : sum + arc.amount), 0n)
}

// By UTF-16 code unit: the same everywhere, unlike a locale's order.
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Compares two amounts. */
export function compareBig(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function pick(graph: Graph, numbers: readonly number[]): Arc[] {
  return numbers.flatMap((at) => graph.arcs[at] ?? [])
}

function toArc(edge: FlowEdge, position: Map<string, number>): Arc {
  const [from, to] = [position.get(edge.from) ?? 0, position.get(edge.to) ?? 0]
  return { from, to, amount: edge.amount, count: edge.count }
}

function addUp(arcs: readonly Arc[]): Arc[] {
  const sums = new Map<string, Arc>()
  for (const arc of arcs) {
    const key = `${arc.from} ${arc.to}`
    const sum = sums.get(key)
    sums.set(key, sum ? { ...arc, amount: sum.amount + arc.amount, count: sum.count + arc.count } : arc)
  }
  return [...sums.values()].sort((a, b) => a.from - b.from || a.to - b.to)
}
