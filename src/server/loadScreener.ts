import { join } from 'node:path'
import { type ListState, listStates, readEntries, readPast, type StoredEntry, type Vault } from '../intel/index.ts'
import {
  claimsOfEntry,
  claimsOfPast,
  createScreener,
  type ListStatus,
  noExposure,
  type Policy,
  type Screener,
  type Source,
  type Standing,
  Watchlist,
} from '../screen/index.ts'

/** Where the lists lie in the folder of Lazaretto's data. */
export function vaultIn(folder: string): Vault {
  return { folder: join(folder, 'intel') }
}

/** Makes a screener of all that is installed in a folder. @throws VaultError where a file of it is damaged */
export async function loadScreener(folder: string, policy: Policy): Promise<Screener> {
  return createScreener({ ...(await loadLists(folder)), policy, exposure: noExposure })
}

/** What a screener knows of the lists: nothing in it but plain values and typed arrays, so that a thread can hand it over. */
export interface Lists {
  readonly watchlist: Watchlist.Watchlist
  readonly lists: readonly ListStatus[]
}

/** Told of each entry while the lists are read. */
export type EntryVisitor = (source: Source, entry: StoredEntry, standing: Standing) => void

/** Reads all that is installed in a folder. @throws VaultError where a file of it is damaged */
export async function loadLists(folder: string, visit: EntryVisitor = () => undefined): Promise<Lists> {
  const vault = vaultIn(folder)
  const states = await listStates(vault)
  const claims: Watchlist.WatchedClaim[] = []
  for (const state of states) {
    const source = toSource(state)
    for await (const entry of readEntries(vault, state.list, state.current)) {
      claims.push(...claimsOfEntry(state, entry))
      visit(source, entry, 'listed')
    }
    for await (const past of readPast(vault, state)) {
      claims.push(...claimsOfPast(state, past))
      visit(source, past.entry, past.standing)
    }
  }
  const seed = crypto.getRandomValues(new Uint32Array(2))
  const watchlist = Watchlist.create(claims, states.map(toSource), [seed[0] ?? 0, seed[1] ?? 0])
  return { watchlist, lists: states.map(toStatus) }
}

function toSource({ list, title, current: { published, loadedSec, sha256 } }: ListState): Source {
  return { id: list, title, published, loadedSec, sha256 }
}

function toStatus({ list, title, current, check, refusal }: ListState): ListStatus {
  const { published, sha256, counts } = current
  const { entries, addresses } = counts
  return { list, title, published, sha256, entries, addresses, checkedSec: check.atSec, refusal: refusal?.code }
}
