const TEXT_MAX = 1 << 20

/**
 * Reads JSON as editors do, with comments and trailing commas; undefined when it is none.
 *
 * @example
 * parseJsonc('{ "a": 1, } // x') // { a: 1 }
 */
export function parseJsonc(text: string): unknown {
  if (text.length > TEXT_MAX) return undefined
  const plain = text.replace(/^\ufeff/u, '')
  try {
    return JSON.parse(plain)
  } catch {
    return parseStripped(plain)
  }
}

function parseStripped(text: string): unknown {
  const bare = text.replace(
    /("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//gu,
    (_, quoted?: string) => quoted ?? ' ',
  )
  const closed = bare.replace(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/gu, (_, quoted?: string) => quoted ?? '')
  try {
    return JSON.parse(closed)
  } catch {
    return undefined
  }
}

/** The fields of an object, or none. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

/** Every text inside a value, however deep, as far as a bound of 2,000 values. */
export function listTexts(value: unknown): string[] {
  const texts: string[] = []
  const queue: unknown[] = [value]
  for (let i = 0; i < queue.length && i < 2000; i++) {
    const item = queue[i]
    if (typeof item === 'string') texts.push(item)
    else if (typeof item === 'object' && item !== null) queue.push(...Object.values(item))
  }
  return texts
}
