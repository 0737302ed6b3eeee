import { ChainId, Time } from '../../chain/index.ts'
import { TRANSFER_KINDS } from '../Transfer.ts'
import { scaleOf } from './amountReader.ts'
import { endOf, type FieldPlaces, startOf, textAt } from './FieldPlaces.ts'
import type { Layout, SkipReason } from './layouts.ts'
import { HASH_BYTES, NO_TIME, NONE, type PlainRow } from './PlainRow.ts'
import { addAddress, addHash, readAmount, readWhole } from './plainFields.ts'
import {
  createAssetReader,
  createFieldReader,
  createSkipFinder,
  createUnexpectedFinder,
  ifReadable,
  type ParserOptions,
  placeOfTrace,
  placesOf,
} from './transferParser.ts'

/** Texts of times, assets and places whose readings are remembered at a time. */
const TEXTS_MAX = 1000

/** What became of a row: it is a good transfer, rightly none, or one that only the row parser can judge. */
export type PlainVerdict = 'good' | 'other' | SkipReason

/** Reads a row's transfer `into` a row of numbers and bytes; what is there is a transfer only where the row is good. */
export type PlainParser = (row: FieldPlaces, into: PlainRow) => PlainVerdict

/** Reads some of a row; false where that is not plain. */
type Step = (row: FieldPlaces, into: PlainRow) => boolean

/**
 * A parser of the rows that are plainly good, from their bytes.
 *
 * These are a subset of what `createTransferParser` takes, read as it reads them: `plainParser.test.ts` holds the two
 * together. An address of another than an EVM chain is more than hex, and a row with labels needs its addresses as text.
 */
export function createPlainParser(header: readonly string[], layout: Layout, options: ParserOptions): PlainParser {
  const columns = placesOf(header, layout.columns)
  const isComplete = (['block', 'tx', 'from', 'to', 'amount'] as const).every((role) => (columns[role] ?? -1) >= 0)
  if (!isComplete || !ChainId.isEvm(options.chain)) return () => 'other'
  const field = createFieldReader(header, layout, textAt)
  const findSkip = createSkipFinder(layout, field)
  const findUnexpected = createUnexpectedFinder(layout, field)
  const steps = [
    ...stepsOfNumbers(columns),
    placeStep(columns, layout),
    keysStep(columns),
    ...stepsOfTexts(columns, layout, options),
    amountStep(columns, scaleOf(layout, options)),
    (row: FieldPlaces) => isEmpty(row, columns.from_label) && isEmpty(row, columns.to_label),
  ]
  return (row, into) => {
    if (row.count !== header.length) return 'other'
    const reason = findSkip(row)
    if (reason !== undefined) return reason
    const isGood = findUnexpected(row) === undefined && steps.every((step) => step(row, into))
    return isGood ? 'good' : 'other'
  }
}

type Columns = ReturnType<typeof placesOf>

function stepsOfNumbers({ block = -1, tx_index }: Columns): Step[] {
  return [
    (row, into) => {
      into.block = readWhole(row, block)
      return into.block >= 0
    },
    (row, into) => {
      into.txIndex = readOptional(row, tx_index)
      return into.txIndex >= 0
    },
  ]
}

function placeStep({ log_index, trace_path }: Columns, { place }: Layout): Step {
  if (place === 'trace') {
    const placeOf = rememberTexts(trace_path, placeOfTrace)
    return (row, into) => {
      const found = placeOf(row)
      if (found === undefined) return false
      into.kind = TRANSFER_KINDS.indexOf(found.kind)
      into.ordinal = found.ordinal ?? NONE
      return true
    }
  }
  const kind = TRANSFER_KINDS.indexOf(place === 'log' ? 'token' : 'native')
  return (row, into) => {
    into.kind = kind
    into.ordinal = place === 'log' ? readOptional(row, log_index) : place === 'transaction' ? 0 : NONE
    return into.ordinal >= 0
  }
}

function keysStep({ tx = -1, from = -1, to = -1 }: Columns): Step {
  return (row, into) => {
    into.keyEnd = into.keyAt
    if (!addHash(row, tx, into) || !addAddress(row, from, into) || !addAddress(row, to, into)) return false
    into.senderLength = (into.keyEnd - into.keyAt - HASH_BYTES) / 2
    return true
  }
}

/** Times and assets are read as the row parser reads them, once for every text. */
function stepsOfTexts(columns: Columns, layout: Layout, options: ParserOptions): Step[] {
  const secondsOf = rememberTexts(columns.time, (text) => (text === '' ? NO_TIME : Time.parse(text)))
  const assetOf = rememberTexts(columns.asset, createAssetReader(layout, options))
  return [
    (row, into) => {
      const seconds = secondsOf(row)
      if (seconds === undefined) return false
      into.timeSec = seconds
      return true
    },
    (row, into) => {
      const asset = assetOf(row)
      if (asset === undefined) return false
      into.asset = asset
      return true
    },
  ]
}

function amountStep({ amount = -1 }: Columns, scale: number): Step {
  return (row, into) => {
    const units = readAmount(row, amount, scale)
    if (units === undefined) return false
    into.amount = units
    into.inexact = false
    return true
  }
}

function readOptional(row: FieldPlaces, column: number | undefined): number {
  return isEmpty(row, column) ? NONE : readWhole(row, column ?? -1)
}

function isEmpty(row: FieldPlaces, column = -1): boolean {
  return column < 0 || startOf(row, column) === endOf(row, column)
}

/** Reads a field by its text and remembers the answers; the last one by its bytes, because neighbouring rows mostly share it. */
function rememberTexts<T>(column: number | undefined, read: (text: string) => T): (row: FieldPlaces) => T | undefined {
  const answers = new Map<string, T | undefined>()
  const answer = (text: string): T | undefined => {
    if (answers.has(text)) return answers.get(text)
    if (answers.size === TEXTS_MAX) answers.clear()
    const value = ifReadable(() => read(text))
    answers.set(text, value)
    return value
  }
  if (column === undefined || column < 0) return () => answer('')
  let last: { readonly bytes: Buffer; readonly value: T | undefined } | undefined
  return (row) => {
    if (last === undefined || !isSame(row, column, last.bytes)) {
      const bytes = Buffer.from(row.bytes.subarray(startOf(row, column), endOf(row, column)))
      last = { bytes, value: answer(bytes.toString().trim()) }
    }
    return last.value
  }
}

function isSame(row: FieldPlaces, column: number, bytes: Buffer): boolean {
  const start = startOf(row, column)
  if (endOf(row, column) - start !== bytes.length) return false
  for (let i = 0; i < bytes.length; i++) if (row.bytes[start + i] !== bytes[i]) return false
  return true
}
