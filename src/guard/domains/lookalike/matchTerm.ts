import type { Place } from './approximate.ts'
import type { BrandTable } from './Brand.ts'
import { type NameText, shownAt } from './NameText.ts'
import { hasWordBeside, LURE_WORDS, SIDE_WORDS, type Sides, STRONG_WORDS } from './sideWords.ts'
import { COST_INSIDE_MAX, getOwnSize, isLongOwn, isRightFirst, type Term } from './Term.ts'

/** A name, and what is known of it before any term is looked for. */
export interface Reading {
  readonly text: NameText
  readonly sides: Sides
  /** The terms that stand in it as they are, each with its places, by their place in the table. */
  readonly exacts: ReadonlyMap<number, readonly Place[]>
  /** The same, for their misspellings. */
  readonly misspelt: ReadonlyMap<number, readonly Place[]>
  readonly table: BrandTable
}

/** Where a brand's word stands in a name, as it is or misspelt, so that the brand must be meant. */
export function matchTerm(place: number, reading: Reading): Place | undefined {
  const term = reading.table.terms[place]
  if (term === undefined) return undefined
  const exacts = reading.exacts.get(place)
  const exact = exacts?.find((each) => isMeant(term, reading, each))
  if (exact !== undefined || (term.isCommon && exacts !== undefined)) return exact
  const misspelt = reading.misspelt.get(place) ?? []
  return misspelt
    .toSorted((a, b) => a.cost - b.cost)
    .find((each) => isMisspelt(term, reading, each) && !isAnother(term, reading, each))
}

/** Names made of the same parts differ in a letter or two by right: what is the brand's own must be close by itself. */
function isMisspelt(term: Term, reading: Reading, place: Place): boolean {
  const { text } = reading
  const { start, end, cost } = place
  const slice = text.letters.slice(start, end)
  const size = term.letters.length
  if (isRightFirst(term) && slice[0] !== term.letters[0]) return false
  if (size <= 4 && (start > 0 || end < text.letters.length)) return false
  const isPartRight =
    (term.head !== '' && slice.startsWith(term.head)) || (term.tail !== '' && slice.endsWith(term.tail))
  if (cost > COST_INSIDE_MAX && !isOneWord(text, place)) return false
  if (isPartRight && cost > term.ownCostMax && !isDisguised(term, text, place)) return false
  return !SIDE_WORDS.has(slice) && isMeant(term, reading, place)
}

/** What is itself a brand's word is no misspelling of another's. */
function isAnother({ brand }: Term, { exacts, table }: Reading, place: Place): boolean {
  for (const [at, others] of exacts) {
    const other = table.terms[at]
    if (other === undefined || other.brand === brand || other.letters.length < 5) continue
    if (others.some(({ start, end }) => start < place.end && place.start < end)) return true
  }
  return false
}

function isMeant(term: Term, { text, sides }: Reading, place: Place): boolean {
  if (isShort(term) && place.cost === 0 && !isAsWritten(term, text, place)) return false
  if (isShort(term) && term.isCommon && !isAlone(text, place) && !hasStrongLure(text, place)) return false
  const isLeft = sides.left[place.start] === 1
  if (!isLeft && (term.isCommon || isShort(term))) return false
  const isRight = sides.right[place.end] === 1
  if (isLeft && isRight)
    return !term.isCommon || place.cost > 0 || isDisguised(term, text, place) || hasContext(text, place)
  if (term.isCommon) return false
  if (place.cost > 0) return isLongOwn(term) && place.cost <= COST_INSIDE_MAX && isOneWord(text, place)
  const ownSize = getOwnSize(term)
  return term.letters.length >= (term.isOwn ? 6 : 7) && (ownSize >= 8 || ((isLeft || isRight) && ownSize >= 5))
}

function isShort({ letters }: Term): boolean {
  return letters.length <= 4
}

function isAlone({ breaks }: NameText, { start, end }: Place): boolean {
  return breaks[start] === 1 && breaks[end] === 1
}

/** A digit for a letter makes another word of a short one; letters of other scripts do not. */
function isAsWritten(term: Term, text: NameText, place: Place): boolean {
  return shownAt(text, place.start, place.end) === term.word || isDisguised(term, text, place)
}

/** Written with letters of other scripts, marks, or figures for letters. */
function isDisguised({ word }: Term, text: NameText, { start, end, cost }: Place): boolean {
  const shown = shownAt(text, start, end)
  return /[^\0-\u007f]/.test(shown) || (cost === 0 && word.length > 4 && /\d/.test(shown) && !/\d/.test(word))
}

/** A short one that others use too may stand in a word by chance, but not in one that asks for a deed. */
function hasStrongLure(text: NameText, place: Place): boolean {
  return hasWordBeside(text, place, STRONG_WORDS)
}

/** A word that others use too says something beside one that lures. */
function hasContext(text: NameText, place: Place): boolean {
  return hasWordBeside(text, place, LURE_WORDS)
}

function isOneWord({ breaks }: NameText, { start, end }: Place): boolean {
  return !breaks.subarray(start + 1, end).includes(1)
}
