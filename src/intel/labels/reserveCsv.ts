import type { ChainId } from '../../chain/index.ts'
import { foldHeader } from '../foldHeader.ts'
import { type LabelRole, type NameReading, STOPS } from '../Label.ts'
import { type LabelContext, type LabelItem, reject } from './LabelFile.ts'
import { placeAddress } from './placeAddress.ts'
import { readNetwork } from './readNetwork.ts'
import { findListDate, findPublisher } from './reservePublisher.ts'

/** How far into a file its list of addresses may begin: totals stand before it. */
const HEAD_LENGTH = 262_144
const MESSAGES_LOOKED_AT = 50
const NETWORKS_MAX = 1_000
/** A longer line is taken as one cell, so as no row. */
const LINE_LENGTH_MAX = 65_536

/** Header words by what the column holds. */
const COLUMNS = {
  address: ['address', 'wallet_address'],
  coin: ['coin', 'asset', 'token', 'currency', 'symbol'],
  amount: ['balance', 'amount'],
  network: ['network', 'chain', 'blockchain'],
  message: ['message'],
  custodian: ['third_party_custodian_name'],
} as const

type Column = keyof typeof COLUMNS
type Columns = Readonly<Partial<Record<Column, number>>> & { readonly address: number; readonly coin: number }

/** Words that make a list of addresses one of labels, and none of reserves. */
const LABEL_WORDS: ReadonlySet<string> = new Set(['name', 'label', 'name_tag', 'tag', 'entity', 'owner', 'category'])
/** Words with which a header may begin. */
const FIRST_WORDS: ReadonlySet<string> = new Set([
  ...COLUMNS.coin,
  ...COLUMNS.address,
  ...COLUMNS.network,
  'deposit_address',
])

/** A list of reserves that was recognised: whose it is. */
export interface ReserveList {
  readonly text: string
  readonly publisher: string
}

/**
 * Recognises an exchange's own list of its addresses: columns for address, coin and balance, and an exchange that says so.
 *
 * Undefined for any other text, and where nothing tells which exchange it is.
 */
export function findReserveList(text: string, context: LabelContext): ReserveList | undefined {
  let header: readonly string[] | undefined
  const messages: string[] = []
  for (const { cells } of listLines(text.slice(0, HEAD_LENGTH))) {
    if (header !== undefined) messages.push(cells[header.indexOf('message')]?.trim() ?? '')
    else if (findColumns(cells) !== undefined) header = cells.map(foldHeader)
    if (messages.length >= MESSAGES_LOOKED_AT) break
  }
  const publisher = header === undefined ? undefined : findPublisher({ ...context, header, messages })
  return publisher === undefined ? undefined : { text, publisher }
}

/**
 * Reads an exchange's list of its own addresses, one label for each address and chain.
 *
 * The list's own words are all there is: what a customer pays into and what the exchange keeps is told apart only where
 * the file's name says it. Signatures are not checked, and the label says so.
 *
 * @source https://www.okx.com/proof-of-reserves/download: totals, a blank line, then `coin,[Type,]Network,Snapshot
 * Height,address,amount,message,signature1,...`
 * @source https://www.binance.com/en/proof-of-reserves: `PR01SEP26_HotCold.csv` and `PR01SEP26_Deposit.csv` with
 * `coin,network,address,balance,Height,Third party custodian name`
 * @source https://github.com/huobiapi/Tool-Node.js-VerifyAddress/tree/main/snapshot: totals, then
 * `coin,address,snapshot height,balance,message,signature`, where the coin names the network (`USDT-TRC20`)
 */
export function* readReserveCsv({ text, publisher }: ReserveList, context: LabelContext): Generator<LabelItem> {
  const list = { ...describeList(publisher, context), seen: new Set<string>(), chains: new Map() }
  let columns: Columns | undefined
  for (const { cells, line } of listLines(text)) {
    if (FIRST_WORDS.has(foldHeader(cells[0] ?? ''))) columns = findColumns(cells)
    else if (columns !== undefined) {
      const item = readRow(cells, `line ${line}`, { columns, list })
      if (item !== undefined) yield item
    }
  }
}

/** What all labels of a list have in common. */
interface List {
  readonly reading: NameReading
  readonly source: string
  /** Addresses with their chains, since a list names an address once for each coin. */
  readonly seen: Set<string>
  /** Chains of the networks that were met: a list of millions of rows has some dozens. */
  readonly chains: Map<string, ChainId.ChainId | undefined>
}

