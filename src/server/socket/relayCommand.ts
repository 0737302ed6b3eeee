import type { Socket } from 'node:net'
import { StringDecoder } from 'node:string_decoder'
import { LazarettoError } from '../../LazarettoError.ts'
import * as Frame from '../process/Frame.ts'
import { parseFailure } from '../process/RemoteError.ts'
import type { CommandOrder } from './CommandOrder.ts'
import { connectToServer } from './connectTo.ts'
import { GREETING, isOurs, otherVersion, parseGreeting } from './greeting.ts'
import { RelayError } from './RelayError.ts'

/** A command for the server of a folder. */
export interface Relay {
  readonly folder: string
  /** Name of the command, for those that wait behind it. */
  readonly command: string
  readonly order: CommandOrder
  readonly stdin: AsyncIterable<Uint8Array | string> & { destroy?(): unknown }
  out(text: string): void
  err(text: string): void
}

/** How long a server may take to greet. */
const GREETING_MS = 10_000

/**
 * Runs a command in the server of its folder, as if it ran here.
 *
 * @returns its exit code; nothing where the folder has no server
 * @throws LazarettoError `LZ_RELAY_*`: the server cannot be reached, is another version, or ended before the command
 */
export async function relayCommand(relay: Relay): Promise<number | undefined> {
  const socket = await connectToServer(relay.folder)
  if (socket === undefined) return undefined
  const conversation = new Conversation(socket, relay)
  try {
    return await conversation.hold()
  } finally {
    socket.destroy()
  }
}

class Conversation {
  readonly #socket: Socket
  readonly #relay: Relay
  readonly #decoders = { out: new StringDecoder(), err: new StringDecoder() }
  #input: AsyncIterator<Uint8Array | string> | undefined
  #held: Buffer = Buffer.alloc(0)
  #isGreeted = false
  #isReading = false

  constructor(socket: Socket, relay: Relay) {
    this.#socket = socket
    this.#relay = relay
  }

  async hold(): Promise<number> {
    const { folder, command } = this.#relay
    this.#socket.setTimeout(GREETING_MS, () => this.#socket.destroy(silent(folder)))
    this.#socket.write(Frame.encode('hello', { ...GREETING, command }))
    try {
      for await (const frame of Frame.read(this.#socket)) {
        const code = this.#hear(frame)
        if (code !== undefined) return code
      }
    } catch (error) {
      if (error instanceof LazarettoError) throw error
      throw this.#lost(error)
    } finally {
      // Nobody waits for what is still to be typed.
      if (this.#isReading) this.#relay.stdin.destroy?.()
    }
    throw this.#lost(undefined)
  }

  /** @returns the exit code, once it is said */
  #hear(frame: Frame.Frame): number | undefined {
    const { kind, payload } = frame
    if ((kind === 'welcome') === this.#isGreeted) throw Frame.malformed(`an unexpected '${kind}'`)
    if (kind === 'welcome') this.#enter(frame)
    else if (kind === 'out' || kind === 'err') this.#relay[kind](this.#decoders[kind].write(payload))
    else if (kind === 'ask') void this.#answer()
    else if (kind === 'exit') return parseCode(frame)
    else if (kind === 'fail') throw parseFailure(frame)
    else throw Frame.malformed(`an unexpected '${kind}'`)
    return undefined
  }

  #enter(frame: Frame.Frame): void {
    const greeting = parseGreeting(frame)
    if (!isOurs(greeting)) throw otherVersion(greeting)
    this.#isGreeted = true
    this.#socket.setTimeout(0)
    this.#socket.write(Frame.encode('order', this.#relay.order))
  }

  async #answer(): Promise<void> {
    this.#isReading = true
    try {
      const piece = await this.#readPiece()
      if (this.#socket.writable) this.#socket.write(Frame.encode('input', piece))
      this.#isReading = false
    } catch (error) {
      this.#socket.destroy(error as Error)
    }
  }

  /** The next bytes of standard input; none at its end. */
  async #readPiece(): Promise<Buffer> {
    this.#input ??= this.#relay.stdin[Symbol.asyncIterator]()
    while (this.#held.length === 0) {
      const next: IteratorResult<Uint8Array | string, unknown> = await this.#input.next()
      if (next.done === true) return Buffer.alloc(0)
      this.#held = Buffer.from(next.value)
    }
    const piece = this.#held.subarray(0, Frame.PIECE_BYTES_MAX)
    this.#held = this.#held.subarray(piece.length)
    return piece
  }

  #lost(cause: unknown): RelayError {
    const { folder } = this.#relay
    if (this.#isGreeted) return lost(folder, cause)
    const message = `The server of ${folder} hung up: it takes no more commands now, or is ending. Try again in a moment.`
    return new RelayError('LZ_RELAY_BUSY', 'retryable', message, cause)
  }
}

function parseCode(frame: Frame.Frame): number {
  const code = Frame.toJson(frame)
  if (typeof code !== 'number' || !Number.isInteger(code)) throw Frame.malformed('no exit code')
  return code
}

function silent(folder: string): RelayError {
  const message = `The server of ${folder} does not answer. If it hangs, end it and give the command again.`
  return new RelayError('LZ_RELAY_SILENT', 'retryable', message)
}

function lost(folder: string, cause: unknown): RelayError {
  const message = `The server of ${folder} was lost before the command ended. An import that it had begun is not stored; give the command again.`
  return new RelayError('LZ_RELAY_LOST', 'retryable', message, cause)
}
