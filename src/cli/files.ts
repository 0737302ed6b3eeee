import { createReadStream, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LazarettoError } from '../LazarettoError.ts'

/** The text of a file that the user named. @throws UserFileError `LZ_FILE_NOT_FOUND` */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

/** A file is itself; a folder stands for its files of known endings, by name. @throws UserFileError `LZ_FOLDER_EMPTY` */
export function listFiles(path: string, endings: RegExp): string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path]
  const names = readdirSync(path).filter((name) => endings.test(name))
  if (names.length > 0) return names.sort().map((name) => join(path, name))
  const message = `No file in ${path} has an ending that is known. Name the files themselves.`
  throw new UserFileError('LZ_FOLDER_EMPTY', message, undefined)
}

/** The bytes of a file that the user named. @throws UserFileError `LZ_FILE_NOT_FOUND` */
export function openBytes(path: string): AsyncIterable<Uint8Array> {
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
  if (!isFile) throw unreadable(path, undefined)
  return createReadStream(path)
}

/** Writes a file that the user named. @throws UserFileError `LZ_FILE_WRITE` */
export function writeText(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (cause) {
    throw new UserFileError('LZ_FILE_WRITE', `${path} cannot be written: ${reasonOf(cause)}.`, cause)
  }
}

function unreadable(path: string, cause: unknown): UserFileError {
  return new UserFileError('LZ_FILE_NOT_FOUND', `There is no readable file at ${path}. Check the path.`, cause)
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}

/** A file that the user named and that cannot be read or written. */
export class UserFileError extends LazarettoError {
  constructor(code: string, message: string, cause: unknown) {
    super(code, code === 'LZ_FILE_WRITE' ? 'input' : 'not-found', message, { cause })
  }
}
