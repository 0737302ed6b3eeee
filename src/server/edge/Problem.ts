import { STATUS_CODES } from 'node:http'
import { type ErrorKind, LazarettoError } from '../../LazarettoError.ts'
import { HttpError } from './HttpError.ts'

/** An error as a client sees it. @source https://www.rfc-editor.org/rfc/rfc9457 */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  /** Stable: it is listed in docs/errors.md. */
  readonly code: string
}

/** The media type of a problem. */
export const PROBLEM_TYPE = 'application/problem+json'

const STATUS_OF: Readonly<Record<ErrorKind, number>> = {
  input: 400,
  'not-found': 404,
  limit: 400,
  retryable: 503,
  integrity: 500,
}

/** Second words of the codes of our own files. */
const HIDDEN: ReadonlySet<string> = new Set(['LOG', 'STATE', 'VAULT', 'STORE', 'EDITION'])

/**
 * What a client is told of an error.
 *
 * A bug is an internal error and no more; where our own disk or files fail, the code is told and the message, which has
 * paths in it, is not.
 */
export function fromError(error: unknown): Problem {
  if (!(error instanceof LazarettoError)) return create('LZ_HTTP_INTERNAL', 500, 'Something went wrong in the server.')
  const { code, kind, message } = error
  if (error instanceof HttpError) return create(code, error.status, message)
  const isOurs = HIDDEN.has(code.split('_')[1] ?? '')
  if (!isOurs) return create(code, STATUS_OF[kind], message)
  return create(
    code,
    kind === 'integrity' ? 500 : 503,
    'The server cannot read or write its own files now. Its log says why.',
  )
}

/** A problem with the title that HTTP gives to its status. */
export function create(code: string, status: number, detail: string): Problem {
  const type = `urn:lazaretto:error:${code}`
  return { type, title: STATUS_CODES[status] ?? 'Error', status, detail, code }
}
