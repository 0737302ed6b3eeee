import { COST_MIN, toAlikeMask } from './approximate.ts'
import { CODES, type NameText, ZERO } from './NameText.ts'
import type { Sides } from './sideWords.ts'
import { COST_INSIDE_MAX, isLongOwn, isRightFirst, type Term } from './Term.ts'

/** Stands for any first letter. */
const ANY = 255
/** Letters that pass for a letter, by its bit in a mask. */
const ALIKES = Int32Array.from({ length: ZERO + 1 }, (_, bit) => toAlikeMask(1 << bit))
/** 1 for each two letters, as codes, that stand beside each other in the name that is looked at, or have one between them. */
const PAIRS = new Uint8Array(CODES * CODES)

/** Terms, the shortest first, with what their misspellings need. Costs are in quarters. */
interface Rows {
  readonly places: Uint16Array
  readonly sizes: Uint8Array
  readonly masks: Int32Array
  /** Letters that pass for one of its own. */
  readonly alikes: Int32Array
  readonly costs: Uint8Array
  readonly firsts: Uint8Array
  /** Its neighbours, as places in `PAIRS`. */
  readonly pairs: readonly Uint16Array[]
}

/** Letters of a name that stand together. */
interface Stretch {
  readonly size: number
  readonly first: number
  readonly mask: number
  /** What passes for one of them. */
  readonly alike: number
}

/**
 * Sorts out nearly all terms of which a name has no misspelling. Each change of a letter, which costs half at the least,
 *
 * - moves the length by one at the most;
 * - takes at most one kind of letter away and brings one in, for three quarters unless the one passes for the other;
 * - parts at most two pairs of neighbours by more than one letter.
 *
 * Only those are kept that `matchTerm` may take: what fills a stretch beside which only side words stand, and what stands
 * anywhere inside a word where the term is long. That none is lost is tested against `matchTerm` for all terms.
 */
export class MisspellingIndex {
  readonly #rows: Rows
  readonly #longRows: Rows
  /** By the length of a stretch: the first row of a term that it may be, and the one behind the last. */
  readonly #ranges: readonly (readonly [first: number, end: number])[]

  constructor(terms: readonly Term[]) {
    const all = [...terms.entries()].filter(([, { costMax }]) => costMax > 0)
    all.sort(([, a], [, b]) => a.letters.length - b.letters.length)
    this.#rows = toRows(all)
    this.#longRows = toRows(
      all.filter(([, term]) => isLongOwn(term)).map(([place, term]) => [place, { ...term, costMax: COST_INSIDE_MAX }]),
    )
    this.#ranges = toRanges(this.#rows)
  }

  /** Places of the terms that may be misspelt: `true` for one that may be so anywhere inside a word. */
  find(text: NameText, sides: Sides): Map<number, boolean> {
    const found = new Map<number, boolean>()
    markPairs(text.codes, 1)
    this.#findStretches(text, sides, found)
    this.#findInside(text, found)
    markPairs(text.codes, 0)
    return found
  }

  #findStretches({ codes }: NameText, { left, right }: Sides, found: Map<number, boolean>): void {
    for (let start = 0; start < codes.length; start++) {
      if (left[start] === 0) continue
      const first = codes[start] as number
      const last = Math.min(codes.length, start + this.#ranges.length - 1)
      for (let end = start + 1, mask = 0, alike = 0; end <= last; end++) {
        const bit = Math.min(codes[end - 1] as number, ZERO)
        mask |= 1 << bit
        alike |= ALIKES[bit] as number
        if (right[end] === 1) this.#findRange({ size: end - start, first, mask, alike }, found)
      }
    }
  }

  #findRange({ size, first, mask, alike }: Stretch, found: Map<number, boolean>): void {
    const { places, masks, alikes, costs, firsts } = this.#rows
    const [from, end] = this.#ranges[size] ?? [0, 0]
    for (let row = from; row < end; row++) {
      if (firsts[row] !== ANY && firsts[row] !== first) continue
      const [own, most] = [masks[row] as number, costs[row] as number]
      if (costOf(own & ~mask, alike) > most || costOf(mask & ~own, alikes[row] as number) > most) continue
      if (hasPairs(this.#rows, row)) found.set(places[row] as number, false)
    }
  }

  #findInside({ codes, breaks }: NameText, found: Map<number, boolean>): void {
    const { places, sizes, masks, costs } = this.#longRows
    for (let start = 0, end = 0; start < codes.length; start = end) {
      end = breaks.indexOf(1, start + 1)
      let [mask, alike] = [0, 0]
      for (let at = start; at < end; at++) {
        const bit = Math.min(codes[at] as number, ZERO)
        mask |= 1 << bit
        alike |= ALIKES[bit] as number
      }
      for (let row = 0; row < places.length && (sizes[row] as number) - 2 <= end - start; row++) {
        if (costOf((masks[row] as number) & ~mask, alike) > (costs[row] as number)) continue
        if (hasPairs(this.#longRows, row)) found.set(places[row] as number, true)
      }
    }
  }
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
  return {
    places: Uint16Array.from(all, ([place]) => place),
    sizes: Uint8Array.from(terms, ({ letters }) => letters.length),
    masks: Int32Array.from(terms, ({ mask }) => mask),
    alikes: Int32Array.from(terms, ({ mask }) => toAlikeMask(mask)),
    costs: Uint8Array.from(terms, ({ costMax }) => 4 * costMax),
    firsts: Uint8Array.from(terms, (term) => (isRightFirst(term) ? (term.codes[0] ?? ANY) : ANY)),
    pairs: terms.map(({ codes }) => Uint16Array.from(codes.subarray(1), (code, at) => (codes[at] ?? 0) * CODES + code)),
  }
}

function toRanges({ sizes, costs }: Rows): [number, number][] {
  const changes = costs.map((cost) => cost / (4 * COST_MIN))
  const lengthMax = Math.max(0, ...sizes.map((size, row) => size + (changes[row] ?? 0)))
  return Array.from({ length: lengthMax + 1 }, (_, length) => {
    const isNear = (size: number, row: number): boolean => Math.abs(size - length) <= (changes[row] ?? 0)
    const first = sizes.findIndex(isNear)
    return first === -1 ? [0, 0] : [first, sizes.findLastIndex(isNear) + 1]
  })
}

function countBits(mask: number): number {
  const pairs = mask - ((mask >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
