import { chmodSync, lstatSync, mkdtempSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { RelayError } from './RelayError.ts'

/** Longest path of a socket: what the shortest of the systems has room for. Unit: bytes. */
const PATH_BYTES_MAX = 103

/** Where a folder says how to reach its server: a socket, or a link to one. The folder must be there. */
export function placeIn(folder: string): string {
  return join(realpathSync(folder), 'lazaretto.sock')
}

/**
 * The socket that a folder has, whoever listens there; nothing where the folder cannot be looked into.
 *
 * A folder whose path is too long for one has a link to one elsewhere. It is followed into a folder that nobody else can
 * write, and of the store's own owner: elsewhere, a stranger may have put another in its place.
 */
export function findSocket(folder: string): string | undefined {
  try {
    const place = placeIn(folder)
    const path = lstatSync(place).isSymbolicLink() ? readlinkSync(place) : place
    const isTrusted = path === place || isPrivate(dirname(path), statSync(folder).uid)
    return isTrusted && fits(path) ? path : undefined
  } catch {
    return undefined
  }
}

/** Where to make the socket of a folder: in it, or where its path is too long in a new one of our own. */
export function choosePath(folder: string): string {
  const place = placeIn(folder)
  if (fits(place)) return place
  const elsewhere = mkdtempSync(join(tmpdir(), 'lazaretto-'))
  chmodSync(elsewhere, 0o700)
  const path = join(elsewhere, 'sock')
  if (fits(path)) return path
  const message = `A socket's path has at most ${PATH_BYTES_MAX} bytes, and neither ${place} nor one in ${tmpdir()} is so short. Set TMPDIR to a shorter one.`
  throw new RelayError('LZ_SERVE_SOCKET', 'input', message)
}

function fits(path: string): boolean {
  return Buffer.byteLength(path) <= PATH_BYTES_MAX
}

function isPrivate(folder: string, owner: number): boolean {
  const stat = lstatSync(folder)
  return stat.isDirectory() && stat.uid === owner && (stat.mode & 0o077) === 0
}
