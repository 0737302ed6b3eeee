import { type Burst, findBursts } from './findBursts.ts'
import type { Move } from './listMoves.ts'

/** Some time in which so many transactions received or paid. One that did both counts in both. */
export interface Slot {
  readonly fromSec: number
  readonly received: number
  readonly paid: number
}

/** No transaction between two moments, whole seconds UTC. */
export interface Pause {
  readonly fromSec: number
  readonly toSec: number
}

/** In which hours and on which days of the week, UTC, an account itself pays; weeks begin on Monday. */
export interface Profile {
  /** Transactions in which it paid. */
  readonly observations: number
  readonly hours: readonly number[]
  readonly weekdays: readonly number[]
  /** The eight hours together with the fewest, by the hour in which they begin, and how many are in them. */
  readonly quietest: { readonly fromHour: number; readonly observations: number }
}

/** When an account was active. */
export interface Timeline {
  readonly address: string
  readonly transactions: number
  /** Of them those of which no source told the time: they are in nothing else here. */
  readonly untimed: number
  readonly firstSec: number | undefined
  readonly lastSec: number | undefined
  readonly slotSec: number
  readonly slots: readonly Slot[]
  readonly bursts: readonly Burst[]
  /** Longest first. */
  readonly pauses: readonly Pause[]
  readonly profile: Profile
}

const HOUR = 3600
const DAY = 24 * HOUR
/** So many bars can be told apart. */
const SLOTS_MAX = 60
const SLOT_SIZES = [HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY, 91 * DAY, 365 * DAY]

/** Times of one account, by transaction. */
interface TxTime {
  readonly timeSec: number
  readonly isReceipt: boolean
  readonly isPayment: boolean
}

/**
 * Says when an account was active: over time, in bursts, in pauses, and in which hours. What counts is transactions, not the
 * transfers in them. Nothing is concluded: a schedule of a program looks like an office, and hours are no proof of a place.
 *
 * @param moves - The transfers of the account, in ledger order.
 * @param pauseMinSec - Pauses at least so long are listed.
 */
export function createTimeline(address: string, moves: readonly Move[], pauseMinSec: number): Timeline {
  const { txs, untimed } = groupByTx(address, moves)
  const times = txs.map(({ timeSec }) => timeSec)
  const [firstSec, lastSec] = [times[0], times.at(-1)]
  const slotSec = chooseSlot(firstSec, lastSec)
  return {
    address,
    transactions: txs.length + untimed,
    untimed,
    firstSec,
    lastSec,
    slotSec,
    slots: fillSlots(txs, slotSec),
    bursts: findBursts(times),
    pauses: findPauses(times, pauseMinSec),
    profile: createProfile(txs.filter(({ isPayment }) => isPayment)),
  }
}

function groupByTx(address: string, moves: readonly Move[]): { txs: TxTime[]; untimed: number } {
  const txs = new Map<string, TxTime | undefined>()
  for (const { tx, timeSec, from, to } of moves) {
    const before = txs.get(tx)
    const isReceipt = to === address || before?.isReceipt === true
    const isPayment = from === address || before?.isPayment === true
    txs.set(tx, timeSec === undefined ? before : { timeSec, isReceipt, isPayment })
  }
  const timed = [...txs.values()].filter((tx) => tx !== undefined)
  return { txs: timed.sort((a, b) => a.timeSec - b.timeSec), untimed: txs.size - timed.length }
}

function chooseSlot(firstSec: number | undefined, lastSec: number | undefined): number {
  const count = (size: number): number => Math.floor((lastSec ?? 0) / size) - Math.floor((firstSec ?? 0) / size) + 1
  return SLOT_SIZES.find((size) => count(size) <= SLOTS_MAX) ?? (SLOT_SIZES.at(-1) as number)
}

/** Every slot from the first to the last, empty ones too. */
function fillSlots(txs: readonly TxTime[], slotSec: number): Slot[] {
  const [first, last] = [txs[0], txs.at(-1)]
  if (first === undefined || last === undefined) return []
  const placeOf = ({ timeSec }: TxTime): number => Math.floor(timeSec / slotSec)
  const start = placeOf(first)
  const slots = Array.from({ length: Math.min(placeOf(last) - start + 1, 10 * SLOTS_MAX) }, (_, i) => ({
    fromSec: (start + i) * slotSec,
    received: 0,
    paid: 0,
  }))
  for (const tx of txs) {
    const slot = slots[placeOf(tx) - start]
    if (slot === undefined) continue
    slot.received += tx.isReceipt ? 1 : 0
    slot.paid += tx.isPayment ? 1 : 0
  }
  return slots
}

function findPauses(times: readonly number[], pauseMinSec: number): Pause[] {
  const pauses = times.slice(1).map((toSec, i) => ({ fromSec: times[i] as number, toSec }))
  const lengthOf = ({ fromSec, toSec }: Pause): number => toSec - fromSec
  return pauses
    .filter((pause) => lengthOf(pause) >= pauseMinSec)
    .sort((a, b) => lengthOf(b) - lengthOf(a) || a.fromSec - b.fromSec)
}

const QUIET_HOURS = 8
/** 1 January 1970 was a Thursday, the fourth day from Monday. */
const FIRST_WEEKDAY = 3

function createProfile(txs: readonly TxTime[]): Profile {
  const [hours, weekdays] = [new Array<number>(24).fill(0), new Array<number>(7).fill(0)]
  for (const { timeSec } of txs) {
    count(hours, Math.floor(timeSec / HOUR) % 24)
    count(weekdays, (Math.floor(timeSec / DAY) + FIRST_WEEKDAY) % 7)
  }
  const inQuiet = (from: number): number =>
    Array.from({ length: QUIET_HOURS }, (_, i) => hours[(from + i) % 24] ?? 0).reduce((sum, n) => sum + n, 0)
  const sums = hours.map((_, hour) => inQuiet(hour))
  const fromHour = sums.indexOf(Math.min(...sums))
  return { observations: txs.length, hours, weekdays, quietest: { fromHour, observations: sums[fromHour] ?? 0 } }
}

function count(counts: number[], place: number): void {
  counts[place] = (counts[place] ?? 0) + 1
}
