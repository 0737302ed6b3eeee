import type { BlockHeader, BlockRef, BlockSource } from '../ChainSource.ts'
import type { Follower } from './followChain.ts'
import { SyncError } from './SyncError.ts'

/** The newest block that the ledger and the source share, and how many of the ledger's stand above it. */
export interface Fork {
  readonly height: number
  readonly depth: number
}

interface ForkOptions {
  readonly head: BlockRef
  readonly reorgDepthMax: number
  readonly signal?: AbortSignal
}

/**
 * Finds where the source's chain leaves the ledger's.
 *
 * A node that lags behind is no fork: its head is a block of the ledger, and nothing is taken back. What is too deep to be
 * taken back is found out here, before anything is written.
 *
 * @throws SyncError `LZ_SYNC_DEEP`, `LZ_SYNC_FINAL`
 */
export async function findFork(
  ledger: Pick<Follower<never>, 'findCursor' | 'listHeaders'>,
  source: BlockSource<BlockHeader>,
  { head, reorgDepthMax, signal }: ForkOptions,
): Promise<Fork> {
  const cursor = await ledger.findCursor()
  if (cursor === undefined) return { height: -1, depth: 0 }
  const [own] = await ledger.listHeaders({ from: head.height, to: head.height, limit: 1 })
  if (own?.hash === head.hash || (await isBelow(ledger, head))) return { height: cursor.height, depth: 0 }
  const known = await ledger.listHeaders({ limit: reorgDepthMax + 1 })
  const shared = await findShared(known, source, { head, signal })
  if (shared === undefined) throw tooDeep(cursor, reorgDepthMax)
  // While a chain is read for the first time, what it calls final is far above what the ledger has.
  const ownFinalHeight = Math.min(cursor.finalHeight ?? -1, cursor.height)
  if (shared.height < ownFinalHeight) throw finalTakenBack(cursor, shared)
  return { height: shared.height, depth: cursor.height - shared.height }
}

/** A node that has not come as far as the ledger begins has no block that could be compared. */
async function isBelow(ledger: Pick<Follower<never>, 'listHeaders'>, head: BlockRef): Promise<boolean> {
  return (await ledger.listHeaders({ to: head.height, limit: 1 })).length === 0
}

/** Reorganisations are short: so the newest block is asked for first. */
async function findShared(
  known: readonly BlockHeader[],
  source: BlockSource<BlockHeader>,
  { head, signal }: { head: BlockRef; signal: AbortSignal | undefined },
): Promise<BlockHeader | undefined> {
  for (const block of known) {
    if (block.height > head.height) continue
    if ((await source.findHash(block.height, signal)) === block.hash) return block
  }
  return undefined
}

function tooDeep({ height, hash }: BlockRef, depth: number): SyncError {
  const message = `The node's chain shares none of the ledger's newest ${depth} blocks below ${height}, ${hash}. Ask another node; if this one is right, follow the chain into a new folder.`
  return new SyncError('LZ_SYNC_DEEP', 'integrity', message)
}

function finalTakenBack({ finalHeight }: { finalHeight: number | undefined }, { height }: BlockRef): SyncError {
  const message = `The node's chain leaves the ledger's at block ${height}, though it has called block ${finalHeight} final. Ask another node.`
  return new SyncError('LZ_SYNC_FINAL', 'integrity', message)
}
