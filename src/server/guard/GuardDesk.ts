import { FeedShelf } from './FeedShelf.ts'
import { GuardError } from './GuardError.ts'
import type { GuardSupplies, GuardTools } from './GuardTools.ts'

/** What the checks of a running server use. */
export interface GuardDesk {
  /** @throws GuardError `LZ_GUARD_NODE` where a node is wanted and the server has none */
  tools(question: { readonly useNode?: boolean | undefined }): Promise<GuardTools>
}

/** Where a desk's checks take things from. */
export interface GuardDeskOptions {
  readonly folder: string
  /** Its node was named when the server was started. */
  readonly supplies: GuardSupplies | undefined
  now(): number
  report(error: unknown): void
}

export function createGuardDesk({ supplies = {}, ...place }: GuardDeskOptions): GuardDesk {
  const shelf = new FeedShelf(place)
  return {
    async tools({ useNode = false }) {
      const { ask, ...known } = supplies
      if (useNode && ask === undefined)
        throw new GuardError(
          'LZ_GUARD_NODE',
          'This server asks no node: it was started without --guard-rpc. Leave useNode out.',
        )
      return { ...known, nowSec: place.now(), feed: await shelf.current(), ask: useNode ? ask : undefined }
    },
  }
}
