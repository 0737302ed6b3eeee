/**
 * The transactions of a block in columns, with places in its bytes instead of copies of them.
 *
 * Transaction `t` lies from `txAt[t]` up to `txAt[t + 1]`, has the inputs `inputStart[t]` up to `inputStart[t + 1]`, and
 * likewise outputs. The columns are longer than what they hold and are used again for the next block.
 */
export interface BlockColumns {
  readonly bytes: Uint8Array
  readonly txCount: number
  readonly inputCount: number
  readonly outputCount: number
  readonly txAt: Uint32Array<ArrayBuffer>
  /** Where the witness begins; of transactions without one, where the lock time does. */
  readonly witnessAt: Uint32Array<ArrayBuffer>
  readonly hasWitness: Uint8Array<ArrayBuffer>
  readonly inputStart: Uint32Array<ArrayBuffer>
  readonly outputStart: Uint32Array<ArrayBuffer>
  /** By input, where its 36 bytes of previous output begin: a transaction id in memory order and a 32-bit place. */
  readonly previousAt: Uint32Array<ArrayBuffer>
  /** By input, where its script begins; it ends 4 bytes before `inputEnd`, with the sequence between. */
  readonly inputScriptAt: Uint32Array<ArrayBuffer>
  readonly inputEnd: Uint32Array<ArrayBuffer>
  /** By output: an exact integer. */
  readonly valueSat: Float64Array<ArrayBuffer>
  readonly scriptAt: Uint32Array<ArrayBuffer>
  readonly scriptEnd: Uint32Array<ArrayBuffer>
}

/** Columns that can be written. */
export type OpenColumns = { -readonly [K in keyof BlockColumns]: BlockColumns[K] }

const TX_COLUMNS = ['txAt', 'witnessAt', 'hasWitness', 'inputStart', 'outputStart'] as const
const INPUT_COLUMNS = ['previousAt', 'inputScriptAt', 'inputEnd'] as const
const OUTPUT_COLUMNS = ['valueSat', 'scriptAt', 'scriptEnd'] as const

/** Columns without any transaction. */
export function createBlockColumns(): OpenColumns {
  const [u32, u8] = [(): Uint32Array<ArrayBuffer> => new Uint32Array(0), new Uint8Array(0)]
  return {
    bytes: u8,
    txCount: 0,
    inputCount: 0,
    outputCount: 0,
    txAt: u32(),
    witnessAt: u32(),
    hasWitness: u8,
    inputStart: u32(),
    outputStart: u32(),
    previousAt: u32(),
    inputScriptAt: u32(),
    inputEnd: u32(),
    valueSat: new Float64Array(0),
    scriptAt: u32(),
    scriptEnd: u32(),
  }
}

/** Makes room for so many transactions, and the one place behind them. */
export function reserveTxs(columns: OpenColumns, count: number): void {
  if (columns.txAt.length > count) return
  for (const name of TX_COLUMNS) columns[name] = grown(columns[name], count + 1) as never
}

export function reserveInputs(columns: OpenColumns, count: number): void {
  if (columns.inputEnd.length >= count) return
  for (const name of INPUT_COLUMNS) columns[name] = grown(columns[name], count)
}

export function reserveOutputs(columns: OpenColumns, count: number): void {
  if (columns.scriptEnd.length >= count) return
  for (const name of OUTPUT_COLUMNS) columns[name] = grown(columns[name], count) as never
}

type Column = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>

function grown<T extends Column>(column: T, count: number): T {
  const larger = new (column.constructor as new (length: number) => T)(Math.max(count, 2 * column.length))
  larger.set(column as never)
  return larger
}
