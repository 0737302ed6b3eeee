import { createHash, type Hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Deadline } from './Deadline.ts'
import { NetError } from './NetError.ts'
import { assertReadable, type BodyLimits, readBody } from './readBody.ts'

/** A hash that can be taken of a body while it is read. */
export type HashName = 'sha1' | 'sha256' | 'sha512'

/** An answer with a body. Read it to its end or `discard` it; unread it ends with the request's time. */
export interface FreshAnswer {
  readonly status: 'fresh'
  readonly httpStatus: number
  /** Where it came from after redirects. */
  readonly url: string
  /** By lower-case name; fields that were sent several times are joined with a comma. */
  readonly headers: ReadonlyMap<string, string>
  readonly etag: string | undefined
  readonly lastModified: string | undefined
  /** Decompressed, bounded; an error comes out of it, never a short success. Can be read once. */
  readonly body: AsyncIterable<Uint8Array>
  /** Hex digests of the decompressed body, once it was read to its end. */
  digests(): ReadonlyMap<HashName, string>
  discard(): void
}

/** What a message becomes an answer with. */
export interface AnswerContext {
  readonly url: URL
  readonly deadline: Deadline
  readonly limits: BodyLimits
  readonly hashes: readonly HashName[]
}

/** Makes an answer of a message's head and its body to come. @throws NetError as `assertReadable` */
export function createAnswer(message: IncomingMessage, context: AnswerContext): FreshAnswer {
  const { url, deadline, limits } = context
  assertReadable(message, limits, url.origin)
  const headers = readHeaders(message)
  const hashing = new Hashing(context.hashes)
  return {
    status: 'fresh',
    httpStatus: message.statusCode ?? 0,
    url: url.href,
    headers,
    etag: headers.get('etag'),
    lastModified: headers.get('last-modified'),
    body: hashing.take(readBody(message, limits, { deadline, origin: url.origin })),
    digests: () => hashing.digests(),
    discard() {
      message.destroy()
      deadline.end()
    },
  }
}

/** All bytes of a body in one piece; `maxBytes` of the request bounds it. */
export async function readBytes(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

class Hashing {
  readonly #hashes: ReadonlyMap<HashName, Hash>
  #digests: ReadonlyMap<HashName, string> | undefined

  constructor(names: readonly HashName[]) {
    this.#hashes = new Map(names.map((name) => [name, createHash(name)]))
  }

  async *take(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      for (const hash of this.#hashes.values()) hash.update(chunk)
      yield chunk
    }
    this.#digests = new Map([...this.#hashes].map(([name, hash]) => [name, hash.digest('hex')]))
  }

  digests(): ReadonlyMap<HashName, string> {
    if (this.#digests === undefined) throw new Error('A body has no digest before it was read to its end.')
    return this.#digests
  }
}

function readHeaders(message: IncomingMessage): Map<string, string> {
  const fields = Object.entries(message.headersDistinct)
  return new Map(fields.map(([name, values]) => [name, (values ?? []).join(', ')]))
}

/**
 * A header that decides what happens next: there once, or not at all.
 *
 * @throws NetError `LZ_NET_PROTOCOL` where it was sent twice, which readers understand differently
 */
export function findOnce(message: IncomingMessage, name: string, origin: string): string | undefined {
  const values = message.headersDistinct[name] ?? []
  if (values.length <= 1) return values[0]
  throw new NetError('LZ_NET_PROTOCOL', 'integrity', `${origin} sends the header ${name} ${values.length} times.`)
}
