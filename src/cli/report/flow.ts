import { Address, ChainId } from '../../chain/index.ts'
import type { Flow, FlowEdge, FlowKind, FlowNode } from '../../picture/index.ts'
import type { Destination, TraceReport } from '../../trace/index.ts'

/** The picture's input for a report: a node for each account, an edge for all transfers between two. */
export function toFlow(report: TraceReport): Flow {
  const edges = mergeEdges(report)
  const accounts = new Set([
    ...edges.flatMap(({ from, to }) => [from, to]),
    ...report.destinations.map((d) => d.account),
  ])
  const received = new Map<string, bigint>()
  for (const { to, amount } of edges) received.set(to, (received.get(to) ?? 0n) + amount)
  const ends = groupByAccount(report.destinations)
  const seeds = seedAccounts(report)
  return {
    title: `${report.theft}: ${report.rule.name}`,
    unit: report.asset.name,
    decimals: report.asset.decimals ?? 0,
    nodes: [...accounts].map((account) =>
      nodeOf(report, {
        account,
        ends: ends.get(account) ?? [],
        through: received.get(account) ?? 0n,
        isSeed: seeds.has(account),
      }),
    ),
    edges,
  }
}

function mergeEdges({ edges }: TraceReport): FlowEdge[] {
  const merged = new Map<string, FlowEdge>()
  for (const { from, to, amount } of edges) {
    const key = `${from} ${to}`
    const known = merged.get(key) ?? { from, to, amount: 0n, count: 0 }
    merged.set(key, { ...known, amount: known.amount + amount, count: known.count + 1 })
  }
  return [...merged.values()]
}

function groupByAccount(destinations: readonly Destination[]): Map<string, Destination[]> {
  const groups = new Map<string, Destination[]>()
  for (const destination of destinations) {
    groups.set(destination.account, [...(groups.get(destination.account) ?? []), destination])
  }
  return groups
}

interface Account {
  readonly account: string
  readonly ends: readonly Destination[]
  readonly through: bigint
  readonly isSeed: boolean
}

/** Seeds that are accounts; on a UTXO chain those that got the stolen outputs. */
function seedAccounts({ seeds, stolen }: TraceReport): Set<string> {
  return new Set([...seeds, ...stolen.transfers.flatMap(({ to, outpoint }) => (outpoint === undefined ? [] : [to]))])
}

function nodeOf(report: TraceReport, { account, ends, through, isSeed }: Account): FlowNode {
  const [largest] = ends
  const short = shortAddress(account, report.chain)
  const name = largest?.service ?? largest?.label?.name
  return {
    id: account,
    title: name ?? short,
    subtitle: name === undefined ? '' : short,
    kind: isSeed ? 'seed' : kindOf(largest),
    ...(largest?.category === undefined ? {} : { category: largest.category }),
    amount: ends.reduce((sum, { amount }) => sum + amount, 0n),
    through,
  }
}

function kindOf(end: Destination | undefined): FlowKind {
  if (end === undefined) return 'account'
  if (end.kind === 'held' || end.kind === 'limit') return end.kind
  return 'service'
}

function shortAddress(account: string, chain: string): string {
  const text = Address.display(account, ChainId.parse(chain))
  return text.length <= 16 ? text : `${text.slice(0, 8)}…${text.slice(-4)}`
}
