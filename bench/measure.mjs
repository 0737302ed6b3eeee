// Figures of the bench: times, medians, memory.

/** Milliseconds that the work takes, and its result. */
export async function time(work) {
  const started = performance.now()
  const result = await work()
  return { ms: performance.now() - started, result }
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * Runs several works in turn, round after round, and returns the median of each.
 *
 * On a machine that others use too, only figures of the same minutes can be compared. A work returns its milliseconds.
 * The first round is not counted.
 */
export async function interleave(rounds, works) {
  const times = Object.fromEntries(Object.keys(works).map((name) => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const [name, work] of Object.entries(works)) {
      const ms = await work()
      if (round > 0) times[name].push(ms)
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]))
}

/** The most memory that this process has had, in bytes. */
export function peakMemory() {
  return process.resourceUsage().maxRSS * 1024
}

/** Bytes of all typed arrays that hang on a value, each memory once. */
export function bytesOf(value, seen = new Set()) {
  if (typeof value !== 'object' || value === null || seen.has(value)) return 0
  seen.add(value)
  if (ArrayBuffer.isView(value)) return bytesOf(value.buffer, seen)
  if (value instanceof ArrayBuffer) return value.byteLength
  return Object.values(value).reduce((sum, part) => sum + bytesOf(part, seen), 0)
}
