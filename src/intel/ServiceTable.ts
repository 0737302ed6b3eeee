import { BRIDGES } from './services/bridges.ts'
import { DEFI, DEXES, LENDERS } from './services/defi.ts'
import { EXCHANGES } from './services/exchanges.ts'
import { INSTANT_EXCHANGES } from './services/instantExchanges.ts'
import { MIXERS } from './services/mixers.ts'
import { DESKS, GAMBLING, MARKETS, MINING_POOLS, PAYMENTS, WALLET_SERVICES } from './services/others.ts'
import type { AliasKind, Service } from './services/Service.ts'
import { splitLabel, type Word } from './splitLabel.ts'

/** A service found in a label, and how. */
export interface ServiceMatch {
  readonly service: Service
  readonly kind: AliasKind
  /** The alias as our table writes it. */
  readonly alias: string
  /** Index of the first word after the name. */
  readonly end: number
}

type Entry = Omit<ServiceMatch, 'end'>

/** Services by every alias. */
export type ServiceTable = ReadonlyMap<string, Entry>

const ALIAS_WORDS_MAX = 6
const INSIDE_NAME = /^[\s._\-'&/()!’:]*$/u

/** Every service that Lazaretto knows by itself; more come with an actor pack through `extend`. */
export const builtIn: ServiceTable = create([
  ...EXCHANGES,
  ...INSTANT_EXCHANGES,
  ...MIXERS,
  ...BRIDGES,
  ...DEXES,
  ...LENDERS,
  ...DEFI,
  ...PAYMENTS,
  ...GAMBLING,
  ...MARKETS,
  ...DESKS,
  ...WALLET_SERVICES,
  ...MINING_POOLS,
])

/** Builds a table; the first service with an alias keeps it. */
export function create(services: readonly Service[]): ServiceTable {
  return extend(new Map(), services)
}

/** A table with more services; what is already there keeps its aliases, so a file can add names but take none over. */
export function extend(table: ServiceTable, services: readonly Service[]): ServiceTable {
  const extended = new Map(table)
  for (const service of services) {
    for (const { text, kind } of service.aliases) addOnce(extended, { service, kind, alias: text })
  }
  return extended
}

/**
 * The service whose longest alias begins at a word, if any.
 *
 * @example
 * findAt(builtIn, splitLabel('Tornado.Cash: Router').words, 0)?.service.name // 'Tornado Cash'
 */
export function findAt(table: ServiceTable, words: readonly Word[], start: number): ServiceMatch | undefined {
  let key = ''
  let between = ''
  let found: ServiceMatch | undefined
  const end = Math.min(words.length, start + ALIAS_WORDS_MAX)
  for (let i = start; i < end; i++) {
    const word = words[i]
    if (word === undefined || (i > start && !INSIDE_NAME.test(word.before))) break
    key += word.text
    between += i > start ? word.before : ''
    const entry = table.get(key)
    if (entry !== undefined && isWritten(entry.alias, between)) found = { ...entry, end: i + 1 }
  }
  return found
}

/** A colon ends a name, but for the few aliases that are written with one (`MetaMask: Swap`). */
function isWritten(alias: string, between: string): boolean {
  return alias.includes(':') || !between.includes(':')
}

/** The service that an id or a whole name stands for, such as `okex` or `blenderio`. */
export function findNamed(table: ServiceTable, name: string): Service | undefined {
  return table.get(toKey(name))?.service
}

function addOnce(table: Map<string, Entry>, entry: Entry): void {
  const key = toKey(entry.alias)
  if (key !== '' && !table.has(key)) table.set(key, entry)
}

function toKey(name: string): string {
  return splitLabel(name)
    .words.map((word) => word.text)
    .join('')
}
