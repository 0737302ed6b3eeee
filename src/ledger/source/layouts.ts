import { ETL_LAYOUTS } from './etlLayouts.ts'
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

export type Role = (typeof ROLES)[number] | StateRole

/**
 * What further columns of known formats mean: whether a row moved money, and its place in its transaction. `created` is
 * the receiver of a row that has no other.
 */
export type StateRole = 'status' | 'error' | 'trace_type' | 'call_type' | 'trace_path' | 'created'

/** Role to column name, as the file's header writes it. */
export type ColumnMap = Readonly<Partial<Record<Role, string>>>

/** Why a row is rightly no transfer. */
export type SkipReason = 'failed' | 'zero' | 'borrowed-code' | 'creation' | 'reward' | 'genesis' | 'fork'

/** How the rows of one kind of file are to be read. Patterns are regular expressions for the whole text of a field. */
export interface Layout {
  readonly name: string
  readonly columns: ColumnMap
  readonly required: readonly Role[]
  /** Where a row's kind and its place in its transaction come from; with `none` the place is unknown. */
  readonly place: 'none' | 'log' | 'transaction' | 'trace'
  /** Amounts are base units by the format's definition. */
  readonly isBase: boolean
  /** All amounts are in the chain's own asset. */
  readonly isNative: boolean
  /** Rows that are rightly no transfers: the first rule that fits gives the reason. */
  readonly skips: readonly { readonly role: Role; readonly pattern: string; readonly reason: SkipReason }[]
  /** What the other rows must have. */
  readonly expects: readonly { readonly role: Role; readonly pattern: string }[]
  /** What the file cannot say and the user should know. */
  readonly caution: string | undefined
}

const REQUIRED: readonly Role[] = ['block', 'tx', 'from', 'to', 'amount']

/** Names that headers use for each role, compared without case, spaces and underscores. */
const SYNONYMS: Readonly<Record<(typeof ROLES)[number], readonly string[]>> = {
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

/**
 * The layout of a file by its header: a format that is known by its columns, else well-known names for the roles. What the
 * user said goes before both.
 *
 * @throws ImportError `LZ_IMPORT_COLUMNS`
 */
export function chooseLayout(header: readonly string[], given: ColumnMap, place: string): Layout {
  const known = ETL_LAYOUTS.find(({ marks }) => marks.every((name) => header.includes(name)))
  const layout = known === undefined ? plainLayout(header, given) : knownLayout(known, header, given)
  assertColumns(header, layout, place)
  return layout
}

function plainLayout(header: readonly string[], given: ColumnMap): Layout {
  const columns = { ...guessColumns(header, given), ...given }
  const place = columns.log_index === undefined ? 'none' : 'log'
  const rest = { isBase: false, isNative: false, skips: [], expects: [], caution: undefined }
  return { name: 'plain table', columns, required: REQUIRED, place, ...rest }
}

/** A known format without the columns that this file leaves out, and with those that the user names instead. */
function knownLayout(known: Layout, header: readonly string[], given: ColumnMap): Layout {
  const own = Object.entries(known.columns).filter(([, name]) => header.includes(name))
  const columns: ColumnMap = { ...Object.fromEntries(own), ...given }
  const caution = columns.status === undefined ? known.caution : undefined
  const isBase = known.isBase && given.amount === undefined
  return { ...known, columns, caution, isBase, isNative: known.isNative && given.asset === undefined }
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

function assertColumns(header: readonly string[], { columns, required }: Layout, place: string): void {
  const missing = required.filter((role) => columns[role] === undefined)
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
