import { z } from 'zod'
import type { ChainId } from '../../chain/index.ts'
import type { Spend } from '../source/esplora/TxSource.ts'
import {
  findHubOwners,
  forgetGatheredFact,
  type GatheredFact,
  listGatheredFacts,
  saveGatheredFact,
} from '../store/gatheredTxs.ts'
import type { Store } from '../store/Store.ts'

/** How many transactions an address has, or how many inputs or outputs a transaction. */
export interface Size {
  /** Address, `script:` and its hex, or transaction id. */
  readonly name: string
  readonly count: number
}

/** What is a hub: a script with more transactions, and behind what is passed a transaction with more inputs or outputs. */
export interface HubBounds {
  readonly historyMax: number
  readonly partsMax: number
}

const spends: z.ZodType<readonly (Spend | null)[]> = z.array(
  z.object({ txid: z.string(), isConfirmed: z.boolean() }).nullable(),
)
const size: z.ZodType<Size> = z.object({ name: z.string(), count: z.number() })
const bounds: z.ZodType<HubBounds> = z.object({ historyMax: z.number(), partsMax: z.number() })
const history: z.ZodType<readonly string[]> = z.array(z.string())

/** What an explorer said and nothing proves, kept in the store, so that it is asked once. */
export class Sayings {
  readonly #store: Store
  readonly #chain: ChainId.ChainId
  readonly #said: Map<string, GatheredFact>

  constructor(store: Store, chain: ChainId.ChainId, said: Map<string, GatheredFact>) {
    this.#store = store
    this.#chain = chain
    this.#said = said
  }

  /** Who spends the outputs of a transaction, and when that was said. */
  findSpends(txid: string): { readonly spends: readonly (Spend | undefined)[]; readonly atSec: number } | undefined {
    const said = this.#said.get(`spends ${txid}`)
    if (said === undefined) return undefined
    const found = spends.parse(JSON.parse(said.fact))
    return { spends: found.map((spend) => spend ?? undefined), atSec: said.atSec }
  }

  saveSpends(txid: string, said: readonly (Spend | undefined)[], atSec: number): Promise<void> {
    return this.#save({ place: `spends ${txid}`, fact: JSON.stringify(said.map((spend) => spend ?? null)), atSec })
  }

  async forgetSpends(txid: string): Promise<void> {
    await forgetGatheredFact(this.#store, this.#chain, `spends ${txid}`)
    this.#said.delete(`spends ${txid}`)
  }

  /** How many transactions a script has, by its SHA-256 in hex. */
  findScript(hash: string): Size | undefined {
    return this.#find(`script ${hash}`, size)
  }

  saveScript(hash: string, found: Size, atSec: number): Promise<void> {
    return this.#save({ place: `script ${hash}`, fact: JSON.stringify(found), atSec })
  }

  /** The transactions of an address. */
  findHistory(address: string): readonly string[] | undefined {
    return this.#find(`address ${address}`, history)
  }

  saveHistory(address: string, txids: readonly string[], atSec: number): Promise<void> {
    return this.#save({ place: `address ${address}`, fact: JSON.stringify(txids), atSec })
  }

  /** Remembers a transaction that stolen money passed and that is too wide to follow. */
  saveWideTx(found: Size, atSec: number): Promise<void> {
    return this.#save({ place: `tx ${found.name}`, fact: JSON.stringify(found), atSec })
  }

  saveBounds(chosen: HubBounds, atSec: number): Promise<void> {
    return this.#save({ place: 'bounds', fact: JSON.stringify(chosen), atSec })
  }

  /** What is above the bounds that were saved last: scripts by their hashes, and transactions. */
  listHubs(): { readonly scripts: ReadonlyMap<string, Size>; readonly txs: readonly Size[] } {
    const { historyMax, partsMax } = this.#find('bounds', bounds) ?? { historyMax: Infinity, partsMax: Infinity }
    const scripts = this.#list('script ').filter(([, { count }]) => count > historyMax)
    const txs = this.#list('tx ').filter(([, { count }]) => count > partsMax)
    return { scripts: new Map(scripts), txs: txs.map(([, found]) => found) }
  }

  #list(prefix: string): (readonly [string, Size])[] {
    const said = [...this.#said.values()].filter(({ place }) => place.startsWith(prefix))
    return said.map(({ place, fact }) => [place.slice(prefix.length), size.parse(JSON.parse(fact))])
  }

  #find<T>(place: string, shape: z.ZodType<T>): T | undefined {
    const said = this.#said.get(place)
    return said === undefined ? undefined : shape.parse(JSON.parse(said.fact))
  }

  async #save(said: GatheredFact): Promise<void> {
    await saveGatheredFact(this.#store, this.#chain, said)
    this.#said.set(said.place, said)
  }
}

export async function openSayings(store: Store, chain: ChainId.ChainId): Promise<Sayings> {
  return new Sayings(store, chain, await listGatheredFacts(store, chain))
}

/** The owners of a gathered UTXO chain at which a trace must stop; none where the chain was not gathered. */
export async function listHubOwners(store: Store, chain: ChainId.ChainId): Promise<Set<number>> {
  return await findOwners(store, chain, await openSayings(store, chain))
}

/** The same, of what is at hand. */
export async function findOwners(store: Store, chain: ChainId.ChainId, sayings: Sayings): Promise<Set<number>> {
  const { scripts, txs } = sayings.listHubs()
  const txids = txs.map(({ name }) => name)
  return await findHubOwners(store, chain, { scriptHashes: [...scripts.keys()], txids })
}
