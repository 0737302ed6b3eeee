import type { FlowNode } from './Flow.ts'
import { countAccounts, type Plan } from './fold.ts'
import * as Graph from './Graph.ts'

/**
 * Finds runs of accounts that only hand everything on: one comes in, one goes out.
 *
 * @param graph - The flow's graph.
 * @param lengthMin - Shorter runs are left alone.
 * @returns A plan that makes one node of each run.
 */
export function findChains(graph: Graph.Graph, lengthMin: number): Plan {
  const link = (at: number): number | undefined => {
    const [only, second] = Graph.arcsFrom(graph, at)
    return only && !second && isRelay(graph, at) && isRelay(graph, only.to) ? only.to : undefined
  }
  return { groups: group(graph, { link, lengthMin, word: 'chain' }), name: (members) => describe('Chain', members) }
}

/**
 * Finds peel chains: runs of accounts in which each sends the most to the next, and the next receives
 * from nobody else. What is peeled off stays as edges of the merged node.
 */
export function findPeels(graph: Graph.Graph, lengthMin: number): Plan {
  const link = (at: number): number | undefined => {
    const most = Graph.arcsFrom(graph, at).reduce<Graph.Arc | undefined>(larger, undefined)
    return most && isAccount(graph, at) && most.to !== at && hasOneSource(graph, most.to) ? most.to : undefined
  }
  return { groups: group(graph, { link, lengthMin, word: 'peel' }), name: (members) => describe('Peel chain', members) }
}

function larger(best: Graph.Arc | undefined, arc: Graph.Arc): Graph.Arc {
  return best && best.amount >= arc.amount ? best : arc
}

function isAccount(graph: Graph.Graph, at: number): boolean {
  return graph.nodes[at]?.kind === 'account'
}

function hasOneSource(graph: Graph.Graph, at: number): boolean {
  return isAccount(graph, at) && graph.incoming[at]?.length === 1
}

function isRelay(graph: Graph.Graph, at: number): boolean {
  return hasOneSource(graph, at) && graph.outgoing[at]?.length === 1 && Graph.arcsFrom(graph, at)[0]?.to !== at
}

interface Search {
  readonly link: (at: number) => number | undefined
  readonly lengthMin: number
  readonly word: string
}

function group(graph: Graph.Graph, { link, lengthMin, word }: Search): Map<number, string> {
  const next = graph.nodes.map((_, at) => link(at))
  const followers = new Set(next)
  const groups = new Map<number, string>()
  for (const at of graph.nodes.keys()) {
    if (followers.has(at) || next[at] === undefined) continue
    const run = walk(next, at)
    if (run.length >= lengthMin) for (const member of run) groups.set(member, `${word}:${graph.nodes[at]?.id}`)
  }
  return groups
}

// Ends, because nobody follows the head: each node has one node before it at the most.
function walk(next: readonly (number | undefined)[], head: number): number[] {
  const run: number[] = []
  for (let at: number | undefined = head; at !== undefined; at = next[at]) run.push(at)
  return run
}

function describe(word: string, members: readonly FlowNode[]): { title: string; subtitle: string } {
  const [first, last] = [members[0]?.title ?? '', members.at(-1)?.title ?? '']
  return { title: `${word} of ${countAccounts(members)} accounts`, subtitle: `${first} … ${last}` }
}
