import {
  type DuckDBAppender,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
  type DuckDBVector,
} from '@duckdb/node-api'

/** Rows of one data chunk: DuckDB's vector size. */
const CHUNK_ROWS = 2048

/**
 * Writes rows of a table chunk by chunk: values are set in `vectors` at `row`, then `end` takes them.
 *
 * The chunk is used again, so that a column keeps a value that is not set anew. A value of bytes is read when the chunk is
 * full: it must stay as it is until then.
 */
export class TableWriter<Name extends string> {
  row = 0
  readonly vectors: Readonly<Record<Name, DuckDBVector>>
  private readonly chunk: DuckDBDataChunk
  private readonly appender: DuckDBAppender

  /** @param types - The columns of the appender's table, in their order; DuckDB casts where the table's are others. */
  constructor(appender: DuckDBAppender, types: Readonly<Record<Name, DuckDBType>>) {
    this.appender = appender
    this.chunk = DuckDBDataChunk.create(Object.values(types), CHUNK_ROWS)
    const vectors = Object.keys(types).map((name, i) => [name, this.chunk.getColumnVector(i)])
    this.vectors = Object.fromEntries(vectors) as Readonly<Record<Name, DuckDBVector>>
  }

  /** Gives a column the same value in all rows that are to come. */
  fill(name: Name, value: DuckDBValue): void {
    for (let row = 0; row < CHUNK_ROWS; row++) this.vectors[name].setItem(row, value)
  }

  end(): void {
    if (++this.row === CHUNK_ROWS) this.flush()
  }

  close(): void {
    if (this.row > 0) this.flush()
    this.appender.closeSync()
  }

  /** Forgets the rows that DuckDB has not taken yet; else they would be written when the appender is collected. */
  discard(): void {
    this.appender.clear()
  }

  private flush(): void {
    for (const vector of Object.values<DuckDBVector>(this.vectors)) vector.flush()
    this.chunk.rowCount = this.row
    this.appender.appendDataChunk(this.chunk)
    this.chunk.reset()
    this.row = 0
  }
}
