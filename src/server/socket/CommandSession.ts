import { once } from 'node:events'
import type { Socket } from 'node:net'
import { LazarettoError } from '../../LazarettoError.ts'
import * as Frame from '../process/Frame.ts'
import type { LedgerQueue, Turn } from '../process/LedgerQueue.ts'
import { runProcess } from '../process/runProcess.ts'
import { GREETING, isOurs, parseCallerGreeting } from './greeting.ts'
import { RelayError } from './RelayError.ts'

/** What sessions of one server share. */
export interface SessionRoom {
  readonly folder: string
  /** The program that runs a command. */
  readonly file: URL
  readonly queue: LedgerQueue
  /** Told of errors that are no caller's fault. */
  report(error: unknown): void
}

/** How long a caller may take to say what it wants. */
const GREETING_MS = 10_000
/** Output that is held for a caller who reads slowly; beyond it, the command waits. Unit: bytes. */
const HELD_BYTES_MAX = 16 << 20
/** How long a command waits for a caller who reads nothing. */
const STALLED_MS = 60_000

/** One caller's command: it waits for its turn, and then caller and process speak with each other through here. */
export class CommandSession {
  readonly #socket: Socket
  readonly #room: SessionRoom
  readonly #stop = new AbortController()
  #command: string | undefined
  #running: Promise<void> | undefined
  /** Takes what the process has asked for, once. */
  #answer: ((input: Uint8Array) => void) | undefined

  constructor(socket: Socket, room: SessionRoom) {
    this.#socket = socket
    this.#room = room
  }

  /** Serves the caller until it is gone, and ends what it began. */
  async serve(): Promise<void> {
    const timer = setTimeout(() => {
      if (this.#running === undefined) this.#socket.destroy()
    }, GREETING_MS).unref()
    try {
      for await (const frame of Frame.read(this.#socket)) this.#hear(frame)
    } catch {
      // Whoever speaks no Lazaretto, or hangs up in the middle, is told nothing.
      this.#socket.destroy()
    } finally {
      clearTimeout(timer)
      this.#stop.abort()
      await this.#running
    }
  }

  /** Ends the command, and says why. */
  end(reason: LazarettoError): void {
    this.#fail(reason)
    this.#stop.abort()
  }

  #hear(frame: Frame.Frame): void {
    const { kind, payload } = frame
    if (kind === 'hello' && this.#command === undefined) {
      this.#greet(frame)
    } else if (kind === 'order' && this.#command !== undefined && this.#running === undefined) {
      this.#running = this.#run(`lazaretto ${this.#command}`, payload)
    } else if (kind === 'input' && this.#answer !== undefined) {
      this.#answer(payload)
      this.#answer = undefined
    } else throw Frame.malformed(`an unexpected '${kind}'`)
  }

  #greet(frame: Frame.Frame): void {
    const greeting = parseCallerGreeting(frame)
    this.#command = greeting.command
    this.#socket.write(Frame.encode('welcome', GREETING))
    if (!isOurs(greeting)) throw Frame.malformed('another version')
  }

  async #run(title: string, order: Uint8Array): Promise<void> {
    const turn = this.#room.queue.take(title)
    try {
      await this.#wait(turn)
      const last = await this.#work(order)
      // Whoever hears that a command has ended finds the ledger free.
      turn.release()
      if (last !== undefined) this.#socket.end(last)
    } catch (error) {
      this.#fail(error)
    } finally {
      turn.release()
    }
  }

  async #wait({ before, ready, release }: Turn): Promise<void> {
    if (before.length === 0) return
    this.#socket.write(Frame.encode('err', Buffer.from(waitingFor(before))))
    this.#stop.signal.addEventListener('abort', release)
    await ready
    this.#stop.signal.removeEventListener('abort', release)
  }

  /** @returns the last word of the process, which nobody has been told yet */
  async #work(order: Uint8Array): Promise<Uint8Array | undefined> {
    const { file, folder } = this.#room
    let last: Uint8Array | undefined
    await runProcess({
      file,
      folder,
      order,
      signal: this.#stop.signal,
      hear: async ({ kind, payload }, reply) => {
        const bytes = Frame.encode(kind, payload)
        if (kind === 'ask') this.#answer = (input) => reply('input', input)
        if (kind === 'exit' || kind === 'fail') last = bytes
        else await this.#pass(bytes)
      },
    })
    return last
  }

  async #pass(bytes: Uint8Array): Promise<void> {
    this.#socket.write(bytes)
    if (this.#socket.writableLength <= HELD_BYTES_MAX) return
    const late = AbortSignal.timeout(STALLED_MS)
    const signal = AbortSignal.any([late, this.#stop.signal])
    await once(this.#socket, 'drain', { signal }).catch(() => undefined)
    if (late.aborted) throw stalled()
  }

  #fail(error: unknown): void {
    if (!(error instanceof LazarettoError)) this.#room.report(error)
    const { code, kind, message } = error instanceof LazarettoError ? error : unknownFailure(error)
    if (!this.#socket.writableEnded) this.#socket.end(Frame.encode('fail', { code, kind, message }))
  }
}

function waitingFor([first, ...others]: readonly string[]): string {
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  return `waiting for ${first}${more} to end\n`
}

function stalled(): RelayError {
  const message = `The output was not read for ${STALLED_MS / 1000} s, and others wait for the ledger. Write it into a file, and look at that.`
  return new RelayError('LZ_RELAY_STALLED', 'limit', message)
}

function unknownFailure(cause: unknown): RelayError {
  return new RelayError(
    'LZ_SERVE_PROCESS',
    'retryable',
    'The server could not run the command; its log says why.',
    cause,
  )
}
