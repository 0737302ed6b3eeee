import type { BlockError } from '../../../chain/index.ts'
import { type ErrorKind, LazarettoError } from '../../../LazarettoError.ts'

/** Blocks that cannot be imported: nothing of the import is stored. `offset` is counted in bytes of the file. */
export class BlockFileError extends LazarettoError {
  override readonly name = 'BlockFileError'
  readonly path: string
  readonly offset: number

  constructor(code: string, place: { path: string; offset: number }, message: string, cause?: unknown) {
    const kind: ErrorKind = 'integrity'
    super(code, kind, `${place.path}, byte ${place.offset}: ${message}`, { cause })
    this.path = place.path
    this.offset = place.offset
  }

  /** What was found wrong in a block, with the file and the place in it. */
  static at(place: { path: string; offset: number }, error: BlockError): BlockFileError {
    const offset = place.offset + error.offset
    const message = `${error.finding} The block begins at byte ${place.offset}.`
    return new BlockFileError(error.code, { path: place.path, offset }, message, error)
  }
}
