import { hash } from 'node:crypto'
import type { CanonicalJson } from './CanonicalJson.ts'
import { StateError } from './StateError.ts'

/** One record of the decision log. */
export interface Decision {
  /** Counts from 1 without gaps. */
  readonly seq: number
  /** Whole seconds UTC. */
  readonly time: number
  readonly kind: string
  readonly body: CanonicalJson
  /** Hash of the record before; zeros at the first. 32 bytes. */
  readonly previous: Uint8Array
  /** 32 bytes. */
  readonly hash: Uint8Array
}

/** A decision before it has its place in the log. */
export type DecisionDraft = Pick<Decision, 'time' | 'kind' | 'body'>

/** The end of a log: whoever remembers it elsewhere can tell later whether the log was cut or rewritten. */
export type LogHead = Pick<Decision, 'seq' | 'hash'>

/** The head of an empty log. */
export const EMPTY_HEAD: LogHead = { seq: 0, hash: new Uint8Array(32) }

/** Longest body. Unit: bytes. */
export const BODY_BYTES_MAX: number = 1 << 20

const KIND = /^[a-z][a-z0-9-]{0,31}$/
const DOMAIN = Buffer.from('lazaretto/decision/1')
const NUMBERS_AT = 4 + DOMAIN.length
const PREVIOUS_AT = NUMBERS_AT + 2 * (4 + 8)
const KIND_AT = PREVIOUS_AT + 4 + 32

/**
 * Hash of a record: SHA-256 over `lazaretto/decision/1`, seq, time, previous, kind and body in this order, each preceded
 * by its length in bytes as an unsigned 32-bit big-endian number; seq and time are 64-bit big-endian, kind is ASCII.
 */
export function hashDecision(draft: DecisionDraft, head: LogHead): Uint8Array {
  const { kind, body } = draft
  const bytes = Buffer.allocUnsafe(KIND_AT + 4 + kind.length + 4 + body.length)
  bytes.writeUInt32BE(DOMAIN.length)
  bytes.set(DOMAIN, 4)
  writeNumber(bytes, NUMBERS_AT, head.seq + 1)
  writeNumber(bytes, NUMBERS_AT + 12, draft.time)
  bytes.writeUInt32BE(32, PREVIOUS_AT)
  bytes.set(head.hash, PREVIOUS_AT + 4)
  bytes.writeUInt32BE(kind.length, KIND_AT)
  bytes.write(kind, KIND_AT + 4, 'latin1')
  bytes.writeUInt32BE(body.length, KIND_AT + 4 + kind.length)
  bytes.set(body, KIND_AT + 8 + kind.length)
  return new Uint8Array(hash('sha256', bytes, 'buffer'))
}

/** Whether all of a draft is such as the log takes; a row that is not was not written by us. */
export function isDraft(draft: DecisionDraft): boolean {
  return findFault(draft) === undefined
}

/**
 * Refuses a draft that the log does not take.
 *
 * @throws StateError `LZ_LOG_DRAFT`
 */
export function assertDraft(draft: DecisionDraft): void {
  const fault = findFault(draft)
  if (fault === undefined) return
  const message = `The log does not take ${fault}. Give a kind of lower-case letters, digits and hyphens (32 at most), whole seconds, and a body of at most ${BODY_BYTES_MAX} bytes.`
  throw new StateError('LZ_LOG_DRAFT', 'input', message)
}

function findFault({ kind, time, body }: DecisionDraft): string | undefined {
  if (typeof kind !== 'string' || !KIND.test(kind)) return `the kind ${JSON.stringify(kind)}`
  if (!Number.isSafeInteger(time) || time < 0) return `the time ${time}`
  if (!(body instanceof Uint8Array)) return 'a body that is not bytes'
  return body.length > BODY_BYTES_MAX ? `a body of ${body.length} bytes` : undefined
}

function writeNumber(bytes: Buffer, at: number, value: number): void {
  bytes.writeUInt32BE(8, at)
  bytes.writeUInt32BE(Math.floor(value / 2 ** 32), at + 4)
  bytes.writeUInt32BE(value >>> 0, at + 8)
}
