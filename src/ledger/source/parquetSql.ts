import type { Layout, Role } from './layouts.ts'

/** A column of a Parquet file with its DuckDB type. */
export interface ParquetColumn {
  readonly name: string
  readonly type: string
}

/** A Parquet file as its footer describes it. */
export interface ParquetFile {
  readonly path: string
  readonly rows: number
  readonly header: readonly string[]
  readonly columns: readonly ParquetColumn[]
}

/** How the columns of a Parquet file make transfers. */
export interface ParquetLayout {
  readonly layout: Layout
  /** How many decimal places of a written amount are base units. */
  readonly scale: number
  /** The amounts are in floating point. */
  readonly inexact: boolean
  /** Without it every row goes to the row parser: addresses of other chains are more than hex. */
  readonly isEvm: boolean
}

/** A column as SQL: by its name, as the text that the row parser sees, and whether that is empty. */
interface Cell {
  readonly name: string
  readonly type: string
  readonly text: string
  readonly isEmpty: string
}

type Cells = Readonly<Partial<Record<Role, Cell>>>

const INTEGER = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL\(\d+,0\))$/
const FLOAT = /^(?:FLOAT|DOUBLE)$/
const MOMENT = /^(?:DATE$|TIMESTAMP)/
const NUMBER_MAX = 0xffff_fffe
/** Seconds of 9 or 10 digits: other numbers are no times that are known. */
const EPOCH_MIN = 100_000_000
const EPOCH_MAX = 9_999_999_999
/** The last second of the year 9999. */
const TIME_MAX = 253_402_300_799

/** What `String.trim` takes off, and the expression that finds a text that has some of it at an end. */
const SPACES =
  ' \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'
const SPACED = `^[${SPACES}]|[${SPACES}]$`

const HASH_BYTES = 32
const ADDRESS_BYTES = 20
const ADDRESS_ROLES: readonly Role[] = ['from', 'to', 'created', 'asset']

const CIVIL = '(?:19[789]|20[0-9])[0-9]-[0-9]{2}-[0-9]{2}[ T](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z?'

/** Whether the amounts are numbers that have lost digits. */
export function isFloating(columns: readonly ParquetColumn[], { columns: { amount } }: Layout): boolean {
  return columns.some(({ name, type }) => name === amount && FLOAT.test(type))
}

/**
 * The SQL that reads a Parquet file's rows as the row parser would, where that is plain, and says where it is.
 *
 * `row` counts from 0; `reason` says why a row is no transfer; `is_plain` that its values are those that the row parser
 * would give. What SQL does not read is NULL.
 *
 * @param place - The file as SQL text.
 */
export function parquetRows(
  columns: readonly ParquetColumn[],
  { layout, scale, inexact }: ParquetLayout,
  place: string,
): string {
  const cells = cellsOf(columns, layout)
  return `
    SELECT *, coalesce(reason IS NULL AND is_expected AND block IS NOT NULL AND tx IS NOT NULL AND sender IS NOT NULL
      AND receiver IS NOT NULL AND amount IS NOT NULL AND (has_no_time OR time_sec BETWEEN 0 AND ${TIME_MAX})
      AND (has_no_tx_index OR tx_index IS NOT NULL) AND (has_no_log_index OR log_index IS NOT NULL), false) AS is_plain
    FROM (
      SELECT file_row_number AS row,
        ${skipReason(cells, layout)} AS reason,
        ${isExpected(cells, layout)} AS is_expected,
        ${wholeNumber(cells, 'block')} AS block,
        ${seconds(cells)} AS time_sec,
        ${isEmpty(cells, 'time')} AS has_no_time,
        ${wholeNumber(cells, 'tx_index')} AS tx_index,
        ${isEmpty(cells, 'tx_index')} AS has_no_tx_index,
        ${wholeNumber(cells, 'log_index')} AS log_index,
        ${isEmpty(cells, 'log_index')} AS has_no_log_index,
        ${bytesOf(cells.tx, HASH_BYTES)} AS tx,
        ${bytesOf(cells.from, ADDRESS_BYTES)} AS sender,
        ${receiverBytes(cells)} AS receiver,
        ${baseUnits(cells, scale)} AS amount,
        ${inexact} AS inexact,
        ${text(cells, 'asset')} AS asset_text,
        ${text(cells, 'trace_path')} AS path_text,
        ${text(cells, 'from_label')} AS from_label,
        ${text(cells, 'to_label')} AS to_label
      FROM ${read(place)})`
}

