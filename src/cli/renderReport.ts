import { Amount, EvmAddress } from '../chain/index.ts'
import type { Destination, StatementLine, TraceReport } from '../trace/index.ts'
import type { Terminal } from './Terminal.ts'
import { cleanCell, formatTable } from './table.ts'

const DESTINATIONS_SHOWN = 20

const LINE_NAMES = {
  'cashed-out': 'cashed out',
  mixer: 'in mixer',
  bridge: 'bridged, not followed',
  defi: 'in DeFi, not followed',
  held: 'held',
  frozen: 'frozen',
  'fees-and-burned': 'fees and burned',
  limit: 'stopped at limit',
} as const

/** A report for people: the statement, then where it went, then what to know about it. */
export function renderReport(report: TraceReport, terminal: Terminal): string {
  const title = `${terminal.paint('bold', cleanCell(report.theft))} · ${report.chain} · ${unitOf(report)} · ${report.rule.name}`
  const parts = [
    title,
    '',
    ...statementLines(report, terminal),
    '',
    ...destinationLines(report),
    '',
    ...noteLines(report),
  ]
  return `${parts.join('\n')}\n`
}

function unitOf({ asset }: TraceReport): string {
  return asset.decimals === undefined ? `${cleanCell(asset.name)} base units` : cleanCell(asset.name)
}

function amountText({ asset }: TraceReport, amount: bigint): string {
  return Amount.formatGrouped(amount, asset.decimals ?? 0, Math.min(asset.decimals ?? 0, 6))
}

function shareText(part: bigint, whole: bigint): string {
  if (whole === 0n) return ''
  return `${Amount.format((part * 10_000n) / whole, 2)} %`
}

function statementLines(report: TraceReport, terminal: Terminal): string[] {
  const total = report.stolen.amount
  const row = (line: StatementLine): string[] => [
    nameOfLine(line),
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
    ['stolen', amountText(report, total), shareText(total, total), String(report.seeds.length)],
    ...report.statement.map(row),
  ]
  const [head, ...lines] = formatTable(columns, rows)
  const verdict = report.isBalanced
    ? terminal.paint('green', 'balances to the unit')
    : terminal.paint('yellow', 'poison is a reach, not an amount: these lines do not add up')
  return [head ?? '', ...lines, verdict]
}

function nameOfLine({ kind, service, category, limit }: StatementLine): string {
  const what = limit === undefined ? LINE_NAMES[kind] : `${LINE_NAMES[kind]}: ${limit}`
  const who = service === undefined ? '' : `: ${cleanCell(service)}${category === undefined ? '' : ` (${category})`}`
  return `  = ${what}${who}`
}

function destinationLines(report: TraceReport): string[] {
  const columns = [
    { title: 'DESTINATIONS', align: 'left' as const },
    { title: 'what', align: 'left' as const },
    { title: 'stolen part', align: 'right' as const },
    { title: 'of all it received', align: 'right' as const },
    { title: 'hops', align: 'right' as const },
    { title: 'label', align: 'left' as const },
  ]
  const row = (destination: Destination): string[] => [
    addressText(destination.account),
    destination.service ?? destination.limit ?? LINE_NAMES[destination.kind],
    amountText(report, destination.amount),
    amountText(report, destination.inflow),
    String(destination.hops),
    destination.label === undefined ? '' : cleanCell(`${destination.label.name} (${destination.label.source})`, 60),
  ]
  const shown = report.destinations.slice(0, DESTINATIONS_SHOWN)
  const rest = report.destinations.slice(DESTINATIONS_SHOWN)
  const restAmount = rest.reduce((sum, { amount }) => sum + amount, 0n)
  const more = rest.length === 0 ? [] : [`and ${rest.length} more with ${amountText(report, restAmount)}`]
  return [...formatTable(columns, shown.map(row)), ...more]
}

function addressText(address: string): string {
  return /^0x[0-9a-f]{40}$/.test(address) ? EvmAddress.display(EvmAddress.parse(address)) : address
}

function noteLines(report: TraceReport): string[] {
  const { ledger, completed } = report
  const others = completed.filter(({ isSeed }) => !isSeed)
  const sum = others.reduce((total, { amount }) => total + amount, 0n)
  const opening = report.stolen.opening
  return [
    `${report.reached} accounts reached over ${report.edges.length} transfers; rounding: ${report.rule.rounding}`,
    opening > 0n
      ? `the seeds open with ${amountText(report, opening)} that the ledger shows no receipt of: counted as stolen`
      : '',
    others.length > 0
      ? `${others.length} accounts pay ${amountText(report, sum)} more than the ledger shows them receive: counted as clean and oldest`
      : '',
    ...others.slice(0, 5).map(({ account, amount }) => `  ${addressText(account)}  ${amountText(report, amount)}`),
    others.length > 5 ? `  and ${others.length - 5} more (--json lists them)` : '',
    ledger.copied > 0 ? `${ledger.copied} rows of the imported files are copies and counted once` : '',
    ledger.rejected > 0
      ? `${ledger.rejected} rows of the imported files were rejected, ${ledger.amountRejected} base units in them`
      : '',
  ].filter((line) => line !== '')
}
