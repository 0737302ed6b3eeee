import type { ChainId } from '../chain/index.ts'
import type { Label, NameReading } from './Label.ts'
import { readName } from './readName.ts'

/** What an explorer says of one address. */
export interface ExplorerSaying {
  /** Canonical text of the address. */
  readonly address: string
  readonly chain: ChainId.ChainId
  /** Who says so. */
  readonly source: string
  /** A `name` is of this address, a `generic` tag of a kind of addresses, `scam` a badge. Untrusted. */
  readonly tags: readonly { readonly text: string; readonly kind: 'name' | 'generic' | 'scam' }[]
}

/** Explorers take names from many who submit them: the least of what labels are known to be sure of. */
const CONFIDENCE = 'web_crawl'

/**
 * The claims that an explorer makes: one for each name, read together with its generic tags.
 *
 * Generic tags alone name nobody: they are one claim in their own words, by which no trace stops. A badge is the claim of
 * a crime without a name, which does not unmake a named service.
 *
 * @example
 * labelsFromExplorer({ ...place, tags: [{ text: 'Binance 14', kind: 'name' }] })[0]?.actor // 'Binance'
 * labelsFromExplorer({ ...place, tags: [{ text: 'Exchange', kind: 'generic' }] })[0]?.stops // false
 */
export function labelsFromExplorer({ address, chain, source, tags }: ExplorerSaying): Label[] {
  const textsOf = (kind: string): string[] => tags.filter((tag) => tag.kind === kind).map(({ text }) => text)
  const [names, generic] = [textsOf('name'), textsOf('generic')]
  const base = { address, chain, source, confidence: CONFIDENCE }
  const alone = names.length === 0 && generic.length > 0 ? [generic.slice(0, 3).join(', ')] : []
  return [
    ...names.map((name) => ({ ...base, name, ...readName(name, { tags: generic }) })),
    ...alone.map((name) => ({ ...base, name, ...readKind(name) })),
    ...textsOf('scam').map((name) => ({ ...base, name: `marked as ${name}`, ...readName('', { abuse: name }) })),
  ]
}

/** A kind of addresses may warn, and is no owner. */
function readKind(text: string): NameReading {
  const reading = readName(text)
  return reading.stops ? readName('') : reading
}
