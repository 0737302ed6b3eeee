import { LazarettoError } from '../../LazarettoError.ts'

/** The members of a JSON object as text, in their order in the object. */
export interface JsonMembers {
  readonly keys: readonly string[]
  readonly values: readonly string[]
}

interface Cursor {
  readonly text: string
  at: number
}

const space = /[ \t\r\n]*/y
const scalar = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y

/**
 * Reads one JSON object without changing its numbers: where `JSON.parse` makes a float of `1000000000000000001`, the text
 * of the number is kept as it stands.
 *
 * A string becomes its content, `null` the empty text; an array or object inside keeps its JSON text.
 *
 * @source RFC 8259
 * @throws JsonError `LZ_JSON_SYNTAX`; `LZ_JSON_KEY_TWICE` for a name that occurs twice, which readers understand differently
 * @example
 * parseJsonObject('{"value": 1000000000000000001}') // { keys: ['value'], values: ['1000000000000000001'] }
 * parseJsonObject('{"value": 01}')                  // throws LZ_JSON_SYNTAX
 */
export function parseJsonObject(text: string): JsonMembers {
  const cursor = { text, at: 0 }
  const keys: string[] = []
  const values: string[] = []
  expect(cursor, '{')
  if (!accept(cursor, '}')) {
    do {
      keys.push(readString(cursor))
      expect(cursor, ':')
      values.push(readValue(cursor))
    } while (accept(cursor, ','))
    expect(cursor, '}')
  }
  if (peek(cursor) !== '') throw syntaxError(cursor)
  if (new Set(keys).size !== keys.length) throw keyTwice(keys)
  return { keys, values }
}

/** The next character that is no space; empty at the end. */
function peek(cursor: Cursor): string {
  space.lastIndex = cursor.at
  space.test(cursor.text)
  cursor.at = space.lastIndex
  return cursor.text.charAt(cursor.at)
}

function accept(cursor: Cursor, char: string): boolean {
  const isThere = peek(cursor) === char
  if (isThere) cursor.at++
  return isThere
}

function expect(cursor: Cursor, char: string): void {
  if (!accept(cursor, char)) throw syntaxError(cursor)
}

function readValue(cursor: Cursor): string {
  const first = peek(cursor)
  if (first === '"') return readString(cursor)
  if (first === '[' || first === '{') return readNested(cursor)
  scalar.lastIndex = cursor.at
  const token = scalar.exec(cursor.text)?.[0]
  if (token === undefined) throw syntaxError(cursor)
  cursor.at += token.length
  return token === 'null' ? '' : token
}

/** Most strings are hex without a backslash: one search for the closing quote, one slice. */
function readString(cursor: Cursor): string {
  expect(cursor, '"')
  const start = cursor.at
  const end = closingQuote(cursor)
  cursor.at = end + 1
  const content = cursor.text.slice(start, end)
  return content.includes('\\') || hasControl(content) ? String(parseJson(cursor, `"${content}"`)) : content
}

function closingQuote(cursor: Cursor): number {
  for (let end = cursor.text.indexOf('"', cursor.at); end >= 0; end = cursor.text.indexOf('"', end + 1)) {
    let slashes = 0
    while (cursor.text.charCodeAt(end - 1 - slashes) === 0x5c) slashes++
    if (slashes % 2 === 0) return end
  }
  throw syntaxError(cursor)
}

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 0x20) return true
  return false
}

/** An array or object as its JSON text: its end is where its brackets balance. */
function readNested(cursor: Cursor): string {
  const start = cursor.at
  let depth = 0
  do {
    const char = cursor.text.charAt(cursor.at)
    if (char === '') throw syntaxError(cursor)
    cursor.at++
    if (char === '"') cursor.at = closingQuote(cursor) + 1
    else if (char === '[' || char === '{') depth++
    else if (char === ']' || char === '}') depth--
  } while (depth > 0)
  const text = cursor.text.slice(start, cursor.at)
  parseJson(cursor, text)
  return text
}

function parseJson(cursor: Cursor, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw syntaxError(cursor)
    throw error
  }
}

function syntaxError({ text, at }: Cursor): JsonError {
  const found = at < text.length ? JSON.stringify(text.slice(at, at + 20)) : 'the end of the line'
  return new JsonError('LZ_JSON_SYNTAX', `The line is no JSON object: character ${at + 1} is ${found}.`)
}

function keyTwice(keys: readonly string[]): JsonError {
  const key = keys.find((candidate, i) => keys.indexOf(candidate) !== i) ?? ''
  return new JsonError('LZ_JSON_KEY_TWICE', `The object has ${JSON.stringify(key.slice(0, 40))} twice.`)
}

/** A line that is no JSON object with unique names. */
export class JsonError extends LazarettoError {
  constructor(code: string, message: string) {
    super(code, 'input', message)
  }
}
