/** Why a text is not taken as JSON. */
export type JsonFault = 'syntax' | 'depth' | 'key-twice'

/** A text that is no JSON, or JSON that readers understand differently. */
export class JsonFaultError extends Error {
  readonly fault: JsonFault

  constructor(fault: JsonFault, options?: { cause?: unknown }) {
    super(fault, options)
    this.fault = fault
  }
}

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a]
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d]

/**
 * Parses JSON of bounded depth in which no name occurs twice in an object.
 *
 * A name that occurs twice is found by counting: the text has more colons outside of strings than the value has names.
 *
 * @throws JsonFaultError
 * @source RFC 8259, section 4: names should be unique, and what happens otherwise is unpredictable
 */
export function parseJson(text: string, depthMax: number): unknown {
  const names = countNames(text, depthMax)
  const value = parse(text)
  if (countMembers(value) !== names) throw new JsonFaultError('key-twice')
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new JsonFaultError('syntax', { cause })
  }
}

/** The colons outside of strings. Of what is no JSON it may say anything: that is refused next. */
function countNames(text: string, depthMax: number): number {
  let names = 0
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (char === QUOTE) i = endOfString(text, i)
    else if (char === COLON) names++
    else if (char === OPEN_OBJECT || char === OPEN_LIST) depth++
    else if (char === CLOSE_OBJECT || char === CLOSE_LIST) depth--
    if (depth > depthMax) throw new JsonFaultError('depth')
  }
  return names
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end < 0 ? text.length : end
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++
  return backslashes % 2 === 1
}

function countMembers(root: unknown): number {
  let members = 0
  const open = [root]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    const inside: unknown[] = Object.values(value)
    if (!Array.isArray(value)) members += inside.length
    for (const item of inside) open.push(item)
  }
  return members
}
