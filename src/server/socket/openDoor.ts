import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { resolve } from 'node:path'
import type { LedgerQueue } from '../process/LedgerQueue.ts'
import { bindSocket } from './bindSocket.ts'
import { CommandSession, type SessionRoom } from './CommandSession.ts'
import { RelayError } from './RelayError.ts'

/** The socket through which commands come to a server. */
export interface Door {
  /** Lets nobody in any more, ends the commands that wait or run, and takes the socket away; twice is once. */
  close(): Promise<void>
}

/** What a door leads to. */
export interface DoorOptions {
  /** Folder of the data. */
  readonly folder: string
  /** The program that runs one command: it begins with `openPort`. */
  readonly file: URL
  readonly queue: LedgerQueue
  report(error: unknown): void
}

/** Callers at one time: those whose command runs or waits, and those that still read. */
const CALLERS_MAX = 32
/** How long a caller may take to read why its command was ended. */
const FAREWELL_MS = 2_000

/**
 * Lets commands of this machine's same user in, one after the other, so that nothing else need open the ledger.
 *
 * Where there are no Unix sockets, none can come.
 *
 * @throws RelayError `LZ_SERVE_RUNNING`, `LZ_SERVE_SOCKET`
 */
export async function openDoor(options: DoorOptions): Promise<Door> {
  if (process.platform === 'win32') return { close: async () => undefined }
  const callers = new Map<Socket, CommandSession>()
  const room = { ...options, folder: resolve(options.folder) }
  const server = createServer((socket) => void admit(socket, callers, room))
  server.maxConnections = CALLERS_MAX
  const remove = await bindSocket(server, options.folder)
  server.on('error', options.report)
  const close = async (): Promise<void> => {
    const closed = once(server, 'close')
    server.close()
    for (const session of callers.values()) session.end(closing())
    const cut = setTimeout(() => {
      for (const socket of callers.keys()) socket.destroy()
    }, FAREWELL_MS)
    await closed
    clearTimeout(cut)
    remove()
  }
  let end: Promise<void> | undefined
  return { close: () => (end ??= close()) }
}

async function admit(socket: Socket, callers: Map<Socket, CommandSession>, room: SessionRoom): Promise<void> {
  // Whoever hangs up in the middle of a word has cancelled the command, no more.
  socket.on('error', () => undefined)
  const session = new CommandSession(socket, room)
  callers.set(socket, session)
  await session.serve()
  callers.delete(socket)
}

function closing(): RelayError {
  const message =
    'The server is ending, and has ended the command. An import that it had begun is not stored; give the command again.'
  return new RelayError('LZ_RELAY_CLOSING', 'retryable', message)
}
