import type { ChainId } from '../chain/index.ts'
import { HARMS, type Label, type LabelCategory, type NameReading, STOPS } from './Label.ts'

/** What all claims about one address come to, and every claim with who says so. */
export interface ResolvedLabel extends NameReading {
  readonly address: string
  /** Text and source of the claim that decided. */
  readonly name: string
  readonly source: string
  readonly confidence: string | undefined
  /** Every claim, the deciding one first. */
  readonly claims: readonly Label[]
  /** Whether claims name different services, or one says service where another says theft. */
  readonly isDisputed: boolean
}

/** Labels by address. */
export interface LabelBook {
  readonly labels: ReadonlyMap<string, readonly Label[]>
}

/** An address on a chain, as it is looked up. */
export interface LabelKey {
  readonly address: string
  readonly chain: ChainId.ChainId | undefined
}

/** Builds a book of labels; the order in which they come does not matter. */
export function create(labels: Iterable<Label>): LabelBook {
  const byAddress = new Map<string, Label[]>()
  for (const label of labels) {
    const known = byAddress.get(label.address)
    if (known === undefined) byAddress.set(label.address, [label])
    else known.push(label)
  }
  return { labels: byAddress }
}

/**
 * What is known about an address on a chain, or undefined.
 *
 * A label without a chain holds on every chain; a key without a chain finds the labels of all.
 */
export function find(book: LabelBook, key: LabelKey): ResolvedLabel | undefined {
  const all = book.labels.get(key.address) ?? []
  const here = all.filter(({ chain }) => chain === undefined || key.chain === undefined || chain === key.chain)
  return here.length === 0 ? undefined : resolve(here)
}

/**
 * Decides between the labels of one address; the same answer in whatever order they come.
 *
 * 1. no one's address (`burn`)
 * 2. a word of theft in some source's text
 * 3. a service by its name, then by an actor that the source gives; a token contract by its name
 * 4. a source's mark of theft without such a word: one complaint does not unmake a named exchange
 * 5. a service by the source's category alone
 * 6. victims, tags of investigators, official marks, unknown
 *
 * Within a rank: the source's confidence, then a deposit before a wallet, then how many claims agree, then the text.
 *
 * @param labels - At least one; all of one address.
 */
export function resolve(labels: readonly Label[]): ResolvedLabel {
  const votes = countVotes(labels)
  const claims = [...labels].sort((a, b) => compare(a, b, votes))
  const [first] = claims
  if (first === undefined) throw new RangeError('resolve needs at least one label')
  const { address, name, source, confidence, category, actor, role, rule, basis, stops } = first
  const reading = { category, actor, role, rule, basis, stops }
  return { address, name, source, confidence, ...reading, claims, isDisputed: isDisputed(claims) }
}

const SERVICE_RANKS = { name: 2, actor: 3, category: 5, none: 6 } as const
const CONFIDENCES = ['authority_data', 'service_data', 'ledger_immanent', 'forensic', 'heuristic', 'web_crawl']

const LAST_RANKS: readonly LabelCategory[] = ['victim', 'sanctioned', 'blocked', 'token', 'analyst', 'unknown']

function rank({ category, basis }: Label): number {
  if (category === 'burn') return 0
  if (HARMS.has(category)) return basis === 'name' ? 1 : 4
  if (STOPS[category]) return SERVICE_RANKS[basis]
  return category === 'token' && basis === 'name' ? SERVICE_RANKS.name : 6 + LAST_RANKS.indexOf(category)
}

function compare(a: Label, b: Label, votes: ReadonlyMap<string, number>): number {
  return (
    rank(a) - rank(b) ||
    trust(a) - trust(b) ||
    Number(b.role === 'deposit') - Number(a.role === 'deposit') ||
    (votes.get(meaning(b)) ?? 0) - (votes.get(meaning(a)) ?? 0) ||
    compareText(textOf(a), textOf(b))
  )
}

function trust({ confidence }: Label): number {
  const place = confidence === undefined ? -1 : CONFIDENCES.indexOf(confidence)
  return place < 0 ? CONFIDENCES.length : place
}

function countVotes(labels: readonly Label[]): ReadonlyMap<string, number> {
  const votes = new Map<string, number>()
  for (const label of labels) votes.set(meaning(label), (votes.get(meaning(label)) ?? 0) + 1)
  return votes
}

function meaning({ category, actor }: Label): string {
  return `${category}\u0000${actor ?? ''}`
}

function textOf(label: Label): string {
  return [meaning(label), label.role, label.source, label.name, label.chain ?? '', label.rule].join('\u0000')
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

function isDisputed(claims: readonly Label[]): boolean {
  const services = claims.filter(({ stops }) => stops)
  const actors = new Set(services.map(({ actor }) => actor).filter((actor) => actor !== undefined))
  const isAccused = claims.some(({ category }) => HARMS.has(category))
  return actors.size > 1 || (isAccused && services.length > 0)
}
