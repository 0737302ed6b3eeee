// The bench's figures beside their targets, which were set before there was anything to measure.

const MEGA = 2 ** 20

/** The lines of the table: what, target (at most or at least), figure, unit. A line without a target is only told. */
function linesOf(transfers, { csv, parquet, first, follow, haircut, poison }) {
  const perRow = (ms, rows) => (1e6 * ms) / rows
  const bytesPer = (bytes) => bytes / transfers
  return [
    { what: 'import of Parquet', figure: transfers / parquet.seconds, unit: 'rows/s', min: 300_000 },
    { what: 'import of Parquet, peak memory', figure: parquet.peakBytes / MEGA, unit: 'MiB', max: 1_430 },
    { what: 'import of CSV', figure: transfers / csv.seconds, unit: 'rows/s', min: 150_000 },
    { what: 'import of CSV, peak memory', figure: csv.peakBytes / MEGA, unit: 'MiB', max: 1_430 },
    { what: 'ledger on disk', figure: bytesPer(parquet.storeBytes), unit: 'B/transfer', max: 110 },
    { what: 'limit given to DuckDB', figure: follow.duckdbLimit },
    { what: 'open and first trace', figure: first.firstSeconds, unit: 's', max: 5 },
    { what: 'open and first trace, memory after', figure: first.memoryBytes / MEGA, unit: 'MiB' },
    { what: 'open and first trace, peak memory', figure: first.peakBytes / MEGA, unit: 'MiB' },
    { what: 'next traces, with report', figure: first.reportMs, unit: 'ms' },
    { what: 'index in memory', figure: bytesPer(follow.indexBytes), unit: 'B/transfer', max: 70 },
    { what: 'haircut from 1 seed, to services', figure: follow.oneSeedMs, unit: 'ms', max: 20 },
    { what: '  transfers that carried it', figure: follow.oneSeedRows, unit: 'rows' },
    { what: 'haircut from 100 seeds, to services', figure: follow.hundredSeedsMs, unit: 'ms', max: 500 },
    { what: '  transfers that carried it', figure: follow.hundredSeedsRows, unit: 'rows' },
    { what: '  without what is below 0.001 ETH', figure: follow.undustedMs, unit: 'ms' },
    { what: '  transfers that carried it', figure: follow.undustedRows, unit: 'rows' },
    { what: 'exact haircut of all, everything tainted', figure: perRow(haircut.ours, haircut.rows), unit: 'ns/row' },
    ...againstC(haircut, perRow),
    {
      what: '  the same rows as objects, Map and BigInt',
      figure: perRow(haircut.objects, haircut.objectRows),
      unit: 'ns/row',
    },
    { what: '  ours is faster by', figure: haircut.objects / haircut.oursOnObjects, unit: 'x', min: 15 },
    { what: 'poison of all', figure: perRow(poison.ours, poison.rows), unit: 'ns/row' },
    { what: '  the same in graphology', figure: perRow(poison.graph, poison.graphRows), unit: 'ns/row' },
    {
      what: '  ours is faster by',
      figure: perRow(poison.graph, poison.graphRows) / perRow(poison.ours, poison.rows),
      unit: 'x',
      min: 500,
    },
  ]
}

function againstC(haircut, perRow) {
  if (haircut.inC === undefined) return [{ what: '  the same in C', figure: 'no gcc here' }]
  return [
    { what: '  the same in C', figure: perRow(haircut.inC, haircut.rows), unit: 'ns/row' },
    { what: '  ours takes, of the time of C', figure: haircut.ours / haircut.inC, unit: 'x', max: 3 },
  ]
}

/**
 * The table as text. `ratio` is how far a figure is on the good side of its target: 1 is just met, 2 twice as good.
 */
export function toTable(transfers, figures) {
  return formatLines(linesOf(transfers, figures))
}

/** Lines as text, each with what, figure and unit, and a target in `min` or `max`. */
export function formatLines(lines) {
  const rows = lines.map((line) => {
    const ratio = ratioOf(line)
    const verdict = ratio === undefined ? '' : ratio >= 1 ? 'met' : 'missed'
    return [
      line.what,
      targetOf(line),
      shown(line.figure, line.unit),
      ratio === undefined ? '' : ratio.toFixed(2),
      verdict,
    ]
  })
  const all = [['what', 'target', 'figure', 'ratio', 'verdict'], ...rows]
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)))
  return all
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column]))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

function ratioOf({ figure, min, max }) {
  if (min !== undefined) return figure / min
  return max === undefined ? undefined : max / figure
}

function targetOf({ min, max, unit }) {
  if (min !== undefined) return `>= ${shown(min, unit)}`
  return max === undefined ? '' : `<= ${shown(max, unit)}`
}

function shown(value, unit = '') {
  if (typeof value === 'string') return value
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  const text = value.toLocaleString('en-US', { maximumFractionDigits: digits })
  return unit === '' ? text : `${text} ${unit}`
}
