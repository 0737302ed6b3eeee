import type { Flow } from './Flow.ts'
import { plus, type Tally } from './fold.ts'
import * as Graph from './Graph.ts'
import * as Money from './Money.ts'
import * as measure from './measure.ts'
import { rank } from './rank.ts'

/** What surrounds the flow, and how much of it is drawn. */
export interface Frame {
  /** Columns to fill; a flow whose hops are more gets more. */
  readonly columnsMax: number
  /** Ribbons drawn, those with most money first; the others are tallied in the notes. */
  readonly ribbonsMax: number
  /** Columns are numbered as hops where they are; false where chains were merged. */
  readonly hops: boolean
  /** Sentences that stand under the picture. */
  readonly notes: readonly string[]
}

/** A frame for a flow that was not condensed. */
export const frameDefault: Frame = { columnsMax: 10, ribbonsMax: 240, hops: true, notes: [] }

/** All that is decided before anything has a place. */
export interface Plan {
  readonly graph: Graph.Graph
  readonly money: Money.Money
  readonly raster: measure.Raster
  readonly accounts: readonly measure.Account[]
  readonly labels: readonly measure.Label[]
  readonly columns: readonly number[]
  /** Columns are hops. */
  readonly hops: boolean
  readonly arcs: readonly Graph.Arc[]
  /** Arcs that are not drawn. */
  readonly thin: Tally & { readonly arcs: number }
  readonly scale: (amount: bigint) => number
  readonly widthPx: number
}

/** Ranks, measures and chooses what is drawn. */
export function planScene(flow: Flow, frame: Frame): Plan {
  const graph = Graph.from(flow)
  const { columns, hops } = rank(graph, frame.columnsMax)
  const accounts = measure.account(graph)
  const fullest = measure.fullestColumn(accounts, columns)
  const money = Money.from({ unit: flow.unit, decimals: flow.decimals, largest: fullest })
  const raster = measure.raster(columns.reduce((most, column) => Math.max(most, column + 1), 0))
  const style = { money, labelPx: raster.labelPx, subtitled: measure.isSubtitled(graph.nodes.length) }
  const labels = graph.nodes.map((node, at) => measure.label(node, accounts[at] ?? noMoney, style))
  const isHops = frame.hops && columns.every((column, at) => column === hops[at])
  const scale = (amount: bigint): number => Money.ratio(amount, fullest) * measure.sheet.flowPx
  const drawn = chooseArcs(graph, frame.ribbonsMax)
  return { graph, money, raster, accounts, labels, columns, hops: isHops, ...drawn, scale, widthPx: raster.widthPx }
}

/** Nothing at all. */
export const noMoney: measure.Account = { received: 0n, sent: 0n, value: 0n }

// Each node keeps the ribbon that brought it most, so that nothing floats; then the largest, as many as may be.
function chooseArcs(graph: Graph.Graph, ribbonsMax: number): Pick<Plan, 'arcs' | 'thin'> {
  const sorted = Graph.byAmount(graph)
  const reached = new Set<number>()
  const main = new Set(sorted.filter((arc) => arc.from !== arc.to && !reached.has(arc.to) && reached.add(arc.to)))
  const order = [...main, ...sorted.filter((arc) => !main.has(arc))]
  const rest = order.slice(ribbonsMax)
  const thin = rest.reduce<Tally>(plus, { amount: 0n, count: 0 })
  return { arcs: order.slice(0, ribbonsMax), thin: { ...thin, arcs: rest.length } }
}

/** Whether an arc leads to an earlier column, or to its own. */
export function isBack({ columns }: Plan, arc: Graph.Arc): boolean {
  return (columns[arc.to] ?? 0) <= (columns[arc.from] ?? 0)
}
