import { fold } from './NameText.ts'
import { type Term, toTerm } from './Term.ts'

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
  /** The masks of the terms, in their order, and how many of its letters each may lack. */
  readonly masks: Int32Array
  readonly lacks: Uint8Array
  readonly parts: readonly Parts[]
  /** By true domain. */
  readonly owners: ReadonlyMap<string, Brand>
}

/**
 * Reads a table of brands: a line each, `name | words | true domains | sources`. A word is the brand's own unless it begins
 * with `~` (others use it too), ends with `!` (close to other words: only as it is written) or `*` (no part of it is anybody's
 * else), or has `+` between parts.
 *
 * @example
 * createBrandTable('Lido | ~lido lidofi | lido.fi | https://docs.lido.fi')
 */
export function createBrandTable(text: string): BrandTable {
  const terms: Term[] = []
  const parts: Parts[] = []
  const owners = new Map<string, Brand>()
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const [name = '', words = '', domains = '', sources = ''] = line.split('|').map((field) => field.trim())
    const brand: Brand = { name, domains: domains.split(' '), sources }
    for (const domain of brand.domains) owners.set(domain, brand)
    for (const word of words.split(' ')) {
      if (word.includes('+')) parts.push({ brand, words: word.split('+').map(fold) })
      else terms.push(toTerm(brand, word))
    }
  }
  const masks = Int32Array.from(terms, ({ mask }) => mask)
  return { terms, parts, owners, masks, lacks: Uint8Array.from(terms, ({ costMax }) => Math.floor(2 * costMax)) }
}

/** The brand whose true site this host is, or is below of. */
export function findOwner(host: string, table: BrandTable): Brand | undefined {
  for (let domain = host; domain !== ''; domain = domain.slice(domain.indexOf('.') + 1 || domain.length)) {
    const brand = table.owners.get(domain)
    if (brand !== undefined) return brand
  }
  return undefined
}
