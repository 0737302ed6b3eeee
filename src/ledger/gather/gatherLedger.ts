import type { HistorySource } from '../source/explorer/HistorySource.ts'
import { forgetUnsettled } from '../store/forgetUnsettled.ts'
import { bindSource, type Gathered, hubsOf, listGathered } from '../store/gatheredHistories.ts'
import type { Store } from '../store/Store.ts'
import { readHistory } from './readHistory.ts'
import { placeOfTransaction, readTransaction } from './readTransaction.ts'

/** What a trace needs to have read: histories of accounts, and transactions into accounts that are not followed. */
export interface Frontier {
  /** Canonical addresses, those that matter most first. */
  readonly accounts: readonly string[]
  /** Hashes as `TxHash` writes them. */
  readonly transactions: readonly string[]
}

export interface GatherOptions {
  readonly source: HistorySource
  readonly store: Store
  /** Where the trace begins. */
  readonly seeds: Frontier
  /**
   * Says from what the store has which places the money reaches; what was read may be among them.
   *
   * @param hubs - Accounts whose histories are not read to their end, and the null address: the trace must stop there.
   */
  readonly choose: (hubs: ReadonlySet<string>) => Promise<Frontier>
  /**
   * Says at which of some accounts the trace stops because of what they are called; their histories are not read. Asked
   * before a history is, for that of a busy service costs most. What a trace begins with is read whatever it is called.
   */
  readonly recognise?: (accounts: readonly string[]) => Promise<ReadonlySet<string>>
  /** An account with more transfers is a hub. */
  readonly transfersMax: number
  /** How many accounts are read at most, those of earlier runs too. */
  readonly accountsMax: number
  /** Histories that were last read before this moment are read on from their last block. */
  readonly refreshBeforeSec?: number
  readonly now: () => number
  readonly onProgress: (progress: GatherProgress) => void
  readonly signal?: AbortSignal
}

/** The source's newest block, and the newest that can no more be replaced. */
export interface Head {
  readonly height: number
  readonly settled: number
}

/** What to gather, now that it is known what of it is settled; undefined where all is. */
export interface SettledOptions extends GatherOptions {
  readonly settled: number | undefined
}

/** Accounts that were read, and all that the money is known to reach. */
export interface GatherProgress {
  readonly read: number
  readonly known: number
  readonly hubs: number
  /** What is being read, and how many transfers of it were. */
  readonly place: string
  readonly transfers: number
}

/** What gathering came to. The ledger has all that the trace needs where nothing is `waiting`. */
export interface GatherReport {
  readonly read: number
  readonly known: number
  /** Accounts that money reaches and that were not read, for there is a bound. */
  readonly waiting: readonly string[]
  readonly hubs: readonly GatheredHub[]
  /** When it began; undefined where the source tells only of what is settled. */
  readonly head: Head | undefined
}

/** An account that is not followed: so many of its transfers were read, and it has more. */
export interface GatheredHub {
  readonly account: string
  readonly transfers: number
}

/**
 * Fetches the histories that a trace needs and no others: the seeds, then what their money reaches, until that is
 * nothing new. Every page is stored as it comes, so that a run that was killed goes on where it was. What was read of
 * blocks that might still be replaced is forgotten first and read again, so that what they held does not stay.
 *
 * @throws StoreError `LZ_GATHER_SOURCE`, `LZ_GATHER_CONFLICT`; ExplorerError, NetError; the signal's reason
 */
export async function gatherLedger(options: GatherOptions): Promise<GatherReport> {
  const { source, store, seeds, choose, signal } = options
  await bindSource(store, source.chain, source.name)
  await source.assertChain(signal)
  await forgetUnsettled(store, source.chain)
  const head = await findHead(options)
  const gathering = new Gathering(options, { head, gathered: await listGathered(store, source.chain) })
  await gathering.read(seeds)
  while (await gathering.read(await choose(gathering.hubs()))) signal?.throwIfAborted()
  return gathering.report()
}

async function findHead({ source, signal }: GatherOptions): Promise<Head | undefined> {
  if (source.unsettledBlocks === 0) return undefined
  const height = await source.findHeight(signal)
  return { height, settled: Math.max(0, height - source.unsettledBlocks) }
}

class Gathering {
  readonly #options: SettledOptions
  readonly #head: Head | undefined
  readonly #gathered: Map<string, Gathered>
  readonly #known = new Set<string>()
  readonly #asked = new Set<string>()
  readonly #named = new Set<string>()

  constructor(
    options: GatherOptions,
    { head, gathered }: { readonly head: Head | undefined; readonly gathered: Map<string, Gathered> },
  ) {
    this.#options = { ...options, settled: head?.settled }
    this.#head = head
    this.#gathered = gathered
  }

  /** Reads what is not there yet; false where nothing was to be read, or the bound is reached. */
  async read({ accounts, transactions }: Frontier): Promise<boolean> {
    for (const account of accounts) this.#known.add(account)
    let isNew = await this.#recognise(accounts)
    for (const id of transactions.filter((tx) => !this.#gathered.has(placeOfTransaction(tx)))) {
      this.#gathered.set(placeOfTransaction(id), await readTransaction(this.#options, id))
      isNew = true
    }
    for (const account of accounts.filter((one) => this.#needsReading(one))) {
      if (!this.#gathered.has(account) && this.#countRead() >= this.#options.accountsMax) break
      await this.#readAccount(account)
      isNew = true
    }
    return isNew
  }

  /** Whether the trace stops at more accounts than before. */
  async #recognise(accounts: readonly string[]): Promise<boolean> {
    const { recognise, seeds } = this.#options
    const unnamed = accounts.filter((account) => !this.#asked.has(account) && this.#needsReading(account))
    if (recognise === undefined || unnamed.length === 0) return false
    for (const account of unnamed) this.#asked.add(account)
    const named = [...(await recognise(unnamed))].filter((account) => !seeds.accounts.includes(account))
    for (const account of named) {
      this.#named.add(account)
      this.#known.delete(account)
    }
    return named.length > 0
  }

  async #readAccount(account: string): Promise<void> {
    const parts = readHistory(this.#options, account, this.#gathered.get(account))
    for await (const part of parts) {
      this.#gathered.set(account, part)
      this.#say(account, part.transfers)
    }
  }

  #needsReading(account: string): boolean {
    if (this.#named.has(account)) return false
    const { refreshBeforeSec = Number.NEGATIVE_INFINITY } = this.#options
    const { state, atSec } = this.#gathered.get(account) ?? { state: 'part', atSec: 0 }
    return state === 'part' || (state === 'whole' && atSec < refreshBeforeSec)
  }

  #countRead(): number {
    return [...this.#known].filter((account) => this.#gathered.has(account)).length
  }

  #say(place: string, transfers: number): void {
    const [read, known] = [this.#countRead(), this.#known.size]
    this.#options.onProgress({ read, known, hubs: this.#listCut().length, place, transfers })
  }

  hubs(): ReadonlySet<string> {
    return hubsOf(this.#gathered, this.#options.source.chain)
  }

  #listCut(): readonly string[] {
    return [...this.#known].filter((account) => this.#gathered.get(account)?.state === 'hub').sort()
  }

  report(): GatherReport {
    const known = [...this.#known].sort()
    return {
      read: this.#countRead(),
      known: known.length,
      waiting: known.filter((account) => this.#needsReading(account)),
      hubs: this.#listCut().map((account) => ({ account, transfers: this.#gathered.get(account)?.transfers ?? 0 })),
      head: this.#head,
    }
  }
}
