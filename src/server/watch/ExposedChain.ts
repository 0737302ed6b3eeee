import type { ChainId } from '../../chain/index.ts'
import type { AddressExposure } from '../../screen/index.ts'
import { createLiveExposures, type LiveExposures, type LiveVersion } from '../edition/LiveExposures.ts'
import { parseLine } from '../exposureFormat.ts'
import { LISTED_BOUNDS } from './ListedMoney.ts'
import type { WatchNews } from './WatchNews.ts'

type News<Kind extends WatchNews['kind']> = Extract<WatchNews, { readonly kind: Kind }>

/** What the process of a watch says of exposures on its chain, put together again. */
export class ExposedChain {
  readonly #chain: ChainId.ChainId
  #live: LiveExposures = createLiveExposures()
  #changes = new Map<string, AddressExposure[]>()

  constructor(chain: ChainId.ChainId) {
    this.#chain = chain
  }

  add({ address, exposures }: News<'exposed'>): void {
    this.#changes.set(
      address,
      exposures.map((each) => parseLine(each, 'the watch')),
    )
  }

  /** All that was added becomes true behind a block. */
  take({ height, hash, isWhole }: News<'exposures'>): LiveVersion {
    if (isWhole) this.#live = createLiveExposures()
    const changes = this.#changes
    this.#changes = new Map()
    return this.#live.apply({ chain: this.#chain, height, hash, ...LISTED_BOUNDS }, changes)
  }
}
