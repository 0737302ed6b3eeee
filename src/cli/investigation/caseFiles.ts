import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { type CaseFile, decodeCase, encodeCase, InvestigateError } from '../../investigate/index.ts'
import { UserFileError } from '../files.ts'

const FILE_BYTES_MAX = 256 << 20
const TEXT_BYTES_MAX = 400 << 20
const TRANSFERS_MAX = 500_000

/** Whether a person means a file: one that is there, or by its ending one that should be. */
export function isCasePath(text: string): boolean {
  if (text.length > 4096 || text.includes('\0')) return false
  return text.endsWith('.lazaretto') || statSync(text, { throwIfNoEntry: false })?.isFile() === true
}

/**
 * Reads a case file, all of it or nothing.
 *
 * @throws UserFileError `LZ_FILE_NOT_FOUND`; InvestigateError `LZ_CASE_*`
 */
export function readCase(path: string): CaseFile {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > FILE_BYTES_MAX) throw tooLarge(`${size} bytes`)
  return decodeCase(toText(readBytes(path)))
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new UserFileError('LZ_FILE_NOT_FOUND', `There is no readable file at ${path}. Check the path.`, cause)
  }
}

/** The lines in a file: gzipped, as they are written, or as they are. */
function toText(bytes: Buffer): string {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? unpack(bytes) : bytes
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch (cause) {
    throw damaged('it is no text', cause)
  }
}

function unpack(bytes: Buffer): Buffer {
  try {
    const options = { maxOutputLength: TEXT_BYTES_MAX, info: true }
    const { buffer, engine } = gunzipSync(bytes, options) as unknown as {
      buffer: Buffer
      engine: { bytesWritten: number }
    }
    if (engine.bytesWritten !== bytes.length) throw new RangeError('bytes behind its end')
    return buffer
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge('much more')
    throw damaged('it cannot be unpacked', cause)
  }
}

/**
 * Writes a case file: whoever is killed meanwhile has the one before.
 *
 * @returns the SHA-256 of the file, hex
 * @throws UserFileError `LZ_FILE_WRITE`; InvestigateError `LZ_CASE_SIZE`
 */
export function writeCase(path: string, file: CaseFile): string {
  if (file.transfers.length > TRANSFERS_MAX) throw tooLarge(`${file.transfers.length} transfers`)
  const partly = `${path}.${process.pid}.part`
  try {
    const bytes = gzipSync(encodeCase(file))
    writeFileSync(partly, bytes)
    renameSync(partly, path)
    return createHash('sha256').update(bytes).digest('hex')
  } catch (cause) {
    rmSync(partly, { force: true })
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    throw new UserFileError('LZ_FILE_WRITE', `${path} cannot be written: ${reason}.`, cause)
  }
}

/** A new case must not take the place of something else. @throws InvestigateError `LZ_CASE_EXISTS` */
export function assertFree(path: string): void {
  if (!existsSync(path)) return
  const message = `${path} exists already. Go on with it: lazaretto investigate ${path} --source NAME, or give --out another name.`
  throw new InvestigateError('LZ_CASE_EXISTS', message)
}

function damaged(why: string, cause: unknown): InvestigateError {
  const message = `The case file is damaged: ${why}. Nothing of it was used. Take a copy that is whole, or investigate anew.`
  return new InvestigateError('LZ_CASE_DAMAGED', message, cause)
}

function tooLarge(what: string): InvestigateError {
  const message = `A case file has at most ${TRANSFERS_MAX} transfers and ${FILE_BYTES_MAX} bytes; this would be ${what}. Ask for less: --addresses, --hub-transfers.`
  return new InvestigateError('LZ_CASE_SIZE', message)
}
