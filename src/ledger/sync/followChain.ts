import type { AssetId } from '../../chain/index.ts'
import type { BlockHeader, BlockRef, ChainSource, SourceBlock } from '../ChainSource.ts'
import type { Store } from '../store/Store.ts'
import {
  applyBlocks,
  type Cursor,
  findCursor,
  listHeaders,
  listUnknownDecimals,
  saveDecimals,
  undoBlocks,
} from '../store/syncBlocks.ts'
import { findFork } from './findFork.ts'
import { readAhead } from './readAhead.ts'
import { SyncError } from './SyncError.ts'

/** What following a chain did to the ledger; each is told when it is stored. */
export type SyncEvent =
  | { readonly type: 'apply'; readonly blocks: readonly BlockHeader[]; readonly head: BlockRef }
  /** Blocks that are no longer on the chain, newest first. */
  | { readonly type: 'undo'; readonly blocks: readonly BlockHeader[] }
  /** The ledger has all that the source has. */
  | { readonly type: 'head'; readonly head: BlockRef }

export interface FollowOptions {
  /** Where to begin on a chain that was never followed. */
  readonly fromHeight: number
  /** More blocks than these are never taken back. */
  readonly reorgDepthMax: number
  /** Blocks that are asked for at the same time, and stored in one transaction, while the head is far. */
  readonly blocksAhead: number
  readonly signal?: AbortSignal
}

/** 256 is deeper than any reorganisation that an EVM chain has recovered from. */
export const FOLLOW_DEFAULTS = { fromHeight: 0, reorgDepthMax: 256, blocksAhead: 16 } as const

/** How often a node may change its answer before a round of following is given up. */
const CHANGES_MAX = 8

/**
 * Brings the ledger to the head of a source's chain, and says block by block what was applied and taken back.
 *
 * Ends at the head: who wants to go on calls it again when there is news. Each event is told after its transaction, in
 * which the cursor is written last: killed at any moment the next call goes on where this one stopped.
 *
 * @throws SyncError `LZ_SYNC_DEEP`, `LZ_SYNC_FINAL` where the chain takes back more than it may, before anything is
 * written; `LZ_SYNC_UNSTABLE`, `LZ_SYNC_BOTTOM`, `LZ_SYNC_CONFLICT`; whatever the source throws
 */
export async function* followChain(
  store: Store,
  source: ChainSource,
  options: FollowOptions = FOLLOW_DEFAULTS,
): AsyncGenerator<SyncEvent> {
  for (let changes = 0; changes <= CHANGES_MAX; changes++) {
    const head = await source.findHead(options.signal)
    const fork = await findFork(await standOf(store, source), source, { ...options, head })
    if (fork.depth > 0) yield { type: 'undo', blocks: await undoBlocks(store, source.chain, fork.height) }
    const isThrough = yield* applyToHead({ store, source, options, head })
    if (isThrough) {
      yield { type: 'head', head }
      return
    }
  }
  const message = `The node has changed its chain ${CHANGES_MAX} times while it was read. Try again, or ask another node.`
  throw new SyncError('LZ_SYNC_UNSTABLE', 'retryable', message)
}

async function standOf(store: Store, { chain }: ChainSource): Promise<Stand> {
  const cursor = await findCursor(store, chain)
  return {
    cursor,
    listHeaders: (limit) => listHeaders(store, chain, { limit }),
    findHash: async (height) => (await listHeaders(store, chain, { from: height, to: height, limit: 1 }))[0]?.hash,
  }
}

/** How far the ledger is, and its newest blocks. */
export interface Stand {
  readonly cursor: Cursor | undefined
  listHeaders(limit: number): Promise<readonly BlockHeader[]>
  findHash(height: number): Promise<string | undefined>
}

interface Round {
  readonly store: Store
  readonly source: ChainSource
  readonly options: FollowOptions
  readonly head: BlockRef
}

/** True at the head; false where the node's chain has changed meanwhile. */
async function* applyToHead({ store, source, options, head }: Round): AsyncGenerator<SyncEvent, boolean> {
  const { chain } = source
  let cursor: BlockRef | undefined = await findCursor(store, chain)
  if (cursor !== undefined && cursor.height >= head.height) return true
  const final = await source.findFinal(options.signal)
  const from = cursor === undefined ? options.fromHeight : cursor.height + 1
  for await (const blocks of readAhead(source, { ...options, from, to: head.height })) {
    const linked = takeLinked(cursor, blocks)
    const last = linked.at(-1)
    if (last === undefined) return false
    await applyBlocks(store, chain, linked, final)
    await describeAssets(store, source, options.signal)
    cursor = last
    yield { type: 'apply', blocks: linked, head }
    if (linked.length < blocks.length) return false
  }
  return cursor !== undefined && cursor.height >= head.height
}

/** The blocks from the first on that follow each other. */
function takeLinked(cursor: BlockRef | undefined, blocks: readonly SourceBlock[]): readonly SourceBlock[] {
  let before = cursor?.hash ?? blocks[0]?.previous
  const end = blocks.findIndex(({ hash, previous }) => {
    const isNext = previous === before
    before = hash
    return !isNext
  })
  return end < 0 ? blocks : blocks.slice(0, end)
}

const asked = new WeakMap<Store, Set<string>>()

/** Asks once for each asset how many decimals it has; what nobody says stays unknown. */
async function describeAssets(store: Store, source: ChainSource, signal: AbortSignal | undefined): Promise<void> {
  const known = asked.get(store) ?? new Set<string>()
  asked.set(store, known)
  for (const asset of await listUnknownDecimals(store)) {
    if (known.has(asset) || !asset.startsWith(`${source.chain}/`)) continue
    known.add(asset)
    const decimals = await source.findDecimals(asset as AssetId.AssetId, signal)
    if (decimals !== undefined) await saveDecimals(store, asset, decimals)
  }
}
