import type { WorkState } from '../../state/index.ts'
import { findLastEventId } from '../../watch/index.ts'

/** Wakes those who wait for events of alerts, whoever wrote them: one look at the state serves all. */
export interface EventBell {
  /** Settled when there is an event behind one that was seen, when the time is over, or at the signal. */
  wait(after: number, ms: number, signal: AbortSignal): Promise<void>
}

interface Waiter {
  readonly after: number
  readonly until: number
  ring(): void
}

const LOOK_MS = 50

/** Makes one; while nobody waits, it does not look. */
export function createEventBell(state: WorkState): EventBell {
  const waiting = new Set<Waiter>()
  let timer: NodeJS.Timeout | undefined
  const look = (): void => {
    const [newest, now] = [findNewest(state), performance.now()]
    for (const { after, until, ring } of waiting) if (newest > after || now >= until) ring()
    if (waiting.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
  return {
    wait(after, ms, signal) {
      return new Promise((resolve) => {
        const ring = (): void => {
          waiting.delete(waiter)
          signal.removeEventListener('abort', ring)
          resolve()
        }
        const waiter = { after, until: performance.now() + ms, ring }
        waiting.add(waiter)
        signal.addEventListener('abort', ring)
        timer ??= setInterval(look, LOOK_MS).unref()
        if (signal.aborted) ring()
      })
    },
  }
}

/** A state that cannot be read wakes everybody: they look themselves, and say what is wrong. */
function findNewest(state: WorkState): number {
  try {
    return findLastEventId(state)
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
