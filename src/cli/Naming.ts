import type { ChainId } from '../chain/index.ts'
import { LabelBook, labelsFromExplorer } from '../intel/index.ts'
import { LazarettoError } from '../LazarettoError.ts'
import {
  type AddressTag,
  type HistorySource,
  listLabelsOf,
  listNamed,
  type NameSource,
  type Store,
  storeNames,
} from '../ledger/index.ts'
import { fromRecord, toRecord } from '../server/index.ts'

interface NamingOptions {
  readonly store: Store
  readonly chain: ChainId.ChainId
  /** The kind of explorer that is asked, as a user names it. */
  readonly source: string
  readonly names: NameSource
  readonly now: () => number
}

/** Who is asked for names beside histories; nobody where the source has none, or the user wants none. */
export function openNaming(
  { name, chain, names }: HistorySource,
  { store, now, isWanted }: { readonly store: Store; readonly now: () => number; readonly isWanted: boolean },
): Naming | undefined {
  return names === undefined || !isWanted ? undefined : new Naming({ store, chain, source: name, names, now })
}

/** What asking for names came to. */
export interface NamingReport {
  /** Who says so, as labels have it. */
  readonly source: string
  /** Addresses about which it was asked, earlier too, and those that have a name. */
  readonly asked: number
  readonly named: number
  /** Accounts at which the trace stops by their names. */
  readonly stops: readonly { readonly account: string; readonly name: string; readonly source: string }[]
  /** Why names, or some of them, were not to be had. */
  readonly refused?: string | undefined
}

/** Names change, and new ones come. */
const FRESH_SEC = 7 * 86_400

/** Who refuses so often is not asked again before the next run. */
const FAILURES_MAX = 2

const REASON_MAX = 300

/**
 * Asks an explorer what accounts are called, and keeps its answers as claims of its own.
 *
 * Names are a help: where they are not to be had, that is said, and the work goes on without them.
 */
export class Naming {
  readonly #options: NamingOptions
  readonly #source: string
  readonly #seen = new Set<string>()
  readonly #stops = new Map<string, { readonly name: string; readonly source: string }>()
  #known: Map<string, number> | undefined
  #named = 0
  #failures = 0
  #refused: string | undefined

  constructor(options: NamingOptions) {
    this.#options = options
    this.#source = `${options.source}: ${options.names.host}`
  }

  /** The accounts at which a trace stops, by all labels of the store and what the explorer says now. */
  async recognise(accounts: readonly string[], signal?: AbortSignal): Promise<ReadonlySet<string>> {
    const { store, chain, now } = this.#options
    this.#known ??= await listNamed(store, { chain, source: this.#source })
    const stale = accounts.filter((account) => (this.#known?.get(account) ?? 0) <= now() - FRESH_SEC)
    for (let at = 0; at < stale.length && this.#failures < FAILURES_MAX; at += this.#options.names.addressesMax) {
      await this.#ask(stale.slice(at, at + this.#options.names.addressesMax), signal)
    }
    const stops = new Set<string>()
    for (const account of accounts) if (await this.#isStop(account)) stops.add(account)
    return stops
  }

  async #ask(addresses: readonly string[], signal: AbortSignal | undefined): Promise<void> {
    try {
      const tags = await this.#options.names.listTags(addresses, signal)
      if (tags.size > 0) await this.#keep(tags)
      else this.#fail(`${this.#options.names.host} has no names to tell.`)
    } catch (error) {
      if (signal?.aborted === true || !(error instanceof LazarettoError)) throw error
      this.#fail(`${error.code}: ${error.message}`.slice(0, REASON_MAX))
    }
  }

  #fail(reason: string): void {
    this.#failures++
    this.#refused = reason
  }

  async #keep(tags: ReadonlyMap<string, readonly AddressTag[]>): Promise<void> {
    const { store, chain, now } = this.#options
    const [source, atSec] = [this.#source, now()]
    const labels = [...tags].flatMap(([address, own]) => labelsFromExplorer({ address, chain, source, tags: own }))
    await storeNames(store, { chain, source, atSec, addresses: [...tags.keys()], labels: labels.map(toRecord) })
    for (const address of tags.keys()) this.#known?.set(address, atSec)
    this.#failures = 0
  }

  async #isStop(account: string): Promise<boolean> {
    const { store, chain } = this.#options
    const labels = (await listLabelsOf(store, account)).map(fromRecord)
    if (this.#known?.has(account) === true && !this.#seen.has(account)) {
      this.#seen.add(account)
      this.#named += Number(labels.some(({ source }) => source === this.#source))
    }
    const found = LabelBook.find(LabelBook.create(labels), { address: account, chain })
    if (found?.stops !== true) return false
    this.#stops.set(account, { name: found.name, source: found.source })
    return true
  }

  report(): NamingReport {
    const stops = [...this.#stops].map(([account, claim]) => ({ account, ...claim }))
    return { source: this.#source, asked: this.#seen.size, named: this.#named, stops, refused: this.#refused }
  }
}
