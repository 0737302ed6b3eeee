import { CODES, type NameText, OTHER, toBit, toCodes } from './NameText.ts'

/** A folded word, ready to be looked for. */
export interface Pattern {
  readonly letters: string
  readonly codes: Uint8Array
  readonly mask: number
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
/** The least that a change costs. */
export const COST_MIN = 0.5

const VISUAL = 'nm nh uv ce co ec ao tl tf gq yv bh bd vw kh xk lj gy od oq pq mn ae ss zs un lf ht cg'.split(' ')
const VOWELS = 'aeoul'
const KEYS = toNeighbours(['qwertyuiop', 'asdfghjkl', 'zxcvbnm'])
const CHANGES = toChanges()

/** Makes a pattern of a folded word of at most 64 letters. */
export function toPattern(letters: string): Pattern {
  const { codes, mask } = toCodes(letters)
  const drops = Float64Array.from(codes, (code, index) =>
    code === codes[index - 1] || code === codes[index + 1] ? DOUBLE : SLIP,
  )
  return { letters, codes, mask, drops }
}

/** Where the search for a word begins and ends. */
export interface Search {
  readonly costMax: number
  /** 1 where the word may begin. */
  readonly starts: Uint8Array
}

/** Longest word, and the columns of the costs: of this letter of the name, of the one before it, and of that before. */
const SIZE_MAX = 64
const COLUMNS = [
  new Float64Array(SIZE_MAX + 2),
  new Float64Array(SIZE_MAX + 2),
  new Float64Array(SIZE_MAX + 2),
] as const

/** Places of a word in a name where its misspelling costs at most so much, the cheapest first. */
export function findPlaces(pattern: Pattern, text: NameText, { costMax, starts }: Search): Place[] {
  const places: Place[] = []
  for (let start = 0; start < text.codes.length; start++)
    if (starts[start] === 1) addPlaces(pattern, text.codes, { start, costMax, places })
  return places.sort((a, b) => a.cost - b.cost)
}

/**
 * Adds the places that begin at one letter of the name.
 *
 * Column by column of the name, row by row of the word, as far apart as `costMax` allows: a cell is the least that it costs to
 * have read so much of the word.
 *
 * @source Damerau 1964 (neighbours exchanged), Ukkonen 1985 (cells near the diagonal)
 */
function addPlaces(
  { codes: word, drops }: Pattern,
  name: Uint8Array,
  { start, costMax, places }: { start: number; costMax: number; places: Place[] },
): void {
  const size = word.length
  const band = Math.floor(costMax / COST_MIN)
  let [before2, before, costs] = COLUMNS
  before[0] = 0
  for (let row = 1; row <= Math.min(size, band) + 1; row++)
    before[row] = row > band ? Infinity : (before[row - 1] as number) + (drops[row - 1] as number)
  for (let at = start + 1, leastBefore = 0; at <= Math.min(name.length, start + size + band); at++) {
    const given = name[at - 1] as number
    const added = addCost(name, at - 1)
    const first = Math.max(1, at - start - band)
    const last = Math.min(size, at - start + band)
    costs[first - 1] = Infinity
    let least = Infinity
    for (let row = first; row <= last; row++) {
      const wanted = word[row - 1] as number
      let cost = (before[row - 1] as number) + (CHANGES[wanted * CODES + given] as number)
      cost = Math.min(cost, (costs[row - 1] as number) + (drops[row - 1] as number))
      if (row < size) cost = Math.min(cost, (before[row] as number) + added)
      if (row > 1 && at > start + 1 && wanted !== given && wanted === name[at - 2] && given === word[row - 2])
        cost = Math.min(cost, (before2[row - 2] as number) + SWAP)
      costs[row] = cost
      if (cost < least) least = cost
    }
    costs[last + 1] = Infinity
    if (last === size && (costs[size] as number) <= costMax)
      places.push({ start, end: at, cost: costs[size] as number })
    if (least > costMax && leastBefore > costMax) return
    leastBefore = least
    ;[before2, before, costs] = [before, costs, before2]
  }
}

/** A letter typed twice, or with the key beside it. */
function addCost(name: Uint8Array, index: number): number {
  const code = name[index] ?? 0
  const [left, right] = [name[index - 1] ?? OTHER, name[index + 1] ?? OTHER]
  if (code === left || code === right) return DOUBLE
  return KEYS.has(code * CODES + left) || KEYS.has(code * CODES + right) ? SLIP : 1
}

/** Letters that one taken for another may stand for, by their bits in a mask. */
export function toAlikeMask(mask: number): number {
  let alike = 0
  for (const pair of VISUAL) {
    const [a = 0, b = 0] = toCodes(pair).codes
    if ((mask & toBit(a)) !== 0) alike |= toBit(b)
    if ((mask & toBit(b)) !== 0) alike |= toBit(a)
  }
  return alike
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
