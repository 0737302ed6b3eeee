import { LIMBS, readLimbs } from './kernel/limbs.ts'
import type { TaintFlow } from './TaintFlow.ts'
import type { Holding } from './TraceIndex.ts'

/** Keeps, while a theft is followed, the edges and the strongest way to each holding. */
export interface Paths<Amount> {
  /** Makes a holding a start: paths begin there. */
  start(holding: Holding): void
  /** Records a tainted transfer and returns its hops from the nearest start. */
  addEdge(edge: { row: number; from: Holding; to: Holding }, origin: Amount): number
  result(): Pick<TaintFlow, 'edges' | 'hopsOf' | 'strongestOf'>
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
export function createPaths<Amount>(holdings: number, amounts: EdgeAmounts<Amount>): Paths<Amount> {
  // By holding, one more than what they say: 0 is unknown.
  const hops = new Uint32Array(holdings)
  const strongest = new Uint32Array(holdings)
  const rows: number[] = []
  const distances: number[] = []
  const vias: number[] = []
  return {
    start(holding) {
      if (hops[holding] === 0) hops[holding] = 1
    },
    addEdge({ row, from, to }, origin) {
      const before = hops[from] as number
      const via = before === 1 ? -1 : (strongest[from] as number) - 1
      const distance = before === 0 ? 1 : before
      const edge = rows.push(row) - 1
      distances.push(distance)
      vias.push(via)
      amounts.push(origin, via)
      const best = strongest[to] as number
      if (best === 0 || amounts.isWider(edge, best - 1)) strongest[to] = edge + 1
      const known = hops[to] as number
      if (known === 0 || distance + 1 < known) hops[to] = distance + 1
      return distance
    },
    result: () => ({
      edges: {
        count: rows.length,
        rowAt: (edge) => rows[edge] as number,
        originAt: amounts.originAt,
        hopsAt: (edge) => distances[edge] as number,
        viaAt: (edge) => vias[edge] as number,
      },
      hopsOf: (holding) => Math.max(0, (hops[holding] as number) - 1),
      strongestOf: (holding) => (strongest[holding] as number) - 1,
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
