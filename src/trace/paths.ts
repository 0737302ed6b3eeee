import type { TaintEdge } from './followTaint.ts'
import type { Holding } from './TraceIndex.ts'

/** Keeps, while a theft is followed, the edges and the strongest way to each holding. */
export interface Paths {
  /** Makes a holding a start: paths begin there. */
  start(holding: Holding): void
  /** Records a tainted transfer and returns its hops from the nearest start. */
  addEdge(edge: { row: number; from: Holding; to: Holding; origin: bigint }): number
  result(): {
    edges: readonly TaintEdge[]
    hops: ReadonlyMap<Holding, number>
    strongest: ReadonlyMap<Holding, number>
  }
}

/**
 * The strongest path is the one whose thinnest transfer is widest, in time order: money cannot leave before it came.
 *
 * Of equals the earlier wins. Costs a constant per edge, because each edge remembers the best edge before it.
 */
export function createPaths(starts: Iterable<Holding>): Paths {
  const hops = new Map<Holding, number>()
  const strongest = new Map<Holding, number>()
  const edges: TaintEdge[] = []
  const widths: bigint[] = []
  const start = (holding: Holding): void => {
    if (!hops.has(holding)) hops.set(holding, 0)
  }
  for (const holding of starts) start(holding)
  return {
    start,
    addEdge({ row, from, to, origin }) {
      const isStart = hops.get(from) === 0
      const via = isStart ? -1 : (strongest.get(from) ?? -1)
      const before = via < 0 ? origin : (widths[via] as bigint)
      const width = before < origin ? before : origin
      const distance = (hops.get(from) ?? 0) + 1
      const edge = edges.push({ row, origin, hops: distance, via }) - 1
      widths.push(width)
      const best = strongest.get(to)
      if (best === undefined || width > (widths[best] as bigint)) strongest.set(to, edge)
      if (distance < (hops.get(to) ?? Number.POSITIVE_INFINITY)) hops.set(to, distance)
      return distance
    },
    result: () => ({ edges, hops, strongest }),
  }
}
