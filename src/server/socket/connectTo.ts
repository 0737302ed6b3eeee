import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { RelayError } from './RelayError.ts'
import { findSocket } from './socketPath.ts'

/** Nobody listens: no socket, one that its server left behind, or no socket at all. */
const NOBODY = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK', 'EPROTOTYPE'])

/** A connection to whoever listens on a socket, or nothing. @throws RelayError `LZ_RELAY_ACCESS`, `LZ_RELAY_BUSY` */
export async function connectTo(path: string): Promise<Socket | undefined> {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
    return socket
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (NOBODY.has(code)) return undefined
    throw unreachable(path, code, error)
  }
}

/** A connection to the server of a folder, or nothing where it has none. @throws as `connectTo` */
export async function connectToServer(folder: string): Promise<Socket | undefined> {
  const found = findSocket(folder)
  if (found === undefined) return undefined
  const socket = await connectTo(found.path)
  if (socket === undefined || found.isOurs) return socket
  socket.destroy()
  throw foreign(found.path)
}

/** Whether somebody listens on a socket. @throws as `connectTo` */
export async function answers(path: string): Promise<boolean> {
  const socket = await connectTo(path)
  socket?.destroy()
  return socket !== undefined
}

/** Makes sure that a folder has no server. @throws RelayError `LZ_SERVE_RUNNING`, and as `connectTo` */
export async function assertUnserved(folder: string): Promise<void> {
  const found = findSocket(folder)
  if (found !== undefined && (await answers(found.path))) throw running(folder)
}

/** @returns what to throw where a folder has a server */
export function running(folder: string): RelayError {
  const message = `A server has ${folder} already. End it first, or take another folder.`
  return new RelayError('LZ_SERVE_RUNNING', 'input', message)
}

function unreachable(path: string, code: string, cause: unknown): RelayError {
  if (code === 'EACCES' || code === 'EPERM') return foreign(path, cause)
  const message = `The server at ${path} takes no more connections now (${code}). Try again in a moment.`
  return new RelayError('LZ_RELAY_BUSY', 'retryable', message, cause)
}

function foreign(path: string, cause?: unknown): RelayError {
  const message = `${path} is the socket of another user's server. Run the command as that user.`
  return new RelayError('LZ_RELAY_ACCESS', 'input', message, cause)
}
