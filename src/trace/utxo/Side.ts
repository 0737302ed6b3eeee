import type { Output } from './UtxoIndex.ts'

/** What a transaction spends, or what it makes: parts in their order, each with its value and the stolen satoshi in it. */
export interface Side {
  count: number
  /** An output, or one of the stand-ins of `Places`. */
  id: Uint32Array
  valueSat: Float64Array
  taintSat: Float64Array
  /** Sum of the values. */
  totalSat: number
  /** The place of the fee among what is made, -1 on the other side. It gets what the others leave. */
  rest: number
}

/** Creates an empty side that grows as needed. */
export function createSide(): Side {
  const room = 64
  return {
    count: 0,
    id: new Uint32Array(room),
    valueSat: new Float64Array(room),
    taintSat: new Float64Array(room),
    totalSat: 0,
    rest: -1,
  }
}

export function clear(side: Side): void {
  side.count = 0
  side.totalSat = 0
  side.rest = -1
}

/** Adds a part behind the others. */
export function addPart(side: Side, id: Output, valueSat: number): void {
  if (side.count === side.id.length) grow(side)
  side.id[side.count] = id
  side.valueSat[side.count] = valueSat
  side.taintSat[side.count++] = 0
  side.totalSat += valueSat
}

function grow(side: Side): void {
  const room = 2 * side.id.length
  const { id, valueSat, taintSat } = side
  side.id = new Uint32Array(room)
  side.valueSat = new Float64Array(room)
  side.taintSat = new Float64Array(room)
  side.id.set(id)
  side.valueSat.set(valueSat)
  side.taintSat.set(taintSat)
}

/** The stolen satoshi of a side. */
export function sumTaint({ count, taintSat }: Side): number {
  let sum = 0
  for (let part = 0; part < count; part++) sum += taintSat[part] as number
  return sum
}
