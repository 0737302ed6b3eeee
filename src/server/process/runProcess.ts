import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { LazarettoError } from '../../LazarettoError.ts'
import * as Frame from './Frame.ts'

/** What is to be done in a process of its own. */
export interface ProcessTask {
  /** The program; it begins with `openPort`. */
  readonly file: URL
  /** Folder of the ledger. */
  readonly folder: string
  /** JSON: what is ordered. */
  readonly order: Uint8Array
  /** Ends the process at once, in whatever it is. */
  readonly signal: AbortSignal
  /** Told of what it says, one frame after the other; `reply` answers. */
  hear(frame: Frame.Frame, reply: (kind: Frame.FrameKind, content: Uint8Array) => void): void | Promise<void>
}

/**
 * Lets a process of its own work in the ledger, and waits until it is gone, and with it its hold on the file.
 *
 * A thread would not do: ended while DuckDB works in it, it takes the whole program with it, and what two threads of one
 * program have open the file's lock does not keep apart.
 *
 * @throws ProcessError `LZ_SERVE_PROCESS` where it ends without having said its last word, `exit` or `fail`
 */
export async function runProcess({ file, folder, order, signal, hear }: ProcessTask): Promise<void> {
  if (signal.aborted) return
  const child = spawn(process.execPath, [...process.execArgv, fileURLToPath(file), folder], {
    stdio: ['pipe', 'ignore', 'inherit', 'pipe'],
  })
  // A process that cannot even be started says so by saying nothing.
  const ended = once(child, 'close').catch(() => undefined)
  const kill = (): void => void child.kill('SIGKILL')
  signal.addEventListener('abort', kill)
  let isDone = false
  try {
    isDone = await converse(child, order, hear)
  } finally {
    kill()
    await ended
    signal.removeEventListener('abort', kill)
  }
  if (!isDone && !signal.aborted) throw died(child)
}

async function converse(child: ChildProcess, order: Uint8Array, hear: ProcessTask['hear']): Promise<boolean> {
  const [input, , , output] = child.stdio as unknown as [Writable, null, null, Readable]
  // Whoever has ended reads no more.
  input.on('error', () => undefined)
  input.write(Frame.encode('order', order))
  for await (const frame of Frame.read(output)) {
    await hear(frame, (kind, content) => void input.write(Frame.encode(kind, content)))
    if (frame.kind === 'exit' || frame.kind === 'fail') return true
  }
  return false
}

/** A process that died. */
class ProcessError extends LazarettoError {
  override readonly name = 'ProcessError'
}

function died({ signalCode, exitCode }: ChildProcess): ProcessError {
  const how = signalCode ?? (exitCode === null ? 'its end is unknown' : `code ${exitCode}`)
  const message = `The server's process that did it has died (${how}); the server's log may say why. An import that it had begun is not stored.`
  return new ProcessError('LZ_SERVE_PROCESS', 'retryable', message)
}
