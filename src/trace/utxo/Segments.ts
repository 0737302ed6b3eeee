import type { Output } from './UtxoIndex.ts'

/**
 * What mixed outputs are made of under FIFO and LIFO: runs of satoshi in their order, stolen ones as positive lengths, clean
 * ones as negative. Neighbours differ in sign. An output that is all clean or all stolen has none.
 */
export interface Segments {
  /** Keeps the runs `lengths[from]` up to `lengths[to]` of an output; those that it had are gone. */
  keep(output: Output, lengths: ArrayLike<number>, range: readonly [number, number]): void
  /** Calls for each run of an output that has any. */
  forEach(output: Output, use: (length: number) => void): void
  /** Forgets the runs of an output. */
  drop(output: Output): void
}

/** In the arena, a record is its output, the number of its runs, and the runs. */
const HEAD = 2

/** Creates an empty keeping of runs. What is dropped is used again. */
export function createSegments(): Segments {
  const recordOf = new Map<Output, number>()
  let arena = new Float64Array(1024)
  let end = 0
  return {
    keep(output, lengths, [from, to]) {
      const size = HEAD + to - from
      if (end + size > arena.length) ({ arena, end } = compact(arena, end, recordOf, size))
      recordOf.set(output, end)
      arena[end] = output
      arena[end + 1] = to - from
      for (let i = from; i < to; i++) arena[end + HEAD + i - from] = lengths[i] as number
      end += size
    },
    forEach(output, use) {
      const record = recordOf.get(output)
      if (record === undefined) return
      const last = record + HEAD + (arena[record + 1] as number)
      for (let i = record + HEAD; i < last; i++) use(arena[i] as number)
    },
    drop: (output) => void recordOf.delete(output),
  }
}

/** An arena with the records that are still in use, at most half full with the new one. */
function compact(
  arena: Float64Array,
  end: number,
  recordOf: Map<Output, number>,
  size: number,
): { arena: Float64Array<ArrayBuffer>; end: number } {
  let used = size
  for (let at = 0; at < end; at += HEAD + (arena[at + 1] as number)) {
    if (recordOf.get(arena[at] as number) === at) used += HEAD + (arena[at + 1] as number)
  }
  const next = new Float64Array(Math.max(2 * used, 1024))
  let to = 0
  for (let at = 0; at < end; ) {
    const length = HEAD + (arena[at + 1] as number)
    const output = arena[at] as number
    if (recordOf.get(output) === at) {
      next.set(arena.subarray(at, at + length), to)
      recordOf.set(output, to)
      to += length
    }
    at += length
  }
  return { arena: next, end: to }
}
