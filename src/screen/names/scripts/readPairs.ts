/** Reads a table of pairs, `key value key value …`; the value `-` is nothing. A key that comes twice keeps both values. */
export function readPairs(table: string): ReadonlyMap<string, readonly string[]> {
  const words = table.split(' ')
  const pairs = new Map<string, string[]>()
  for (let i = 0; i + 1 < words.length; i += 2) {
    const key = words[i] ?? ''
    const values = (words[i + 1] ?? '').replace('-', '').split('/')
    pairs.set(key, [...(pairs.get(key) ?? []), ...values])
  }
  return pairs
}
