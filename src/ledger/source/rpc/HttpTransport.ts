import { type FreshAnswer, readBytes, StatusError } from '../../../net/index.ts'
import { fromNetError } from '../SourceError.ts'
import { parseBody } from './RpcAnswer.ts'
import { headersOf, type RpcRequest, type Transport, type TransportOptions } from './Transport.ts'

interface HttpOptions extends TransportOptions {
  /** HTTP statuses beside 200 to 299 that come with an answer all the same. */
  readonly answerStatuses: readonly number[]
}

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' }
const [OPEN_OBJECT, OPEN_LIST] = [0x7b, 0x5b]

/** A request is a POST over a connection of its own. */
export class HttpTransport implements Transport {
  readonly #options: HttpOptions

  constructor(options: HttpOptions) {
    this.#options = options
  }

  async ask(request: RpcRequest): Promise<unknown> {
    return parseBody(await this.#post(request), request.depthMax, request.asked)
  }

  async #post({ text, asked, signal }: RpcRequest): Promise<Uint8Array> {
    const { client, url, origin, maxBytes, timeoutMs, answerStatuses, credentials } = this.#options
    const accepts = (httpStatus: number): boolean => isGood(httpStatus) || answerStatuses.includes(httpStatus)
    try {
      const headers = { ...JSON_HEADERS, ...headersOf(credentials()) }
      return await readAnswer(await client.post(url, text, { maxBytes, timeoutMs, signal, accepts, headers }), origin)
    } catch (error) {
      throw fromNetError(error, asked)
    }
  }
}

function isGood(httpStatus: number): boolean {
  return httpStatus >= 200 && httpStatus < 300
}

/** The body. With another status than 200 it is only taken where it looks like the node's own: a gateway's page is none. */
async function readAnswer({ httpStatus, body, headers }: FreshAnswer, origin: string): Promise<Uint8Array> {
  const bytes = await readBytes(body)
  if (isGood(httpStatus) || bytes[0] === OPEN_OBJECT || bytes[0] === OPEN_LIST) return bytes
  throw new StatusError(origin, httpStatus, headers.get('retry-after'))
}
