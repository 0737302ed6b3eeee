import type { ChainId } from '../../chain/index.ts'
import { type AddressExposure, type CategoryExposure, ExposureTable } from '../../screen/index.ts'
import { keepExposures } from '../exposureFiles.ts'
import type { ListedNews } from './ListedMoney.ts'

interface KeptPlace {
  readonly folder: string
  readonly chain: ChainId.ChainId
  /** Whole seconds UTC. */
  now(): number
}

const PAUSE_SEC = 60

/** What a watch knows of exposures, kept for screenings in the file that `lazaretto exposure` writes. */
export class KeptExposures {
  readonly #place: KeptPlace
  readonly #known = new Map<string, string>()
  #isChanged = false
  #writtenSec = Number.NEGATIVE_INFINITY

  constructor(place: KeptPlace) {
    this.#place = place
  }

  take({ isWhole, changes }: Pick<ListedNews, 'isWhole' | 'changes'>): void {
    if (isWhole) this.#known.clear()
    for (const [address, all] of changes) {
      if (all.length === 0) this.#known.delete(address)
      else this.#known.set(address, ExposureTable.encodeAll(all))
    }
    this.#isChanged = true
  }

  /** Writes the file where something has changed, unless it was written less than a minute ago. */
  async write(): Promise<void> {
    if (this.#place.now() - this.#writtenSec >= PAUSE_SEC) await this.finish()
  }

  /** Writes what is not written yet. */
  async finish(): Promise<void> {
    if (!this.#isChanged) return
    const { folder, chain, now } = this.#place
    await keepExposures(folder, chain, this.#list())
    this.#isChanged = false
    this.#writtenSec = now()
  }

  /** In the order of addresses: the same exposures are the same file. */
  *#list(): Generator<AddressExposure> {
    for (const address of [...this.#known.keys()].sort()) {
      const all: readonly CategoryExposure[] = ExposureTable.decode(this.#known.get(address) ?? '')
      for (const exposure of all) yield { ...exposure, address }
    }
  }
}
