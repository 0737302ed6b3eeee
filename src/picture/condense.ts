import { findChains, findPeels } from './contract.ts'
import type { Flow, FlowNode } from './Flow.ts'
import { countAccounts, fold, type Plan, plus, type Tally } from './fold.ts'
import * as Graph from './Graph.ts'
import * as Kind from './Kind.ts'
import { findHops, rank } from './rank.ts'

// Runs at least this long are merged, the longest ones first.
const runLengths = [12, 6, 4, 3]

/** How large a picture may become. */
export interface Bounds {
  /** Nodes drawn, 20 or more. */
  readonly nodesMax: number
  /** Columns drawn, 4 or more. */
  readonly columnsMax: number
}

/** A flow small enough to draw, and what was merged for it. */
export interface Condensed {
  readonly flow: Flow
  /** Accounts that the nodes stand for, and those among them that were merged with others. */
  readonly accounts: number
  readonly mergedAccounts: number
  /** Transfers among merged accounts: no edge shows them. */
  readonly inner: Tally
  /** Runs of accounts drawn as one node: a column is then not a hop any more. */
  readonly chains: number
}

/**
 * Bounds a flow to what can be read: merges chains where it is too long, and the nodes with least money where it is too
 * wide. Seeds, services and the nodes with most money stay.
 *
 * Every sum is kept exactly: amounts that ended, what each kept node receives and sends, and all edges together with
 * the transfers in `inner`.
 *
 * @throws InvalidFlowError `LZ_FLOW_INVALID`
 */
export function condense(flow: Flow, bounds: Bounds): Condensed {
  const nodesMax = Math.max(bounds.nodesMax, 20)
  const columnsMax = Math.max(bounds.columnsMax, 4)
  const start: Work = { flow, graph: Graph.from(flow), inner: { amount: 0n, count: 0 }, chains: 0 }
  const short = shorten(start, { nodesMax, columnsMax })
  const work =
    short.graph.nodes.length > nodesMax ? step(short, planRest(short.graph, { nodesMax, columnsMax })) : short
  return finish(work)
}

interface Work {
  readonly flow: Flow
  readonly graph: Graph.Graph
  readonly inner: Tally
  readonly chains: number
}

function finish({ flow, graph, inner, chains }: Work): Condensed {
  const accounts = countAccounts(graph.nodes)
  const mergedAccounts = countAccounts(graph.nodes.filter((node) => node.members !== undefined))
  return { flow: { ...flow, nodes: graph.nodes }, accounts, mergedAccounts, inner, chains }
}

function step(work: Work, plan: Plan): Work {
  if (plan.groups.size === 0) return work
  const { flow, inner } = fold(work.flow, work.graph, plan)
  return { ...work, flow, graph: Graph.from(flow), inner: plus(work.inner, inner) }
}

function contract(work: Work, plan: Plan): Work {
  return { ...step(work, plan), chains: work.chains + new Set(plan.groups.values()).size }
}

// Each step gives up more of the detail; the next one is taken only while the flow is still too long.
function shorten(start: Work, { nodesMax, columnsMax }: Bounds): Work {
  const tooLong = (work: Work): boolean => deepest(work.graph) >= columnsMax
  let work = start
  for (const length of runLengths) {
    if (tooLong(work) || work.graph.nodes.length > nodesMax) work = contract(work, findChains(work.graph, length))
  }
  for (const length of runLengths) {
    if (tooLong(work)) work = contract(work, findPeels(work.graph, length))
  }
  for (const kinds of [['account'], Kind.all] as const) {
    if (tooLong(work)) work = contract(work, planDeep(work.graph, columnsMax - 2, kinds))
  }
  return work
}

function deepest(graph: Graph.Graph): number {
  return findHops(graph).hops.reduce((most, hop) => Math.max(most, hop), 0)
}

function planDeep(graph: Graph.Graph, hopMin: number, kinds: readonly Kind.Kind[]): Plan {
  const groups = new Map<number, string>()
  const { hops } = findHops(graph)
  for (const [at, node] of graph.nodes.entries()) {
    const kind = Kind.of(node)
    if ((hops[at] ?? 0) >= hopMin && kinds.includes(kind)) groups.set(at, `deep:${kind}`)
  }
  const name = (members: readonly FlowNode[]) => ({ ...nameRest(members), subtitle: `from hop ${hopMin} on` })
  return { groups: withoutSingles(groups), name }
}

// Merges by kind and column; where that makes too many groups to keep a third of the nodes, by kind alone.
function planRest(graph: Graph.Graph, { nodesMax, columnsMax }: Bounds): Plan {
  const order = orderByWorth(graph, nodesMax)
  const { columns } = rank(graph, columnsMax)
  const keepMin = Math.floor(nodesMax / 3)
  const byColumn = tryRest(graph, { order, nodesMax, keepMin, place: (at) => `:${columns[at]}` })
  const groups = byColumn ?? tryRest(graph, { order, nodesMax, keepMin: 0, place: () => '' })
  return { groups: groups ?? new Map(), name: nameRest }
}

interface RestSearch {
  readonly order: readonly number[]
  readonly nodesMax: number
  readonly keepMin: number
  readonly place: (at: number) => string
}

function tryRest(graph: Graph.Graph, { order, nodesMax, keepMin, place }: RestSearch): Map<number, string> | undefined {
  for (let keep = nodesMax - 1; keep >= keepMin; keep--) {
    const groups = withoutSingles(groupRest(graph, order.slice(keep), place))
    if (graph.nodes.length - groups.size + new Set(groups.values()).size <= nodesMax) return groups
  }
  return undefined
}

function groupRest(graph: Graph.Graph, rest: readonly number[], place: (at: number) => string): Map<number, string> {
  const groups = new Map<number, string>()
  for (const at of rest) {
    const node = graph.nodes[at]
    if (node) groups.set(at, `more:${Kind.of(node)}${place(at)}`)
  }
  return groups
}

function withoutSingles(groups: ReadonlyMap<number, string>): Map<number, string> {
  const sizes = new Map<string, number>()
  for (const group of groups.values()) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  return new Map([...groups].filter(([, group]) => (sizes.get(group) ?? 0) > 1))
}

function nameRest(members: readonly FlowNode[]): { title: string; subtitle: string } {
  const first = members[0]
  const plural = first ? Kind.looks[Kind.of(first)].plural : 'accounts'
  return { title: `${countAccounts(members)} more ${plural}`, subtitle: 'merged for this picture' }
}

// Seeds first, then services, as far as both take three fifths of the room; then whoever had most money.
function orderByWorth(graph: Graph.Graph, nodesMax: number): number[] {
  const worth = graph.nodes.map((node, at) => weigh(graph, node, at))
  const ranked = [...graph.nodes.keys()].sort((a, b) => Graph.compareBig(worth[b] ?? 0n, worth[a] ?? 0n) || a - b)
  const named = (['seed', 'service'] as const).flatMap((kind) => ranked.filter((at) => graph.nodes[at]?.kind === kind))
  const first = new Set(named.slice(0, Math.floor(nodesMax * 0.6)))
  return [...first, ...ranked.filter((at) => !first.has(at))]
}

function weigh(graph: Graph.Graph, node: FlowNode, at: number): bigint {
  const sent = Graph.total(Graph.arcsFrom(graph, at)) + node.amount
  const received = Graph.total(Graph.arcsTo(graph, at))
  return [node.through, sent, received].reduce((most, sum) => (sum > most ? sum : most))
}
