import { type ErrorKind, LazarettoError } from '../../LazarettoError.ts'

/** Why a request is refused before anybody looks at what it asks. */
export type HttpErrorCode =
  | 'LZ_COMPAT_ADDRESS'
  | 'LZ_COMPAT_HELD'
  | 'LZ_HTTP_BODY_DEPTH'
  | 'LZ_HTTP_BODY_SIZE'
  | 'LZ_HTTP_BODY_SYNTAX'
  | 'LZ_HTTP_BODY_TYPE'
  | 'LZ_HTTP_HEADER'
  | 'LZ_HTTP_HOST'
  | 'LZ_HTTP_KEY'
  | 'LZ_HTTP_METHOD'
  | 'LZ_HTTP_NOT_FOUND'
  | 'LZ_HTTP_ORIGIN'
  | 'LZ_HTTP_QUESTION'
  | 'LZ_HTTP_RATE'
  | 'LZ_HTTP_SCOPE'
  | 'LZ_HTTP_SIGNATURE'
  | 'LZ_HTTP_STREAMS'

/** A request that is refused at the edge; its code decides the HTTP status. */
export class HttpError extends LazarettoError {
  override readonly name = 'HttpError'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(code: HttpErrorCode, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(code, ANSWERS[code].kind, message)
    this.status = ANSWERS[code].status
    this.headers = headers
  }
}

const ANSWERS: Readonly<Record<HttpErrorCode, { readonly status: number; readonly kind: ErrorKind }>> = {
  LZ_COMPAT_ADDRESS: { status: 422, kind: 'input' },
  LZ_COMPAT_HELD: { status: 503, kind: 'retryable' },
  LZ_HTTP_BODY_DEPTH: { status: 400, kind: 'limit' },
  LZ_HTTP_BODY_SIZE: { status: 413, kind: 'limit' },
  LZ_HTTP_BODY_SYNTAX: { status: 400, kind: 'input' },
  LZ_HTTP_BODY_TYPE: { status: 415, kind: 'input' },
  LZ_HTTP_HEADER: { status: 400, kind: 'input' },
  LZ_HTTP_HOST: { status: 421, kind: 'input' },
  LZ_HTTP_KEY: { status: 401, kind: 'input' },
  LZ_HTTP_METHOD: { status: 405, kind: 'input' },
  LZ_HTTP_NOT_FOUND: { status: 404, kind: 'not-found' },
  LZ_HTTP_ORIGIN: { status: 403, kind: 'input' },
  LZ_HTTP_QUESTION: { status: 400, kind: 'input' },
  LZ_HTTP_RATE: { status: 429, kind: 'retryable' },
  LZ_HTTP_SIGNATURE: { status: 401, kind: 'input' },
  LZ_HTTP_SCOPE: { status: 403, kind: 'input' },
  LZ_HTTP_STREAMS: { status: 503, kind: 'retryable' },
}
