import { HttpError } from './HttpError.ts'

/**
 * The parameters of a query, each once.
 *
 * @throws HttpError `LZ_HTTP_QUESTION` where one comes twice
 */
export function parseQuery(query: string): Record<string, string> {
  const given = new Map<string, string>()
  if (query === '') return {}
  for (const [name, value] of new URLSearchParams(query)) {
    if (given.has(name)) throw twice(name)
    given.set(name, value)
  }
  return Object.fromEntries(given)
}

/** Refuses parameters where none has a meaning. @throws HttpError `LZ_HTTP_QUESTION` */
export function assertNoQuery(query: string): void {
  if (query === '') return
  throw new HttpError('LZ_HTTP_QUESTION', 'This takes no parameters in the URL.')
}

function twice(name: string): HttpError {
  return new HttpError('LZ_HTTP_QUESTION', `The parameter ${JSON.stringify(name.slice(0, 60))} stands there twice.`)
}
