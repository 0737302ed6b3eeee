import { CODES, OTHER, toBit, toCodes } from './NameText.ts'

/** A folded word, ready to be looked for. */
export interface Pattern {
  readonly letters: string
  readonly codes: Uint8Array
  readonly mask: number
  /** What it costs to leave a letter out, in quarters. */
  readonly drops: Uint8Array
}

/** Where a word stands in a name, and what was changed on the way. */
export interface Place {
  readonly start: number
  readonly end: number
  /** Sum of the changes: 1 for a letter that nothing explains, less for one that eye or finger takes for another. */
  readonly cost: number
}

// In quarters, so that sums are whole.
const DOUBLE = 2
const LOOK = 2
/** What it costs, in quarters, to exchange neighbours. */
export const SWAP = 2
const SLIP = 3
const STRANGE = 4

const VISUAL = 'nm nh uv ce co ec ao tl tf gq yv bh bd vw kh xk lj gy od oq pq mn ae ss zs un lf ht cg'.split(' ')
const VOWELS = 'aeoul'
const KEYS = toNeighbours(['qwertyuiop', 'asdfghjkl', 'zxcvbnm'])
/** What it costs, in quarters, to have one letter (its code times `CODES`) for another. */
export const CHANGES: Uint8Array = toChanges()

/** Makes a pattern of a folded word of at most 64 letters. */
export function toPattern(letters: string): Pattern {
  const { codes, mask } = toCodes(letters)
  const drops = Uint8Array.from(codes, (code, index) =>
    code === codes[index - 1] || code === codes[index + 1] ? DOUBLE : SLIP,
  )
  return { letters, codes, mask, drops }
}

/** Longest word, and room for three columns of it: this letter of the name, the one before it, and that before. */
const SIZE_MAX = 64
const WIDTH = SIZE_MAX + 2
const CELLS = new Int32Array(3 * WIDTH)
/** More than anything may cost. */
const TOO_MUCH = 1_000_000

/**
 * Adds the places of a word that begin at one letter of a name, for at most so many quarters, the shortest first.
 *
 * Column by column of the name, row by row of the word, as far apart as the cost allows: a cell is the least that it costs to
 * have read so much of the word.
 *
 * @source Damerau 1964 (neighbours exchanged), Ukkonen 1985 (cells near the diagonal)
 */
export function addPlaces(
  { codes: word, drops }: Pattern,
  name: Uint8Array,
  { start, most, places }: { start: number; most: number; places: Place[] },
): void {
  const size = word.length
  const band = most >> 1
  const last = Math.min(name.length, start + size + band)
  let [before2, before, now] = [0, WIDTH, 2 * WIDTH]
  fillFirst(drops, before, Math.min(size, band))
  for (let at = start + 1, leastBefore = 0; at <= last; at++) {
    const given = name[at - 1] as number
    const added = addCost(name, at - 1)
    const rowFirst = Math.max(1, at - start - band)
    const rowLast = Math.min(size, at - start + band)
    let cost = TOO_MUCH
    let least = TOO_MUCH
    CELLS[now + rowFirst - 1] = TOO_MUCH
    for (let row = rowFirst; row <= rowLast; row++) {
      const wanted = word[row - 1] as number
      cost += drops[row - 1] as number
      const changed = (CELLS[before + row - 1] as number) + (CHANGES[wanted * CODES + given] as number)
      if (changed < cost) cost = changed
      const extra = (CELLS[before + row] as number) + added
      if (extra < cost && row < size) cost = extra
      if (row > 1 && wanted !== given && at > start + 1 && wanted === name[at - 2] && given === word[row - 2]) {
        const swapped = (CELLS[before2 + row - 2] as number) + SWAP
        if (swapped < cost) cost = swapped
      }
      CELLS[now + row] = cost
      if (cost < least) least = cost
    }
    CELLS[now + rowLast + 1] = TOO_MUCH
    if (rowLast === size && cost <= most) places.push({ start, end: at, cost: cost / 4 })
    if (least > most && leastBefore > most) return
    leastBefore = least
    const free = before2
    before2 = before
    before = now
    now = free
  }
}

/** Before any letter of the name is read, letters of the word can only be left out. */
function fillFirst(drops: Uint8Array, column: number, rowLast: number): void {
  CELLS[column] = 0
  for (let row = 1; row <= rowLast; row++)
    CELLS[column + row] = (CELLS[column + row - 1] as number) + (drops[row - 1] as number)
  CELLS[column + rowLast + 1] = TOO_MUCH
}

/** What a letter of the name costs that the word has not: less for one that is there twice. */
export function addCost(name: Uint8Array, index: number): number {
  const code = name[index]
  return code === name[index - 1] || code === name[index + 1] ? DOUBLE : SLIP
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

function toChanges(): Uint8Array {
  const changes = new Uint8Array(CODES * CODES).fill(STRANGE)
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
