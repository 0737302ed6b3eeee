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
  return findPlaces(term.letters, text, term.costMax).find(
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
  if (size <= 7 && slice[0] !== term.letters[0]) return false
  if (size <= 4 && (start > 0 || end < text.letters.length)) return false
  const isPartRight =
    (term.head !== '' && slice.startsWith(term.head)) || (term.tail !== '' && slice.endsWith(term.tail))
  if (isPartRight && cost > term.ownCostMax) return false
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
  const isLeft = isCovered(text, findBreakBefore(text, place.start), place.start)
  const isRight = isCovered(text, place.end, findBreakAfter(text, place.end))
  if (isLeft && isRight)
    return !term.isCommon || place.cost > 0 || isDisguised(text, place) || hasContext(term, text, place)
  if (term.isCommon) return false
  const ownSize = term.letters.length - Math.max(term.head.length, term.tail.length)
  if (place.cost > 0) return ownSize >= 9 && place.cost <= 1
  return term.letters.length >= 7 && (ownSize >= 8 || ((isLeft || isRight) && ownSize >= 3))
}

/** Written with letters of other scripts, or marks. */
function isDisguised(text: NameText, { start, end }: Place): boolean {
  return /[^\0-\u007f]/.test(shownAt(text, start, end))
}

/** A word that others use too says something beside one that lures; a short one must also stand by itself. */
function hasContext(term: Term, text: NameText, { start, end }: Place): boolean {
  const isAlone = text.breaks[start] === 1 && text.breaks[end] === 1
  if (!isAlone && term.letters.length < 4) return false
  return hasWord(text.letters.slice(0, start), LURE_WORDS) || hasWord(text.letters.slice(end), LURE_WORDS)
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
