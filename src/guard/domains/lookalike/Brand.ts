import { type Pattern, toPattern } from './approximate.ts'
import { MisspellingIndex } from './MisspellingIndex.ts'
import { fold } from './NameText.ts'
import { type Term, toTerm } from './Term.ts'
import { WordIndex } from './WordIndex.ts'

/** Whose name is imitated. */
export interface Brand {
  readonly name: string
  /** Its true sites: these and what is below them. */
  readonly domains: readonly string[]
  /** Who says that they are. */
  readonly sources: string
}

/** Words that name a brand when all of them are in one name, in any order. */
interface Parts {
  readonly brand: Brand
  readonly words: readonly string[]
}

/** The brands, ready to be looked for. */
export interface BrandTable {
  readonly terms: readonly Term[]
  /** The terms' letters, in their order. */
  readonly words: WordIndex
  readonly misspellings: MisspellingIndex
  readonly parts: readonly Parts[]
  /** By true domain. */
  readonly owners: ReadonlyMap<string, Brand>
  /** Domains of the same firms that others have pages on, or had in their hands: they imitate nobody, and are no known sites. */
  readonly open: ReadonlySet<string>
  /** The true domains by what stands behind their first dot. */
  readonly bySuffix: ReadonlyMap<string, readonly OwnName[]>
}

/** A true domain's first label. */
export interface OwnName {
  readonly brand: Brand
  readonly label: string
  readonly pattern: Pattern
}

/**
 * Reads a table of brands: a line each, `name | words | true domains | sources`. A word has 2 to 64 letters and is the brand's own unless it begins
 * with `~` (others use it too), ends with `!` (close to other words: only as it is written) or `*` (no part of it is anybody's
 * else), or has `+` between parts. A domain with `~` is the firm's, but has pages of others too, or was in other hands.
 *
 * @example
 * createBrandTable('Lido | ~lido lidofi | lido.fi | https://docs.lido.fi')
 */
export function createBrandTable(text: string): BrandTable {
  const terms: Term[] = []
  const parts: Parts[] = []
  const owners = new Map<string, Brand>()
  const open = new Set<string>()
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const [name = '', words = '', domains = '', sources = ''] = line.split('|').map((field) => field.trim())
    const all = domains.split(' ')
    const brand: Brand = { name, domains: all.filter((domain) => !domain.startsWith('~')), sources }
    for (const domain of brand.domains) owners.set(domain, brand)
    for (const domain of all) if (domain.startsWith('~')) open.add(domain.slice(1))
    const each = words.split(' ')
    for (const word of each) {
      if (word.includes('+')) parts.push({ brand, words: word.split('+').map(fold) })
      else terms.push(toTerm(brand, isDerived(word, each) ? `${word}!` : word))
    }
  }
  const bySuffix = new Map<string, OwnName[]>()
  for (const [domain, brand] of owners) {
    const dot = domain.indexOf('.')
    const suffix = domain.slice(dot + 1)
    bySuffix.set(suffix, [...(bySuffix.get(suffix) ?? []), toOwnName(brand, domain.slice(0, dot))])
  }
  const words = new WordIndex(terms.map(({ letters }) => letters))
  return { terms, words, misspellings: new MisspellingIndex(terms), parts, owners, open, bySuffix }
}

function toOwnName(brand: Brand, label: string): OwnName {
  return { brand, label, pattern: toPattern(fold(label)) }
}

/** A word that others use too with one that many names end with: close to theirs as well. */
function isDerived(word: string, words: readonly string[]): boolean {
  return words.some(
    (other) =>
      other.startsWith('~') &&
      /^(?:org|fi|io|xyz|network|finance|protocol|foundation|dao|labs)$/.test(word.slice(other.length - 1)) &&
      word.startsWith(other.slice(1)),
  )
}

/** The brand whose true site this host is, or is below of; `open` for a firm's domain on which others have pages too. */
export function findOwner(host: string, table: BrandTable): Brand | 'open' | undefined {
  for (let domain = host; domain !== ''; domain = domain.slice(domain.indexOf('.') + 1 || domain.length)) {
    const brand = table.owners.get(domain)
    if (brand !== undefined) return brand
    if (table.open.has(domain)) return 'open'
  }
  return undefined
}
