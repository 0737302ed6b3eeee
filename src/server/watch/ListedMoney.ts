import type { ChainId } from '../../chain/index.ts'
import { listStates } from '../../intel/index.ts'
import { COUNTERPARTIES_MAX, type ExposureOptions } from '../../trace/index.ts'
import { followListed, takeExposures, type Watch } from '../../watch/index.ts'
import { listSources } from '../exposureFiles.ts'
import { toLine } from '../exposureFormat.ts'
import { vaultIn } from '../folders.ts'
import type { WatchNews } from './WatchNews.ts'

/** How far a watch follows listed money: as `lazaretto exposure` does unless it is told otherwise. */
export const LISTED_BOUNDS: Pick<ExposureOptions, 'counterpartiesMax' | 'floor'> = {
  counterpartiesMax: COUNTERPARTIES_MAX,
  floor: '0',
}

/** The money of all listed addresses beside the thefts of a watch, with the lists that are installed in a folder. */
export class ListedMoney {
  readonly #folder: string
  readonly #chain: ChainId.ChainId
  #revision: string | undefined
  #watch: Watch | undefined

  constructor(folder: string, chain: ChainId.ChainId) {
    this.#folder = folder
    this.#chain = chain
  }

  /** Makes a watch follow it; anew where the lists are others than the last time, or the watch is. */
  async follow(watch: Watch): Promise<void> {
    const states = await listStates(vaultIn(this.#folder))
    const revision = states.map(({ list, revision }) => `${list} ${revision}`).join('\n')
    if (revision === this.#revision && watch === this.#watch) return
    await followListed(watch, { sources: await listSources(this.#folder, this.#chain), ...LISTED_BOUNDS })
    this.#revision = revision
    this.#watch = watch
  }

  /** What has become true since it was asked last; nothing where that is nothing. */
  async take(watch: Watch): Promise<ListedNews | undefined> {
    const news = await takeExposures(watch)
    return news === undefined || (!news.isWhole && news.changes.size === 0) ? undefined : news
  }
}

/** What a watch says of exposures. */
export type ListedNews = NonNullable<Awaited<ReturnType<typeof takeExposures>>>

/** The same for a server: the addresses of which it is, and last the block behind which. */
export function toWatchNews({ changes, isWhole, block: { height, hash } }: ListedNews): WatchNews[] {
  return [
    ...Array.from(changes, ([address, all]): WatchNews => {
      return { kind: 'exposed', address, exposures: all.map(toLine) }
    }),
    { kind: 'exposures', height, hash, isWhole },
  ]
}
