import { type Lot, originIn, type TaintState } from './TaintRule.ts'

/**
 * FIFO and LIFO: a holding is a row of lots, paid out from the oldest or from the newest.
 *
 * Lots keep their order on the way: what the payer would have paid first, the receiver pays first. A lot of which only a
 * part is paid is split; its origin units by floor, the remainder stays with the payer.
 *
 * @source Anderson, Shumailov, Ahmed: Making Bitcoin Legal, 2018 (FIFO, after Clayton's case, 1816)
 */
export function createLots(end: 'oldest' | 'newest'): TaintState {
  const queues = new Map<number, LotQueue>()
  const queueOf = (holding: number): LotQueue => queues.get(holding) as LotQueue
  return {
    needsReceipts: true,
    isOpen: (holding) => queues.has(holding),
    open(holding, balance) {
      queues.set(holding, { lots: balance === 0n ? [] : [{ amount: balance, origin: 0n }], head: 0, origin: 0n })
    },
    take(holding, { amount }) {
      const queue = queueOf(holding)
      const portion = end === 'oldest' ? takeOldest(queue, amount) : takeNewest(queue, amount).reverse()
      queue.origin -= originIn(portion)
      return portion
    },
    give(holding, portion) {
      const queue = queueOf(holding)
      for (const lot of portion) push(queue, lot)
      queue.origin += originIn(portion)
    },
    originOf: (holding) => queueOf(holding).origin,
    close(holding) {
      queues.delete(holding)
    },
  }
}

/** Lots from oldest to newest; those before `head` are spent. */
interface LotQueue {
  readonly lots: Lot[]
  head: number
  origin: bigint
}

/** Neighbours that are both clean, or both stolen to the unit, are one lot. */
function push(queue: LotQueue, lot: Lot): void {
  const last = queue.lots.length > queue.head ? queue.lots.at(-1) : undefined
  const isClean = lot.origin === 0n && last?.origin === 0n
  const isStolen = lot.origin === lot.amount && last?.origin === last?.amount
  if (last === undefined || !(isClean || isStolen)) queue.lots.push(lot)
  else queue.lots[queue.lots.length - 1] = { amount: last.amount + lot.amount, origin: last.origin + lot.origin }
}

function takeOldest(queue: LotQueue, amount: bigint): Lot[] {
  const taken: Lot[] = []
  for (let needed = amount; needed > 0n; ) {
    const lot = queue.lots[queue.head] as Lot
    const [part, rest] = split(lot, needed)
    taken.push(part)
    needed -= part.amount
    if (rest === undefined) queue.head++
    else queue.lots[queue.head] = rest
  }
  dropSpent(queue)
  return taken
}

function dropSpent(queue: LotQueue): void {
  if (queue.head < 64 || queue.head * 2 < queue.lots.length) return
  queue.lots.splice(0, queue.head)
  queue.head = 0
}

function takeNewest(queue: LotQueue, amount: bigint): Lot[] {
  const taken: Lot[] = []
  for (let needed = amount; needed > 0n; ) {
    const lot = queue.lots.pop() as Lot
    const [part, rest] = split(lot, needed)
    taken.push(part)
    needed -= part.amount
    if (rest !== undefined) queue.lots.push(rest)
  }
  return taken
}

function split(lot: Lot, needed: bigint): readonly [Lot, Lot | undefined] {
  if (lot.amount <= needed) return [lot, undefined]
  const origin = (lot.origin * needed) / lot.amount
  return [
    { amount: needed, origin },
    { amount: lot.amount - needed, origin: lot.origin - origin },
  ]
}
