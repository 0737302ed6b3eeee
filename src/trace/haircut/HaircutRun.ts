import { createRowSet, type RowSet } from '../kernel/RowSet.ts'
import { roomFor } from '../kernel/roomFor.ts'
import { createSlotTable, type SlotTable } from '../kernel/SlotTable.ts'
import { createTaint128, type Taint128 } from '../kernel/Taint128.ts'
import { createLimbAmounts, createPaths, type Paths } from '../paths.ts'
import { createSeeds, type Seeds } from '../Seeds.ts'
import type { Bounds, EndKind } from '../TaintFlow.ts'
import type { Holding } from '../TraceIndex.ts'
import { createEnds, type Ends } from './Ends.ts'
import type { HaircutIndex } from './HaircutIndex.ts'

/**
 * One theft on its way through an index under haircut, up to row `applied`.
 *
 * Taint stands in slots, one for each reached holding in the order in which it was reached.
 */
export interface HaircutRun {
  readonly index: HaircutIndex
  readonly bounds: Bounds
  readonly taint: Taint128
  readonly ends: Ends
  readonly paths: Paths<Uint32Array>
  readonly seeds: Seeds
  readonly slots: SlotTable
  /** By slot, one of `KIND`. */
  kinds: Uint8Array<ArrayBuffer>
  /** By slot: 1 where its taint is followed. */
  isOpen: Uint8Array<ArrayBuffer>
  /** By slot: 1 where it has paid stolen money on. */
  hasPaid: Uint8Array<ArrayBuffer>
  /** By slot, what stays at the depth bound as long as its holding pays nothing. */
  readonly deep: Map<number, bigint>
  /** Services and hubs that the theft passes in the transaction under way, which ends in `endRow`, and what they have. */
  readonly passage: { endRow: number; readonly balances: Map<Holding, bigint> }
  /** Rows from `applied` on in which the theft may move. */
  pending: RowSet
  /** Rows below have been applied. */
  applied: number
}

/** Services and hubs are not accounts of the theft: they have money only while a transaction lasts. */
export const KIND = { account: 1, service: 2, hub: 3 } as const
export type Kind = (typeof KIND)[keyof typeof KIND]

/**
 * Begins a run with all rows of the index still to come. `addOrigins` says where the money starts, `applyRows` follows it.
 *
 * @param taint - that of a run that is no longer needed, to be used again
 */
export function createHaircutRun(index: HaircutIndex, bounds: Bounds, taint?: Taint128): HaircutRun {
  taint?.state.fill(0)
  return {
    index,
    bounds,
    taint: taint ?? createTaint128(SLOTS),
    ends: createEnds(),
    paths: createPaths(createLimbAmounts()),
    seeds: createSeeds(index, []),
    slots: createSlotTable(),
    kinds: new Uint8Array(SLOTS),
    isOpen: new Uint8Array(SLOTS),
    hasPaid: new Uint8Array(SLOTS),
    deep: new Map(),
    passage: { endRow: -1, balances: new Map() },
    pending: createRowSet(index.count),
    applied: 0,
  }
}

/** Slots to begin with. */
const SLOTS = 64

/** The slot of a holding, a new one where it was not reached yet. */
export function reach(run: HaircutRun, holding: Holding): number {
  const known = run.slots.find(holding)
  if (known >= 0) return known
  const slot = run.slots.add(holding)
  if (slot >= run.kinds.length) {
    run.kinds = roomFor(run.kinds, slot + 1)
    run.isOpen = roomFor(run.isOpen, slot + 1)
    run.hasPaid = roomFor(run.hasPaid, slot + 1)
  }
  run.kinds[slot] = kindOf({ seeds: run.seeds.holdings, bounds: run.bounds }, holding)
  if (slot >= run.taint.slots) run.taint.grow(Math.ceil(1.5 * slot))
  return slot
}

/** What a holding is for a theft with these seeds. */
export function kindOf({ seeds, bounds }: KindQuestion, holding: Holding): Kind {
  if (seeds.has(holding)) return KIND.account
  if (bounds.services.has(holding)) return KIND.service
  return bounds.isHub(holding) ? KIND.hub : KIND.account
}

interface KindQuestion {
  readonly seeds: Pick<ReadonlySet<Holding>, 'has'>
  readonly bounds: Bounds
}

/** How money ends that a passage keeps. */
export function endAt({ kinds }: HaircutRun, slot: number): EndKind {
  return kinds[slot] === KIND.service ? 'service' : 'hub'
}
