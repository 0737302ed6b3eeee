import { createAmounts, fromLimbs, getAmount, setAmount } from './kernel/AmountColumn.ts'
import { roomFor } from './kernel/roomFor.ts'
import { createSlotTable } from './kernel/SlotTable.ts'

/** What a row moves of a category, and by which way. */
export interface SpreadEdge {
  readonly moved: bigint
  /** Fewest transfers from a source, this one included; 0 where what it moves is not followed. */
  readonly hops: number
  /** The thinnest transfer of the strongest way that ends with it; 0 where it is not followed. */
  readonly width: bigint
  /** The row before it on that way, or -1. */
  readonly via: number
}

export const NO_EDGE: SpreadEdge = { moved: 0n, hops: 0, width: 0n, via: -1 }

/** What rows move of a category: about 65 bytes for each that has ever moved any. */
export interface SpreadEdges {
  /** `NO_EDGE` where nothing moves. */
  find(row: number): SpreadEdge
  set(row: number, edge: SpreadEdge): void
}

/** Creates edges of which there is none yet. */
export function createSpreadEdges(): SpreadEdges {
  const slots = createSlotTable()
  let moved = createAmounts(64)
  let widths = createAmounts(64)
  let hops = new Uint32Array(64)
  // Rows plus 1; 0 is none.
  let vias = new Uint32Array(64)
  const addSlot = (row: number): number => {
    const slot = slots.add(row)
    if (slot < hops.length) return slot
    hops = roomFor(hops, slot + 1)
    vias = roomFor(vias, slot + 1)
    moved = fromLimbs(roomFor(moved.limbs, 4 * hops.length), moved.high)
    widths = fromLimbs(roomFor(widths.limbs, 4 * hops.length), widths.high)
    return slot
  }
  return {
    find(row) {
      const slot = slots.find(row)
      if (slot < 0) return NO_EDGE
      const via = (vias[slot] as number) - 1
      return { moved: getAmount(moved, slot), hops: hops[slot] as number, width: getAmount(widths, slot), via }
    },
    set(row, edge) {
      const known = slots.find(row)
      const slot = known < 0 ? addSlot(row) : known
      setAmount(moved, slot, edge.moved)
      setAmount(widths, slot, edge.width)
      hops[slot] = edge.hops
      vias[slot] = edge.via + 1
    },
  }
}
