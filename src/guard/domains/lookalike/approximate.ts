import type { NameText } from './NameText.ts'

/** Where a word stands in a name, and what was changed on the way. */
export interface Place {
  readonly start: number
  readonly end: number
  /** Sum of the changes: 1 for a letter that nothing explains, less for one that eye or finger takes for another. */
  readonly cost: number
}

/**
 * Least number of letters to change, add or drop to find a word in a name.
 *
 * @source Myers 1999, "A fast bit-vector algorithm for approximate string matching"
 */
export function countEdits(term: { readonly bits: Int32Array; readonly letters: string }, codes: Uint8Array): number {
  const size = term.letters.length
  const last = 1 << (size - 1)
  let plus = -1
  let minus = 0
  let edits = size
  let least = size
  for (let index = 0; index < codes.length; index++) {
    const equal = term.bits[codes[index] ?? 0] ?? 0
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

const VISUAL = pairs('nm nh uv ce co ec ao tl tf gq yv bh bd vw kh xk lj gy od oq pq rn mn ae ss zs un lf ht cg')
const KEYS = neighbours(['qwertyuiop', 'asdfghjkl', 'zxcvbnm'])
const VOWELS = new Set('aeoul')

/**
 * Cheapest place of a word in a name, each end anywhere; several places of the same cost are all returned.
 *
 * @source Sellers 1980 (approximate search), Damerau 1964 (neighbours exchanged)
 */
export function findPlaces(word: string, text: NameText, costMax: number): Place[] {
  const { letters } = text
  const size = word.length + 1
  let [before, last, current] = [new Cells(size), new Cells(size), new Cells(size)]
  const places: Place[] = []
  fillFirst(last, word)
  for (let at = 1; at <= letters.length; at++) {
    current.begin(at)
    for (let row = 1; row < size; row++) fillCell({ word, letters, row, at, before, last, current })
    const cost = current.costs[size - 1] ?? Infinity
    if (cost <= costMax) places.push({ start: current.starts[size - 1] ?? 0, end: at, cost })
    ;[before, last, current] = [last, current, before]
  }
  return places.sort((a, b) => a.cost - b.cost)
}

class Cells {
  readonly costs: Float64Array
  readonly starts: Int32Array

  constructor(size: number) {
    this.costs = new Float64Array(size)
    this.starts = new Int32Array(size)
  }

  /** The word may begin at any letter. */
  begin(at: number): void {
    this.costs[0] = 0
    this.starts[0] = at
  }

  set(row: number, cost: number, start: number): void {
    this.costs[row] = cost
    this.starts[row] = start
  }
}

interface Step {
  readonly word: string
  readonly letters: string
  readonly row: number
  readonly at: number
  readonly before: Cells
  readonly last: Cells
  readonly current: Cells
}

function fillFirst(cells: Cells, word: string): void {
  cells.begin(0)
  for (let row = 1; row <= word.length; row++) cells.set(row, (cells.costs[row - 1] ?? 0) + dropCost(word, row - 1), 0)
}

function fillCell(step: Step): void {
  const { word, letters, row, at, before, last, current } = step
  const wanted = word[row - 1] ?? ''
  const given = letters[at - 1] ?? ''
  take(current, row, (last.costs[row - 1] ?? 0) + changeCost(wanted, given), last.starts[row - 1] ?? 0, true)
  take(current, row, (current.costs[row - 1] ?? 0) + dropCost(word, row - 1), current.starts[row - 1] ?? 0)
  if (row < word.length) take(current, row, (last.costs[row] ?? 0) + addCost(letters, at - 1), last.starts[row] ?? 0)
  if (row > 1 && at > 1 && wanted === letters[at - 2] && given === word[row - 2] && wanted !== given)
    take(current, row, (before.costs[row - 2] ?? 0) + 0.5, before.starts[row - 2] ?? 0)
}

function take(cells: Cells, row: number, cost: number, start: number, isFirst = false): void {
  if (isFirst || cost < (cells.costs[row] ?? Infinity)) cells.set(row, cost, start)
}

function changeCost(wanted: string, given: string): number {
  if (wanted === given) return 0
  if (VISUAL.has(wanted + given)) return 0.5
  return KEYS.has(wanted + given) || (VOWELS.has(wanted) && VOWELS.has(given)) ? 0.75 : 1
}

function dropCost(word: string, index: number): number {
  return word[index] === word[index - 1] || word[index] === word[index + 1] ? 0.5 : 0.75
}

function addCost(letters: string, index: number): number {
  const letter = letters[index] ?? ''
  const sides = [letters[index - 1] ?? '', letters[index + 1] ?? '']
  if (sides.includes(letter)) return 0.5
  return sides.some((side) => KEYS.has(letter + side)) ? 0.75 : 1
}

function pairs(list: string): ReadonlySet<string> {
  return new Set(list.split(' ').flatMap(([a = '', b = '']) => [a + b, b + a]))
}

/** Keys beside and below each other; i stands as l after folding, and both places count. */
function neighbours(rows: readonly string[]): ReadonlySet<string> {
  const set = new Set<string>()
  const place = (a: string | undefined, b: string | undefined): void => {
    if (a !== undefined && b !== undefined) for (const pair of [a + b, b + a]) set.add(pair.replaceAll('i', 'l'))
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
