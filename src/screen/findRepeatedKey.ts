interface Level {
  /** Undefined for a list. */
  readonly keys: Set<string> | undefined
  /** The key or place where the next value stands. */
  at: string | number
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}:,]/g

/**
 * The place of the first key that stands twice in one object of a JSON text, as `direct.sanctions`; undefined where none
 * does. `JSON.parse` takes the last and says nothing.
 *
 * @param text - JSON that `JSON.parse` takes.
 * @example
 * findRepeatedKey('{"a":{"b":1,"\\u0062":2}}') // 'a.b'
 * findRepeatedKey('{"a":{"b":1},"b":2}')       // undefined
 */
export function findRepeatedKey(text: string): string | undefined {
  const levels: Level[] = []
  let last = ''
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1)
    if (token === '{') levels.push({ keys: new Set(), at: '' })
    else if (token === '[') levels.push({ keys: undefined, at: 0 })
    else if (token === '}' || token === ']') levels.pop()
    else if (token === ',' && typeof level?.at === 'number') level.at++
    else if (token === ':' && level?.keys !== undefined) {
      level.at = String(JSON.parse(last))
      if (level.keys.has(level.at)) return levels.map(({ at }) => at).join('.')
      level.keys.add(level.at)
    }
    last = token
  }
  return undefined
}
