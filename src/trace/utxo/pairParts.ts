/** Ids and amounts that belong together, in order. */
export interface Amounts {
  readonly ids: readonly number[]
  readonly amountsSat: readonly number[]
}

/**
 * Says which stolen satoshi that come in are which that go out: the first are the first.
 *
 * Under FIFO and LIFO that is what happens, and their order is kept; under the other rules any pairing is as true, and
 * this one needs the fewest pairs: fewer than the parts of both sides together. Where more goes out than came in, as poison
 * has it, the last one that comes in gives it.
 */
export function pairParts(
  from: Amounts,
  to: Amounts,
  use: (from: number, to: number, amountSat: number) => void,
): void {
  let source = 0
  let left = from.amountsSat[0] ?? 0
  for (let sink = 0; sink < to.ids.length; sink++) {
    let needed = to.amountsSat[sink] as number
    while (needed > 0) {
      if (left === 0 && source + 1 < from.ids.length) left = from.amountsSat[++source] as number
      const amountSat = source + 1 < from.ids.length ? Math.min(left, needed) : needed
      use(from.ids[source] as number, to.ids[sink] as number, amountSat)
      left = Math.max(0, left - amountSat)
      needed -= amountSat
    }
  }
}
