import { DigitWriter } from './DigitWriter.ts'

/** What a generated ledger is made from; the same numbers give the same bytes. */
export interface LedgerPlan {
  /** Number of transfers, one a row. */
  readonly transfers: number
  readonly seed: number
}

/** An account of a generated ledger that is said to be a service. */
export interface GeneratedLabel {
  readonly address: string
  readonly name: string
  readonly category: string
}

/**
 * A synthetic ledger of any size, of which every row is computed from its number alone.
 *
 * None of its accounts, transactions and services exists. Rows are CSV with a header, in ledger order.
 */
export interface GeneratedLedger {
  /** The rows as CSV, in pieces of at most 4 MB. A piece is overwritten by the next one. */
  csv(): Generator<{ readonly bytes: Uint8Array; readonly rows: number }>
  /** Names for the busiest accounts. */
  readonly labels: readonly GeneratedLabel[]
  /** Ordinary accounts that receive something in the first tenth of the ledger. */
  readonly seeds: readonly string[]
}

/** The columns, as the public ETL of Ethereum names them. */
export const LEDGER_COLUMNS = {
  block_timestamp: 'UBIGINT',
  block_number: 'UINTEGER',
  transaction_hash: 'VARCHAR',
  transaction_index: 'UINTEGER',
  log_index: 'UINTEGER',
  from_address: 'VARCHAR',
  to_address: 'VARCHAR',
  value: 'VARCHAR',
} as const

const ROWS_PER_BLOCK = 100
const FIRST_BLOCK = 10_000_000
const FIRST_TIME = 1_600_000_000
const SECONDS_PER_BLOCK = 12

// Three parties of twenty are drawn evenly, the others by a power law over the accounts' ranks. Of 10 million transfers that
// makes 0.28 accounts a transfer, with 4 transfers at the median and 47 at the 99th percentile; the busiest is in 1.6 % of
// the rows.
const ACCOUNTS_PER_TRANSFER = 0.286
const EVEN_SHARE = 0.15
const RANK_EXPONENT = 3.2

// Amounts in wei: lognormal, the median e^40 = 0.24 ETH.
const AMOUNT_LOG_MEAN = 40
const AMOUNT_LOG_DEVIATION = 3
const LOW_DIGITS = 12

const SERVICES_MAX = 100
const SEEDS_MAX = 100
const BATCH_ROWS = 16_384
const ROW_BYTES_MAX = 256

/** Plans a ledger; rows are made when `csv` is read. */
export function generateLedger({ transfers, seed }: LedgerPlan): GeneratedLedger {
  const draw = createDraw(seed)
  const accounts = Math.max(2, Math.ceil(transfers * ACCOUNTS_PER_TRANSFER))
  const rows = { transfers, accounts, draw }
  const services = Math.min(SERVICES_MAX, Math.floor(accounts / 10))
  return {
    csv: () => writeRows(rows),
    labels: Array.from({ length: services }, (_, rank) => ({ address: addressOf(draw, rank), ...serviceOf(rank) })),
    seeds: chooseSeeds(rows).map((rank) => addressOf(draw, rank)),
  }
}

interface Rows {
  readonly transfers: number
  readonly accounts: number
  readonly draw: Draw
}

/** A number of 32 bits that depends on the seed, what it is for, and an index: no state, and no two indices collide. */
type Draw = (purpose: number, index: number) => number

/**
 * The finalizer of MurmurHash3 over the index, offset by purpose and seed.
 *
 * @source Austin Appleby, MurmurHash3, fmix32
 */
function createDraw(seed: number): Draw {
  const offset = mix(Math.imul(seed, 0x9e3779b1) ^ 0x6c617a61)
  return (purpose, index) => mix(index ^ mix(offset + Math.imul(purpose, 0x85ebca77)))
}

function mix(value: number): number {
  let x = value
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}

// What numbers are drawn for; hashes and addresses take as many purposes as they have words.
const SENDER = 0
const RECEIVER = 1
const IS_EVEN_SENDER = 2
const IS_EVEN_RECEIVER = 3
const AMOUNT_RADIUS = 4
const AMOUNT_ANGLE = 5
const AMOUNT_LOW = 6
const HASH = 16
const ADDRESS = 32

/** Above 0 and below 1. */
function unit(word: number): number {
  return (word + 0.5) / 2 ** 32
}

function senderOf({ draw, accounts }: Rows, row: number): number {
  return rankOf(draw(IS_EVEN_SENDER, row), draw(SENDER, row), accounts)
}

