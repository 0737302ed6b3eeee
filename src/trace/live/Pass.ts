import { followAnyRule } from '../followAnyRule.ts'
import { flowOf } from '../haircut/flowOf.ts'
import { type HaircutRun, type Kind, kindOf } from '../haircut/HaircutRun.ts'
import type { Bounds, Edges, Origin, TaintFlow } from '../TaintFlow.ts'
import type { Holding } from '../TraceIndex.ts'
import type { LiveIndex } from './LiveIndex.ts'
import { toWideIndex } from './wideIndex.ts'

/** One theft as it was followed up to some row. */
export interface Pass {
  readonly edges: Edges
  thefts(): Pick<TaintFlow, 'stolen' | 'thefts'>
  /** What a reached holding was taken for. */
  kindOf(holding: Holding): Kind
  flow(): TaintFlow
}

/** A pass that goes on with its run. */
export function passOf(run: HaircutRun): Pass {
  return {
    edges: run.paths.edges,
    thefts: run.seeds.result,
    kindOf: (holding) => run.kinds[run.slots.find(holding)] as Kind,
    flow: () => flowOf(run),
  }
}

/** A pass over all rows with amounts of any size: slow, and made anew whenever rows come. */
export function followWide(index: LiveIndex, origins: readonly Origin[], bounds: Bounds): Pass {
  const flow = followAnyRule(toWideIndex(index), origins, 'haircut', bounds)
  const seeds = new Set(origins.map((origin) => (origin.kind === 'holding' ? origin.holding : -1)))
  const kinds = new Map(flow.reached.map((holding) => [holding, kindOf({ seeds, bounds }, holding)]))
  return {
    edges: flow.edges,
    thefts: () => flow,
    kindOf: (holding) => kinds.get(holding) as Kind,
    flow: () => flow,
  }
}

/** Whether two passes tell the same of the rows below one. */
export function agree(index: LiveIndex, [a, b]: readonly [Pass, Pass], rowEnd: number): boolean {
  const [theftsA, theftsB] = [a, b].map((pass) => theftsBelow(pass, rowEnd)) as [string, string]
  const count = countBelow(a.edges, rowEnd)
  if (theftsA !== theftsB || count !== countBelow(b.edges, rowEnd)) return false
  for (let edge = 0; edge < count; edge++) {
    const row = a.edges.rowAt(edge)
    const to = index.to[row] as number
    if (row !== b.edges.rowAt(edge) || a.edges.originAt(edge) !== b.edges.originAt(edge)) return false
    if (a.kindOf(to) !== b.kindOf(to)) return false
  }
  return true
}

/** How many edges are by rows below one: edges stand in the order of their rows. */
export function countBelow(edges: Edges, rowEnd: number): number {
  let low = 0
  let high = edges.count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (edges.rowAt(middle) < rowEnd) low = middle + 1
    else high = middle
  }
  return low
}

/** What was stolen by rows below one, and what the seeds opened with, as text. */
function theftsBelow(pass: Pass, rowEnd: number): string {
  const { stolen, thefts } = pass.thefts()
  const opening = thefts.reduce((rest, { origin }) => rest - origin, stolen)
  return [opening, ...thefts.filter(({ row }) => row < rowEnd).map(({ row, origin }) => `${row}:${origin}`)].join()
}