function describeList(actor: string, { file, source }: LabelContext): Omit<List, 'seen' | 'chains'> {
  const date = findListDate(file)
  const reading: NameReading = {
    category: 'exchange',
    actor,
    role: roleOf(actor, file),
    rule: `proof of reserves: ${actor}`,
    basis: 'actor',
    stops: STOPS.exchange,
  }
  return { reading, source: source ?? `${actor} proof of reserves${date === undefined ? '' : `, ${date}`}` }
}

function roleOf(actor: string, file: string): LabelRole {
  if (/deposit/i.test(file)) return 'deposit'
  return actor === 'HTX' || /hot|cold/i.test(file) ? 'wallet' : 'unknown'
}

function readRow(
  cells: readonly string[],
  place: string,
  { columns, list }: { columns: Columns; list: List },
): LabelItem | undefined {
  const cell = (column: Column): string => cells[columns[column] ?? -1]?.trim() ?? ''
  if (cell('address') === '') return reject(place, 'LZ_LABEL_ENTRY', 'The row has no address.')
  const network = columns.network === undefined ? networkOf(cell('coin')) : cell('network')
  const chain = findChain(network, list)
  if (chain === undefined) {
    return reject(
      place,
      'LZ_LABEL_CURRENCY',
      `Network ${JSON.stringify(network.slice(0, 32))} is none whose addresses are known.`,
    )
  }
  const placed = placeAddress({ text: cell('address'), place, chain })
  if (!('address' in placed)) return placed
  const key = `${placed.chain} ${placed.address}`
  if (list.seen.has(key)) return undefined
  list.seen.add(key)
  const custodian = cell('custodian')
  const name = custodian === '' ? (list.reading.actor ?? '') : `${list.reading.actor} (${custodian})`
  const confidence = cell('message').length > 1 ? 'self-published, signature not verified' : 'self-published'
  // Field by field: two spreads cost 30 µs a row, more than all the rest.
  const { address } = placed
  const { source, reading } = list
  const { category, actor, role, rule, basis, stops } = reading
  return { label: { address, chain, name, source, confidence, category, actor, role, rule, basis, stops } }
}

function findChain(network: string, { chains }: List): ChainId.ChainId | undefined {
  if (!chains.has(network) && chains.size < NETWORKS_MAX) chains.set(network, readNetwork(network))
  return chains.has(network) ? chains.get(network) : readNetwork(network)
}

/** `USDT-TRC20` is on Tron, `USDT-Avalanche C-Chain` on Avalanche, `BTC` on its own chain. */
function networkOf(coin: string): string {
  const at = coin.indexOf('-')
  return at < 0 ? coin : coin.slice(at + 1)
}

function findColumns(cells: readonly string[]): Columns | undefined {
  const header = cells.map(foldHeader)
  if (header.some((word) => LABEL_WORDS.has(word))) return undefined
  const columns: Partial<Record<Column, number>> = {}
  for (const [column, words] of Object.entries(COLUMNS) as [Column, readonly string[]][]) {
    const at = header.findIndex((word) => words.includes(word))
    if (at >= 0) columns[column] = at
  }
  const { address, coin, amount } = columns
  return address === undefined || coin === undefined || amount === undefined ? undefined : { ...columns, address, coin }
}

/** The lines of a CSV and their numbers from 1; blank ones are passed over. A quoted cell ends with its line. */
function* listLines(text: string): Generator<{ cells: readonly string[]; line: number }> {
  let line = 0
  for (let start = text.charCodeAt(0) === 0xfeff ? 1 : 0; start < text.length; ) {
    const end = text.indexOf('\n', start)
    const raw = text.slice(start, end < 0 ? text.length : end).trimEnd()
    line++
    if (raw !== '') yield { cells: splitCells(raw), line }
    start = end < 0 ? text.length : end + 1
  }
}

function splitCells(line: string): readonly string[] {
  if (line.length > LINE_LENGTH_MAX) return [line.slice(0, 1)]
  if (!line.includes('"')) return line.split(',')
  const cells = line.match(/(?<=^|,)(?:"(?:[^"]|"")*"|[^,]*)(?=,|$)/g) ?? []
  return cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
}
