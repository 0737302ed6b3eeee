import { type DuckDBAppender, DuckDBDataChunk, type DuckDBType, type DuckDBVector } from '@duckdb/node-api'

/** Rows of one data chunk: DuckDB's vector size. */
const CHUNK_ROWS = 2048

/**
 * Writes rows of a table chunk by chunk: values are set in `vectors` at `row`, then `end` takes them.
 *
 * A value of bytes is read when the chunk is full: it must stay as it is until then.
 */
export class TableWriter<Name extends string> {
  row = 0
  vectors: Readonly<Record<Name, DuckDBVector>>
  private chunk: DuckDBDataChunk
  private readonly appender: DuckDBAppender
  private readonly types: Readonly<Record<Name, DuckDBType>>

  /** @param types - The columns of the appender's table, in their order. */
  constructor(appender: DuckDBAppender, types: Readonly<Record<Name, DuckDBType>>) {
    this.appender = appender
    this.types = types
    this.chunk = DuckDBDataChunk.create(Object.values(types), CHUNK_ROWS)
    this.vectors = this.openVectors()
  }

  end(): void {
    if (++this.row === CHUNK_ROWS) this.flush()
  }

  close(): void {
    this.flush()
    this.appender.closeSync()
  }

  private flush(): void {
    if (this.row === 0) return
    for (const vector of Object.values<DuckDBVector>(this.vectors)) vector.flush()
    this.chunk.rowCount = this.row
    this.appender.appendDataChunk(this.chunk)
    this.chunk = DuckDBDataChunk.create(Object.values(this.types), CHUNK_ROWS)
    this.vectors = this.openVectors()
    this.row = 0
  }

  private openVectors(): Readonly<Record<Name, DuckDBVector>> {
    const vectors = Object.keys(this.types).map((name, i) => [name, this.chunk.getColumnVector(i)])
    return Object.fromEntries(vectors) as Readonly<Record<Name, DuckDBVector>>
  }
}
