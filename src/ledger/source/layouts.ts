import type { TransferKind } from '../Transfer.ts'
import { ImportError } from './ImportError.ts'

/** What a column of a transfer file can mean. */
export const ROLES = [
  'time',
  'block',
  'tx',
  'tx_index',
  'log_index',
  'from',
  'to',
  'amount',
  'asset',
  'from_label',
  'to_label',
] as const

export type Role = (typeof ROLES)[number]

/** Role to column name, as the file's header writes it. */
export type ColumnMap = Readonly<Partial<Record<Role, string>>>

/** How the rows of one kind of file are to be read. */
export interface Layout {
  readonly name: string
  readonly kind: TransferKind
  readonly columns: ColumnMap
}

const REQUIRED: readonly Role[] = ['block', 'tx', 'from', 'to', 'amount']

/** Names that headers use for each role, compared without case, spaces and underscores. */
const SYNONYMS: Readonly<Record<Role, readonly string[]>> = {
  time: ['time', 'timestamp', 'blocktimestamp', 'blocktime', 'datetime', 'date'],
  block: ['block', 'blocknumber', 'blockheight', 'height', 'blockno'],
  tx: ['tx', 'txhash', 'transactionhash', 'hash', 'txid', 'transaction'],
  tx_index: ['txindex', 'transactionindex'],
  log_index: ['logindex'],
  from: ['from', 'fromaddress', 'sender'],
  to: ['to', 'toaddress', 'receiver', 'recipient'],
  amount: ['amount', 'value', 'valueinusd', 'quantity', 'amountusd'],
  asset: ['asset', 'token', 'tokenaddress', 'contractaddress', 'symbol', 'currency', 'tokensymbol'],
  from_label: ['fromlabel', 'fromname', 'senderlabel'],
  to_label: ['tolabel', 'toname', 'receiverlabel'],
}

/**
 * Reads the text of `--columns`, `role=Header,role=Header`.
 *
 * @throws ImportError `LZ_IMPORT_COLUMNS` for an unknown role or a pair without `=`
 */
export function parseColumnMap(text: string): ColumnMap {
  const map: Partial<Record<Role, string>> = {}
  for (const pair of text.split(',')) {
    const at = pair.indexOf('=')
    const role = ROLES.find((known) => known === pair.slice(0, at).trim())
    if (at < 0 || role === undefined) throw unknownRole(pair)
    map[role] = pair.slice(at + 1).trim()
  }
  return map
}

/** The layout of a file by its header: what the user said, completed by well-known names for the other roles. */
export function chooseLayout(header: readonly string[], given: ColumnMap, place: string): Layout {
  const columns = { ...guessColumns(header, given), ...given }
  assertColumns(header, columns, place)
  return { name: 'csv', kind: columns.log_index === undefined ? 'native' : 'token', columns }
}

function guessColumns(header: readonly string[], given: ColumnMap): ColumnMap {
  const taken = new Set(Object.values(given))
  const guess: Partial<Record<Role, string>> = {}
  for (const role of ROLES) {
    const candidates = header.filter((name) => !taken.has(name) && SYNONYMS[role].includes(plain(name)))
    if (candidates.length === 1) guess[role] = candidates[0] as string
  }
  return guess
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '')
}

function assertColumns(header: readonly string[], columns: ColumnMap, place: string): void {
  const missing = REQUIRED.filter((role) => columns[role] === undefined)
  const unknown = Object.values(columns).filter((name) => !header.includes(name))
  if (missing.length === 0 && unknown.length === 0) return
  const problem = missing.length > 0 ? `no column for ${missing.join(', ')}` : `no column named ${unknown.join(', ')}`
  const has = header.slice(0, 40).join(', ').slice(0, 500)
  throw new ImportError('LZ_IMPORT_COLUMNS', `${place}: ${problem}. The file has: ${has}. Say --columns role=Name,...`)
}

function unknownRole(pair: string): ImportError {
  const message = `--columns takes role=Name pairs, not '${pair}'. Roles: ${ROLES.join(', ')}.`
  return new ImportError('LZ_IMPORT_COLUMNS', message)
}
