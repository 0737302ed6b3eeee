import { ListFileError } from './FeedError.ts'
import { LINE_MAX } from './textLines.ts'

/** A text or other value in a JSON document, or the end of an object. */
export interface JsonLeaf {
  /** The field that it stands in, or that its array stands in; `''` at the top. */
  readonly field: string
  /** The field of the object or array around it. */
  readonly around: string
  /** The value, numbers and literals as they are written; `undefined` at the end of the object that `field` names. */
  readonly value?: string
  /** It is an element of an array. */
  readonly isElement: boolean
  readonly line: number
}

interface Level {
  readonly isArray: boolean
  /** The field that it stands in. */
  readonly field: string
  /** The field that is being read, in an object. */
  key: string
}

const DEPTH_MAX = 32
const TOKEN =
  /[ \t\r\n]+|[[\]{},:]|"[^"\\]*(?:\\["\\/bfnrtu][^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing'

/**
 * Reads JSON in pieces and hands out its leaves as they come, so that a list of any length takes little memory.
 *
 * @source RFC 8259
 */
export class JsonLeaves {
  readonly #name: string
  readonly #levels: Level[] = []
  #expected: Expected = 'value'
  #rest = ''
  #line = 1

  /** @param name - The file, for messages. */
  constructor(name: string) {
    this.#name = name
  }

  /**
   * Reads on.
   *
   * @throws ListFileError `LZ_GUARD_LIST_FORMAT`, `LZ_GUARD_LIST_LIMIT`, each with its line
   */
  push(text: string): JsonLeaf[] {
    return this.#read(this.#rest + text, false)
  }

  /** Ends the document. Errors as `push`. */
  end(): JsonLeaf[] {
    const leaves = this.#read(this.#rest, true)
    if (this.#expected !== 'nothing') throw this.#error('the JSON ends too early. Fetch it again.')
    return leaves
  }

  #read(text: string, isLast: boolean): JsonLeaf[] {
    const leaves: JsonLeaf[] = []
    let at = 0
    while (at < text.length) {
      TOKEN.lastIndex = at
      const token = TOKEN.exec(text)?.[0]
      // What touches the end may go on in the next piece.
      const isCut = token === undefined || (at + token.length === text.length && !/^[[\]{},:"]/.test(token))
      if (isCut && !isLast && text.length - at <= LINE_MAX) break
      if (token === undefined) throw this.#unreadable(text.slice(at), isLast)
      if (token.length > LINE_MAX) throw this.#error('a value is too long.', 'LZ_GUARD_LIST_LIMIT')
      at += token.length
      const leaf = this.#take(token)
      if (leaf !== undefined) leaves.push(leaf)
    }
    this.#rest = text.slice(at)
    return leaves
  }

  #take(token: string): JsonLeaf | undefined {
    if (/^[ \t\r\n]/.test(token)) {
      this.#line += token.split('\n').length - 1
      return undefined
    }
    if (token === '{' || token === '[') return this.#open(token === '[')
    if (token === '}' || token === ']') return this.#close(token === ']')
    if (token === ',') return this.#comma()
    if (token === ':') return this.#expect(['colon'], 'value')
    return this.#expected.startsWith('key') ? this.#key(token) : this.#value(token)
  }

  #open(isArray: boolean): undefined {
    this.#expect(['value', 'value-or-end'], isArray ? 'value-or-end' : 'key-or-end')
    if (this.#levels.length === DEPTH_MAX) throw this.#error(`more than ${DEPTH_MAX} levels.`, 'LZ_GUARD_LIST_LIMIT')
    this.#levels.push({ isArray, field: this.#field(), key: '' })
  }

  #close(isArray: boolean): JsonLeaf | undefined {
    const level = this.#levels.at(-1)
    if (level?.isArray !== isArray) throw this.#error('a bracket that was not opened.')
    this.#expect([isArray ? 'value-or-end' : 'key-or-end', 'comma-or-end'], 'comma-or-end')
    this.#levels.pop()
    if (this.#levels.length === 0) this.#expected = 'nothing'
    const isElement = this.#levels.at(-1)?.isArray ?? false
    return isArray ? undefined : { field: level.field, around: this.#around(), isElement, line: this.#line }
  }

  #comma(): undefined {
    this.#expect(['comma-or-end'], this.#levels.at(-1)?.isArray === true ? 'value' : 'key')
  }

  #key(token: string): undefined {
    if (!token.startsWith('"')) throw this.#error('a field without quotes.')
    const level = this.#levels.at(-1)
    if (level !== undefined) level.key = this.#toText(token)
    this.#expected = 'colon'
  }

  #value(token: string): JsonLeaf {
    this.#expect(['value', 'value-or-end'], this.#levels.length === 0 ? 'nothing' : 'comma-or-end')
    const isElement = this.#levels.at(-1)?.isArray ?? false
    return { field: this.#field(), around: this.#around(), value: this.#toText(token), isElement, line: this.#line }
  }

  #field(): string {
    const level = this.#levels.at(-1)
    return level === undefined ? '' : level.isArray ? level.field : level.key
  }

  #around(): string {
    return this.#levels.at(-1)?.field ?? ''
  }

  #toText(token: string): string {
    if (!token.startsWith('"')) return token
    try {
      return String(JSON.parse(token))
    } catch {
      throw this.#error('a text with an escape or a control character that JSON has not.')
    }
  }

  #expect(expected: Expected[], next: Expected): undefined {
    if (!expected.includes(this.#expected)) throw this.#error('this is no JSON: something stands where it may not.')
    this.#expected = next
  }

  #unreadable(text: string, isLast: boolean): ListFileError {
    if (text.length > LINE_MAX && !isLast) return this.#error('a value is too long.', 'LZ_GUARD_LIST_LIMIT')
    return this.#error(
      `this is no JSON: ${JSON.stringify(text.slice(0, 40))}. Look whether the file is whole, and of which format.`,
    )
  }

  #error(what: string, code: 'LZ_GUARD_LIST_FORMAT' | 'LZ_GUARD_LIST_LIMIT' = 'LZ_GUARD_LIST_FORMAT'): ListFileError {
    return new ListFileError(code, { name: this.#name, line: this.#line }, what)
  }
}
