import { compareLimbs, LIMBS, readLimbs } from './kernel/limbs.ts'
import { roomFor } from './kernel/roomFor.ts'
import type { Edges, TaintFlow } from './TaintFlow.ts'
import type { Holding } from './TraceIndex.ts'

/** Keeps, while a theft is followed, the edges and the strongest way to each holding that it reaches. */
export interface Paths<Amount> {
  /** Makes a holding a start: paths begin there. */
  start(place: number): void
  /** Records a tainted transfer and returns its hops from the nearest start. */
  addEdge(edge: Step, origin: Amount): number
  /** The edges so far. */
  readonly edges: Edges
  /** `placeOf` tells a reached holding's place. */
  result(placeOf: (holding: Holding) => number): Pick<TaintFlow, 'edges' | 'hopsOf' | 'strongestOf'>
}

/** A row between two holdings, which are known by their places in the order in which they were reached. */
export interface Step {
  readonly row: number
  readonly from: number
  readonly to: number
}

/** The amounts of edges, and their widths: how much the thinnest edge of their strongest path carried. */
export interface EdgeAmounts<Amount> {
  /** Adds an edge behind edge `via`, or behind a start where that is -1. */
  push(origin: Amount, via: number): void
  isWider(edge: number, other: number): boolean
  originAt(edge: number): bigint
}

/**
 * The strongest path is the one whose thinnest transfer is widest, in time order: money cannot leave before it came.
 *
 * Of equals the earlier wins. Costs a constant per edge, because each edge remembers the best edge before it.
 */
export function createPaths<Amount>(amounts: EdgeAmounts<Amount>): Paths<Amount> {
  // By place, each plus 1, 0 being none: fewest hops, and the strongest edge.
  let hops = new Uint32Array(64)
  let strongest = new Uint32Array(64)
  // By edge; of `vias` plus 1.
  let rows = new Uint32Array(64)
  let distances = new Uint32Array(64)
  let vias = new Uint32Array(64)
  let count = 0
  const makeRoom = (place: number): void => {
    hops = roomFor(hops, place + 1)
    strongest = roomFor(strongest, place + 1)
  }
  const edges: Edges = {
    get count() {
      return count
    },
    rowAt: (edge) => rows[edge] as number,
    originAt: amounts.originAt,
    hopsAt: (edge) => distances[edge] as number,
    viaAt: (edge) => (vias[edge] as number) - 1,
  }
  return {
    edges,
    start(place) {
      makeRoom(place)
      hops[place] ||= 1
    },
    addEdge({ row, from, to }, origin) {
      makeRoom(from > to ? from : to)
      const before = (hops[from] || 1) - 1
      const via = before === 0 ? -1 : (strongest[from] as number) - 1
      const edge = count++
      if (edge === rows.length) {
        rows = roomFor(rows, count)
        distances = roomFor(distances, count)
        vias = roomFor(vias, count)
      }
      rows[edge] = row
      distances[edge] = before + 1
      vias[edge] = via + 1
      amounts.push(origin, via)
      const best = (strongest[to] as number) - 1
      if (best < 0 || amounts.isWider(edge, best)) strongest[to] = edge + 1
      if (hops[to] === 0 || (hops[to] as number) > before + 2) hops[to] = before + 2
      return before + 1
    },
    result: (placeOf) => ({
      // Others may follow, and are not of this result.
      edges: { ...edges, count },
      hopsOf: (holding) => (hops[placeOf(holding)] || 1) - 1,
      strongestOf: (holding) => (strongest[placeOf(holding)] ?? 0) - 1,
    }),
  }
}

/** Amounts of any size. */
export function createBigAmounts(): EdgeAmounts<bigint> {
  const origins: bigint[] = []
  const widths: bigint[] = []
  return {
    push(origin, via) {
      const before = via < 0 ? origin : (widths[via] as bigint)
      origins.push(origin)
      widths.push(before < origin ? before : origin)
    },
    isWider: (edge, other) => (widths[edge] as bigint) > (widths[other] as bigint),
    originAt: (edge) => origins[edge] as bigint,
  }
}

/** Amounts of 128 bits, given as limbs that are copied. */
export function createLimbAmounts(): EdgeAmounts<Uint32Array> {
  let origins = new Uint32Array(LIMBS * 64)
  // By edge, the thinnest edge of its path: narrower to keep than what that one carried.
  let thinnest = new Uint32Array(64)
  let count = 0
  return {
    push(origin, via) {
      const edge = count++
      if (edge === thinnest.length) {
        thinnest = roomFor(thinnest, count)
        origins = roomFor(origins, LIMBS * thinnest.length)
      }
      for (let i = 0; i < LIMBS; i++) origins[LIMBS * edge + i] = origin[i] as number
      const before = via < 0 ? edge : (thinnest[via] as number)
      thinnest[edge] = compareLimbs(origins, before, origins, edge) < 0 ? before : edge
    },
    isWider: (edge, other) => compareLimbs(origins, thinnest[edge] as number, origins, thinnest[other] as number) > 0,
    originAt: (edge) => readLimbs(origins, edge),
  }
}
