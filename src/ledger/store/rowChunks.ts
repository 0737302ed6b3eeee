import {
  BLOB,
  BOOLEAN,
  blobValue,
  DOUBLE,
  type DuckDBAppender,
  DuckDBDataChunk,
  type DuckDBVector,
  UHUGEINT,
  UINTEGER,
  UTINYINT,
} from '@duckdb/node-api'
import type { AssetId } from '../../chain/index.ts'
import type { PlainRow } from '../source/PlainRow.ts'

/** The columns of `stage_row`, in their order. */
const TYPES = {
  line: DOUBLE,
  block: UINTEGER,
  timeSec: DOUBLE,
  txIndex: UINTEGER,
  kind: UTINYINT,
  ordinal: UINTEGER,
  keys: BLOB,
  senderLength: UTINYINT,
  asset: UINTEGER,
  amount: UHUGEINT,
  amountHigh: UHUGEINT,
  inexact: BOOLEAN,
}

/** Rows of one data chunk: DuckDB's vector size. */
const CHUNK_ROWS = 2048
/** Room for the keys of one row: a hash and the two longest addresses there are. */
const KEYS_BYTES = 288
const LOW_128 = (1n << 128n) - 1n

/** Collects rows for an appender of `stage_row`, chunk by chunk. */
export interface RowChunks {
  readonly next: PlainRow
  /** Takes what has been written into `next`. */
  add(line: number, assetId: number, appender: DuckDBAppender): void
  flush(appender: DuckDBAppender): void
}

/** Makes the one chunk in memory, empty. */
export function createRowChunks(): RowChunks {
  const next = newRow()
  let chunk = newChunk()
  let count = 0
  const flush = (appender: DuckDBAppender): void => {
    if (count === 0) return
    for (const vector of Object.values(chunk.vectors)) vector.flush()
    chunk.data.rowCount = count
    appender.appendDataChunk(chunk.data)
    chunk = newChunk()
    next.keyAt = 0
    count = 0
  }
  return {
    next,
    add(line, assetId, appender) {
      const { vectors } = chunk
      vectors.line.setItem(count, line)
      vectors.block.setItem(count, next.block)
      vectors.timeSec.setItem(count, next.timeSec)
      vectors.txIndex.setItem(count, next.txIndex)
      vectors.kind.setItem(count, next.kind)
      vectors.ordinal.setItem(count, next.ordinal)
      vectors.keys.setItem(count, blobValue(next.keys.subarray(next.keyAt, next.keyEnd)))
      vectors.senderLength.setItem(count, next.senderLength)
      vectors.asset.setItem(count, assetId)
      const isLow = next.amount <= LOW_128
      vectors.amount.setItem(count, isLow ? next.amount : next.amount & LOW_128)
      vectors.amountHigh.setItem(count, isLow ? 0n : next.amount >> 128n)
      vectors.inexact.setItem(count, next.inexact)
      next.keyAt = ++count * KEYS_BYTES
      if (count === CHUNK_ROWS) flush(appender)
    },
    flush,
  }
}

interface Chunk {
  readonly data: DuckDBDataChunk
  readonly vectors: Readonly<Record<keyof typeof TYPES, DuckDBVector>>
}

function newChunk(): Chunk {
  const data = DuckDBDataChunk.create(Object.values(TYPES), CHUNK_ROWS)
  const vectors = Object.keys(TYPES).map((name, i) => [name, data.getColumnVector(i)])
  return { data, vectors: Object.fromEntries(vectors) as Chunk['vectors'] }
}

function newRow(): PlainRow {
  const nothing = { keyAt: 0, keyEnd: 0, senderLength: 0, block: 0, timeSec: 0, txIndex: 0, kind: 0, ordinal: 0 }
  return {
    ...nothing,
    keys: new Uint8Array(CHUNK_ROWS * KEYS_BYTES),
    asset: '' as AssetId.AssetId,
    amount: 0n,
    inexact: false,
  }
}
