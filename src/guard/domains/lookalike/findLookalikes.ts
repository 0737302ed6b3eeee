import type { Site } from '../Site.ts'
import type { Place } from './approximate.ts'
import type { BrandTable } from './Brand.ts'
import { findOwnDomain } from './findOwnDomain.ts'
import type { Lookalike, LookalikeRule } from './Lookalike.ts'
import { matchTerm, type Reading } from './matchTerm.ts'
import { fromLabels, type NameText, shownAt } from './NameText.ts'
import { findSides, hasWordBeside, STRONG_WORDS } from './sideWords.ts'
import type { Term } from './Term.ts'

const FOUND_MAX = 3

/** Finds whom a site imitates, the best sign first: at most three brands, of different places in the name. */
export function findLookalikes(site: Site, table: BrandTable): Lookalike[] {
  const whole = findOwnDomain(site, table)
  const words = findWords(site.labels.slice(0, site.labels.length - site.suffixLabels), table)
  if (whole === undefined) return words.slice(0, FOUND_MAX)
  const others = words.filter(({ brand }) => brand !== whole.brand)
  const isBest = whole.rule === 'OWN_DOMAIN' || others.length === words.length
  return (isBest ? [whole, ...others] : words).slice(0, FOUND_MAX)
}

interface Match {
  readonly term: Term
  readonly place: Place
}

/** Finds whom words imitate, such as the labels of a host without its public suffix. */
export function findWords(labels: readonly string[], table: BrandTable): Lookalike[] {
  const text = fromLabels(labels)
  const first = takeBest(listMatches(text, table), [])
  if (first.length === 0) return findParts(text, table)
  const taken = hasParted(text, first) ? takeBest(listMatches(text, table), first) : first
  return taken.map((match) => describe(match, text))
}

/** Makes the ends of what was found ends of words; whether any was none before. */
function hasParted({ breaks }: NameText, matches: readonly Match[]): boolean {
  let isNew = false
  for (const { place } of matches)
    for (const at of [place.start, place.end]) {
      isNew ||= breaks[at] === 0
      breaks[at] = 1
    }
  return isNew
}

/** Adds the best that are of other brands, and of other places, than those that are there. */
function takeBest(matches: Match[], before: readonly Match[]): Match[] {
  const taken = [...before]
  for (const match of matches.sort((a, b) => weigh(b) - weigh(a)))
    if (!taken.some((other) => isSame(other, match))) taken.push(match)
  return taken
}

function listMatches(text: NameText, table: BrandTable): Match[] {
  const reading = readName(text, table)
  const { exacts, misspelt } = reading
  if (exacts.size === 0 && misspelt.size === 0) return []
  return [...new Set([...exacts.keys(), ...misspelt.keys()])]
    .sort((a, b) => a - b)
    .flatMap((at) => {
      const [term, place] = [table.terms[at], matchTerm(at, reading)]
      return term === undefined || place === undefined ? [] : { term, place }
    })
}

/** Finds in a name all that `matchTerm` may take of any term. */
export function readName(text: NameText, table: BrandTable): Reading {
  const sides = findSides(text)
  return { text, sides, exacts: findExacts(text, table), misspelt: table.misspellings.find(text, sides), table }
}

/** The terms that stand in a name as they are, each with its places. */
function findExacts({ codes, letters }: NameText, { terms, words }: BrandTable): Map<number, Place[]> {
  const exacts = new Map<number, Place[]>()
  for (let start = 0; start < codes.length; start++) {
    for (const at of words.listAt(codes, start)) {
      const word = terms[at]?.letters ?? ''
      if (!letters.startsWith(word, start)) continue
      const place = { start, end: start + word.length, cost: 0 }
      const places = exacts.get(at)
      if (places === undefined) exacts.set(at, [place])
      else places.push(place)
    }
  }
  return exacts
}

function weigh({ term, place }: Match): number {
  return term.letters.length - 4 * place.cost
}

function isSame(a: Match, b: Match): boolean {
  if (a.term.brand === b.term.brand) return true
  return a.term.letters !== b.term.letters && a.place.start < b.place.end && b.place.start < a.place.end
}

function describe({ term, place }: Match, text: NameText): Lookalike {
  const { start, end, cost } = place
  const found = shownAt(text, start, end)
  const hasStrongLure = hasWordBeside(text, place, STRONG_WORDS)
  const isWhole = start === 0 && end === text.letters.length
  const rule: LookalikeRule =
    cost > 0 ? 'TYPO' : found !== term.word ? 'HOMOGLYPH' : isWhole ? 'OTHER_SUFFIX' : 'COMBINED'
  return { brand: term.brand, rule, word: term.word, found, distance: cost, isCommon: term.isCommon, hasStrongLure }
}

function findParts(text: NameText, table: BrandTable): Lookalike[] {
  const parts = table.parts.find(({ words }) => words.every((word) => text.letters.includes(word)))
  if (parts === undefined) return []
  return [
    {
      brand: parts.brand,
      rule: 'PARTS',
      word: parts.words.join(' '),
      found: text.shown,
      distance: 0,
      isCommon: true,
      hasStrongLure: false,
    },
  ]
}
