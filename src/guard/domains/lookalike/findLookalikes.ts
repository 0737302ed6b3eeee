import type { Site } from '../Site.ts'
import type { Place } from './approximate.ts'
import type { BrandTable } from './Brand.ts'
import { findOwnDomain } from './findOwnDomain.ts'
import type { Lookalike, LookalikeRule } from './Lookalike.ts'
import { matchTerm } from './matchTerm.ts'
import { fromLabels, type NameText, shownAt } from './NameText.ts'
import { hasWord, STRONG_WORDS } from './sideWords.ts'
import type { Term } from './Term.ts'

const FOUND_MAX = 3

/** Finds whom a site imitates, the best sign first: at most three brands, of different places in the name. */
export function findLookalikes(site: Site, table: BrandTable): Lookalike[] {
  const whole = findOwnDomain(site, table)
  const words = findWords(site.labels.slice(0, site.labels.length - site.suffixLabels), table)
  const found = whole === undefined ? words : [whole, ...words.filter(({ brand }) => brand !== whole.brand)]
  return found.slice(0, FOUND_MAX)
}

interface Match {
  readonly term: Term
  readonly place: Place
}

/** Finds whom words imitate, such as the labels of a host without its public suffix. */
export function findWords(labels: readonly string[], table: BrandTable): Lookalike[] {
  const text = fromLabels(labels)
  const matches = listMatches(text, table).sort((a, b) => weigh(b) - weigh(a))
  const taken: Match[] = []
  for (const match of matches) if (!taken.some((other) => isSame(other, match))) taken.push(match)
  return taken.length > 0 ? taken.map((match) => describe(match, text)) : findParts(text, table)
}

function listMatches(text: NameText, table: BrandTable): Match[] {
  const matches: Match[] = []
  const { terms, masks, lacks, sizes } = table
  const size = text.letters.length
  for (let index = 0; index < masks.length; index++) {
    if ((sizes[index] ?? 0) > size) continue
    const lacking = (masks[index] ?? 0) & ~text.mask
    if (lacking !== 0 && countBits(lacking) > (lacks[index] ?? 0)) continue
    const term = terms[index]
    const place = term && matchTerm(term, text, table)
    if (term && place) matches.push({ term, place })
  }
  return matches
}

function weigh({ term, place }: Match): number {
  return term.letters.length - 4 * place.cost
}

function isSame(a: Match, b: Match): boolean {
  return a.term.brand === b.term.brand || (a.place.start < b.place.end && b.place.start < a.place.end)
}

function describe({ term, place: { start, end, cost } }: Match, text: NameText): Lookalike {
  const found = shownAt(text, start, end)
  const hasStrongLure =
    hasWord(text.letters.slice(0, start), STRONG_WORDS) || hasWord(text.letters.slice(end), STRONG_WORDS)
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

function countBits(mask: number): number {
  const pairs = mask - ((mask >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
