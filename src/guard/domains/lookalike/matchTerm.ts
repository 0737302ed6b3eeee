import { countEdits, findPlaces, type Place } from './approximate.ts'
import type { BrandTable } from './Brand.ts'
import { type NameText, shownAt } from './NameText.ts'
import { hasWord, isCovered, LURE_WORDS, SIDE_WORDS } from './sideWords.ts'
import type { Term } from './Term.ts'

/** Where a brand's word stands in a name, as it is or misspelt, so that the brand must be meant. */
export function matchTerm(term: Term, text: NameText, table: BrandTable): Place | undefined {
  const exact = (term.mask & ~text.mask) === 0 ? findExact(term.letters, text) : []
  if (exact.length > 0) return exact.find((place) => isMeant(term, text, place))
  if (term.costMax === 0 || countEdits(term, text.codes) > toEditsMax(term)) return undefined
  return findPlaces(term, text, term.costMax).find(
    (place) => isMisspelt(term, text, place) && !isAnother(term, text, { place, table }),
  )
}

/** Letters exchanged cost 0.5 and are two edits. */
function toEditsMax({ costMax }: Term): number {
  return Math.max(2, Math.ceil(1.5 * costMax))
}

function findExact(letters: string, text: NameText): Place[] {
  const places: Place[] = []
  for (let start = text.letters.indexOf(letters); start !== -1; start = text.letters.indexOf(letters, start + 1))
    places.push({ start, end: start + letters.length, cost: 0 })
  return places
}

/** Names made of the same parts differ in a letter or two by right: what is the brand's own must be close by itself. */
function isMisspelt(term: Term, text: NameText, place: Place): boolean {
  const { start, end, cost } = place
  const slice = text.letters.slice(start, end)
  const size = term.letters.length
  if (size - term.tail.length <= 7 && slice[0] !== term.letters[0]) return false
  if (size <= 4 && (start > 0 || end < text.letters.length)) return false
  const isPartRight =
    (term.head !== '' && slice.startsWith(term.head)) || (term.tail !== '' && slice.endsWith(term.tail))
  if (isPartRight && cost > term.ownCostMax && !isDisguised(text, place)) return false
  return !SIDE_WORDS.has(slice) && isMeant(term, text, place)
}

/** What is itself a brand's word is no misspelling of another's. */
function isAnother(term: Term, text: NameText, { place, table }: { place: Place; table: BrandTable }): boolean {
  const touches = (other: Place): boolean => other.start < place.end && place.start < other.end
  return table.terms.some(
    ({ brand, letters }) => brand !== term.brand && letters.length >= 5 && findExact(letters, text).some(touches),
  )
}

function isMeant(term: Term, text: NameText, place: Place): boolean {
  if (isShort(term) && place.cost === 0 && !isAsWritten(term, text, place)) return false
  if (isShort(term) && term.isCommon && !isAlone(text, place)) return false
  const isLeft = isCovered(text, findBreakBefore(text, place.start), place.start)
  if (!isLeft && (term.isCommon || isShort(term))) return false
  const isRight = isCovered(text, place.end, findBreakAfter(text, place.end))
  if (isLeft && isRight) return !term.isCommon || place.cost > 0 || isDisguised(text, place) || hasContext(text, place)
  if (term.isCommon) return false
  const ownSize = term.letters.length - Math.max(term.head.length, term.tail.length)
  if (place.cost > 0) return ownSize >= 9 && place.cost <= 1 && isOneWord(text, place)
  return term.letters.length >= 7 && (ownSize >= 8 || ((isLeft || isRight) && ownSize >= 5))
}

function isShort({ letters }: Term): boolean {
  return letters.length <= 4
}

function isAlone({ breaks }: NameText, { start, end }: Place): boolean {
  return breaks[start] === 1 && breaks[end] === 1
}

/** A digit for a letter makes another word of a short one; letters of other scripts do not. */
function isAsWritten(term: Term, text: NameText, place: Place): boolean {
  return shownAt(text, place.start, place.end) === term.word || isDisguised(text, place)
}

/** Written with letters of other scripts, or marks. */
function isDisguised(text: NameText, { start, end }: Place): boolean {
  return /[^\0-\u007f]/.test(shownAt(text, start, end))
}

/** A word that others use too says something beside one that lures. */
function hasContext(text: NameText, { start, end }: Place): boolean {
  return hasWord(text.letters.slice(0, start), LURE_WORDS) || hasWord(text.letters.slice(end), LURE_WORDS)
}

function isOneWord({ breaks }: NameText, { start, end }: Place): boolean {
  return !breaks.subarray(start + 1, end).includes(1)
}

function findBreakBefore({ breaks }: NameText, at: number): number {
  let index = at
  while (index > 0 && breaks[index] === 0) index--
  return index
}

function findBreakAfter({ breaks, letters }: NameText, at: number): number {
  let index = at
  while (index < letters.length && breaks[index] === 0) index++
  return index
}
