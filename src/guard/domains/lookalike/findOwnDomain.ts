import type { Site } from '../Site.ts'
import { findPlaces } from './approximate.ts'
import type { Brand, BrandTable } from './Brand.ts'
import type { Lookalike } from './Lookalike.ts'
import { fold, fromLabels } from './NameText.ts'

/** A label of four letters may differ in one, where it stands before the brand's own rare suffix. */
const COSTS_MAX = [0, 0, 0, 0, 1, 1, 1, 1.25, 1.5]

/** Suffixes under which so many names stand that one in common says nothing. */
const COMMON_SUFFIXES = new Set('com net org info biz app xyz dev online site website tech cloud'.split(' '))

/**
 * Finds a brand's true domain inside a host that is not its: followed by something else (`metamask.io.example.net`,
 * `ledger.com.de`), or with a letter changed before a suffix that few use (`ldex.market`).
 */
export function findOwnDomain(site: Site, table: BrandTable): Lookalike | undefined {
  return findFollowed(site, table) ?? findMisspelt(site, table)
}

function findFollowed({ labels, suffixLabels }: Site, table: BrandTable): Lookalike | undefined {
  const registered = labels.length - suffixLabels
  for (let start = 0; start < registered; start++) {
    for (let end = start + 2; end < labels.length; end++) {
      const domain = labels.slice(start, end).join('.')
      const brand = table.owners.get(domain)
      if (brand !== undefined && (end < registered || isNamedAfter(brand, domain, table)))
        return {
          brand,
          rule: 'OWN_DOMAIN',
          word: domain,
          found: domain,
          distance: 0,
          isCommon: false,
          hasStrongLure: false,
        }
    }
  }
  return undefined
}

/** Firms of the whole world have a site in each country, such as google.com.br; a brand's own word stands for itself. */
function isNamedAfter(brand: Brand, domain: string, table: BrandTable): boolean {
  const [label = ''] = domain.split('.')
  return table.terms.some(
    (term) => term.brand === brand && term.word === label && !(term.isCommon && domain.endsWith('.com')),
  )
}

function findMisspelt({ labels, suffixLabels }: Site, table: BrandTable): Lookalike | undefined {
  const suffix = labels.slice(-suffixLabels).join('.')
  if (suffix.length <= 2 || suffix.includes('.') || COMMON_SUFFIXES.has(suffix)) return undefined
  const label = labels[labels.length - suffixLabels - 1] ?? ''
  for (const word of new Set([label, ...label.split('-')])) {
    const found = findUnderSuffix(word, suffix, table)
    if (found !== undefined) return found
  }
  return undefined
}

function findUnderSuffix(label: string, suffix: string, table: BrandTable): Lookalike | undefined {
  const text = fromLabels([label])
  for (const { brand, word, isCommon } of table.terms) {
    if (isCommon || Math.abs(word.length - label.length) > 1 || !brand.domains.includes(`${word}.${suffix}`)) continue
    const costMax = COSTS_MAX[Math.min(word.length, COSTS_MAX.length - 1)] ?? 0
    const place = findPlaces(fold(word), text, costMax).find(
      ({ start, end }) => start === 0 && end === text.letters.length,
    )
    if (place === undefined) continue
    const names = { word: `${word}.${suffix}`, found: `${label}.${suffix}` }
    return { brand, rule: 'TYPO', ...names, distance: place.cost, isCommon, hasStrongLure: false }
  }
  return undefined
}
