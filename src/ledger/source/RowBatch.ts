import type { LazarettoError } from '../../LazarettoError.ts'
import type { FieldPlaces } from './FieldPlaces.ts'

/** The fields of a row: as text, or where they stand in the file as they are. */
export type Fields = readonly string[] | FieldPlaces

/**
 * Rows of one chunk of a file, before anything of them is understood.
 *
 * `header` names the fields of every record of the batch, undefined where there is none; `lines[i]` is the line on which record `i` begins, counted
 * from 1.
 */
export interface RowBatch {
  readonly header: readonly string[] | undefined
  readonly records: readonly Fields[]
  readonly lines: readonly number[]
  readonly broken: readonly BrokenRow[]
}

/** Rows of a file that is read from its beginning; `bytesRead` is the position in the file on disk. */
export interface FileBatch extends RowBatch {
  readonly bytesRead: number
}

/** A line that should be a row and cannot be read as one. */
export interface BrokenRow {
  readonly line: number
  readonly text: string
  readonly error: LazarettoError
}
