import { type Condensed, condense } from './condense.ts'
import type { Flow } from './Flow.ts'
import { layout } from './layout.ts'
import * as Money from './Money.ts'
import { toSvg } from './toSvg.ts'
import { count } from './wording.ts'

/** How much a picture shows. Whatever is left out is said in it. */
export interface DrawOptions {
  /** Nodes drawn; others are merged. 100 unless given, 20 at least. */
  readonly nodesMax?: number
  /** Ribbons drawn; thinner ones are left out. 240 unless given. */
  readonly ribbonsMax?: number
  /** Columns drawn; longer flows are merged. 10 unless given, 4 at least; more than 12 make the picture wider. */
  readonly columnsMax?: number
}

/**
 * Draws where stolen money went, from left to right, as an SVG.
 *
 * The same flow gives the same bytes, in whatever order its nodes and edges come. Titles may be hostile: they are shown
 * as text. Amounts are exact in the tooltips, and what was merged or left out is stated under the picture.
 *
 * @param flow - Nodes and edges; amounts in base units of the stolen asset.
 * @param options - Bounds of the picture.
 * @returns SVG text, UTF-8.
 * @throws InvalidFlowError `LZ_FLOW_INVALID`
 * @example
 * drawFlow({ title: 'A theft', unit: 'ETH', decimals: 18, nodes, edges })  // '<svg xmlns=...'
 * drawFlow({ ...flow, edges: [{ from: 'nobody', to: 'a', amount: 1n, count: 1 }] })  // throws LZ_FLOW_INVALID
 */
export function drawFlow(flow: Flow, options: DrawOptions = {}): string {
  const { nodesMax = 100, ribbonsMax = 240, columnsMax = 10 } = options
  const condensed = condense(flow, { nodesMax, columnsMax })
  const frame = { columnsMax, ribbonsMax, hops: condensed.chains === 0, notes: notesOf(condensed) }
  return toSvg(layout(condensed.flow, frame))
}

function notesOf({ accounts, mergedAccounts, inner, flow }: Condensed): string[] {
  if (mergedAccounts === 0) return []
  const groups = flow.nodes.filter((node) => node.members !== undefined).length
  const money = Money.from({ unit: flow.unit, decimals: flow.decimals, largest: inner.amount })
  const merged = `${mergedAccounts} of ${count(accounts, 'account')} are merged into ${count(groups, 'node')} with a double sign.`
  const among = `${count(inner.count, 'transfer')} among them (${Money.exact(inner.amount, money)} in all) not drawn.`
  return [inner.count > 0 ? `${merged} ${among}` : merged]
}
