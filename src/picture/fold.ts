import type { Flow, FlowEdge, FlowNode } from './Flow.ts'
import type * as Graph from './Graph.ts'

/** Transfers added up. */
export interface Tally {
  readonly amount: bigint
  readonly count: number
}

/** A flow in which some nodes became one, and what moved among them. */
export interface Folded {
  readonly flow: Flow
  /** Transfers inside the new nodes: no longer edges of the flow. */
  readonly inner: Tally
}

/** Which nodes become one, by a name for each group, and how the new node is called. */
export interface Plan {
  /** Group of a node by its position in the graph; a node without one is kept. */
  readonly groups: ReadonlyMap<number, string>
  readonly name: (members: readonly FlowNode[]) => { title: string; subtitle: string }
}

/**
 * Merges groups of nodes of one kind into one node each, and their edges with them.
 *
 * Nothing is lost: the amounts that ended are added up, edges are added up, and transfers inside a group are tallied.
 */
export function fold(flow: Flow, graph: Graph.Graph, plan: Plan): Folded {
  const ids = nameIds(graph, plan)
  const edges = new Map<string, FlowEdge>()
  let inner: Tally = { amount: 0n, count: 0 }
  for (const arc of graph.arcs) {
    const [from, to] = [ids[arc.from] ?? '', ids[arc.to] ?? '']
    if (from === to && plan.groups.has(arc.from)) inner = plus(inner, arc)
    else add(edges, { from, to, amount: arc.amount, count: arc.count })
  }
  const kept = graph.nodes.filter((_, at) => !plan.groups.has(at))
  const merged = mergeNodes(graph, plan, ids)
  const nodes = [...kept, ...withThrough(merged, [...edges.values()])]
  return { flow: { ...flow, nodes, edges: [...edges.values()] }, inner }
}

/** Sum of two tallies. */
export function plus(a: Tally, b: Tally): Tally {
  return { amount: a.amount + b.amount, count: a.count + b.count }
}

/** How many accounts nodes stand for. */
export function countAccounts(nodes: readonly FlowNode[]): number {
  return nodes.reduce((sum, node) => sum + (node.members ?? 1), 0)
}

// A group's id must not be that of an account that somebody named so.
function nameIds(graph: Graph.Graph, plan: Plan): string[] {
  const taken = new Set(graph.nodes.map((node) => node.id))
  const names = new Map<string, string>()
  for (const group of new Set(plan.groups.values())) {
    let name = group
    while (taken.has(name)) name += '+'
    taken.add(name)
    names.set(group, name)
  }
  return graph.nodes.map((node, at) => names.get(plan.groups.get(at) ?? '') ?? node.id)
}

function add(edges: Map<string, FlowEdge>, edge: FlowEdge): void {
  const key = JSON.stringify([edge.from, edge.to])
  const sum = edges.get(key)
  edges.set(key, sum ? { ...edge, ...plus(sum, edge) } : edge)
}

function mergeNodes(graph: Graph.Graph, plan: Plan, ids: readonly string[]): FlowNode[] {
  const groups = new Map<string, FlowNode[]>()
  for (const at of plan.groups.keys()) {
    const [node, id] = [graph.nodes[at], ids[at]]
    if (!node || id === undefined) continue
    const members = groups.get(id)
    if (members) members.push(node)
    else groups.set(id, [node])
  }
  return [...groups].flatMap(([id, members]) => mergeOne(id, members, plan))
}

function mergeOne(id: string, members: readonly FlowNode[], plan: Plan): FlowNode[] {
  const first = members[0]
  if (!first) return []
  const amount = members.reduce((sum, node) => sum + node.amount, 0n)
  return [{ ...first, ...plan.name(members), id, amount, members: countAccounts(members) }]
}

// What passes through a merged node is what leaves it: transfers inside do not count.
function withThrough(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): FlowNode[] {
  const sent = new Map<string, bigint>()
  for (const edge of edges) if (edge.from !== edge.to) sent.set(edge.from, (sent.get(edge.from) ?? 0n) + edge.amount)
  return nodes.map((node) => ({ ...node, through: sent.get(node.id) ?? 0n }))
}
