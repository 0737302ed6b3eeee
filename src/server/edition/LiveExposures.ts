import { type AddressExposure, type CategoryExposure, type ExposureLookup, ExposureTable } from '../../screen/index.ts'
import type { LiveBasis } from './Basis.ts'

/** What is known of a chain behind one block: it stays the same whatever comes later. */
export interface LiveVersion {
  readonly basis: LiveBasis
  /** Addresses that have something. */
  readonly addresses: number
  find(address: string): readonly CategoryExposure[]
}

/** Exposures that change with every block of a chain. */
export interface LiveExposures {
  /** Brings what a block has changed: by address, all that is true now. */
  apply(basis: LiveBasis, changes: ReadonlyMap<string, readonly AddressExposure[]>): LiveVersion
}

/** One block. The newest has no next; an older one has what was different before the next. */
interface Version {
  before: ReadonlyMap<string, string | undefined>
  next: Version | undefined
}

/**
 * Knows nothing of any address yet.
 *
 * Only the newest version has all; an older one keeps what was different in it and asks the next for the rest, so that a
 * block costs what it changes, and an answer under way keeps the version with which it began.
 */
export function createLiveExposures(): LiveExposures {
  const texts = new Map<string, string>()
  let newest: Version = { before: NOTHING, next: undefined }
  return {
    apply(basis, changes) {
      const before = new Map<string, string | undefined>()
      for (const [address, exposures] of changes) {
        before.set(address, texts.get(address))
        if (exposures.length === 0) texts.delete(address)
        else texts.set(address, ExposureTable.encodeAll(exposures))
      }
      const version: Version = { before: NOTHING, next: undefined }
      newest.before = before
      newest.next = version
      newest = version
      const find = (address: string): readonly CategoryExposure[] => {
        const text = findText(version, texts, address)
        return text === undefined ? [] : ExposureTable.decode(text)
      }
      return { basis, addresses: texts.size, find }
    },
  }
}

const NOTHING: ReadonlyMap<string, string | undefined> = new Map()

function findText(version: Version, newest: ReadonlyMap<string, string>, address: string): string | undefined {
  let at = version
  for (; at.next !== undefined; at = at.next) if (at.before.has(address)) return at.before.get(address)
  return newest.get(address)
}

/** What was built of a ledger, with what a watch keeps up to date in the place of its chains. */
export function layExposures(built: ExposureLookup, live: readonly LiveVersion[]): ExposureLookup {
  const chains = new Set<string>(live.map(({ basis }) => basis.chain))
  const isBuilt = ({ asset }: CategoryExposure): boolean => !chains.has(asset.slice(0, asset.indexOf('/')))
  return {
    addresses: live.reduce((sum, { addresses }) => sum + addresses, built.addresses ?? 0),
    find: (address) => [...built.find(address).filter(isBuilt), ...live.flatMap(({ find }) => find(address))],
  }
}
