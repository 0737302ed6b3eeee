import { addPlaces, type Place, toAlikeMask } from './approximate.ts'
import { CODES, type NameText, ZERO } from './NameText.ts'
import type { Sides } from './sideWords.ts'
import { COST_INSIDE_MAX, isLongOwn, isRightFirst, type Term } from './Term.ts'

/** Letters that pass for a letter, by its bit in a mask. */
const ALIKES = Int32Array.from({ length: ZERO + 1 }, (_, bit) => toAlikeMask(1 << bit))
/** 1 for each two letters, as codes, that stand beside each other in the name that is looked at, or have one between them. */
const PAIRS = new Uint8Array(CODES * CODES)

/** Terms, the shortest first, with what their misspellings need. Costs are in quarters. */
interface Rows {
  readonly terms: readonly Term[]
  /** Their places in the table. */
  readonly places: readonly number[]
  readonly sizes: Uint8Array
  /** By the length of a stretch: the first row whose term is not too short for it. */
  readonly begins: Uint16Array
  readonly masks: Int32Array
  /** Letters that pass for one of its own. */
  readonly alikes: Int32Array
  readonly costs: Uint8Array
  /** Neighbours in it, as places in `PAIRS`. */
  readonly pairs: readonly Uint16Array[]
  /** The last beginning of a stretch for which it was compared. */
  readonly turns: Float64Array
}

/** Letters of a name that stand together. */
interface Stretch {
  readonly start: number
  /** A number that no other beginning has. */
  readonly turn: number
  readonly size: number
  readonly mask: number
  /** What passes for one of them. */
  readonly alike: number
}

/** Misspellings that were found, by the term's place in the table. */
type Found = Map<number, Place[]>

/**
 * Finds misspellings of many terms in a name. Nearly all terms are sorted out before they are compared letter by letter, since
 * a change of a letter costs two quarters at the least, and
 *
 * - moves the length by one at the most;
 * - takes at most one kind of letter away and brings one in, for three quarters unless the one passes for the other;
 * - parts at most two pairs of neighbours by more than one letter.
 *
 * Only places are looked at that `matchTerm` may take: those that begin and end where nothing but side words is left over, and
 * for terms with much of their own those inside a word. That none is lost is tested against all terms at all places.
 */
export class MisspellingIndex {
  /** Terms whose first letter may be wrong, and the others by that letter. */
  readonly #free: Rows
  readonly #byFirst: readonly Rows[]
  readonly #long: Rows
  readonly #sizeMax: number
  #turn = 0

  constructor(terms: readonly Term[]) {
    const all = [...terms.entries()].filter(([, { costMax }]) => costMax > 0)
    all.sort(([, a], [, b]) => a.letters.length - b.letters.length)
    const long = all.filter(([, term]) => isLongOwn(term))
    this.#free = toRows(all.filter(([, term]) => !isRightFirst(term)))
    this.#byFirst = Array.from({ length: CODES }, (_, code) =>
      toRows(all.filter(([, term]) => isRightFirst(term) && term.codes[0] === code)),
    )
    this.#long = toRows(long.map(([place, term]) => [place, { ...term, costMax: COST_INSIDE_MAX }]))
    this.#sizeMax = Math.max(0, ...all.map(([, { letters, costMax }]) => letters.length + 2 * costMax))
  }

  find(text: NameText, sides: Sides): ReadonlyMap<number, readonly Place[]> {
    const found: Found = new Map()
    markPairs(text.codes, 1)
    this.#findStretches(text, sides, found)
    this.#findInside(text, found)
    markPairs(text.codes, 0)
    return found
  }

  #findStretches({ codes }: NameText, { left, right }: Sides, found: Found): void {
    for (let start = 0; start < codes.length; start++) {
      if (left[start] === 0) continue
      const turn = ++this.#turn
      const same = this.#byFirst[codes[start] as number] as Rows
      const last = Math.min(codes.length, start + this.#sizeMax)
      for (let end = start + 1, mask = 0, alike = 0; end <= last; end++) {
        const bit = Math.min(codes[end - 1] as number, ZERO)
        mask |= 1 << bit
        alike |= ALIKES[bit] as number
        if (right[end] === 0) continue
        const stretch = { start, turn, size: end - start, mask, alike }
        findNear(this.#free, codes, stretch, found)
        findNear(same, codes, stretch, found)
      }
    }
  }

  #findInside({ codes, breaks }: NameText, found: Found): void {
    const rows = this.#long
    for (let start = 0, end = 0; start < codes.length; start = end) {
      let [mask, alike] = [0, 0]
      do {
        const bit = Math.min(codes[end++] as number, ZERO)
        mask |= 1 << bit
        alike |= ALIKES[bit] as number
      } while (breaks[end] === 0)
      for (let row = 0; row < rows.places.length; row++) {
        const most = rows.costs[row] as number
        if (2 * ((rows.sizes[row] as number) - end + start) > most) break
        const lacking = (rows.masks[row] as number) & ~mask
        if (2 * countBits(lacking) > most || costOf(lacking, alike) > most || !hasPairs(rows, row)) continue
        for (let at = start; at < end; at++) add(rows, row, { codes, start: at, found })
      }
    }
  }
}

