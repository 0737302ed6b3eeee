import { type Asked, type SourceCode, SourceError } from '../SourceError.ts'
import { JsonFaultError, parseJson } from './parseJson.ts'

/** What a node says of one call: a result, or why there is none. */
export type RpcOutcome = { readonly result: unknown } | { readonly error: SourceError }

/** Deep enough for what nodes answer, but for traces of calls in calls: see `RpcCall.depthMax`. */
export const DEPTH_MAX = 24

const SHOWN_MAX = 200
const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Parses the body of an answer as JSON.
 *
 * @throws SourceError `LZ_SOURCE_NOISE` for what is no JSON, such as the page of a gateway; `LZ_SOURCE_ANSWER`
 */
export function parseBody(body: Uint8Array | string, depthMax: number, asked: Asked): unknown {
  try {
    return parseJson(typeof body === 'string' ? body : UTF_8.decode(body), depthMax)
  } catch (cause) {
    if (!(cause instanceof JsonFaultError)) throw noise(asked, cause)
    if (cause.fault === 'syntax') throw noise(asked, cause)
    const finding = cause.fault === 'depth' ? `nests deeper than ${depthMax}` : 'has a name twice in one object'
    throw new SourceError('LZ_SOURCE_ANSWER', asked, `The answer ${finding}.`, { cause })
  }
}

/**
 * The outcome of each id, in the order of the ids: each is answered once, and nothing else is.
 *
 * @param answer - What the node sent: a list for several ids, else one object.
 * @throws SourceError `LZ_SOURCE_ANSWER`; the node's own error where it answers a list of calls with one
 */
export function readOutcomes(answer: unknown, ids: readonly number[], context: AnswerContext): readonly RpcOutcome[] {
  if (ids.length > 1 && !Array.isArray(answer)) throw refusalOf(answer, context)
  const members: readonly unknown[] = ids.length > 1 ? (answer as unknown[]) : [answer]
  const byId = new Map(members.map((member) => [idOf(member), member]))
  const fits = byId.size === ids.length && members.length === ids.length && ids.every((id) => byId.has(id))
  if (!fits && ids.length === 1 && isObject(answer) && answer['id'] === null) throw refusalOf(answer, context)
  if (!fits) throw new SourceError('LZ_SOURCE_ANSWER', context.asked, 'The answer is not to the calls that were made.')
  return ids.map((id) => readOutcome(byId.get(id), context))
}

/** Whose answer it is, and which words of it must not be repeated. */
export interface AnswerContext {
  readonly asked: Asked
  /** Parts of the endpoint's URL that may be a key. */
  readonly secrets: readonly string[]
  readonly readError?: ErrorReading | undefined
}

/** What a kind of node means by an error; undefined where it is what all mean. */
export type ErrorReading = (code: number, words: string) => SourceCode | undefined

function readOutcome(member: unknown, context: AnswerContext): RpcOutcome {
  if (isObject(member) && member['error'] !== undefined && member['error'] !== null)
    return { error: toSourceError(member['error'], context) }
  if (isObject(member) && member['result'] !== undefined) return { result: member['result'] }
  throw new SourceError('LZ_SOURCE_ANSWER', context.asked, 'The answer has neither a result nor an error.')
}

function refusalOf(answer: unknown, context: AnswerContext): SourceError {
  if (isObject(answer) && isObject(answer['error'])) return toSourceError(answer['error'], context)
  return new SourceError('LZ_SOURCE_ANSWER', context.asked, 'The answer is no JSON-RPC.')
}

// -32005 is EIP-1474's "limit exceeded", -32603 an internal error; providers add 429 and words of their own.
const PASSING_CODES: ReadonlySet<number> = new Set([429, -32_005, -32_603, -32_003])
const PASSING_WORDS = /rate.?limit|too many requests|capacity|timed? ?out|try again|overload|busy|response too large/i
// What nodes say of a block that left their chain between two calls.
const GONE_WORDS = /(header|block) (is )?not found|unknown block|not canonical/i

/** @source EIP-1474, "Error codes" */
function toSourceError(error: unknown, { asked, secrets, readError }: AnswerContext): SourceError {
  const given = isObject(error) ? error : {}
  const code = Number.isSafeInteger(given['code']) ? (given['code'] as number) : 0
  const words = typeof given['message'] === 'string' ? given['message'] : ''
  const finding = `The node answers with error ${code}: ${JSON.stringify(redact(words, secrets).slice(0, SHOWN_MAX))}.`
  return new SourceError(readError?.(code, words) ?? codeOf(code, words), asked, finding, { rpcCode: code })
}

function codeOf(code: number, words: string): SourceCode {
  if (PASSING_CODES.has(code) || PASSING_WORDS.test(words)) return 'LZ_SOURCE_BUSY'
  return GONE_WORDS.test(words) ? 'LZ_SOURCE_MOVED' : 'LZ_SOURCE_REFUSED'
}

function redact(words: string, secrets: readonly string[]): string {
  return secrets.reduce((text, secret) => text.replaceAll(secret, '...'), words)
}

function noise(asked: Asked, cause: unknown): SourceError {
  const finding = 'The answer is no JSON: something else than the node may have answered. Try again.'
  return new SourceError('LZ_SOURCE_NOISE', asked, finding, { cause })
}

/** The id that a member of an answer says, if it says one. */
export function idOf(member: unknown): unknown {
  return isObject(member) ? member['id'] : undefined
}

/** Whether it is a JSON object; its members are still unknown. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