/** The SQL that reads a Parquet file's rows as text, for the row parser, which does not look at columns without a role. */
export function parquetTexts(columns: readonly ParquetColumn[], { layout }: ParquetLayout, place: string): string {
  const cells = Object.values(cellsOf(columns, layout))
  const fields = columns.map(({ name }) => cells.find((cell) => cell.name === quote(name))?.text ?? "''")
  return `SELECT file_row_number AS row, [${fields.join(', ')}] AS fields FROM ${read(place)}`
}

function read(place: string): string {
  return `read_parquet(${place}, file_row_number = true, hive_partitioning = false)`
}

function cellsOf(columns: readonly ParquetColumn[], layout: Layout): Cells {
  const cells: Partial<Record<Role, Cell>> = {}
  for (const [role, mapped] of Object.entries(layout.columns) as [Role, string][]) {
    const column = columns.find(({ name }) => name === mapped)
    if (column !== undefined) cells[role] = cellOf(role, column)
  }
  return cells
}

function cellOf(role: Role, { name, type }: ParquetColumn): Cell {
  const quoted = quote(name)
  const written = textOf(role, quoted, type)
  if (type !== 'VARCHAR' && type !== 'BLOB') {
    return { name: quoted, type, text: `coalesce(${written}, '')`, isEmpty: `${quoted} IS NULL` }
  }
  // A trim costs 1.8 s a million rows, the look whether there is need of one 0.15 s.
  const trimmed = `CASE WHEN regexp_matches(${written}, '${SPACED}') THEN trim(${written}, '${SPACES}') ELSE ${written} END`
  const text = `coalesce(${trimmed}, '')`
  return { name: quoted, type, text, isEmpty: `${text} = ''` }
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A value as text that the row parser understands, whatever its type. */
function textOf(role: Role, name: string, type: string): string {
  if (type === 'BLOB') return textOfBytes(role, name)
  if (MOMENT.test(type)) return `coalesce(${civilOf(name)}, ${name}::VARCHAR)`
  if (type.startsWith('DECIMAL')) return `regexp_replace(${name}::VARCHAR, '\\.0+$', '')`
  if (!FLOAT.test(type)) return `${name}::VARCHAR`
  const isWhole = `isfinite(${name}) AND trunc(${name}) = ${name} AND abs(${name}) < 1e38`
  return `CASE WHEN ${isWhole} THEN ${name}::HUGEINT::VARCHAR ELSE ${name}::VARCHAR END`
}

/** Old writers do not say that a column is text; addresses and hashes may be bytes. */
function textOfBytes(role: Role, name: string): string {
  const length = role === 'tx' ? HASH_BYTES : ADDRESS_ROLES.includes(role) ? ADDRESS_BYTES : -1
  const hex = `'0x' || lower(hex(${name}))`
  return `CASE WHEN octet_length(${name}) = ${length} THEN ${hex} ELSE coalesce(TRY(decode(${name})), ${hex}) END`
}

function civilOf(name: string): string {
  return `TRY(strftime(make_timestamp(1000000 * ${secondsOf(name)}), '%Y-%m-%d %H:%M:%S'))`
}

function secondsOf(name: string): string {
  return `TRY_CAST(floor(epoch(${name})) AS BIGINT)`
}

/** The text of a role; empty where the file has no such column. */
function text(cells: Cells, role: Role): string {
  const own = cells[role]?.text ?? "''"
  return role === 'to' && cells.created !== undefined ? `coalesce(nullif(${own}, ''), ${cells.created.text})` : own
}

function isEmpty(cells: Cells, role: Role): string {
  return cells[role]?.isEmpty ?? 'true'
}

function receiverBytes({ to, created }: Cells): string {
  if (to === undefined || created === undefined) return bytesOf(to, ADDRESS_BYTES)
  return `CASE WHEN ${to.isEmpty} THEN ${bytesOf(created, ADDRESS_BYTES)} ELSE ${bytesOf(to, ADDRESS_BYTES)} END`
}

/** Bytes, or hex. An address in mixed case is left to the row parser, which knows checksums. */
function bytesOf(cell: Cell | undefined, length: number): string {
  if (cell?.type === 'BLOB') return `CASE WHEN octet_length(${cell.name}) = ${length} THEN ${cell.name} END`
  if (cell?.type !== 'VARCHAR') return 'NULL::BLOB'
  const { name } = cell
  const isCased = length === ADDRESS_BYTES ? `lower(${name}) = ${name}` : 'true'
  const isLong = `length(${name}) = ${2 + 2 * length} AND starts_with(${name}, '0x') AND ${isCased}`
  return `CASE WHEN ${isLong} THEN TRY(unhex(substr(${name}, 3))) END`
}

/** A whole number of 32 bits. */
function wholeNumber(cells: Cells, role: Role): string {
  const cell = cells[role]
  if (cell === undefined) return 'NULL::UINTEGER'
  if (INTEGER.test(cell.type))
    return `CASE WHEN ${cell.name} BETWEEN 0 AND ${NUMBER_MAX} THEN ${cell.name}::UINTEGER END`
  return `nullif(${castWhere(cell, '[0-9]{1,10}', 'UINTEGER')}, ${NUMBER_MAX + 1})`
}

/** Seconds since 1970, of a timestamp, of seconds, or of text such as `2023-01-13 20:34:11`. */
function seconds({ time }: Cells): string {
  if (time === undefined) return 'NULL::BIGINT'
  if (MOMENT.test(time.type)) return secondsOf(time.name)
  if (INTEGER.test(time.type))
    return `CASE WHEN ${time.name} BETWEEN ${EPOCH_MIN} AND ${EPOCH_MAX} THEN ${time.name}::BIGINT END`
  return `coalesce(${castWhere(time, '[0-9]{9,10}', 'BIGINT')}, ${secondsOf(castWhere(time, CIVIL, 'TIMESTAMP'))})`
}

/** Base units below 10^38. */
function baseUnits({ amount }: Cells, scale: number): string {
  if (amount === undefined || scale > 37) return 'NULL::UHUGEINT'
  if (scale === 0 && INTEGER.test(amount.type)) return `CASE WHEN ${amount.name} >= 0 THEN ${amount.name}::UHUGEINT END`
  if (scale === 0) return castWhere(amount, '[0-9]{1,38}', 'UHUGEINT')
  const written = writtenOf(amount)
  const digits = `split_part(${written}, '.', 1) || rpad(split_part(${written}, '.', 2), ${scale}, '0')`
  const isPlain = `regexp_full_match(${written}, '[0-9]{1,${38 - scale}}(?:\\.[0-9]{1,${scale}})?')`
  return `TRY_CAST(CASE WHEN ${isPlain} THEN ${digits} END AS UHUGEINT)`
}

function castWhere(cell: Cell, pattern: string, type: string): string {
  const written = writtenOf(cell)
  return `TRY_CAST(CASE WHEN regexp_full_match(${written}, '${pattern}') THEN ${written} END AS ${type})`
}

/** Text as it stands is plain enough here: with spaces around it, it goes to the row parser. */
function writtenOf({ name, type, text }: Cell): string {
  return type === 'VARCHAR' ? name : text
}

/** The first skip rule that fits, by its reason; NULL for a row that may be a transfer. */
function skipReason(cells: Cells, { skips }: Layout): string {
  const cases = skips.map(({ role, pattern, reason }) => `WHEN ${isWhole(cells, role, pattern)} THEN '${reason}'`)
  return cases.length === 0 ? 'NULL::VARCHAR' : `CASE ${cases.join(' ')} END`
}

/** Whether a row has what a transfer of the layout must have. */
function isExpected(cells: Cells, { expects }: Layout): string {
  return ['true', ...expects.map(({ role, pattern }) => isWhole(cells, role, pattern))].join(' AND ')
}

function isWhole(cells: Cells, role: Role, pattern: string): string {
  return `regexp_full_match(${text(cells, role)}, '${pattern}', 's')`
}
