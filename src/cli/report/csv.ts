import type { TraceReport } from '../../trace/index.ts'

/** The tables of a report that can be had as CSV. */
export const CSV_TABLES = ['statement', 'destinations', 'edges', 'outputs'] as const

export type CsvTable = (typeof CSV_TABLES)[number]

export type Cell = string | number | bigint | undefined

/** One table of a report as CSV (RFC 4180, LF), amounts in base units. */
export function toCsv(report: TraceReport, table: CsvTable): string {
  const [header, rows] = TABLES[table](report)
  return formatCsv(header, rows)
}

/** Rows below their header as CSV (RFC 4180, LF). */
export function formatCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cellText).join(',')}\n`).join('')
}

const TABLES: Readonly<Record<CsvTable, (report: TraceReport) => readonly [readonly string[], readonly Cell[][]]>> = {
  statement: ({ statement }) => [
    ['kind', 'service', 'category', 'limit', 'accounts', 'amount'],
    statement.map(({ kind, service, category, limit, accounts, amount }) => [
      kind,
      service,
      category,
      limit,
      accounts,
      amount,
    ]),
  ],
  destinations: ({ destinations }) => [
    ['account', 'kind', 'limit', 'service', 'category', 'label', 'label_source', 'amount', 'hops', 'inflow'],
    destinations.map(({ account, kind, limit, service, category, label, amount, hops, inflow }) => [
      account,
      kind,
      limit,
      service,
      category,
      label?.name,
      label?.source,
      amount,
      hops,
      inflow,
    ]),
  ],
  edges: ({ edges }) => [
    ['tx', 'block', 'time_sec', 'from', 'to', 'asset', 'amount', 'value', 'hops', ...outpointTitles(edges)],
    edges.map((edge) => [
      edge.tx,
      edge.block,
      edge.timeSec,
      edge.from,
      edge.to,
      edge.asset,
      edge.amount,
      edge.value,
      edge.hops,
      ...(outpointTitles(edges).length > 0 ? [edge.spends, edge.outpoint] : []),
    ]),
  ],
  outputs: ({ destinations }) => [
    ['outpoint', 'account', 'kind', 'limit', 'service', 'amount', 'value'],
    destinations.flatMap(({ account, kind, limit, service, outputs = [] }) =>
      outputs.map(({ outpoint, amount, value }) => [outpoint, account, kind, limit, service, amount, value]),
    ),
  ],
}

/** Edges name outputs on UTXO chains only. */
function outpointTitles([first]: TraceReport['edges']): string[] {
  return first?.spends === undefined && first?.outpoint === undefined ? [] : ['spends', 'outpoint']
}

/** Labels are strangers' text: what a spreadsheet would take for a formula gets an apostrophe before it. */
function cellText(cell: Cell): string {
  const text = String(cell ?? '')
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
