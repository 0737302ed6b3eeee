import type { Site } from '../Site.ts'
import { addCost, addPlaces, type Pattern, type Place } from './approximate.ts'
import type { Brand, BrandTable } from './Brand.ts'
import type { Lookalike } from './Lookalike.ts'
import { fromLabels } from './NameText.ts'

/** A label of four letters may differ in one, where it stands before the brand's own rare suffix; before a nation's, in less. */
const COSTS_MAX = [0, 0, 0, 0, 1, 1, 1, 1.25, 1.5]

/** Suffixes under which so many names stand that one in common says nothing. */
const CROWDED_SUFFIXES = new Set('com net org info biz app xyz dev online site website tech cloud'.split(' '))

/**
 * Finds a brand's true domain inside a host that is not its: followed by something else (`metamask.io.example.net`,
 * `stellar.org.so`), with a word before it (`web-zoom.us`), or with a letter changed before a suffix that few use
 * (`ldex.market`).
 */
export function findOwnDomain(site: Site, table: BrandTable): Lookalike | undefined {
  return findFollowed(site, table) ?? findPreceded(site, table) ?? findMisspelt(site, table)
}

function findFollowed({ labels, suffixLabels }: Site, table: BrandTable): Lookalike | undefined {
  const registered = labels.length - suffixLabels
  for (let start = 0; start < registered; start++) {
    for (let end = start + 2; end < labels.length; end++) {
      const domain = labels.slice(start, end).join('.')
      const brand = table.owners.get(domain)
      if (brand !== undefined && (end < registered || isNamedAfter(brand, domain, table)))
        return toLookalike(brand, domain)
    }
  }
  return undefined
}

/** Firms of the whole world have a site in each country, such as google.com.br; a brand's own word stands for itself. */
function isNamedAfter(brand: Brand, domain: string, table: BrandTable): boolean {
  const label = domain.slice(0, domain.indexOf('.'))
  return table.terms.some(
    (term) => term.brand === brand && term.word === label && !(term.isCommon && domain.endsWith('.com')),
  )
}

function findPreceded({ labels, suffixLabels }: Site, table: BrandTable): Lookalike | undefined {
  const label = labels[labels.length - suffixLabels - 1] ?? ''
  const dash = label.lastIndexOf('-')
  if (dash === -1) return undefined
  const domain = [label.slice(dash + 1), ...labels.slice(labels.length - suffixLabels)].join('.')
  const brand = table.owners.get(domain)
  if (brand === undefined || (isCrowded(domain) && !isNamedAfter(brand, domain, table))) return undefined
  return toLookalike(brand, domain)
}

function isCrowded(domain: string): boolean {
  return CROWDED_SUFFIXES.has(domain.slice(domain.indexOf('.') + 1))
}

function findMisspelt({ labels, suffixLabels }: Site, table: BrandTable): Lookalike | undefined {
  const suffix = labels.slice(labels.length - suffixLabels).join('.')
  if (suffix.includes('.') || CROWDED_SUFFIXES.has(suffix)) return undefined
  const label = labels[labels.length - suffixLabels - 1] ?? ''
  for (const word of new Set([label, ...label.split('-')])) {
    const found = findUnderSuffix(word, suffix, table)
    if (found !== undefined) return found
  }
  return undefined
}

function findUnderSuffix(word: string, suffix: string, table: BrandTable): Lookalike | undefined {
  const text = fromLabels([word])
  const isNational = suffix.length <= 2
  for (const { brand, label, pattern } of table.bySuffix.get(suffix) ?? []) {
    if (Math.abs(label.length - word.length) > 1) continue
    if (isNational && pattern.codes[0] !== text.codes[0]) continue
    const costMax = isNational ? 0.5 : (COSTS_MAX[Math.min(label.length, COSTS_MAX.length - 1)] ?? 0)
    const distance = costOfWhole(pattern, text.codes, costMax)
    if (distance > costMax || (isCommon(label, brand, table) && !/[^\0-\u007f]/.test(word))) continue
    const rule = distance > 0 ? 'TYPO' : word === label ? 'COMBINED' : 'HOMOGLYPH'
    return { ...toLookalike(brand, `${label}.${suffix}`), rule, found: `${word}.${suffix}`, distance }
  }
  return undefined
}

/** What it costs to read a name as a word, perhaps with a letter behind it. */
function costOfWhole(pattern: Pattern, codes: Uint8Array, costMax: number): number {
  const places: Place[] = []
  addPlaces(pattern, codes, { start: 0, most: 4 * costMax, places })
  const last = codes.length - 1
  const costs = places.map(({ end, cost }) =>
    end < last ? Infinity : end > last ? cost : cost + addCost(codes, last) / 4,
  )
  return Math.min(...costs)
}

/** Names are made of words: those that others use too are close to many. */
function isCommon(label: string, brand: Brand, table: BrandTable): boolean {
  const term = table.terms.find((each) => each.brand === brand && each.word === label)
  return term === undefined
    ? !table.terms.some((each) => each.brand === brand && !each.isCommon && each.word.startsWith(label))
    : term.isCommon
}

function toLookalike(brand: Brand, domain: string): Lookalike {
  return { brand, rule: 'OWN_DOMAIN', word: domain, found: domain, distance: 0, isCommon: false, hasStrongLure: false }
}
