import { addLimbs, LIMBS, readLimbs } from '../kernel/limbs.ts'
import { roomFor } from '../kernel/roomFor.ts'
import type { Ending, EndKind } from '../TaintFlow.ts'
import type { Holding } from '../TraceIndex.ts'

/** What ended, by kind and holding. All of it together stays below 2^128. */
export interface Ends {
  /** Adds an amount of four limbs. */
  add(kind: EndKind, holding: Holding, amount: Uint32Array): void
  list(): Ending[]
}

/** Nothing has ended yet. */
export function createEnds(): Ends {
  const placesOf = new Map<EndKind, Map<Holding, number>>()
  let amounts = new Uint32Array(LIMBS * 16)
  let size = 0
  return {
    add(kind, holding, amount) {
      let places = placesOf.get(kind)
      if (places === undefined) placesOf.set(kind, (places = new Map()))
      let place = places.get(holding)
      if (place === undefined) {
        places.set(holding, (place = size++))
        amounts = roomFor(amounts, LIMBS * size)
      }
      addLimbs(amounts, place, amount, 0)
    },
    list: () =>
      [...placesOf].flatMap(([kind, places]) =>
        [...places].map(([holding, place]) => ({ kind, holding, origin: readLimbs(amounts, place) })),
      ),
  }
}
