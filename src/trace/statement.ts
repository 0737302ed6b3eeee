import type { LabelBook, LabelCategory } from '../intel/index.ts'
import { compareAmounts, compareText } from './compare.ts'
import type { EndKind } from './TaintFlow.ts'
import type { Destination, Limit, LimitKind, LineKind, StatementLine } from './TraceReport.ts'
import type { DirectedOptions, Direction } from './traceTheft.ts'

const ORDER: readonly LineKind[] = [
  'cashed-out',
  'mixer',
  'bridge',
  'defi',
  'held',
  'frozen',
  'fees-and-burned',
  'limit',
]

type Line = { readonly kind: LineKind; readonly limit: LimitKind | undefined }

/** The line of the statement to which money belongs that ended in this way, at an account so labelled. */
export function lineOf(end: EndKind, label: LabelBook.ResolvedLabel | undefined, direction: Direction): Line {
  if (end === 'held') return { kind: direction === 'forward' ? 'held' : 'opening', limit: undefined }
  if (end !== 'service') return { kind: 'limit', limit: end }
  return { kind: serviceLine(label?.category, direction), limit: undefined }
}

const LINES: Readonly<Partial<Record<LabelCategory, LineKind>>> = {
  mixer: 'mixer',
  bridge: 'bridge',
  dex: 'defi',
  lending: 'defi',
  defi: 'defi',
}

function serviceLine(category: LabelCategory | undefined, direction: Direction): LineKind {
  const line = category === undefined ? undefined : LINES[category]
  return line ?? (direction === 'forward' ? 'cashed-out' : 'paid-out')
}

/** Adds destinations up: one line for each service, one for what is held, one for each limit; largest first in its kind. */
export function createStatement(destinations: readonly Destination[]): StatementLine[] {
  const lines = new Map<string, StatementLine>()
  for (const destination of destinations) {
    const { kind, service, limit, amount } = destination
    const category = destination.service === undefined ? undefined : destination.category
    const key = [kind, service, limit].join('\0')
    const line = lines.get(key) ?? { kind, service, category, limit, accounts: 0, amount: 0n }
    lines.set(key, { ...line, accounts: line.accounts + 1, amount: line.amount + amount })
  }
  return [...lines.values()].sort(
    (a, b) =>
      ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
      compareAmounts(b.amount, a.amount) ||
      compareText(a.service ?? a.limit ?? '', b.service ?? b.limit ?? ''),
  )
}

type Bounds = Pick<DirectedOptions, 'counterpartiesMax' | 'dust' | 'hopsMax' | 'untilSec'>

/** Where each bound has stopped the following, and what was left there. */
export function limitsOf(options: Bounds, destinations: readonly Destination[]): Limit[] {
  const bounds: readonly (readonly [LimitKind, string | undefined])[] = [
    ['hub', String(options.counterpartiesMax)],
    ['dust', options.dust],
    ['depth', options.hopsMax?.toString()],
    ['time', options.untilSec?.toString()],
  ]
  return bounds.map(([kind, bound]) => {
    const stopped = destinations.filter(({ limit }) => limit === kind)
    const accounts = stopped.map(({ account }) => account).sort(compareText)
    return { kind, bound, accounts, amount: stopped.reduce((sum, { amount }) => sum + amount, 0n) }
  })
}
