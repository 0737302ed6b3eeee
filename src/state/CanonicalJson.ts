import { StateError } from './StateError.ts'

declare const brand: unique symbol

/** UTF-8 bytes of canonical JSON: the same value has the same bytes everywhere. Made by `encode` only. */
export type CanonicalJson = Uint8Array & { readonly [brand]: 'CanonicalJson' }

/** What has a canonical form. A number is a safe integer; a bigint is written as a decimal string. */
export type JsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }

const DEPTH_MAX = 64
const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Writes a value as canonical JSON: keys sorted by UTF-16 code units, no blanks, shortest escapes, integers only.
 *
 * What it writes is RFC 8785, whose rules for fractions are never needed, because fractions are refused.
 *
 * @throws StateError `LZ_JSON_VALUE` for fractions, unsafe integers, half surrogate pairs, `undefined`, and what is no
 * plain data or nested more than 64 deep
 * @source https://www.rfc-editor.org/rfc/rfc8785
 * @example
 * CanonicalJson.encode({ b: 12n, a: [true] }) // {"a":[true],"b":"12"}
 * CanonicalJson.encode({ share: 0.5 })        // throws LZ_JSON_VALUE
 */
export function encode(value: JsonValue): CanonicalJson {
  const { buffer, byteOffset, length } = Buffer.from(write(value, 0))
  return new Uint8Array(buffer, byteOffset, length) as Uint8Array as CanonicalJson
}

/** The value that canonical bytes stand for; what was a bigint stays a decimal string. */
export function decode(bytes: CanonicalJson): unknown {
  return JSON.parse(decoder.decode(bytes))
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeText(value)
    case 'number':
      return writeNumber(value)
    case 'bigint':
      return `"${value}"`
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      return value === null ? 'null' : writeNested(value, depth + 1)
    case 'undefined':
    case 'function':
    case 'symbol':
      throw refuse(`a value of type ${typeof value}`)
  }
}

function writeNested(value: object, depth: number): string {
  if (depth > DEPTH_MAX) throw refuse(`more than ${DEPTH_MAX} levels`)
  if (Array.isArray(value)) return `[${Array.from(value, (item) => write(item, depth)).join(',')}]`
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw refuse('an object that is no plain data')
  return writeObject(value as Record<string, unknown>, depth)
}

function writeObject(value: Record<string, unknown>, depth: number): string {
  let text = ''
  for (const key of Object.keys(value).sort()) {
    text += `${text === '' ? '{' : ','}${writeText(key)}:${write(value[key], depth)}`
  }
  return text === '' ? '{}' : `${text}}`
}

function writeNumber(value: number): string {
  if (!Number.isSafeInteger(value)) throw refuse(`the number ${value}`)
  return String(value)
}

const plain = /^[ !#-[\]-~]*$/

// Half of this module's time is JSON.stringify unless plain text goes by it.
function writeText(text: string): string {
  if (plain.test(text)) return `"${text}"`
  if (/\p{Surrogate}/u.test(text)) throw refuse('half of a surrogate pair')
  return JSON.stringify(text)
}

function refuse(found: string): StateError {
  const message = `${found} has no canonical JSON. Give whole numbers below 2^53, bigints, text, booleans, null, lists and plain objects.`
  return new StateError('LZ_JSON_VALUE', 'input', message)
}
