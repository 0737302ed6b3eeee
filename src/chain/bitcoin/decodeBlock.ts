import {
  type BlockColumns,
  createBlockColumns,
  type OpenColumns,
  reserveInputs,
  reserveOutputs,
  reserveTxs,
} from './BlockColumns.ts'
import { BlockError } from './BlockError.ts'
import * as BlockHeader from './BlockHeader.ts'
import { Cursor } from './Cursor.ts'

/** A block's longest form, with witnesses. */
export const BLOCK_BYTES_MAX = 4_000_000
/** More satoshi than there will ever be. */
export const VALUE_MAX_SAT = 2_100_000_000_000_000

// The least bytes of each: what bounds their number.
const TX_BYTES = 60
const INPUT_BYTES = 41
const OUTPUT_BYTES = 9
const LOCK_TIME_BYTES = 4

/**
 * Decodes a block and nothing behind it, in time and memory in proportion to its bytes.
 *
 * @param into - Columns of an earlier block, to be used again.
 * @throws BlockError `LZ_BLOCK_SIZE`, `LZ_BLOCK_TRUNCATED`, `LZ_BLOCK_COUNT`, `LZ_BLOCK_ENCODING`, `LZ_BLOCK_VALUE`,
 * `LZ_BLOCK_TRAILING`
 * @source https://developer.bitcoin.org/reference/block_chain.html#serialized-blocks
 */
export function decodeBlock(bytes: Uint8Array, into: OpenColumns = createBlockColumns()): BlockColumns {
  if (bytes.length > BLOCK_BYTES_MAX) throw new BlockError('LZ_BLOCK_SIZE', 0, `a block of ${bytes.length} bytes`)
  const cursor = readBlock(bytes, into)
  assertEnd(cursor)
  return into
}

/** Bytes of the block at the beginning of these. @throws BlockError as `decodeBlock` does, but for what lies behind */
export function measureBlock(bytes: Uint8Array): number {
  return readBlock(bytes.subarray(0, BLOCK_BYTES_MAX), createBlockColumns()).at
}

function readBlock(bytes: Uint8Array, into: OpenColumns): Cursor {
  const cursor = new Cursor(bytes)
  cursor.advance(BlockHeader.LENGTH)
  const txCount = cursor.count(TX_BYTES)
  begin(into, bytes, txCount)
  for (let tx = 0; tx < txCount; tx++) readTx(cursor, into, tx)
  end(cursor, into, txCount)
  return cursor
}

/** Decodes one transaction and nothing behind it, as columns with one row. @throws BlockError as `decodeBlock` does */
export function decodeTx(bytes: Uint8Array): BlockColumns {
  if (bytes.length > BLOCK_BYTES_MAX) throw new BlockError('LZ_BLOCK_SIZE', 0, `a transaction of ${bytes.length} bytes`)
  const cursor = new Cursor(bytes)
  const into = createBlockColumns()
  begin(into, bytes, 1)
  readTx(cursor, into, 0)
  end(cursor, into, 1)
  assertEnd(cursor)
  return into
}

function begin(into: OpenColumns, bytes: Uint8Array, txCount: number): void {
  into.bytes = bytes
  into.txCount = txCount
  into.inputCount = 0
  into.outputCount = 0
  reserveTxs(into, txCount)
}

function end(cursor: Cursor, into: OpenColumns, txCount: number): void {
  into.txAt[txCount] = cursor.at
  into.inputStart[txCount] = into.inputCount
  into.outputStart[txCount] = into.outputCount
}

function assertEnd(cursor: Cursor): void {
  const rest = cursor.bytes.length - cursor.at
  if (rest > 0) throw new BlockError('LZ_BLOCK_TRAILING', cursor.at, `${rest} bytes behind the last transaction`)
}

function readTx(cursor: Cursor, into: OpenColumns, tx: number): void {
  into.txAt[tx] = cursor.advance(4)
  const hasWitness = readMarker(cursor)
  into.hasWitness[tx] = hasWitness ? 1 : 0
  into.inputStart[tx] = into.inputCount
  into.outputStart[tx] = into.outputCount
  readInputs(cursor, into)
  readOutputs(cursor, into)
  into.witnessAt[tx] = cursor.at
  if (hasWitness) readWitnesses(cursor, into.inputCount - (into.inputStart[tx] as number))
  cursor.advance(LOCK_TIME_BYTES)
}

/** Whether a witness follows the outputs. @source https://github.com/bitcoin/bips/blob/master/bip-0144.mediawiki */
function readMarker(cursor: Cursor): boolean {
  const at = cursor.at
  if (cursor.u8() !== 0) {
    cursor.at = at
    return false
  }
  if (cursor.u8() === 1) return true
  throw new BlockError('LZ_BLOCK_ENCODING', at, 'a transaction without inputs')
}

function readInputs(cursor: Cursor, into: OpenColumns): void {
  const at = cursor.at
  const count = cursor.count(INPUT_BYTES)
  if (count === 0) throw new BlockError('LZ_BLOCK_ENCODING', at, 'a transaction without inputs')
  const first = into.inputCount
  reserveInputs(into, first + count)
  const { previousAt, inputScriptAt, inputEnd } = into
  for (let i = first; i < first + count; i++) {
    previousAt[i] = cursor.advance(36)
    inputScriptAt[i] = cursor.advance(cursor.count(1))
    cursor.advance(4)
    inputEnd[i] = cursor.at
  }
  into.inputCount = first + count
}

function readOutputs(cursor: Cursor, into: OpenColumns): void {
  const at = cursor.at
  const count = cursor.count(OUTPUT_BYTES)
  if (count === 0) throw new BlockError('LZ_BLOCK_ENCODING', at, 'a transaction without outputs')
  const first = into.outputCount
  reserveOutputs(into, first + count)
  const { valueSat, scriptAt, scriptEnd } = into
  for (let i = first; i < first + count; i++) {
    const value = cursor.u64()
    if (value > VALUE_MAX_SAT) throw new BlockError('LZ_BLOCK_VALUE', cursor.at - 8, `an output of ${value} satoshi`)
    valueSat[i] = value
    scriptAt[i] = cursor.advance(cursor.count(1))
    scriptEnd[i] = cursor.at
  }
  into.outputCount = first + count
}

function readWitnesses(cursor: Cursor, inputCount: number): void {
  const at = cursor.at
  let items = 0
  for (let i = 0; i < inputCount; i++) {
    const count = cursor.count(1)
    for (let item = 0; item < count; item++) cursor.advance(cursor.count(1))
    items += count
  }
  if (items === 0) throw new BlockError('LZ_BLOCK_ENCODING', at, 'a witness with nothing in it')
}
