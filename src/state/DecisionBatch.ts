import type { CanonicalJson } from './CanonicalJson.ts'
import type { DecisionDraft } from './Decision.ts'

const CAPACITY = 1 << 16
/** A larger buffer is given back after its batch: it was needed once. */
const CAPACITY_KEPT_MAX = 1 << 20
const HEAD = 1 + 8 + 4

/**
 * Drafts on their way to another thread, in one piece of memory: an object per draft would cost the sender ten times as
 * much. Per draft: length of the kind (8 bits), time (64-bit float), length of the body (32 bits), kind, body.
 */
export class DecisionBatch {
  #bytes: Buffer = Buffer.allocUnsafeSlow(CAPACITY)
  /** Unit: bytes. */
  length = 0

  add({ time, kind, body }: DecisionDraft): void {
    const end = this.length + HEAD + kind.length + body.length
    if (end > this.#bytes.length) this.#grow(end)
    const bytes = this.#bytes
    bytes.writeUInt8(kind.length, this.length)
    bytes.writeDoubleBE(time, this.length + 1)
    bytes.writeUInt32BE(body.length, this.length + 9)
    bytes.write(kind, this.length + HEAD, 'latin1')
    bytes.set(body, end - body.length)
    this.length = end
  }

  /** The batch's bytes, in memory of their own; the batch is empty then. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.#bytes.subarray(0, this.length))
    if (this.#bytes.length > CAPACITY_KEPT_MAX) this.#bytes = Buffer.allocUnsafeSlow(CAPACITY)
    this.length = 0
    return taken
  }

  #grow(least: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(least, this.#bytes.length * 2))
    larger.set(this.#bytes.subarray(0, this.length))
    this.#bytes = larger
  }
}

/** The drafts in a batch's bytes, in order; their bodies are views of them. */
export function* decodeBatch(batch: Uint8Array): Generator<DecisionDraft> {
  const bytes = Buffer.from(batch.buffer, batch.byteOffset, batch.length)
  for (let at = 0; at < bytes.length; ) {
    const kindAt = at + HEAD
    const bodyAt = kindAt + bytes.readUInt8(at)
    const end = bodyAt + bytes.readUInt32BE(at + 9)
    yield {
      time: bytes.readDoubleBE(at + 1),
      kind: bytes.toString('latin1', kindAt, bodyAt),
      body: batch.subarray(bodyAt, end) as CanonicalJson,
    }
    at = end
  }
}
