import type { TxSource } from '../source/esplora/TxSource.ts'
import { bindTxSource, writeGatheredTxs } from '../store/gatheredTxs.ts'
import type { Store } from '../store/Store.ts'
import { readSeedAddress } from './readSeedAddress.ts'
import type { HubBounds, Size } from './Sayings.ts'
import { openGatherer, type TxGatherer } from './TxGatherer.ts'

/** Where a trace begins. Addresses in canonical text; transactions by 64 hex digits. */
export interface UtxoSeeds {
  readonly addresses: readonly string[]
  readonly txids: readonly string[]
}

/** What a trace says by what was read: the transactions that money passed, and the outputs (`txid:place`) where it lies. */
export interface UtxoFrontier {
  readonly txids: readonly string[]
  /** Those with most of it first. */
  readonly outpoints: readonly string[]
}

export interface UtxoGatherOptions extends HubBounds {
  readonly source: TxSource
  readonly store: Store
  readonly seeds: UtxoSeeds
  /** Says from what the store has where the money is. @param hubs - Owners at which the trace must stop. */
  readonly choose: (hubs: ReadonlySet<number>) => Promise<UtxoFrontier>
  /** About how many transactions are read at most, those of earlier runs too: the last one's previous ones come with it. */
  readonly txsMax: number
  /** What was said to be unspent before this moment is asked again. */
  readonly refreshBeforeSec?: number
  readonly now: () => number
  readonly onRead: (txid: string) => void
  readonly onProgress: (progress: UtxoGatherProgress) => void
  readonly signal?: AbortSignal
}

/** Transactions that were read, and outputs with money of which is not known yet who spends them. */
export interface UtxoGatherProgress {
  readonly read: number
  readonly open: number
  readonly hubs: number
}

/** What gathering came to. The ledger has all that the trace needs where nothing is `waiting`. */
export interface UtxoGatherReport {
  readonly read: number
  /** Outputs and seeds that were not asked for, for there is a bound. */
  readonly waiting: readonly string[]
  readonly hubs: readonly Size[]
  /** Transactions that no block has yet, with the output with money that they spend; none for a seed. */
  readonly pending: readonly { readonly txid: string; readonly outpoint: string | undefined }[]
  /** Outputs with money that nobody spends, by the explorer's word. */
  readonly unspent: number
}

/**
 * Fetches the transactions that a trace needs and no others: the seeds, then who spends what their money reaches, until
 * that is nothing new. Each is stored as it comes, so that a run that was killed goes on where it was.
 *
 * @throws StoreError `LZ_GATHER_SOURCE`, `LZ_GATHER_CONFLICT`; GatherError `LZ_GATHER_HUB`; ExplorerError, NetError; the
 * signal's reason
 */
export async function gatherUtxos(options: UtxoGatherOptions): Promise<UtxoGatherReport> {
  const { source, store, signal } = options
  await bindTxSource(store, source.chain, source.name)
  await source.assertChain(signal)
  const gatherer = await openGatherer(options)
  const gathering = new UtxoGathering(options, gatherer)
  await gathering.begin()
  while (await gathering.read(await options.choose(await gatherer.findHubOwners()))) signal?.throwIfAborted()
  return gathering.report()
}

class UtxoGathering {
  readonly #options: UtxoGatherOptions
  readonly #gatherer: TxGatherer
  /** Outputs that were asked for in this run. */
  readonly #settled = new Set<string>()
  #waiting: readonly string[] = []
  #unspent = 0
  #written = -1
  #hubCount = 0

  constructor(options: UtxoGatherOptions, gatherer: TxGatherer) {
    this.#options = options
    this.#gatherer = gatherer
  }

  async begin(): Promise<void> {
    const { seeds, historyMax, partsMax, now } = this.#options
    await this.#gatherer.sayings.saveBounds({ historyMax, partsMax }, now())
    const txids = [...seeds.txids]
    for (const address of seeds.addresses)
      txids.push(...(await readSeedAddress(this.#options, this.#gatherer, address)))
    this.#waiting = await this.#readAll([...new Set(txids)], async (txid) => await this.#gatherer.readTx(txid))
    await this.#write()
  }

  /** Reads what is not there yet; false where nothing was new. */
  async read({ txids, outpoints }: UtxoFrontier): Promise<boolean> {
    let isNew = false
    this.#hubCount = this.#listHubs().length
    for (const txid of txids) isNew = (await this.#readPassed(txid)) || isNew
    // Behind a hub that was found just now nothing is asked: the trace says first what that leaves.
    if (this.#listHubs().length > this.#hubCount) return true
    const open = outpoints.filter((outpoint) => !this.#settled.has(outpoint))
    const before = this.#waiting.filter((place) => !place.includes(':'))
    const left = await this.#readAll(open, async (outpoint) => {
      const end = await this.#gatherer.readSpend(outpoint)
      this.#settled.add(outpoint)
      if (end === 'unspent') this.#unspent++
      isNew ||= end === 'read' || end === 'hub' || end === 'known'
    })
    this.#waiting = [...before, ...left]
    await this.#write()
    return isNew
  }

  /** Reads one after the other, as long as there is room; returns what is left. */
  async #readAll(places: readonly string[], read: (place: string) => Promise<unknown>): Promise<readonly string[]> {
    for (const [i, place] of places.entries()) {
      this.#options.signal?.throwIfAborted()
      if (this.#gatherer.book.size >= this.#options.txsMax) return places.slice(i)
      this.#say(places.length - i)
      await read(place)
    }
    this.#say(0)
    return []
  }

  /** A transaction that money passed: its previous ones are wanted, or it is too wide. */
  async #readPassed(txid: string): Promise<boolean> {
    const { partsMax, now } = this.#options
    const { book, sayings } = this.#gatherer
    const tx = book.find(txid)
    if (tx === undefined) return false
    const count = Math.max(tx.inputs.length, tx.outputs.length)
    if (count <= partsMax) return await this.#gatherer.readPrevious(tx)
    if (sayings.listHubs().txs.some(({ name }) => name === txid)) return false
    await sayings.saveWideTx({ name: txid, count }, now())
    return true
  }

  async #write(): Promise<void> {
    const { store, source } = this.#options
    const { size } = this.#gatherer.book
    if (size !== this.#written) await writeGatheredTxs(store, source.chain)
    this.#written = size
  }

  #say(open: number): void {
    this.#options.onProgress({ read: this.#gatherer.book.size, open, hubs: this.#hubCount })
  }

  #listHubs(): readonly Size[] {
    const { scripts, txs } = this.#gatherer.sayings.listHubs()
    return [...scripts.values(), ...txs]
  }

  report(): UtxoGatherReport {
    return {
      read: this.#gatherer.book.size,
      waiting: this.#waiting,
      hubs: this.#listHubs(),
      pending: [...this.#gatherer.pending].map(([txid, outpoint]) => ({ txid, outpoint })),
      unspent: this.#unspent,
    }
  }
}
