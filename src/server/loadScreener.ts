import { createHash } from 'node:crypto'
import {
  type IncidentAddressClaim,
  type ListState,
  listIncidentAddresses,
  listStates,
  openBuiltInRegister,
  readEntries,
  readPast,
  type StoredEntry,
} from '../intel/index.ts'
import {
  claimOfIncident,
  claimsOfEntry,
  claimsOfPast,
  createScreener,
  ExposureTable,
  type ListStatus,
  noExposure,
  type Policy,
  REGISTER,
  type Screener,
  type Source,
  type Standing,
  Watchlist,
} from '../screen/index.ts'
import { type ExposureFiles, readExposures } from './exposureFiles.ts'
import { vaultIn } from './folders.ts'
import { readLabelClaims } from './labelFile.ts'

/** Makes a screener of all that is installed in a folder. @throws VaultError where a file of it is damaged */
export async function loadScreener(folder: string, policy: Policy, visit?: EntryVisitor): Promise<Screener> {
  return toScreener(await loadLists(folder, visit), policy)
}

/** All that a screener knows: plain values and typed arrays and nothing else, so that a thread can hand it over. */
export interface Lists {
  readonly watchlist: Watchlist.Watchlist
  readonly lists: readonly ListStatus[]
  /** Undefined where no ledger was looked at. */
  readonly exposures: ExposureFiles | undefined
}

/** A screener of what was loaded. */
export function toScreener({ watchlist, lists, exposures }: Lists, policy: Policy): Screener {
  const exposure = exposures === undefined ? noExposure : ExposureTable.toLookup(exposures.table)
  return createScreener({ watchlist, lists, policy, exposure })
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
      if (past.isPartyGone) visit(source, past.entry, past.standing)
    }
  }
  const register = listIncidentAddresses(openBuiltInRegister())
  for (const claim of register) claims.push(claimOfIncident(claim))
  const labels = await readLabelClaims(folder)
  for (const claim of labels.claims) claims.push(claim)
  const [a = 0, b = 0] = crypto.getRandomValues(new Uint32Array(2))
  const seed = [a, b] as const
  const sources = [...states.map(toSource), registerSource(register), ...labels.sources]
  const watchlist = Watchlist.create(claims, sources, seed)
  return { watchlist, lists: states.map(toStatus), exposures: await readExposures(folder, seed) }
}

function registerSource(register: readonly IncidentAddressClaim[]): Source {
  const sha256 = createHash('sha256').update(JSON.stringify(register)).digest('hex')
  return { id: REGISTER, title: 'register of thefts', published: undefined, loadedSec: 0, sha256 }
}

function toSource({ list, title, current: { published, loadedSec, sha256 } }: ListState): Source {
  return { id: list, title, published, loadedSec, sha256 }
}

function toStatus(state: ListState): ListStatus {
  const { list, title, current, check, refusal } = state
  const { published, sha256, counts } = current
  const { entries, addresses } = counts
  const base = { list, title, published, sha256, entries, addresses, namesMissing: findMissingNames(state) }
  return { ...base, checkedSec: check.atSec, refusal: refusal?.code }
}

/** A sanctions list is there for names, too; a table of its addresses stays one whatever changes are applied to it. */
function findMissingNames({ category, current, earlier }: ListState): ListStatus['namesMissing'] {
  if (category !== 'sanctions') return undefined
  if (current.counts.named === 0) return 'all'
  const whole = [current, ...earlier].find(({ format }) => !format.includes('delta'))
  return whole?.format.startsWith('addresses-') === true ? 'some' : undefined
}
