/** A binary heap of numbers that gives the lowest first. */
export interface MinHeap {
  push(value: number): void
  /** Removes and returns the lowest, or undefined when empty. */
  pop(): number | undefined
}

/** Creates an empty heap. */
export function createMinHeap(): MinHeap {
  const values: number[] = []
  return {
    push(value) {
      let at = values.push(value) - 1
      while (at > 0) {
        const parent = (at - 1) >> 1
        if ((values[parent] as number) <= value) break
        values[at] = values[parent] as number
        at = parent
      }
      values[at] = value
    },
    pop() {
      const lowest = values[0]
      const last = values.pop()
      if (lowest === undefined || last === undefined || values.length === 0) return lowest
      sink(values, last)
      return lowest
    },
  }
}

/** Puts `value` into the empty root and lets it fall to its place. */
function sink(values: number[], value: number): void {
  let at = 0
  for (let child = 1; child < values.length; child = 2 * at + 1) {
    if (child + 1 < values.length && (values[child + 1] as number) < (values[child] as number)) child++
    if ((values[child] as number) >= value) break
    values[at] = values[child] as number
    at = child
  }
  values[at] = value
}
