/**
 * The fields of a row as they stand in the bytes of a file, without quotes or escapes: field `i` lies from
 * `places[first + 2 * i]` up to `places[first + 2 * i + 1]`. The rows of a chunk share `bytes` and `places`.
 */
export interface FieldPlaces {
  readonly bytes: Buffer
  readonly places: readonly number[]
  readonly first: number
  readonly count: number
}

/** Where field `i` begins. */
export function startOf({ places, first }: FieldPlaces, i: number): number {
  return places[first + 2 * i] as number
}

/** Where field `i` ends. */
export function endOf({ places, first }: FieldPlaces, i: number): number {
  return places[first + 2 * i + 1] as number
}

/** The text of field `i`. */
export function textAt(row: FieldPlaces, i: number): string {
  return row.bytes.toString('utf8', startOf(row, i), endOf(row, i))
}

/** All fields of a row as text. */
export function toTexts(row: readonly string[] | FieldPlaces): readonly string[] {
  return 'bytes' in row ? Array.from({ length: row.count }, (_, i) => textAt(row, i)) : row
}
