import { type Client, type FreshAnswer, type HeaderFields, readBytes, retry, StatusError } from '../../../net/index.ts'
import { createPace } from './createPace.ts'
import { ExplorerError } from './ExplorerError.ts'
import type { Clock } from './HistorySource.ts'
import { parseJson } from './parseJson.ts'

/** What every source needs to ask anything. */
export interface AskerOptions {
  readonly client: Client
  readonly clock: Clock
  /** Requests per second. */
  readonly perSecond: number
  readonly headers?: HeaderFields
  /** HTTP statuses by which this explorer says that it was asked too often, beside 429. */
  readonly busyStatuses?: readonly number[]
  /** 6 unless said. */
  readonly attemptsMax?: number
}

/** One question. `read` makes of the answer what is wanted; a retryable error of it asks again. */
export interface Question<T> {
  readonly url: string
  /** Sent by POST, as JSON. */
  readonly body?: unknown
  /** Takes the answer as text instead of JSON. */
  readonly isText?: boolean
  /** Given undefined where the explorer does not have what was asked for (404). */
  readonly read: (answer: unknown) => T
  readonly signal?: AbortSignal | undefined
  /** Longest answer; 64 MiB unless said. */
  readonly maxBytes?: number
  /** Other places to which the explorer may send the question; as the client has it unless said. */
  readonly redirectsMax?: number
  /** As the asker has it unless said. */
  readonly attemptsMax?: number
  /** How long it may have us wait; 600 unless said. */
  readonly waitMaxSec?: number
}

export type Ask = <T>(question: Question<T>) => Promise<T>

const BYTES_MAX = 64 << 20
const ATTEMPTS_MAX = 6
const WAIT_MAX_SEC = 60

/** Asks politely: one question at a time in its turn, again after a pause that doubles, and not before it is told. */
export function createAsker(options: AskerOptions): Ask {
  const { clock } = options
  const takeTurn = createPace(options.perSecond, clock)
  return async (question) => {
    const { signal, attemptsMax = options.attemptsMax ?? ATTEMPTS_MAX, waitMaxSec = 600 } = question
    let waitSec = 0
    const work = async (attempt: number) => {
      if (attempt > 1) await clock.sleep(1000 * Math.max(waitSec, Math.min(2 ** (attempt - 2), WAIT_MAX_SEC)), signal)
      await takeTurn(signal)
      try {
        return await askOnce(options, question)
      } catch (error) {
        waitSec = Math.min(askedWaitSec(error), waitMaxSec)
        throw error
      }
    }
    return await retry(work, { attemptsMax, waitMs: () => 0, ...(signal && { signal }) })
  }
}

/** What a server asks to wait. */
function askedWaitSec(error: unknown): number {
  const said = error instanceof StatusError ? error.retryAfterSec : error instanceof ExplorerError ? error.waitSec : 0
  return said ?? 0
}

async function askOnce<T>(options: AskerOptions, question: Question<T>): Promise<T> {
  const { url, isText, read } = question
  const { origin } = new URL(url)
  try {
    const answer = await send(options, question)
    const text = Buffer.from(await readBytes(answer.body)).toString('utf8')
    return read(isText === true ? text : parseAnswer(text, origin))
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    if (error.httpStatus === 404) return read(undefined)
    if (options.busyStatuses?.includes(error.httpStatus) !== true) throw error
    const message = `${origin} answers with HTTP status ${error.httpStatus}: it was asked too often. Ask less, or give a key.`
    throw new ExplorerError('LZ_EXPLORER_RATE', message, { cause: error, waitSec: error.retryAfterSec ?? 30 })
  }
}

async function send(
  { client, headers = {} }: AskerOptions,
  { url, body, signal, maxBytes = BYTES_MAX, redirectsMax }: Omit<Question<unknown>, 'read'>,
): Promise<FreshAnswer> {
  const bounds = { maxBytes, ...(signal && { signal }) }
  if (body !== undefined) {
    const fields = { ...headers, 'content-type': 'application/json' }
    return await client.post(url, JSON.stringify(body), { ...bounds, headers: fields })
  }
  const answer = await client.get(url, { ...bounds, headers, ...(redirectsMax !== undefined && { redirectsMax }) })
  if (answer.status === 'fresh') return answer
  throw new RangeError('An answer to a question that was not conditional says that nothing changed.')
}

function parseAnswer(text: string, origin: string): unknown {
  try {
    return parseJson(text)
  } catch (cause) {
    const what = /^\s*</.test(text) ? 'a web page' : 'no whole JSON'
    throw new ExplorerError('LZ_EXPLORER_JSON', `${origin} answers with ${what}. Try again later.`, { cause })
  }
}
