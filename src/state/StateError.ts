import { type ErrorKind, LazarettoError } from '../LazarettoError.ts'

/** A work state that cannot be opened, read or written. */
export class StateError extends LazarettoError {
  override readonly name = 'StateError'

  constructor(code: string, kind: ErrorKind, message: string, cause?: unknown) {
    super(code, kind, message, { cause })
  }
}

/**
 * What an error of SQLite means: the file is busy, damaged, or cannot be written.
 *
 * @returns the error as it is where it is already ours, or a bug
 * @source https://www.sqlite.org/rescode.html
 */
export function toStateError(error: unknown, file: string): unknown {
  const code = sqliteCode(error)
  if (code === undefined) return error
  if (isBusy(error)) {
    return new StateError('LZ_STATE_BUSY', 'retryable', `Another process holds ${file}. Try again.`, error)
  }
  switch (code & 0xff) {
    case 11:
    case 26:
      return new StateError('LZ_STATE_DAMAGED', 'integrity', `${file} is no SQLite file, or is damaged.`, error)
    default: {
      const message = `${file} cannot be read or written: ${String(error)}. Look at the disk's room and rights, then open it again.`
      return new StateError('LZ_STATE_IO', 'retryable', message, error)
    }
  }
}

/** Whether SQLite says that somebody else has the lock. */
export function isBusy(error: unknown): boolean {
  const code = sqliteCode(error)
  return code !== undefined && BUSY_OR_LOCKED.has(code & 0xff)
}

const BUSY_OR_LOCKED: ReadonlySet<number> = new Set([5, 6])

// Result codes that speak of the disk or the file. The others (constraint, misuse, syntax) are bugs of ours.
const OF_THE_FILE: ReadonlySet<number> = new Set([3, 5, 6, 8, 10, 11, 13, 14, 15, 23, 26])

function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, errcode } = error as { code?: unknown; errcode?: unknown }
  return code === 'ERR_SQLITE_ERROR' && OF_THE_FILE.has(Number(errcode) & 0xff) ? Number(errcode) : undefined
}
