type Column = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>

/** A column with room for so many values: the same where it has it, else a copy that is half as long again, in whole fours. */
export function roomFor<T extends Column>(column: T, count: number): T {
  if (count <= column.length) return column
  const length = 4 * Math.ceil(Math.max(count, 1.5 * column.length) / 4)
  const wider = new (column.constructor as new (length: number) => T)(length)
  wider.set(column)
  return wider
}
