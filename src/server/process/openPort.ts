import { writeSync } from 'node:fs'
import type { LazarettoError } from '../../LazarettoError.ts'
import { yieldToRequests } from '../yieldToRequests.ts'
import * as Frame from './Frame.ts'

/** A process of the ledger's end of its conversation with the server. */
export interface Port {
  /** Folder of the ledger, as the server has it. */
  readonly folder: string
  /** What was ordered: JSON, not looked at yet. */
  readonly order: unknown
  /** What the caller pipes in: nothing is read there before it is wanted here. */
  readonly input: AsyncIterable<Uint8Array>
  /** Sends a text, and waits until it is taken. */
  write(kind: 'out' | 'err' | 'stage', text: string): void
  /** Sends a value as JSON, in one frame. */
  tell(kind: 'stage', content: unknown): void
  /** The last word: the exit code, or what went wrong. The process ends with it. */
  end(result: number | LazarettoError): never
}

const OUTPUT = 3

/**
 * Takes the order of the server that started this process, and dies when that server does.
 *
 * What a terminal or a supervisor sends to all of the server's processes is for the server to answer.
 */
export async function openPort(): Promise<Port> {
  yieldToRequests()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
  const inbox = createInbox(Frame.read(process.stdin))
  const order = Frame.toJson(await inbox.next())
  return {
    folder: process.argv[2] ?? '',
    order,
    input: readInput(inbox),
    write(kind, text) {
      for (const bytes of Frame.encodeText(kind, text)) send(bytes)
    },
    tell: (kind, content) => send(Frame.encode(kind, content)),
    end(result) {
      if (typeof result === 'number') send(Frame.encode('exit', result))
      else send(Frame.encode('fail', { code: result.code, kind: result.kind, message: result.message }))
      process.exit()
    },
  }
}

async function* readInput(inbox: Inbox): AsyncGenerator<Uint8Array> {
  for (;;) {
    send(Frame.encode('ask', Buffer.alloc(0)))
    const { payload } = await inbox.next()
    if (payload.length === 0) return
    yield payload
  }
}

// The server's end does not block, this one does: who writes faster than the caller reads waits, and holds no more.
function send(bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(OUTPUT, bytes, at)
}

interface Inbox {
  next(): Promise<Frame.Frame>
}

/** Reads on whether anybody wants a frame or not: so it notices that the server is gone. */
function createInbox(frames: AsyncIterable<Frame.Frame>): Inbox {
  const held: Frame.Frame[] = []
  let wake = (): void => undefined
  const readAll = async (): Promise<void> => {
    for await (const frame of frames) {
      held.push(frame)
      wake()
    }
    process.kill(process.pid, 'SIGKILL')
  }
  void readAll()
  return {
    async next() {
      const frame = held.shift()
      if (frame !== undefined) return frame
      await new Promise<void>((resolve) => {
        wake = resolve
      })
      return await this.next()
    },
  }
}
