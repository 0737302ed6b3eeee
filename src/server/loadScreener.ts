import { createHash } from 'node:crypto'
import { join } from 'node:path'
import {
  type IncidentAddressClaim,
  type ListState,
  listIncidentAddresses,
  listStates,
  openBuiltInRegister,
  readEntries,
  readPast,
  type Vault,
} from '../intel/index.ts'
import {
  claimOfIncident,
  claimsOfEntry,
  claimsOfPast,
  createScreener,
  type ListStatus,
  noExposure,
  type Policy,
  REGISTER,
  type Screener,
  type Source,
  Watchlist,
} from '../screen/index.ts'

/** Where the lists lie in the folder of Lazaretto's data. */
export function vaultIn(folder: string): Vault {
  return { folder: join(folder, 'intel') }
}

/** Makes a screener of all that is installed in a folder. @throws VaultError where a file of it is damaged */
export async function loadScreener(folder: string, policy: Policy): Promise<Screener> {
  const vault = vaultIn(folder)
  const states = await listStates(vault)
  const claims: Watchlist.WatchedClaim[] = []
  for (const state of states) {
    for await (const entry of readEntries(vault, state.list, state.current)) claims.push(...claimsOfEntry(state, entry))
    for await (const past of readPast(vault, state)) claims.push(...claimsOfPast(state, past))
  }
  const register = listIncidentAddresses(openBuiltInRegister())
  claims.push(...register.map(claimOfIncident))
  const seed = crypto.getRandomValues(new Uint32Array(2))
  const watchlist = Watchlist.create(
    claims,
    [...states.map(toSource), registerSource(register)],
    [seed[0] ?? 0, seed[1] ?? 0],
  )
  return createScreener({ watchlist, lists: states.map(toStatus), policy, exposure: noExposure })
}

function registerSource(register: readonly IncidentAddressClaim[]): Source {
  const sha256 = createHash('sha256').update(JSON.stringify(register)).digest('hex')
  return { id: REGISTER, title: 'register of thefts', published: undefined, loadedSec: 0, sha256 }
}

function toSource({ list, title, current: { published, loadedSec, sha256 } }: ListState): Source {
  return { id: list, title, published, loadedSec, sha256 }
}

function toStatus({ list, title, current, check, refusal }: ListState): ListStatus {
  const { published, sha256, counts } = current
  const { entries, addresses } = counts
  return { list, title, published, sha256, entries, addresses, checkedSec: check.atSec, refusal: refusal?.code }
}
