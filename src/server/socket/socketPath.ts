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

/** A socket that a folder has. */
export interface FoundSocket {
  readonly path: string
  /** Whether its server is our own; to root, also the folder's owner's. A stranger's may say anything. */
  readonly isOurs: boolean
}

/**
 * The socket that a folder has, whoever listens there; nothing where the folder cannot be looked into.
 *
 * A folder whose path is too long for one has a link to one elsewhere, in a folder that nobody else can enter.
 */
export function findSocket(folder: string): FoundSocket | undefined {
  try {
    const place = placeIn(folder)
    const path = lstatSync(place).isSymbolicLink() ? readlinkSync(place) : place
    if (!fits(path) || (path !== place && !isPrivate(dirname(path)))) return undefined
    const [us, owner] = [process.getuid?.(), lstatSync(path).uid]
    return { path, isOurs: owner === us || (us === 0 && owner === statSync(folder).uid) }
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

function isPrivate(folder: string): boolean {
  const stat = lstatSync(folder)
  return stat.isDirectory() && (stat.mode & 0o077) === 0
}