function receiverOf({ draw, accounts }: Rows, row: number): number {
  return rankOf(draw(IS_EVEN_RECEIVER, row), draw(RECEIVER, row), accounts)
}

/** An account's rank by how busy it is meant to be, 0 the busiest. */
function rankOf(kind: number, place: number, accounts: number): number {
  const share = unit(place)
  return Math.floor(accounts * (unit(kind) < EVEN_SHARE ? share : share ** RANK_EXPONENT))
}

/** Ordinary receivers, one after each thousandth of the rows: none of the busiest hundredth of the accounts. */
function chooseSeeds(rows: Rows): number[] {
  const chosen = new Set<number>()
  const end = rows.transfers / 10
  const step = end / SEEDS_MAX
  for (let row = 0; row < end && chosen.size < SEEDS_MAX; row++) {
    if (row < chosen.size * step) continue
    const rank = receiverOf(rows, row)
    if (rank >= rows.accounts / 100 && rank >= SERVICES_MAX) chosen.add(rank)
  }
  return [...chosen]
}

const KINDS = [
  ['Exchange', 'exchange'],
  ['Exchange', 'exchange'],
  ['Payments', 'payment'],
  ['Bridge', 'bridge'],
  ['Swap', 'dex'],
] as const

function serviceOf(rank: number): { name: string; category: string } {
  const [kind, category] = KINDS[rank % KINDS.length] as (typeof KINDS)[number]
  return { name: `Synthetic ${kind} ${rank + 1}`, category }
}

function addressOf(draw: Draw, rank: number): string {
  const words = Array.from({ length: 5 }, (_, i) =>
    draw(ADDRESS + i, rank)
      .toString(16)
      .padStart(8, '0'),
  )
  return `0x${words.join('')}`
}

function* writeRows(rows: Rows): Generator<{ bytes: Uint8Array; rows: number }> {
  const writer = new DigitWriter(BATCH_ROWS * ROW_BYTES_MAX)
  writer.text(`${Object.keys(LEDGER_COLUMNS).join(',')}\n`)
  yield { bytes: writer.take(), rows: 0 }
  for (let start = 0; start < rows.transfers; start += BATCH_ROWS) {
    const end = Math.min(start + BATCH_ROWS, rows.transfers)
    for (let row = start; row < end; row++) writeRow(writer, rows, row)
    yield { bytes: writer.take(), rows: end }
  }
}

function writeRow(writer: DigitWriter, rows: Rows, row: number): void {
  const block = Math.floor(row / ROWS_PER_BLOCK)
  const place = row - ROWS_PER_BLOCK * block
  writer.integer(FIRST_TIME + SECONDS_PER_BLOCK * block)
  writer.comma()
  writer.integer(FIRST_BLOCK + block)
  writer.comma()
  writeWords(writer, rows.draw, { purpose: HASH, words: 8, index: row })
  writer.integer(place)
  writer.comma()
  writer.integer(2 * place)
  writer.comma()
  writeWords(writer, rows.draw, { purpose: ADDRESS, words: 5, index: senderOf(rows, row) })
  writeWords(writer, rows.draw, { purpose: ADDRESS, words: 5, index: receiverOf(rows, row) })
  writeAmount(writer, rows.draw, row)
  writer.newLine()
}

/** Hexadecimal text and a comma. */
function writeWords(
  writer: DigitWriter,
  draw: Draw,
  { purpose, words, index }: { purpose: number; words: number; index: number },
): void {
  writer.text('0x')
  for (let i = 0; i < words; i++) writer.hex(draw(purpose + i, index))
  writer.comma()
}

/** The low digits are drawn on their own: a double that says where they begin has none left for them. */
function writeAmount(writer: DigitWriter, draw: Draw, row: number): void {
  const radius = Math.sqrt(-2 * Math.log(unit(draw(AMOUNT_RADIUS, row))))
  const normal = radius * Math.cos(2 * Math.PI * unit(draw(AMOUNT_ANGLE, row)))
  const amount = Math.exp(AMOUNT_LOG_MEAN + AMOUNT_LOG_DEVIATION * normal)
  const high = Math.floor(amount / 10 ** LOW_DIGITS)
  const low = Math.floor(unit(draw(AMOUNT_LOW, row)) * 10 ** LOW_DIGITS)
  if (high === 0) writer.integer(low)
  else {
    writer.integer(high)
    writer.digits(low, LOW_DIGITS)
  }
}
