import { Amount, EvmAddress } from '../../chain/index.ts'
import type { Destination, MixStop, StatementLine, TraceReport } from '../../trace/index.ts'
import type { Terminal } from '../Terminal.ts'
import { cleanCell, formatTable } from '../table.ts'
import { depositLines, reconciledLines } from './extras.ts'
import { untracedNote } from './untracedNote.ts'

const DESTINATIONS_SHOWN = 20

const LINE_NAMES = {
  'cashed-out': 'cashed out',
  mixer: 'in mixer',
  bridge: 'bridged, not followed',
  defi: 'in DeFi, not followed',
  held: 'held',
  'paid-out': 'paid out by',
  opening: 'had before the ledger begins',
  mined: 'newly mined',
  frozen: 'frozen',
  'fees-and-burned': 'fees and burned',
  limit: 'stopped at limit',
} as const

/** A report for people: the statement, then where it went, then what to know about it. */
export function toText(report: TraceReport, terminal: Terminal): string {
  const title = `${terminal.paint('bold', cleanCell(report.theft))} · ${report.chain} · ${unitOf(report)} · ${report.rule.name}`
  const parts = [
    title,
    '',
    ...statementLines(report, terminal),
    '',
    ...destinationLines(report),
    '',
    ...mixLines(report),
    ...depositLines(report),
    ...reconciledLines(report),
    ...noteLines(report),
  ]
  return `${parts.join('\n')}\n`
}

/** What a report adds up: what was stolen, or, backwards, what the seeds had. */
export function totalName({ direction }: TraceReport): string {
  return direction === 'forward' ? 'stolen' : 'had in all'
}

/** Title of the amounts of that total that ended at an account or went with a transfer. */
export function partName({ direction }: TraceReport): string {
  return direction === 'forward' ? 'stolen part' : 'part of it'
}

/** Title of what an account moved in all: received, or, backwards, paid. */
export function inflowName({ direction }: TraceReport): string {
  return direction === 'forward' ? 'of all it received' : 'of all it paid'
}

/** The unit in which amounts are shown. */
export function unitOf({ asset }: TraceReport): string {
  return asset.decimals === undefined ? `${cleanCell(asset.name)} base units` : cleanCell(asset.name)
}

/** An amount for people: display units, grouped, at most six decimals; all of them where there are no more than eight. */
export function amountText({ asset }: TraceReport, amount: bigint): string {
  return Amount.formatGrouped(amount, asset.decimals ?? 0, decimalsShown(asset.decimals ?? 0))
}

function decimalsShown(decimals: number): number {
  return decimals <= 8 ? decimals : 6
}

/** A share in per cent, floored to two decimals. */
export function shareText(part: bigint, whole: bigint): string {
  if (whole === 0n) return ''
  return `${Amount.format((part * 10_000n) / whole, 2)} %`
}

/** Name of a statement line, e.g. `cashed out: HTX (exchange)`. */
export function nameOfLine({ kind, service, category, limit }: StatementLine): string {
  const what = limit === undefined ? LINE_NAMES[kind] : `${LINE_NAMES[kind]}: ${limit}`
  const who =
    service === undefined
      ? ''
      : `${kind === 'paid-out' ? '' : ':'} ${cleanCell(service)}${category === undefined ? '' : ` (${category})`}`
  return what + who
}

function statementLines(report: TraceReport, terminal: Terminal): string[] {
  const total = report.stolen.amount
  const row = (line: StatementLine): string[] => [
    `  = ${nameOfLine(line)}`,
    amountText(report, line.amount),
    shareText(line.amount, total),
    String(line.accounts),
  ]
  const columns = [
    { title: 'STATEMENT', align: 'left' as const },
    { title: unitOf(report), align: 'right' as const },
    { title: 'share', align: 'right' as const },
    { title: 'accounts', align: 'right' as const },
  ]
  const rows = [
    [totalName(report), amountText(report, total), shareText(total, total), String(report.seeds.length)],
    ...report.statement.map(row),
  ]
  const [head, ...lines] = formatTable(columns, rows)
  const verdict = report.isBalanced
    ? terminal.paint('green', 'balances to the unit')
    : terminal.paint('yellow', 'poison is a reach, not an amount: these lines do not add up')
  return [head ?? '', ...lines, verdict]
}

function destinationLines(report: TraceReport): string[] {
  const hasOutputs = isUtxo(report)
  const columns = [
    { title: 'DESTINATIONS', align: 'left' as const },
    { title: 'what', align: 'left' as const },
    { title: partName(report), align: 'right' as const },
    { title: inflowName(report), align: 'right' as const },
    { title: 'hops', align: 'right' as const },
    ...(hasOutputs ? [{ title: 'output', align: 'left' as const }] : []),
    { title: 'label', align: 'left' as const },
  ]
  const row = (destination: Destination): string[] => [
    addressText(destination.account),
    destination.service ?? destination.limit ?? LINE_NAMES[destination.kind],
    amountText(report, destination.amount),
    amountText(report, destination.inflow),
    String(destination.hops),
    ...(hasOutputs ? [outputsText(destination)] : []),
    destination.label === undefined ? '' : cleanCell(`${destination.label.name} (${destination.label.source})`, 60),
  ]
  const shown = report.destinations.slice(0, DESTINATIONS_SHOWN)
  const rest = report.destinations.slice(DESTINATIONS_SHOWN)
  const restAmount = rest.reduce((sum, { amount }) => sum + amount, 0n)
  const more = rest.length === 0 ? [] : [`and ${rest.length} more with ${amountText(report, restAmount)}`]
  return [...formatTable(columns, shown.map(row)), ...more]
}

