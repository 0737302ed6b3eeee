import { type ErrorKind, LazarettoError } from '../LazarettoError.ts'

/** A request that was refused, failed, or reached a bound. */
export class NetError extends LazarettoError {
  override readonly name: string = 'NetError'

  constructor(code: string, kind: ErrorKind, message: string, cause?: unknown) {
    super(code, kind, message, { cause })
  }
}

/** An answer whose HTTP status the caller does not take: `LZ_NET_STATUS`. */
export class StatusError extends NetError {
  override readonly name = 'StatusError'
  readonly httpStatus: number
  /** What the server asks to wait, if it says so in whole seconds. */
  readonly retryAfterSec: number | undefined

  constructor(origin: string, httpStatus: number, retryAfter: string | undefined) {
    super('LZ_NET_STATUS', kindOf(httpStatus), `${origin} answers with HTTP status ${httpStatus}.`)
    this.httpStatus = httpStatus
    this.retryAfterSec = retryAfter !== undefined && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined
  }
}

function kindOf(httpStatus: number): ErrorKind {
  if (httpStatus === 404 || httpStatus === 410) return 'not-found'
  const isPassing = httpStatus === 408 || httpStatus === 429 || httpStatus >= 500
  return isPassing ? 'retryable' : 'input'
}

/** What an error of the platform means for a request to `origin`; ours and bugs stay as they are. */
export function toNetError(error: unknown, origin: string): unknown {
  const code =
    error instanceof Error && !(error instanceof LazarettoError) ? (error as { code?: unknown }).code : undefined
  if (typeof code !== 'string') return error
  const rule = RULES.find(([pattern]) => pattern.test(code))
  if (rule === undefined) return error
  const [, ours, kind, meaning] = rule
  const advice = ADVICE.get(ours) ?? ''
  return new NetError(ours, kind, `${origin} ${meaning} (${code}).${advice}`, error)
}

/** What can be done about it on this side. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['LZ_NET_DNS', " Check the name, and this machine's connection to the internet."],
  ['LZ_NET_CONNECT', ' Check that it runs there, and the connection.'],
])

type Rule = readonly [pattern: RegExp, code: string, kind: ErrorKind, meaning: string]

const RULES: readonly Rule[] = [
  [/^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL|ETIMEOUT)$/, 'LZ_NET_DNS', 'retryable', 'cannot be resolved'],
  [/^HPE_HEADER_OVERFLOW$/, 'LZ_NET_SIZE', 'limit', 'sends more than 16 KiB of headers'],
  [/^HPE_/, 'LZ_NET_PROTOCOL', 'integrity', 'does not speak HTTP as it should'],
  [/^(Z_BUF_ERROR|ERR_STREAM_PREMATURE_CLOSE)$/, 'LZ_NET_TRUNCATED', 'retryable', 'sent a body that ends too early'],
  [/^(Z_|ERR_.*BROTLI|ERR__|ERR_PADDING)/, 'LZ_NET_ENCODING', 'integrity', 'sent damaged compressed data'],
  [
    /CERT|TLS|SSL|^EPROTO$|^UNABLE_TO_|^HOSTNAME_/,
    'LZ_NET_TLS',
    'integrity',
    'has no valid TLS certificate, or none for that name',
  ],
  [/^E[A-Z]+$/, 'LZ_NET_CONNECT', 'retryable', 'cannot be reached, or hung up'],
]
