import type { LabelBook } from '../../intel/index.ts'
import type { LiveUtxoView } from '../../ledger/index.ts'
import { type AddressExposure, ExposureTable } from '../../screen/index.ts'
import { exposeLedger } from '../../trace/index.ts'
import type { ExposureChanges, ExposureWish } from './AccountExposures.ts'

/** Who on a chain of outputs has money from listed addresses. */
export interface UtxoExposures {
  /** Follows it through the whole ledger again; of addresses `also` all is told. Its blocks come minutes apart. */
  advance(view: LiveUtxoView, also?: readonly string[]): Promise<ExposureChanges>
}

/** Follows nothing before it is told to advance. `labels` may grow with the ledger. */
export function createUtxoExposures(
  { sources, ...options }: ExposureWish,
  labels: ReadonlyMap<number, LabelBook.ResolvedLabel>,
): UtxoExposures {
  let told = new Map<string, string>()
  const grades = new Map(sources.map(({ category, origin, grade }) => [`${category} ${origin}`, grade]))
  return {
    async advance(view, also = []) {
      const found = new Map<string, AddressExposure[]>()
      for await (const exposure of exposeLedger(view, sources, { ...options, labels })) {
        const grade = grades.get(`${exposure.category} ${exposure.origin}`)
        const graded = grade === undefined ? exposure : { ...exposure, grade }
        found.set(exposure.address, [...(found.get(exposure.address) ?? []), graded])
      }
      const changes = new Map<string, readonly AddressExposure[]>()
      const now = new Map(Array.from(found, ([address, all]) => [address, ExposureTable.encodeAll(all)]))
      for (const [address, all] of found) if (now.get(address) !== told.get(address)) changes.set(address, all)
      for (const address of told.keys()) if (!now.has(address)) changes.set(address, [])
      for (const address of also) changes.set(address, found.get(address) ?? [])
      told = now
      return changes
    },
  }
}
