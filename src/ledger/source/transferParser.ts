import { Address, AssetId, ChainId, EvmAddress, Time, TxHash } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import type { FlowLabel, Transfer } from '../Transfer.ts'
import { type AmountOptions, createAmountReader } from './amountReader.ts'
import { ImportError } from './ImportError.ts'
import { InvalidRowError } from './InvalidRowError.ts'
import type { ColumnMap, Layout, Role, SkipReason } from './layouts.ts'
import { encodeTracePath, parseTracePath } from './tracePath.ts'

/** What the file does not say about itself. `asset` is a constant asset: a contract, a symbol or a CAIP-19 id. */
export interface ParserOptions extends AmountOptions {
  readonly chain: ChainId.ChainId
  readonly asset: string | undefined
}

/** A row that is rightly no transfer. */
export interface SkippedRow {
  readonly skipped: SkipReason
}

export interface TransferParser {
  /** @throws LazarettoError for a row that cannot be stored */
  parse(record: readonly string[]): Transfer | SkippedRow
  /** The labels that the row gives to its two addresses; only for a row that parsed. */
  labels(record: readonly string[], transfer: Transfer): readonly FlowLabel[]
  /** What of a refused row can be read. */
  describe(record: readonly string[]): { readonly amount: bigint | undefined; readonly asset: string | undefined }
}

/** The text of a role's field without spaces around it, empty where the file has no such column. */
type Field<R> = (record: R, role: Role) => string

const uint = /^\d{1,10}$/
/** The largest block height or place that a row may have. */
export const UINT_MAX: number = 0xffff_fffe

/**
 * A parser for the rows of one header.
 *
 * @throws ImportError `LZ_IMPORT_ASSET` when neither a column nor an option names the asset
 */
export function createTransferParser(
  header: readonly string[],
  layout: Layout,
  options: ParserOptions,
): TransferParser {
  const field = createFieldReader(header, layout, textOf)
  const findSkip = createSkipFinder(layout, field)
  const findUnexpected = createUnexpectedFinder(layout, field)
  const assetOf = createAssetReader(layout, options)
  const amountOf = createAmountReader(layout, options)
  const timeOf = lastValue(Time.parse)
  const txIndexOf = (text: string): number => parseUint(text, 'tx_index')

  const parse = (record: readonly string[]): Transfer | SkippedRow => {
    if (record.length !== header.length) throw wrongFieldCount(record.length, header.length)
    const skipped = findSkip(record)
    if (skipped !== undefined) return { skipped }
    const unexpected = findUnexpected(record)
    if (unexpected !== undefined) throw unknownState(field(record, unexpected), unexpected)
    const { kind, ordinal } = placeOf(record, layout, field)
    const { amount, inexact } = amountOf(required(field(record, 'amount'), 'amount'))
    return {
      kind,
      block: parseUint(field(record, 'block'), 'block'),
      timeSec: optional(field(record, 'time'), timeOf),
      tx: TxHash.toBytes(TxHash.parse(required(field(record, 'tx'), 'tx'))),
      txIndex: optional(field(record, 'tx_index'), txIndexOf),
      ordinal,
      from: parseAddress(required(field(record, 'from'), 'from'), options.chain),
      to: parseAddress(required(field(record, 'to'), 'to'), options.chain),
      asset: assetOf(field(record, 'asset')),
      amount,
      inexact,
    }
  }
  const labels = (record: readonly string[], transfer: Transfer): readonly FlowLabel[] => [
    ...labelOf(transfer.from, field(record, 'from_label')),
    ...labelOf(transfer.to, field(record, 'to_label')),
  ]
  const describe: TransferParser['describe'] = (record) => ({
    amount: ifReadable(() => amountOf(field(record, 'amount').replace(/^-/, '')).amount),
    asset: ifReadable(() => assetOf(field(record, 'asset'))),
  })
  return { parse, labels, describe }
}

/** Reads an asset column's text, or knows the one asset of all rows. */
export function createAssetReader(layout: Layout, options: ParserOptions): (text: string) => AssetId.AssetId {
  const { asset, chain } = options
  const constant = asset !== undefined ? readAsset(asset, chain) : layout.isNative ? AssetId.native(chain) : undefined
  if (constant !== undefined) return () => constant
  if (layout.columns.asset !== undefined) return lastValue((text) => readAsset(required(text, 'asset'), chain))
  throw new ImportError('LZ_IMPORT_ASSET', 'No column names the asset. Say which one it is: --asset ETH, --asset 0x...')
}

/**
 * A reader of the fields of one header, by their roles; where a row has no receiver, it is what the row created.
 *
 * @param textAt - The text of a record's field, undefined where it has none.
 */
