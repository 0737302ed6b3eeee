import { HttpError } from './HttpError.ts'

/**
 * The parameters of a query, each once.
 *
 * Written by hand since URLSearchParams costs as much as a screening.
 *
 * @throws HttpError `LZ_HTTP_QUESTION` where one comes twice, or is no UTF-8 once unescaped
 */
export function parseQuery(query: string): Record<string, string> {
  const given = new Map<string, string>()
  for (const pair of query.split('&')) {
    if (pair === '') continue
    const at = pair.indexOf('=')
    const name = decodePart(at < 0 ? pair : pair.slice(0, at))
    if (given.has(name)) throw twice(name)
    given.set(name, at < 0 ? '' : decodePart(pair.slice(at + 1)))
  }
  return Object.fromEntries(given)
}

/** Refuses parameters where none has a meaning. @throws HttpError `LZ_HTTP_QUESTION` */
export function assertNoQuery(query: string): void {
  if (query === '') return
  throw new HttpError('LZ_HTTP_QUESTION', 'This takes no parameters in the URL.')
}

function decodePart(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    throw new HttpError('LZ_HTTP_QUESTION', 'A parameter in the URL is not escaped as UTF-8.')
  }
}

function twice(name: string): HttpError {
  return new HttpError('LZ_HTTP_QUESTION', `The parameter ${JSON.stringify(name.slice(0, 60))} stands there twice.`)
}
