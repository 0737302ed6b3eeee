import { drawFlow } from '../../picture/index.ts'
import type { Destination, Edge, TraceReport } from '../../trace/index.ts'
import { toFlow } from './flow.ts'
import { amountText, inflowName, nameOfLine, noteLines, partName, shareText, totalName, unitOf } from './text.ts'

const TRANSFERS_MAX = 5_000

/** How all pages look. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1b1b; --soft: #5c5c5c; --line: #d8d8d8; --paper: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --soft: #a8a8a8; --line: #3c3c3c; --paper: #161616 } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 2rem auto; max-width: 1600px; padding: 0 1rem }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 1rem 0 }
th, td { text-align: left; padding: .2rem .9rem .2rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
th { color: var(--soft); font-weight: 600 }
.n { text-align: right } code { font: 13px ui-monospace, monospace; overflow-wrap: anywhere }
.note { color: var(--soft) } .wide { overflow-x: auto } svg { max-width: 100%; height: auto }
`

/** One self-contained page: statement, picture, destinations, transfers. No script; nothing is loaded from anywhere. */
export function toHtml(report: TraceReport): string {
  const title = `${report.theft} · ${report.asset.name} · ${report.rule.name}`
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>`,
    `<h1>${escapeHtml(report.theft)}</h1>`,
    `<p class="note">${escapeHtml(`${report.chain} · ${report.asset.id} · rule ${report.rule.name}, version ${report.rule.version} · ${report.rule.rounding}`)}</p>`,
    statementTable(report),
    ...noteLines(report).map((line) => `<p class="note">${escapeHtml(line)}</p>`),
    `<h2>${report.direction === 'forward' ? 'Where it went' : 'Where it came from'}</h2><div class="wide">${drawFlow(toFlow(report))}</div>`,
    destinationTable(report),
    transferTable(report),
    '</main></body></html>\n',
  ].join('\n')
}

function statementTable(report: TraceReport): string {
  const total = report.stolen.amount
  const rows = report.statement.map((line) => [
    nameOfLine(line),
    right(amountText(report, line.amount)),
    right(shareText(line.amount, total)),
    right(String(line.accounts)),
  ])
  const first = [
    totalName(report),
    right(amountText(report, total)),
    right(shareText(total, total)),
    right(String(report.seeds.length)),
  ]
  const verdict = report.isBalanced
    ? 'It balances to the unit.'
    : 'Poison is a reach, not an amount: the lines do not add up.'
  const head = ['Statement', right(unitOf(report)), right('share'), right('accounts')]
  return `${table(head, [first, ...rows])}<p><strong>${verdict}</strong></p>`
}

function destinationTable(report: TraceReport): string {
  const row = ({ account, kind, limit, service, amount, inflow, hops, label }: Destination): Cell[] => [
    code(account),
    service ?? limit ?? kind,
    right(amountText(report, amount)),
    right(amountText(report, inflow)),
    right(String(hops)),
    label === undefined ? '' : `${label.name} (${label.source})`,
  ]
  const head = [
    'Account',
    'what',
    right(partName(report)),
    right(inflowName(report)),
    right('hops'),
    'label (who says so)',
  ]
  return `<h2>Destinations</h2><div class="wide">${table(head, report.destinations.map(row))}</div>`
}

function transferTable(report: TraceReport): string {
  const row = (edge: Edge): Cell[] => [
    right(String(edge.block)),
    edge.timeSec === undefined
      ? ''
      : new Date(edge.timeSec * 1000).toISOString().replace('T', ' ').replace('.000Z', ''),
    code(edge.tx),
    code(edge.from),
    code(edge.to),
    right(amountText(report, edge.amount)),
    right(amountText(report, edge.value)),
  ]
  const shown = report.edges.slice(0, TRANSFERS_MAX)
  const cut = report.edges.length - shown.length
  const more =
    cut === 0 ? '' : `<p class="note">The first ${TRANSFERS_MAX}; ${cut} more are in the JSON and the CSV.</p>`
  const head = [right('block'), 'time (UTC)', 'transaction', 'from', 'to', right(partName(report)), right('transfer')]
  return `<h2>Transfers that carried it</h2><div class="wide">${table(head, shown.map(row))}</div>${more}`
}

/** Text of a cell, or text with a class or an element of its own. */
type Cell = string | { readonly text: string; readonly as: 'number' | 'code' }

function right(text: string): Cell {
  return { text, as: 'number' }
}

function code(text: string): Cell {
  return { text, as: 'code' }
}

function table(head: readonly Cell[], rows: readonly (readonly Cell[])[]): string {
  const body = rows.map((row) => `<tr>${row.map((cell) => cellHtml('td', cell)).join('')}</tr>`)
  return `<table><thead><tr>${head.map((cell) => cellHtml('th', cell)).join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table>`
}

function cellHtml(tag: 'td' | 'th', cell: Cell): string {
  if (typeof cell === 'string') return `<${tag}>${escapeHtml(cell)}</${tag}>`
  if (cell.as === 'code') return `<${tag}><code>${escapeHtml(cell.text)}</code></${tag}>`
  return `<${tag} class="n">${escapeHtml(cell.text)}</${tag}>`
}

/** Text from outside, safe in HTML; characters that hide or turn text are shown as a blank. */
export function escapeHtml(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
  return plain.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
