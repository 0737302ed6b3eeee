/** A time in which events come faster than the whole would lead one to expect. Whole seconds UTC, both included. */
export interface Burst {
  readonly fromSec: number
  readonly toSec: number
  readonly events: number
  /** 1 and up: at each level events come twice as fast as at the one below; level 0 is the mean of the whole. */
  readonly level: number
}

/** How much faster each level is, and what it costs to go up by one: the values of the paper. */
const SCALING = 2
const GAMMA = 1
const LEVELS_MAX = 16

/**
 * Finds bursts in events: Kleinberg's automaton, whose states expect gaps ever shorter and which pays for going up a level. Bursts
 * of higher levels lie inside of those of lower ones.
 *
 * @param timesSec - Ascending; events of one second have gaps of a second shared between them.
 * @returns by level, then by time; none where there are fewer than three events
 * @source J. Kleinberg, "Bursty and Hierarchical Structure in Streams", KDD 2002, with s = 2 and gamma = 1
 */
export function findBursts(timesSec: readonly number[]): Burst[] {
  const gaps = gapsOf(timesSec)
  if (gaps.length < 2) return []
  const states = findStates(gaps)
  const top = Math.max(...states)
  return Array.from({ length: top }, (_, i) => i + 1).flatMap((level) => runsAt(level, states, timesSec))
}

/** Seconds between events. None is 0: what happens in one second is spread over it. */
function gapsOf(timesSec: readonly number[]): number[] {
  const counts = new Map<number, number>()
  for (const time of timesSec) counts.set(time, (counts.get(time) ?? 0) + 1)
  return timesSec.slice(1).map((time, i) => {
    const gap = time - (timesSec[i] as number)
    return gap > 0 ? gap : 1 / (counts.get(time) as number)
  })
}

/** The state of each gap on the cheapest way through all of them. */
function findStates(gaps: readonly number[]): number[] {
  const total = gaps.reduce((sum, gap) => sum + gap, 0)
  const rate = gaps.length / total
  const smallest = gaps.reduce((least, gap) => Math.min(least, gap), total)
  const levels = Math.min(LEVELS_MAX, Math.max(2, Math.ceil(1 + Math.log2(total) + Math.log2(1 / smallest))))
  const rise = GAMMA * Math.log(gaps.length)
  const rates = Array.from({ length: levels }, (_, level) => rate * SCALING ** level)
  let costs = rates.map((_, level) => (level === 0 ? 0 : Number.POSITIVE_INFINITY))
  const backs: Uint8Array[] = []
  for (const gap of gaps) {
    const back = new Uint8Array(levels)
    costs = rates.map((each, level) => {
      const came = (from: number): number => (costs[from] as number) + Math.max(0, level - from) * rise
      let best = 0
      for (let from = 1; from < levels; from++) if (came(from) < came(best)) best = from
      back[level] = best
      return came(best) - Math.log(each) + each * gap
    })
    backs.push(back)
  }
  return readBack(backs, costs.indexOf(Math.min(...costs)))
}

function readBack(backs: readonly Uint8Array[], last: number): number[] {
  const states: number[] = []
  let state = last
  for (let i = backs.length - 1; i >= 0; i--) {
    states.push(state)
    state = backs[i]?.[state] ?? 0
  }
  return states.reverse()
}

/** Runs of gaps at a level or above; a run of n gaps holds n + 1 events. */
function runsAt(level: number, states: readonly number[], timesSec: readonly number[]): Burst[] {
  const bursts: Burst[] = []
  for (let start = 0; start < states.length; start++) {
    if ((states[start] as number) < level) continue
    let end = start
    while (end + 1 < states.length && (states[end + 1] as number) >= level) end++
    const [fromSec, toSec] = [timesSec[start] as number, timesSec[end + 1] as number]
    bursts.push({ fromSec, toSec, events: end - start + 2, level })
    start = end
  }
  return bursts
}
