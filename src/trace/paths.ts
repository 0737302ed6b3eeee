import { LIMBS, readLimbs } from './kernel/limbs.ts'
import type { TaintFlow } from './TaintFlow.ts'
import type { Holding } from './TraceIndex.ts'

/** Keeps, while a theft is followed, the edges and the strongest way to each holding that it reaches. */
export interface Paths<Amount> {
  /** Makes a holding a start: paths begin there. */
  start(place: number): void
  /** Records a tainted transfer and returns its hops from the nearest start. */
  addEdge(edge: Step, origin: Amount): number
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
  // By place: fewest hops, and the strongest edge.
  const hops: (number | undefined)[] = []
  const strongest: (number | undefined)[] = []
  const rows: number[] = []
  const distances: number[] = []
  const vias: number[] = []
  return {
    start(place) {
      hops[place] ??= 0
    },
    addEdge({ row, from, to }, origin) {
      const before = hops[from] ?? 0
      const via = before === 0 ? -1 : (strongest[from] ?? -1)
      const edge = rows.push(row) - 1
      distances.push(before + 1)
      vias.push(via)
      amounts.push(origin, via)
      const best = strongest[to]
      if (best === undefined || amounts.isWider(edge, best)) strongest[to] = edge
      hops[to] = Math.min(hops[to] ?? before + 1, before + 1)
      return before + 1
    },
    result: (placeOf) => ({
      edges: {
        count: rows.length,
        rowAt: (edge) => rows[edge] as number,
        originAt: amounts.originAt,
        hopsAt: (edge) => distances[edge] as number,
        viaAt: (edge) => vias[edge] as number,
      },
      hopsOf: (holding) => hops[placeOf(holding)] ?? 0,
      strongestOf: (holding) => strongest[placeOf(holding)] ?? -1,
    }),
  }
}

const WAY_MAX = 50

/** The rows of a way that ends with an edge, its last `WAY_MAX` where it is longer. */
export function listWay({ rowAt, viaAt }: Pick<TaintFlow['edges'], 'rowAt' | 'viaAt'>, last: number): number[] {
  const rows: number[] = []
  for (let edge = last; edge >= 0 && rows.length < WAY_MAX; edge = viaAt(edge)) rows.push(rowAt(edge))
  return rows.reverse()
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
  let origins = new Uint32Array(LIMBS * 1024)
  let widths = new Uint32Array(LIMBS * 1024)
  let count = 0
  return {
    push(origin, via) {
      const at = LIMBS * count++
      if (at === origins.length) {
        origins = doubled(origins)
        widths = doubled(widths)
      }
      const isThinner = via >= 0 && compareLimbs(widths, LIMBS * via, origin, 0) < 0
      for (let i = 0; i < LIMBS; i++) {
        origins[at + i] = origin[i] as number
        widths[at + i] = isThinner ? (widths[LIMBS * via + i] as number) : (origin[i] as number)
      }
    },
    isWider: (edge, other) => compareLimbs(widths, LIMBS * edge, widths, LIMBS * other) > 0,
    originAt: (edge) => readLimbs(origins, edge),
  }
}

function compareLimbs(a: Uint32Array, atA: number, b: Uint32Array, atB: number): number {
  for (let i = LIMBS - 1; i >= 0; i--) {
    const difference = (a[atA + i] as number) - (b[atB + i] as number)
    if (difference !== 0) return difference
  }
  return 0
}

function doubled(limbs: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(2 * limbs.length)
  wider.set(limbs)
  return wider
}
