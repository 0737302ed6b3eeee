import type { LabelBook, LabelCategory } from '../intel/index.ts'
import type { EndKind } from './TaintFlow.ts'
import type { Destination, LimitKind, LineKind, StatementLine } from './TraceReport.ts'
import type { Direction } from './traceTheft.ts'

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
      (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0) ||
      ((a.service ?? a.limit ?? '') < (b.service ?? b.limit ?? '') ? -1 : 1),
  )
}
