import { setTimeout } from 'node:timers/promises'
import { Outbox, type WorkState } from '../../state/index.ts'
import { catchUp } from './catchUp.ts'
import { type DeliveryTools, deliverOne, leaseSecOf } from './deliverOne.ts'
import { type Subscriber, topicsOf } from './Subscriber.ts'
import { listSubscribers } from './subscribers.ts'

/** How many deliveries ended in which way. */
export interface DeliveryCounts {
  readonly delivered: number
  readonly failed: number
  readonly dead: number
}

/** Deliveries to one receiver at a time, each of another theft. */
const AT_ONCE = 4
const POLL_MS = 50

/**
 * Delivers all that is due, to every subscriber beside the others, and returns when nothing is.
 *
 * At least once: a message comes again, with its id, after whoever delivered it has died. Messages about one theft arrive
 * in order.
 */
export async function deliverDue(state: WorkState, tools: DeliveryTools): Promise<DeliveryCounts> {
  const counts = { delivered: 0, failed: 0, dead: 0 }
  const workers = listReady(state, tools).flatMap(({ id }) =>
    Array.from({ length: AT_ONCE }, async () => {
      for await (const outcome of deliverTo(state, id, tools)) counts[outcome]++
    }),
  )
  await Promise.all(workers)
  return counts
}

/**
 * Delivers until the signal, as messages come. A receiver that is slow or down keeps nobody else waiting.
 *
 * @throws StateError when the state cannot be read or written
 */
export async function deliverWebhooks(
  state: WorkState,
  tools: DeliveryTools & { readonly signal: AbortSignal; readonly pollMs?: number },
): Promise<void> {
  const busy = new Map<Promise<void>, string>()
  const failures: unknown[] = []
  while (!tools.signal.aborted && failures.length === 0) {
    for (const { id } of listReady(state, tools)) {
      if ([...busy.values()].filter((other) => other === id).length >= AT_ONCE) continue
      const work = deliverAll(state, id, tools).catch((error: unknown) => void failures.push(error))
      busy.set(work, id)
      void work.then(() => busy.delete(work))
    }
    await setTimeout(tools.pollMs ?? POLL_MS, undefined, { signal: tools.signal }).catch(() => undefined)
  }
  await Promise.all(busy.keys())
  if (failures.length > 0) throw failures[0]
}

/** Messages that wait for a subscriber, under way ones too. */
export function countUndelivered(state: WorkState, subscriber: Pick<Subscriber, 'id'>): number {
  return Outbox.countWaiting(state, topicsOf(subscriber), Number.MAX_SAFE_INTEGER)
}

// One that has ended too, while something waits for it: that is given up.
function listReady(state: WorkState, { hook }: DeliveryTools): Subscriber[] {
  const ready = listSubscribers(state).filter(({ kind }) => kind === 'webhook' || hook !== undefined)
  return ready.filter((one) => one.isBehind || Outbox.countWaiting(state, topicsOf(one), 1) > 0)
}

async function deliverAll(state: WorkState, id: string, tools: DeliveryTools): Promise<void> {
  for await (const _ of deliverTo(state, id, tools));
}

/** Delivers to a subscriber until nothing is due; any number may do so at once, each in another line. */
async function* deliverTo(state: WorkState, id: string, tools: DeliveryTools): AsyncGenerator<keyof DeliveryCounts> {
  while (tools.signal?.aborted !== true) {
    const options = { limit: 1, now: tools.now(), leaseSec: leaseSecOf(tools), prefix: topicsOf({ id }) }
    const [message] = Outbox.claim(state, options)
    if (message !== undefined) yield await deliverOne(state, message, tools)
    else if (!catchUp(state, id, tools.now())) return
  }
}
