/** A decoded item: hex, or a list. */
export type Decoded = string | readonly Decoded[]

/** A plain decoder, for tests of the encoder. */
export function decodeRlp(hex: string): Decoded {
  const [item, rest] = take(hex.slice(2))
  if (rest !== '') throw new Error(`${rest.length / 2} bytes behind the item`)
  return item
}

function take(hex: string): readonly [item: Decoded, rest: string] {
  const first = Number.parseInt(hex.slice(0, 2), 16)
  if (first < 0x80) return [`0x${hex.slice(0, 2)}`, hex.slice(2)]
  const isList = first >= 0xc0
  const short = first - (isList ? 0xc0 : 0x80)
  const headBytes = short <= 55 ? 1 : 1 + short - 55
  const length = short <= 55 ? short : Number.parseInt(hex.slice(2, 2 * headBytes), 16)
  const content = hex.slice(2 * headBytes, 2 * (headBytes + length))
  return [isList ? takeAll(content) : `0x${content}`, hex.slice(2 * (headBytes + length))]
}

function takeAll(hex: string): readonly Decoded[] {
  const items: Decoded[] = []
  for (let rest = hex; rest !== ''; ) {
    const [item, next] = take(rest)
    items.push(item)
    rest = next
  }
  return items
}
