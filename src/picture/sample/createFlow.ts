import type { Flow, FlowEdge, FlowKind, FlowNode } from '../Flow.ts'

/** Size of a made-up flow, and the number from which its shape comes. */
export interface FlowShape {
  readonly nodes: number
  readonly edges: number
  readonly seed: number
  /** How far an edge leads in the order of nodes; small makes long flows. Anywhere unless given. */
  readonly reach?: number
}

const kinds: readonly FlowKind[] = ['account', 'account', 'account', 'account', 'held', 'service', 'limit']
const categories: readonly string[] = ['exchange', 'mixer', 'bridge', 'gambling']
const titles: readonly string[] = [
  '0x12ab…beef',
  'Exchange 14: Hot Wallet',
  '<b>&"\'</b>',
  'a\u202eb\u0000c',
  '交易所',
  'W'.repeat(300),
]

/**
 * Makes up a flow with loops, parallel edges, islands and hostile titles; the same shape gives the same flow.
 *
 * Edges run anywhere, also back and to the node itself. Amounts go up to 10^30, beyond what a double holds.
 */
export function createFlow({ nodes, edges, seed, reach = nodes }: FlowShape): Flow {
  const draw = createDraw(seed)
  const made = Array.from({ length: nodes }, (_, at) => createNode(at, draw))
  const linked = nodes === 0 ? [] : Array.from({ length: edges }, () => createEdge({ nodes, reach }, draw))
  return { title: 'A made-up theft', unit: 'ETH', decimals: 18, nodes: made, edges: linked }
}

type Draw = (below: number) => number

// A linear congruential generator: its upper bits are random enough for shapes.
function createDraw(seed: number): Draw {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function createNode(at: number, draw: Draw): FlowNode {
  const kind = draw(20) === 0 ? 'seed' : pick(kinds, draw)
  const amount = kind === 'account' || kind === 'seed' ? 0n : createAmount(draw)
  const text = { title: pick(titles, draw), subtitle: pick(titles, draw) }
  return { id: `n${at}`, ...text, kind, category: pick(categories, draw), amount, through: 0n }
}

function createEdge({ nodes, reach }: { nodes: number; reach: number }, draw: Draw): FlowEdge {
  const from = draw(nodes)
  return { from: `n${from}`, to: `n${(from + draw(reach)) % nodes}`, amount: createAmount(draw), count: 1 + draw(9) }
}

function createAmount(draw: Draw): bigint {
  return BigInt(draw(1_000_000)) * 10n ** BigInt(draw(25))
}

function pick<T>(from: readonly T[], draw: Draw): T {
  const found = from[draw(from.length)]
  if (found === undefined) throw new RangeError('nothing to pick from')
  return found
}
