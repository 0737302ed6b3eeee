import type { Chart, ChartSeries } from '../../picture/index.ts'
import type { Timeline } from '../../trace/index.ts'
import type { Terminal } from '../Terminal.ts'
import { type Column, formatTable } from '../table.ts'
import { timeText } from './coins.ts'

const BAR_LENGTH = 40
const SLOTS_SHOWN = 60
const BURSTS_SHOWN = 20
const PAUSES_SHOWN = 10
const DAY_SEC = 86_400
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** A timeline for people: bars, bursts, pauses, and a profile of hours and weekdays. */
export function toTimelineText(
  timeline: Timeline,
  { terminal, isCut }: { readonly terminal: Terminal; readonly isCut: boolean },
): string {
  const { address, transactions, untimed, firstSec, lastSec } = timeline
  const span =
    firstSec === undefined || lastSec === undefined
      ? 'no time is known'
      : `${timeText(firstSec)} to ${timeText(lastSec)} UTC`
  return `${[
    terminal.paint('bold', address),
    `${n(transactions)} transactions, ${span}`,
    ...(untimed > 0 ? [`of ${n(untimed)} transactions no source told the time: they are in nothing below`] : []),
    ...(isCut ? ['the history was cut at --hub-transfers: there is more'] : []),
    '',
    ...slotLines(timeline),
    ...burstLines(timeline),
    ...pauseLines(timeline),
    ...profileLines(timeline),
  ].join('\n')}\n`
}

function n(count: number): string {
  return count.toLocaleString('en-US')
}

/** The time of a slot, as far as its size needs it. */
function slotText({ slotSec }: Timeline, fromSec: number): string {
  return slotSec < DAY_SEC ? timeText(fromSec).slice(0, 13) : timeText(fromSec).slice(0, 10)
}

function slotName({ slotSec }: Timeline): string {
  return slotSec < DAY_SEC ? `${slotSec / 3600} h` : `${slotSec / DAY_SEC} d`
}

function slotLines(timeline: Timeline): string[] {
  const slots = timeline.slots.slice(-SLOTS_SHOWN)
  if (slots.length === 0) return []
  const top = Math.max(...slots.map(({ received, paid }) => received + paid))
  const columns = [
    { title: `ACTIVITY, each ${slotName(timeline)}`, align: 'left' as const },
    { title: 'in', align: 'right' as const },
    { title: 'out', align: 'right' as const },
    { title: '', align: 'left' as const },
  ]
  const rows = slots.map(({ fromSec, received, paid }) => [
    slotText(timeline, fromSec),
    n(received),
    n(paid),
    bar(received + paid, top),
  ])
  const hidden = timeline.slots.length - slots.length
  return [...formatTable(columns, rows), ...(hidden > 0 ? [`and ${n(hidden)} before (--json lists them)`] : []), '']
}

/** At least one mark for what is not nothing. */
function bar(count: number, top: number): string {
  return '#'.repeat(count === 0 ? 0 : Math.max(1, Math.round((count / top) * BAR_LENGTH)))
}

function burstLines({ bursts }: Timeline): string[] {
  if (bursts.length === 0) return ['no bursts', '']
  const columns = [
    { title: 'BURSTS, from', align: 'left' as const },
    { title: 'to', align: 'left' as const },
    { title: 'transactions', align: 'right' as const },
    { title: 'level', align: 'right' as const },
  ]
  const rows = bursts
    .slice(0, BURSTS_SHOWN)
    .map(({ fromSec, toSec, events, level }) => [timeText(fromSec), timeText(toSec), n(events), String(level)])
  const more = bursts.length - BURSTS_SHOWN
  const rest = more > 0 ? [`and ${n(more)} more (--json lists them)`] : []
  const rule =
    'rule: Kleinberg 2002, s = 2, gamma = 1; each level is twice as fast as the one below, level 0 is the mean'
  return [...formatTable(columns, rows), ...rest, rule, '']
}

function pauseLines({ pauses }: Timeline): string[] {
  if (pauses.length === 0) return []
  const columns = [
    { title: 'PAUSES, from', align: 'left' as const },
    { title: 'to', align: 'left' as const },
    { title: 'days', align: 'right' as const },
  ]
  const rows = pauses
    .slice(0, PAUSES_SHOWN)
    .map(({ fromSec, toSec }) => [timeText(fromSec), timeText(toSec), n(Math.floor((toSec - fromSec) / DAY_SEC))])
  return [...formatTable(columns, rows), '']
}

function profileLines({ profile }: Timeline): string[] {
  const { observations, hours, weekdays, quietest } = profile
  if (observations === 0) return ['it never paid: nothing is said of its hours']
  const bars = (counts: readonly number[], names: readonly string[]): string[][] =>
    counts.map((count, i) => [names[i] ?? '', n(count), bar(count, Math.max(...counts))])
  const columns = (title: string): Column[] => [
    { title, align: 'left' as const },
    { title: 'out', align: 'right' as const },
    { title: '', align: 'left' as const },
  ]
  const end = (quietest.fromHour + 7) % 24
  return [
    ...formatTable(
      columns('HOUR, UTC'),
      bars(
        hours,
        hours.map((_, hour) => hourText(hour)),
      ),
    ),
    '',
    ...formatTable(columns('WEEKDAY, UTC'), bars(weekdays, WEEKDAYS)),
    `${n(observations)} observations; fewest from ${hourText(quietest.fromHour)}:00 to ${hourText(end)}:59: ${n(quietest.observations)}`,
  ]
}

function hourText(hour: number): string {
  return String(hour).padStart(2, '0')
}

/** The same as charts. */
export function toTimelineCharts(timeline: Timeline): Chart[] {
  const { address, profile, bursts } = timeline
  const slots = timeline.slots.slice(-SLOTS_SHOWN)
  const inBurst = (fromSec: number): boolean =>
    bursts.some((burst) => burst.fromSec < fromSec + timeline.slotSec && burst.toSec >= fromSec)
  const totals = slots.map(({ received, paid }) => received + paid)
  const paid = (name: string, values: readonly number[]): ChartSeries => ({ name, values })
  const base = { unit: 'transactions', marks: [], notes: [] }
  const hourNote = `${profile.observations} transactions in which it paid; no proof of a place.`
  return [
    {
      ...base,
      title: `Activity of ${address}, each ${slotName(timeline)}, UTC`,
      description: 'Transactions in which the account received and in which it paid.',
      categories: slots.length === 0 ? ['no time known'] : slots.map(({ fromSec }) => slotText(timeline, fromSec)),
      bars: [
        paid('received', slots.length === 0 ? [0] : slots.map(({ received }) => received)),
        paid('paid', slots.length === 0 ? [0] : slots.map((slot) => slot.paid)),
      ],
      marks:
        slots.length === 0
          ? []
          : [{ name: 'burst', values: slots.map(({ fromSec }, i) => (inBurst(fromSec) ? totals[i] : undefined)) }],
      notes: ['Bursts: Kleinberg 2002, s = 2, gamma = 1.'],
    },
    {
      ...base,
      title: 'Hours, UTC',
      description: 'In which hours of the day the account paid.',
      categories: profile.hours.map((_, hour) => hourText(hour)),
      bars: [paid('paid', profile.hours)],
      notes: [hourNote],
    },
    {
      ...base,
      title: 'Weekdays, UTC',
      description: 'On which days of the week the account paid.',
      categories: WEEKDAYS,
      bars: [paid('paid', profile.weekdays)],
      notes: [hourNote],
    },
  ]
}
