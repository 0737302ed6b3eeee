import { setTimeout } from 'node:timers/promises'
import type { Client } from '../net/index.ts'
import type { WorkState } from '../state/index.ts'
import { countUndelivered, type Delivery, deliverWebhooks, listDeliveries, type Subscriber } from '../watch/index.ts'
import type { DeliveryReport } from './Defence.ts'

/** Messages of a drill on their way to the firm's own receivers. */
export interface Deliveries {
  /** Waits a moment for what is under way, ends, and says what was taken. Asked again it says the same. */
  finish(): Promise<readonly DeliveryReport[]>
}

/** A receiver that is slower than that has not passed the drill. */
const PATIENCE_MS = 5_000
const LOOK_MS = 20
const PAGE = 500

/** Delivers beside the drill until it is finished. */
export function startDeliveries(state: WorkState, receivers: readonly Subscriber[], client: Client): Deliveries {
  const end = new AbortController()
  const now = (): number => Math.floor(Date.now() / 1000)
  const delivering = deliverWebhooks(state, { client, now, signal: end.signal })
  let reports: Promise<DeliveryReport[]> | undefined
  const finish = async (): Promise<DeliveryReport[]> => {
    const isThrough = (): boolean => receivers.every((one) => countUndelivered(state, one) === 0)
    for (let waitedMs = 0; waitedMs < PATIENCE_MS && !isThrough(); waitedMs += LOOK_MS) await setTimeout(LOOK_MS)
    end.abort()
    await delivering
    return receivers.map((receiver) => describe(state, receiver))
  }
  return { finish: () => (reports ??= finish()) }
}

function describe(state: WorkState, receiver: Subscriber): DeliveryReport {
  const all = listAll(state, receiver)
  const delivered = new Set(all.filter(({ outcome }) => outcome === 'delivered').map(({ message }) => message)).size
  const dead = new Set(all.filter(({ outcome }) => outcome === 'dead').map(({ message }) => message)).size
  const missed = dead + countUndelivered(state, receiver)
  const reason = all.find(({ outcome }) => outcome !== 'delivered')?.reason ?? undefined
  return { url: receiver.url ?? '', delivered, missed, ...(missed === 0 ? {} : { reason }) }
}

/** Every try, the newest first. */
function listAll(state: WorkState, { id }: Subscriber): Delivery[] {
  const all: Delivery[] = []
  for (;;) {
    const page = listDeliveries(state, id, { before: all.at(-1)?.id, limit: PAGE })
    all.push(...page)
    if (page.length < PAGE) return all
  }
}
