import { HttpError } from './HttpError.ts'

/** Levels of lists and objects that a body may have. */
export const DEPTH_MAX = 32

const decoder = new TextDecoder('utf-8', { fatal: true })
const NESTING = /[[\]{}"]/

/**
 * Reads a body as JSON.
 *
 * @throws HttpError `LZ_HTTP_BODY_SYNTAX` for what is no JSON in UTF-8, `LZ_HTTP_BODY_DEPTH`
 */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decode(bytes)
  assertDepth(text)
  try {
    return JSON.parse(text)
  } catch {
    throw new HttpError('LZ_HTTP_BODY_SYNTAX', 'The body is no JSON. Send one JSON value.')
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new HttpError('LZ_HTTP_BODY_SYNTAX', 'The body is not UTF-8.')
  }
}

// Nothing can nest deeper than there are opening brackets, which most bodies have few of: only those that have more are
// read character by character.
function assertDepth(text: string): void {
  if (countUpTo(text, '[', DEPTH_MAX) + countUpTo(text, '{', DEPTH_MAX) <= DEPTH_MAX) return
  let depth = 0
  let isText = false
  for (let i = text.search(NESTING); i >= 0 && i < text.length; i++) {
    const char = text[i]
    if (isText && char === '\\') i++
    else if (char === '"') isText = !isText
    else if (isText) continue
    else if (char === '[' || char === '{') depth++
    else if (char === ']' || char === '}') depth--
    if (depth > DEPTH_MAX) throw tooDeep()
  }
}

function countUpTo(text: string, char: string, max: number): number {
  let count = 0
  for (let at = text.indexOf(char); at >= 0 && count <= max; at = text.indexOf(char, at + 1)) count++
  return count
}

function tooDeep(): HttpError {
  return new HttpError('LZ_HTTP_BODY_DEPTH', `The body nests more than ${DEPTH_MAX} levels deep.`)
}