/** The CoinJoins where money ended, and where their outputs went if that was asked. */
export function mixLines(report: TraceReport): string[] {
  const { mixes = [] } = report
  if (mixes.length === 0) return []
  const columns = [
    { title: 'IN COINJOINS', align: 'left' as const },
    { title: 'kind', align: 'left' as const },
    { title: partName(report), align: 'right' as const },
    { title: 'found by its rule (published data)', align: 'left' as const },
  ]
  const rows = mixes.map((mix) => [mix.tx, mix.name, amountText(report, mix.amount), accuracyText(mix)])
  return [...formatTable(columns, rows), '', ...mixes.flatMap((mix) => candidateLines(mix))]
}

function accuracyText({ rule, accuracy }: MixStop): string {
  if (accuracy === undefined) return `${rule}: the ledger lacks what would tell`
  const { recall, precision } = accuracy
  return `${rule}: right in ${precision.hits} of ${precision.n}, finds ${recall.hits} of ${recall.n}`
}

const ENDS_SHOWN = 10

function candidateLines({ tx, candidates }: MixStop): string[] {
  if (candidates === undefined) return []
  const columns = [
    { title: `CANDIDATES of ${tx.slice(0, 12)}…, no proof`, align: 'left' as const },
    { title: 'what', align: 'left' as const },
    { title: `of ${candidates.outputs}`, align: 'right' as const },
  ]
  const rows = candidates.ends
    .slice(0, ENDS_SHOWN)
    .map(({ account, kind, service, candidates: count }) => [
      addressText(account),
      service ?? LINE_NAMES[kind],
      String(count),
    ])
  const more = candidates.ends.length - ENDS_SHOWN
  return [...formatTable(columns, rows), ...(more > 0 ? [`and ${more} more`] : []), '']
}

/** Whether a report is of a chain whose money stands in outputs. */
export function isUtxo({ destinations }: TraceReport): boolean {
  return destinations.some(({ outputs }) => outputs !== undefined)
}

/** The one output of a destination, shortened, or how many there are. */
function outputsText({ outputs = [] }: Destination): string {
  const [first] = outputs
  if (first === undefined) return ''
  return outputs.length === 1 ? first.outpoint.replace(/^(.{8}).*:/, '$1…:') : `${outputs.length} outputs`
}

const NAME_LENGTH_MAX = 64

/** An account's name; a script that is no address can be long and is shortened here, not in the JSON. */
function addressText(address: string): string {
  if (/^0x[0-9a-f]{40}$/.test(address)) return EvmAddress.display(EvmAddress.parse(address))
  return address.length > NAME_LENGTH_MAX ? `${address.slice(0, 24)}…${address.slice(-8)}` : address
}

/** What to know about a statement: what was assumed, cut and set aside. */
export function noteLines(report: TraceReport): string[] {
  const { ledger, stolen } = report
  const n = (count: number): string => count.toLocaleString('en-US')
  return [
    `${n(report.reached)} accounts reached over ${n(report.edges.length)} transfers; rounding: ${report.rule.rounding}`,
    ...missingNotes(report),
    stolen.opening > 0n ? openingNote(report) : '',
    ...completionNotes(report),
    ledger.untraced === undefined ? '' : untracedNote(ledger.untraced),
    ledger.copied > 0 ? `${n(ledger.copied)} rows of the imported files are copies and counted once` : '',
    ledger.inexact > 0
      ? `${n(ledger.inexact)} transfers of this asset had amounts in floating point (--inexact): digits were lost before the import`
      : '',
    ledger.rejected > 0
      ? `${n(ledger.rejected)} rows of the imported files were rejected, with ${amountText(report, ledger.amountRejected)} as far as their amounts can be read`
      : '',
  ].filter((line) => line !== '')
}

function missingNotes({ seeds, seedsNotFound }: TraceReport): string[] {
  if (seedsNotFound.length === 0) return []
  const shown = seedsNotFound.slice(0, 5).map((seed) => `  ${addressText(seed)}`)
  return [
    `${seedsNotFound.length} of ${seeds.length} seeds do not occur in the ledger; nothing is said of them`,
    ...shown,
  ]
}

function openingNote(report: TraceReport): string {
  const amount = amountText(report, report.stolen.opening)
  return report.direction === 'forward'
    ? `the seeds open with ${amount} that the ledger shows no receipt of: counted as stolen`
    : `the seeds have ${amount} at the end of the ledger`
}

/** Backward, openings are lines of the statement; forward they are assumptions that a reader must know of. */
function completionNotes(report: TraceReport): string[] {
  const others = report.completed.filter(({ isSeed }) => !isSeed)
  if (others.length === 0 || report.direction === 'backward') return []
  const sum = others.reduce((total, { amount }) => total + amount, 0n)
  if (isUtxo(report)) {
    return [
      `${others.length} transactions spend outputs that the ledger does not have, ${amountText(report, sum)} at the least: counted as clean (--json lists them)`,
    ]
  }
  const more = `${others.length} accounts pay ${amountText(report, sum)} more than the ledger shows them receive`
  return [
    `${more}: counted as clean and oldest`,
    ...others.slice(0, 5).map(({ account, amount }) => `  ${addressText(account)}  ${amountText(report, amount)}`),
    others.length > 5 ? `  and ${others.length - 5} more (--json lists them)` : '',
  ]
}
