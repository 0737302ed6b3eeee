import { Address, Amount, AssetId, ChainId, EvmAddress, Time, TxHash } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import type { FlowLabel, Transfer } from '../Transfer.ts'
import { ImportError } from './ImportError.ts'
import type { Layout, Role } from './layouts.ts'

/** What the file does not say about itself. `asset` is a constant asset: a contract, a symbol or a CAIP-19 id. */
export interface ParserOptions {
  readonly chain: ChainId.ChainId
  readonly asset: string | undefined
  readonly decimals: number | undefined
}

export interface TransferParser {
  /** @throws LazarettoError for a row that cannot be stored */
  parse(record: readonly string[]): Transfer
  /** The labels that the row gives to its two addresses; only for a row that parsed. */
  labels(record: readonly string[], transfer: Transfer): readonly FlowLabel[]
  /** The amount and asset of a row that was refused, as far as they can be read. */
  findAmount(record: readonly string[]): { amount: bigint; asset: string } | undefined
}

const uint = /^\d{1,10}$/
const uintMax = 0xffff_fffe

/**
 * A parser for the rows of one file.
 *
 * With decimals unknown, amounts are taken as base units and must be whole.
 *
 * @throws ImportError `LZ_IMPORT_ASSET` when neither a column nor an option names the asset
 */
export function createTransferParser(
  header: readonly string[],
  layout: Layout,
  options: ParserOptions,
): TransferParser {
  const place = (role: Role): number => header.indexOf(layout.columns[role] ?? '\0')
  const at = Object.fromEntries(Object.keys(layout.columns).map((role) => [role, place(role as Role)]))
  const field = (record: readonly string[], role: Role): string => record[at[role] ?? -1]?.trim() ?? ''
  const assetOf = assetReader(options, layout)
  const timeOf = lastValue(Time.parse)

  const parse = (record: readonly string[]): Transfer => {
    if (record.length !== header.length) throw wrongFieldCount(record.length, header.length)
    const asset = assetOf(field(record, 'asset'))
    return {
      kind: layout.kind,
      block: parseUint(field(record, 'block'), 'block'),
      timeSec: optional(field(record, 'time'), timeOf),
      tx: TxHash.toBytes(TxHash.parse(required(field(record, 'tx'), 'tx'))),
      txIndex: optional(field(record, 'tx_index'), (text) => parseUint(text, 'tx_index')),
      ordinal: optional(field(record, 'log_index'), (text) => parseUint(text, 'log_index')),
      from: parseAddress(required(field(record, 'from'), 'from'), options.chain),
      to: parseAddress(required(field(record, 'to'), 'to'), options.chain),
      asset,
      amount: Amount.parse(required(field(record, 'amount'), 'amount'), options.decimals ?? 0),
      inexact: false,
    }
  }
  const labels = (record: readonly string[], transfer: Transfer): readonly FlowLabel[] => [
    ...labelOf(transfer.from, field(record, 'from_label')),
    ...labelOf(transfer.to, field(record, 'to_label')),
  ]
  const findAmount = (record: readonly string[]): { amount: bigint; asset: string } | undefined => {
    try {
      const text = field(record, 'amount').replace(/^-/, '')
      return { amount: Amount.parse(text, options.decimals ?? 0), asset: assetOf(field(record, 'asset')) }
    } catch (error) {
      if (error instanceof LazarettoError) return undefined
      throw error
    }
  }
  return { parse, labels, findAmount }
}

function assetReader(options: ParserOptions, layout: Layout): (text: string) => AssetId.AssetId {
  const { asset, chain } = options
  if (asset !== undefined) {
    const constant = readAsset(asset, chain)
    return () => constant
  }
  if (layout.columns.asset !== undefined) return lastValue((text) => readAsset(required(text, 'asset'), chain))
  throw new ImportError('LZ_IMPORT_ASSET', 'No column names the asset. Say which one it is: --asset ETH, --asset 0x...')
}

function readAsset(text: string, chain: ChainId.ChainId): AssetId.AssetId {
  if (text.includes('/')) return AssetId.parse(text)
  if (/^0x[0-9a-fA-F]{40}$/.test(text)) return AssetId.erc20(chain, EvmAddress.parse(text))
  const info = ChainId.find(chain)
  return info?.nativeSymbol === text.toUpperCase() ? AssetId.native(chain) : AssetId.named(chain, text)
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

function optional<T>(text: string, parse: (text: string) => T): T | undefined {
  return text === '' ? undefined : parse(text)
}

function required(text: string, role: Role): string {
  if (text === '') throw new InvalidRowError('LZ_ROW_FIELD_MISSING', `The field '${role}' is empty.`)
  return text
}

function parseUint(text: string, role: Role): number {
  const value = uint.test(text) ? Number(text) : Number.NaN
  if (value <= uintMax) return value
  if (text === '') throw new InvalidRowError('LZ_ROW_FIELD_MISSING', `The field '${role}' is empty.`)
  throw new InvalidRowError('LZ_ROW_NUMBER', `'${role}' must be a whole number up to ${uintMax}, not ${shown(text)}.`)
}

function wrongFieldCount(given: number, expected: number): InvalidRowError {
  return new InvalidRowError('LZ_ROW_FIELD_COUNT', `The row has ${given} fields, the header ${expected}.`)
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 40))
}

/** A row that cannot be stored. */
export class InvalidRowError extends LazarettoError {
  constructor(code: string, message: string) {
    super(code, 'input', message)
  }
}
