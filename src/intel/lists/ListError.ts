import { LazarettoError } from '../../LazarettoError.ts'

/** Where in a file something stands; both count from 1, a column in UTF-16 code units. */
export interface FilePlace {
  readonly line: number
  readonly column?: number
}

const kinds = {
  LZ_LIST_ARCHIVE: 'integrity',
  LZ_LIST_COUNT: 'integrity',
  LZ_LIST_CSV: 'integrity',
  LZ_LIST_DATE: 'integrity',
  LZ_LIST_DOCTYPE: 'integrity',
  LZ_LIST_EMPTY: 'integrity',
  LZ_LIST_ENCODING: 'integrity',
  LZ_LIST_ENTRY: 'integrity',
  LZ_LIST_FORMAT: 'integrity',
  LZ_LIST_JSON: 'integrity',
  LZ_LIST_LIMIT: 'limit',
  LZ_LIST_ROOT: 'integrity',
  LZ_LIST_TRUNCATED: 'integrity',
  LZ_LIST_XML: 'integrity',
} as const

/** Why a list file is refused. */
export type ListErrorCode = keyof typeof kinds

/** A list file that is refused as a whole: a shorter list must never pass for the list. */
export class ListError extends LazarettoError {
  override readonly name = 'ListError'
  readonly place: FilePlace | undefined

  constructor(code: ListErrorCode, message: string, options: { place?: FilePlace | undefined; cause?: unknown } = {}) {
    super(code, kinds[code], options.place ? `${show(options.place)}: ${message}` : message, { cause: options.cause })
    this.place = options.place
  }
}

function show({ line, column }: FilePlace): string {
  return column === undefined ? `Line ${line}` : `Line ${line}, column ${column}`
}