export function createFieldReader<R>(
  header: readonly string[],
  { columns }: Layout,
  textAt: (record: R, i: number) => string | undefined,
): Field<R> {
  const at = placesOf(header, columns)
  const read: Field<R> = (record, role) => {
    const i = at[role] ?? -1
    return i < 0 ? '' : (textAt(record, i)?.trim() ?? '')
  }
  return (record, role) => (role === 'to' ? read(record, 'to') || read(record, 'created') : read(record, role))
}

/** Which field of a record each role is. */
export function placesOf(header: readonly string[], columns: ColumnMap): Readonly<Partial<Record<Role, number>>> {
  const roles = Object.keys(columns) as Role[]
  return Object.fromEntries(roles.map((role) => [role, header.indexOf(columns[role] as string)]))
}

function textOf(record: readonly string[], i: number): string | undefined {
  return record[i]
}

/** Says of a row why it is rightly no transfer. */
export function createSkipFinder<R>({ skips }: Layout, field: Field<R>): (record: R) => SkipReason | undefined {
  const rules = skips.map(({ role, pattern, reason }) => ({ role, reason, whole: wholeText(pattern) }))
  return (record) => rules.find(({ role, whole }) => whole.test(field(record, role)))?.reason
}

/** Finds the first role of a row that has not what a transfer must have. */
export function createUnexpectedFinder<R>({ expects }: Layout, field: Field<R>): (record: R) => Role | undefined {
  const rules = expects.map(({ role, pattern }) => ({ role, whole: wholeText(pattern) }))
  return (record) => rules.find(({ role, whole }) => !whole.test(field(record, role)))?.role
}

function wholeText(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 's')
}

function placeOf(
  record: readonly string[],
  { place }: Layout,
  field: Field<readonly string[]>,
): Pick<Transfer, 'kind' | 'ordinal'> {
  switch (place) {
    case 'none':
      return { kind: 'native', ordinal: undefined }
    case 'log':
      return { kind: 'token', ordinal: optional(field(record, 'log_index'), (text) => parseUint(text, 'log_index')) }
    case 'transaction':
      return { kind: 'native', ordinal: 0 }
    case 'trace':
      return placeOfTrace(field(record, 'trace_path'))
  }
}

/** The root of a tree of calls is the transaction itself. A path that is too long for a number leaves the place unknown. */
export function placeOfTrace(text: string): Pick<Transfer, 'kind' | 'ordinal'> {
  const path = parseTracePath(text)
  return { kind: path.length === 0 ? 'native' : 'internal', ordinal: encodeTracePath(path) }
}

function readAsset(text: string, chain: ChainId.ChainId): AssetId.AssetId {
  if (text.includes('\ufffd')) throw unreadableName(text)
  return AssetId.parseOn(text, chain)
}

function parseAddress(text: string, chain: ChainId.ChainId): string {
  return ChainId.isEvm(chain) ? EvmAddress.parse(text) : Address.parse(text, chain)
}

function labelOf(address: string, name: string): readonly FlowLabel[] {
  return name === '' ? [] : [{ address, name }]
}

/** Remembers the last answer: neighbouring rows mostly share their time and asset. */
function lastValue<T>(parse: (text: string) => T): (text: string) => T {
  let last: { text: string; value: T } | undefined
  return (text) => {
    if (last === undefined || last.text !== text) last = { text, value: parse(text) }
    return last.value
  }
}

/** What a reader makes of a text, undefined where it refuses it. */
export function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof LazarettoError) return undefined
    throw error
  }
}

function optional<T>(text: string, parse: (text: string) => T): T | undefined {
  return text === '' ? undefined : parse(text)
}

function required(text: string, role: Role): string {
  if (text === '') throw missingField(role)
  return text
}

function parseUint(text: string, role: Role): number {
  const value = uint.test(text) ? Number(text) : Number.NaN
  if (value <= UINT_MAX) return value
  if (text === '') throw missingField(role)
  throw new InvalidRowError('LZ_ROW_NUMBER', `'${role}' must be a whole number up to ${UINT_MAX}, not ${shown(text)}.`)
}

function missingField(role: Role): InvalidRowError {
  return new InvalidRowError('LZ_ROW_FIELD_MISSING', `The field '${role}' is empty.`)
}

function wrongFieldCount(given: number, expected: number): InvalidRowError {
  return new InvalidRowError('LZ_ROW_FIELD_COUNT', `The row has ${given} fields, the header ${expected}.`)
}

function unknownState(text: string, role: Role): InvalidRowError {
  return new InvalidRowError('LZ_ROW_STATE', `${shown(text)} is no '${role}' that is known.`)
}

function unreadableName(text: string): InvalidRowError {
  return new InvalidRowError('LZ_ROW_ENCODING', `The asset ${shown(text)} has bytes that are no UTF-8.`)
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 40))
}
