import { createPaths, type EdgeAmounts } from '../paths.ts'
import { type Amounts, pairParts } from './pairParts.ts'
import type { Side } from './Side.ts'
import { createSparse } from './Sparse.ts'
import type { UtxoEdge, UtxoFlow } from './UtxoFlow.ts'
import type { Output } from './UtxoIndex.ts'

/** Keeps, while a theft is followed, its edges and the strongest way to each output that it reaches. */
export interface UtxoPaths {
  /** Makes an output a start: paths begin there. */
  start(output: Output): void
  /** Records what a transaction moved from one side to the other; calls `mined` for what came out of new money. */
  addTx(from: Side, to: Side, mined: (from: Output, amountSat: number) => void): void
  /** The parts of a side that are stolen, a fee as the outputs that paid it. */
  listStolen(side: Side): Amounts
  /** Forgets a fee, whose number will be that of another. */
  dropFee(fee: Output): void
  hopsOf(output: Output): number
  /** How many edges there are so far: in the order of blocks. */
  countEdges(): number
  edgeAt(edge: number): UtxoEdge
  result(): Pick<UtxoFlow, 'edges' | 'hopsOf' | 'strongestOf'>
}

/** What `createUtxoPaths` must know of the stand-ins: fees are no ends of edges, money passes through them. */
interface Stands {
  readonly count: number
  readonly fees: number
  readonly mined: number
}

/** Creates the ways of one theft. */
export function createUtxoPaths({ count, fees, mined: minedId }: Stands): UtxoPaths {
  const slots = createSparse(count)
  const paths = createPaths(createSatAmounts())
  const froms: Output[] = []
  const tos: Output[] = []
  const inFees = new Map<Output, { ids: Output[]; amountsSat: number[] }>()
  let slotCount = 0
  const slot = (output: Output): number => {
    const known = slots.get(output)
    if (known === 0) slots.set(output, ++slotCount)
    return known === 0 ? slotCount : known
  }
  const hops: number[] = []

  const addEdge = (from: Output, to: Output, amountSat: number): void => {
    const target = slot(to)
    const distance = paths.addEdge({ row: froms.push(from) - 1, from: slot(from), to: target }, amountSat)
    tos.push(to)
    hops[target] = Math.min(hops[target] ?? distance, distance)
  }
  const addToFee = (fee: Output, from: Output, amountSat: number): void => {
    const parts = inFees.get(fee) ?? { ids: [], amountsSat: [] }
    inFees.set(fee, parts)
    parts.ids.push(from)
    parts.amountsSat.push(amountSat)
  }
  const hopsOf = (output: Output): number => hops[slots.get(output)] ?? 0
  const { edges } = paths
  const edgeAt = (edge: number): UtxoEdge => ({
    from: froms[edge] as number,
    to: tos[edge] as number,
    amountSat: Number(edges.originAt(edge)),
    hops: edges.hopsAt(edge),
    via: edges.viaAt(edge),
  })
  return {
    start(output) {
      paths.start(slot(output))
      hops[slot(output)] = 0
    },
    addTx(from, to, mined) {
      pairParts(stolenOf(from, inFees), stolenOf(to), (source, target, amountSat) => {
        if (target === minedId) mined(source, amountSat)
        else if (target >= fees) addToFee(target, source, amountSat)
        else addEdge(source, target, amountSat)
      })
    },
    listStolen: (side) => stolenOf(side, inFees),
    dropFee: (fee) => void inFees.delete(fee),
    hopsOf,
    countEdges: () => edges.count,
    edgeAt,
    result() {
      const { strongestOf } = paths.result(slots.get)
      return { edges: Array.from({ length: edges.count }, (_, edge) => edgeAt(edge)), hopsOf, strongestOf }
    },
  }
}

/** The parts of a side that have stolen satoshi; a fee as the outputs that paid it. */
function stolenOf({ count, id, taintSat }: Side, inFees?: ReadonlyMap<Output, Amounts>): Amounts {
  const ids: Output[] = []
  const amountsSat: number[] = []
  for (let part = 0; part < count; part++) {
    const amountSat = taintSat[part] as number
    if (amountSat === 0) continue
    const payers = inFees?.get(id[part] as number)
    payers?.ids.forEach((payer, i) => {
      ids.push(payer)
      amountsSat.push(payers.amountsSat[i] as number)
    })
    if (payers !== undefined) continue
    ids.push(id[part] as number)
    amountsSat.push(amountSat)
  }
  return { ids, amountsSat }
}

/** Amounts in satoshi. */
export function createSatAmounts(): EdgeAmounts<number> {
  const origins: number[] = []
  const widths: number[] = []
  return {
    push(origin, via) {
      origins.push(origin)
      widths.push(via < 0 ? origin : Math.min(widths[via] as number, origin))
    },
    isWider: (edge, other) => (widths[edge] as number) > (widths[other] as number),
    originAt: (edge) => BigInt(origins[edge] as number),
  }
}
