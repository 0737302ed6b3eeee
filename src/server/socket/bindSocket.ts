import { once } from 'node:events'
import { lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, symlinkSync } from 'node:fs'
import type { Server } from 'node:net'
import { dirname, join } from 'node:path'
import { answers, running } from './connectTo.ts'
import { RelayError } from './RelayError.ts'
import { choosePath, findSocket, placeIn } from './socketPath.ts'

/**
 * Lets a server listen on the socket of a folder, which only its owner may open.
 *
 * @returns removes what was made, once the server no longer listens
 * @throws RelayError `LZ_SERVE_RUNNING`, `LZ_SERVE_SOCKET`
 */
export async function bindSocket(server: Server, folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true })
  await clearPlace(folder)
  const place = placeIn(folder)
  const path = choosePath(folder)
  const removeFolder = (): void => {
    if (path !== place) rmSync(dirname(path), { recursive: true, force: true })
  }
  try {
    await listenPrivately(server, path)
    if (path !== place) symlinkSync(path, place)
  } catch (cause) {
    server.close()
    removeFolder()
    const isTaken = ['EADDRINUSE', 'EEXIST'].includes((cause as NodeJS.ErrnoException).code ?? '')
    throw isTaken ? running(folder) : unbound(path, cause)
  }
  return () => {
    if (path !== place) rmSync(place, { force: true })
    removeFolder()
  }
}

/** A socket has the rights that the mask leaves it, and it is made while `listen` runs: nobody else can ever open it. */
async function listenPrivately(server: Server, path: string): Promise<void> {
  const before = process.umask(0o177)
  try {
    server.listen(path)
  } finally {
    process.umask(before)
  }
  await once(server, 'listening')
}

/**
 * Takes away the socket that a dead server left.
 *
 * It is first moved aside and asked once more: of two servers that start together, the second may have got hold of the
 * first one's.
 */
async function clearPlace(folder: string): Promise<void> {
  const place = placeIn(folder)
  const stat = lstatSync(place, { throwIfNoEntry: false })
  if (stat === undefined) return
  if (!stat.isSocket() && !stat.isSymbolicLink()) throw unbound(place, 'it is a file')
  const target = findSocket(folder)?.path
  await assertDead(folder, target)
  // No longer than the name that it has: both are paths of a socket.
  const aside = join(dirname(place), `${process.pid}.sock`)
  renameSync(place, aside)
  try {
    await assertDead(folder, target === place ? aside : target)
  } catch (error) {
    renameSync(aside, place)
    throw error
  }
  rmSync(aside)
  if (target !== undefined && target !== place) removeElsewhere(target)
}

/** Nothing else than a socket, and its folder only where nothing else is in it: the link may be anybody's. */
function removeElsewhere(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSocket() !== true) return
  rmSync(path)
  if (readdirSync(dirname(path)).length === 0) rmdirSync(dirname(path))
}

async function assertDead(folder: string, path: string | undefined): Promise<void> {
  if (path !== undefined && (await answers(path))) throw running(folder)
}

function unbound(path: string, cause: unknown): RelayError {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
  const message = `The socket ${path} for commands cannot be made (${reason}). The folder must be on a local disk, and yours to write.`
  return new RelayError('LZ_SERVE_SOCKET', 'input', message, cause)
}