function findNear(rows: Rows, codes: Uint8Array, { start, turn, size, mask, alike }: Stretch, found: Found): void {
  const { sizes, begins, masks, alikes, costs, turns } = rows
  for (let row = begins[size] ?? sizes.length; row < sizes.length; row++) {
    const most = costs[row] as number
    const longer = (sizes[row] as number) - size
    if (2 * longer > most) return
    const own = masks[row] as number
    const lacking = own & ~mask
    if (2 * countBits(lacking) > most || costOf(lacking, alike) > most) continue
    if (costOf(mask & ~own, alikes[row] as number) > most || !hasPairs(rows, row)) continue
    if (turns[row] === turn) continue
    turns[row] = turn
    add(rows, row, { codes, start, found })
  }
}

function add(
  { terms, places, costs }: Rows,
  row: number,
  to: { codes: Uint8Array; start: number; found: Found },
): void {
  const spelt: Place[] = []
  addPlaces(terms[row] as Term, to.codes, { start: to.start, most: costs[row] as number, places: spelt })
  if (spelt.length === 0) return
  const place = places[row] as number
  to.found.set(place, [...(to.found.get(place) ?? []), ...spelt])
}

function markPairs(codes: Uint8Array, value: number): void {
  for (let at = 0; at < codes.length; at++) {
    const row = (codes[at] as number) * CODES
    if (at + 1 < codes.length) PAIRS[row + (codes[at + 1] as number)] = value
    if (at + 2 < codes.length) PAIRS[row + (codes[at + 2] as number)] = value
  }
}

function hasPairs({ pairs, costs }: Rows, row: number): boolean {
  const own = pairs[row] as Uint16Array
  let missing = 0
  for (let index = 0; index < own.length; index++) missing += 1 - (PAIRS[own[index] as number] as number)
  return missing <= (costs[row] as number)
}

/** The least that it costs to have letters that are lacking: less where something passes for them. */
function costOf(lacking: number, alike: number): number {
  return 3 * countBits(lacking) - countBits(lacking & alike)
}

function toRows(all: readonly (readonly [place: number, term: Term])[]): Rows {
  const terms = all.map(([, term]) => term)
  const sizes = Uint8Array.from(terms, ({ letters }) => letters.length)
  const longest = terms.map(({ letters, costMax }) => letters.length + 2 * costMax)
  return {
    terms,
    places: all.map(([place]) => place),
    sizes,
    begins: Uint16Array.from({ length: Math.max(0, ...longest) + 1 }, (_, size) =>
      longest.findIndex((most) => most >= size),
    ),
    masks: Int32Array.from(terms, ({ mask }) => mask),
    alikes: Int32Array.from(terms, ({ mask }) => toAlikeMask(mask)),
    costs: Uint8Array.from(terms, ({ costMax }) => 4 * costMax),
    turns: new Float64Array(terms.length),
    pairs: terms.map(({ codes }) => Uint16Array.from(codes.subarray(1), (code, at) => (codes[at] ?? 0) * CODES + code)),
  }
}

function countBits(mask: number): number {
  const pairs = mask - ((mask >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
