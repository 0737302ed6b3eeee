import { CODES, type NameText, OTHER, toCodes } from './NameText.ts'

/** A folded word, ready to be looked for. */
export interface Pattern {
  readonly letters: string
  readonly codes: Uint8Array
  readonly mask: number
  /** For each code the places where the word has it, a bit each. */
  readonly bits: Int32Array
  /** What it costs to leave a letter out. */
  readonly drops: Float64Array
}

/** Where a word stands in a name, and what was changed on the way. */
export interface Place {
  readonly start: number
  readonly end: number
  /** Sum of the changes: 1 for a letter that nothing explains, less for one that eye or finger takes for another. */
  readonly cost: number
}

const DOUBLE = 0.5
const LOOK = 0.5
const SWAP = 0.5
const SLIP = 0.75

const VISUAL = 'nm nh uv ce co ec ao tl tf gq yv bh bd vw kh xk lj gy od oq pq mn ae ss zs un lf ht cg'.split(' ')
const VOWELS = 'aeoul'
const KEYS = toNeighbours(['qwertyuiop', 'asdfghjkl', 'zxcvbnm'])
const CHANGES = toChanges()

/** Makes a pattern of a folded word of at most 32 letters. */
export function toPattern(letters: string): Pattern {
  const { codes, mask } = toCodes(letters)
  const bits = new Int32Array(CODES)
  codes.forEach((code, index) => {
    bits[code] = (bits[code] ?? 0) | (1 << index)
  })
  const drops = Float64Array.from(codes, (code, index) =>
    code === codes[index - 1] || code === codes[index + 1] ? DOUBLE : SLIP,
  )
  return { letters, codes, mask, bits, drops }
}

/**
 * Least number of letters to change, add or drop to find a word in a name.
 *
 * @source Myers 1999, "A fast bit-vector algorithm for approximate string matching"
 */
export function countEdits({ bits, codes: { length: size } }: Pattern, codes: Uint8Array): number {
  const last = 1 << (size - 1)
  let plus = -1
  let minus = 0
  let edits = size
  let least = size
  for (let index = 0; index < codes.length; index++) {
    const equal = bits[codes[index] ?? 0] ?? 0
    const vertical = equal | minus
    const horizontal = ((((equal & plus) + plus) | 0) ^ plus) | equal
    let up = minus | ~(horizontal | plus)
    let down = plus & horizontal
    if ((up & last) !== 0) edits++
    else if ((down & last) !== 0 && --edits < least) least = edits
    up <<= 1
    down <<= 1
    plus = down | ~(vertical | up)
    minus = up & vertical
  }
  return least
}

/**
 * Places of a word in a name where its misspelling costs at most so much, the cheapest first; either end may be anywhere.
 *
 * Row by row of the word, column by column of the name: `costs` is the cheapest way to have read so much of the word at this
 * letter of the name, `starts` where that way began.
 *
 * @source Sellers 1980 (approximate search), Damerau 1964 (neighbours exchanged)
 */
export function findPlaces(pattern: Pattern, text: NameText, costMax: number): Place[] {
  const { codes: word, drops } = pattern
  const { codes: name } = text
  const size = word.length + 1
  let [costs2, costs1, costs] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  let [starts2, starts1, starts] = [new Int32Array(size), new Int32Array(size), new Int32Array(size)]
  for (let row = 1; row < size; row++) costs1[row] = (costs1[row - 1] ?? 0) + (drops[row - 1] ?? 0)
  const places: Place[] = []
  for (let at = 1; at <= name.length; at++) {
    const given = name[at - 1] ?? 0
    const added = addCost(name, at - 1)
    costs[0] = 0
    starts[0] = at
    for (let row = 1; row < size; row++) {
      const wanted = word[row - 1] ?? 0
      let cost = (costs1[row - 1] ?? 0) + (CHANGES[wanted * CODES + given] ?? 1)
      let start = starts1[row - 1] ?? 0
      const dropped = (costs[row - 1] ?? 0) + (drops[row - 1] ?? 0)
      if (dropped < cost) [cost, start] = [dropped, starts[row - 1] ?? 0]
      const extra = (costs1[row] ?? 0) + added
      if (row < size - 1 && extra < cost) [cost, start] = [extra, starts1[row] ?? 0]
      if (row > 1 && at > 1 && wanted !== given && wanted === name[at - 2] && given === word[row - 2]) {
        const swapped = (costs2[row - 2] ?? 0) + SWAP
        if (swapped < cost) [cost, start] = [swapped, starts2[row - 2] ?? 0]
      }
      costs[row] = cost
      starts[row] = start
    }
    const cost = costs[size - 1] ?? Infinity
    if (cost <= costMax) places.push({ start: starts[size - 1] ?? 0, end: at, cost })
    ;[costs2, costs1, costs] = [costs1, costs, costs2]
    ;[starts2, starts1, starts] = [starts1, starts, starts2]
  }
  return places.sort((a, b) => a.cost - b.cost)
}

/** A letter typed twice, or with the key beside it. */
function addCost(name: Uint8Array, index: number): number {
  const code = name[index] ?? 0
  const [left, right] = [name[index - 1] ?? OTHER, name[index + 1] ?? OTHER]
  if (code === left || code === right) return DOUBLE
  return KEYS.has(code * CODES + left) || KEYS.has(code * CODES + right) ? SLIP : 1
}

function toChanges(): Float64Array {
  const changes = new Float64Array(CODES * CODES).fill(1)
  const put = (pair: string, cost: number): void => {
    const [a = 0, b = 0] = toCodes(pair).codes
    changes[a * CODES + b] = changes[b * CODES + a] = cost
  }
  for (const key of KEYS) changes[key] = SLIP
  for (const a of VOWELS) for (const b of VOWELS) put(a + b, SLIP)
  for (const pair of VISUAL) put(pair, LOOK)
  for (let code = 0; code < OTHER; code++) changes[code * CODES + code] = 0
  return changes
}

/** Keys beside and below each other, as `a * CODES + b`; i stands as l after folding, and both places count. */
function toNeighbours(rows: readonly string[]): ReadonlySet<number> {
  const set = new Set<number>()
  const place = (a: string | undefined, b: string | undefined): void => {
    const [first, second] = toCodes(`${a ?? ''}${b ?? ''}`.replaceAll('i', 'l')).codes
    if (first === undefined || second === undefined || first === second) return
    set.add(first * CODES + second).add(second * CODES + first)
  }
  rows.forEach((row, line) => {
    ;[...row].forEach((key, column) => {
      place(key, row[column + 1])
      place(key, rows[line + 1]?.[column])
      place(key, rows[line + 1]?.[column - 1])
    })
  })
  return set
}
