import type { BlockHeader, BlockRef, BlockSource } from '../ChainSource.ts'
import type { Cursor } from '../store/Cursor.ts'
import { findFork } from './findFork.ts'
import { readAhead } from './readAhead.ts'
import { SyncError } from './SyncError.ts'

/** A ledger that follows a chain. What it does is one transaction each time, with the cursor last. */
export interface Follower<Block extends BlockHeader> {
  findCursor(): Promise<Cursor | undefined>
  /** Its newest blocks, newest first; of some heights where these are given. */
  listHeaders(range: { readonly from?: number; readonly to?: number; readonly limit: number }): Promise<BlockHeader[]>
  /** Adds blocks that follow each other and the cursor. `final` is what the chain calls final now. */
  apply(blocks: readonly Block[], final: BlockRef | undefined, signal?: AbortSignal): Promise<void>
  /** What storing a block costs, in rows. */
  countRows(block: Block): number
  /** Takes back all blocks above a height, and says which. */
  undo(height: number): Promise<BlockHeader[]>
}

/** A block that was stored; `hasTraces` as its source says, where it has calls inside of transactions at all. */
export interface AppliedBlock extends BlockHeader {
  readonly hasTraces?: boolean | undefined
}

/** What following a chain did to the ledger; each is told when it is stored. */
export type SyncEvent =
  | { readonly type: 'apply'; readonly blocks: readonly AppliedBlock[]; readonly head: BlockRef }
  /** Blocks that are no longer on the chain, newest first. */
  | { readonly type: 'undo'; readonly blocks: readonly BlockHeader[] }
  /** The ledger has all that the source has. */
  | { readonly type: 'head'; readonly head: BlockRef }

export interface FollowOptions {
  /** Where to begin on a chain that was never followed: at a height, or at the newest block. */
  readonly fromHeight: number | 'newest'
  /** More blocks than these are never taken back. */
  readonly reorgDepthMax: number
  /** Blocks that are asked for at the same time, and stored in one transaction, while the head is far: at first. */
  readonly blocksAhead: number
  /** Rows that such a group should have: what comes next is larger or smaller after what came before. */
  readonly rowsAhead: number
  readonly signal?: AbortSignal
}

/** 256 is deeper than any reorganisation that an EVM chain has recovered from; 16 blocks of Ethereum have some 8,000 transfers. */
export const FOLLOW_DEFAULTS = { fromHeight: 0, reorgDepthMax: 256, blocksAhead: 16, rowsAhead: 8_000 } as const

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
export async function* followChain<Block extends BlockHeader>(
  ledger: Follower<Block>,
  source: BlockSource<Block>,
  options: FollowOptions = FOLLOW_DEFAULTS,
): AsyncGenerator<SyncEvent> {
  for (let changes = 0; changes <= CHANGES_MAX; changes++) {
    const head = await source.findHead(options.signal)
    const fork = await findFork(ledger, source, { ...options, head })
    if (fork.depth > 0) yield { type: 'undo', blocks: await ledger.undo(fork.height) }
    const isThrough = yield* applyToHead({ ledger, source, options, head })
    if (isThrough) {
      yield { type: 'head', head }
      return
    }
  }
  const message = `The node has changed its chain ${CHANGES_MAX} times while it was read. Try again, or ask another node.`
  throw new SyncError('LZ_SYNC_UNSTABLE', 'retryable', message)
}

interface Round<Block extends BlockHeader> {
  readonly ledger: Follower<Block>
  readonly source: BlockSource<Block>
  readonly options: FollowOptions
  readonly head: BlockRef
}

/** True at the head; false where the node's chain has changed meanwhile. */
async function* applyToHead<Block extends BlockHeader>({
  ledger,
  source,
  options,
  head,
}: Round<Block>): AsyncGenerator<SyncEvent, boolean> {
  let cursor: BlockRef | undefined = await ledger.findCursor()
  if (cursor !== undefined && cursor.height >= head.height) return true
  const final = await findFinal({ ledger, source, options, head })
  const first = options.fromHeight === 'newest' ? head.height : options.fromHeight
  const from = cursor === undefined ? first : cursor.height + 1
  const countRows = (block: Block): number => ledger.countRows(block)
  for await (const blocks of readAhead(source, { ...options, from, to: head.height, countRows })) {
    const linked = takeLinked(cursor, blocks)
    const last = linked.at(-1)
    if (last === undefined) return false
    await ledger.apply(linked, final, options.signal)
    cursor = last
    yield { type: 'apply', blocks: linked, head }
    if (linked.length < blocks.length) return false
  }
  return cursor !== undefined && cursor.height >= head.height
}

/**
 * What the node calls final, if that can be: what is above its newest block came with a newer one, or is no block at all.
 *
 * What is remembered as final is never taken back, so that a word about another chain must not be.
 */
async function findFinal<Block extends BlockHeader>(round: Round<Block>): Promise<BlockRef | undefined> {
  const { ledger, source, options, head } = round
  const final = await source.findFinal(options.signal)
  if (final === undefined || final.height > head.height) return undefined
  const [own] = await ledger.listHeaders({ from: final.height, to: final.height, limit: 1 })
  if (own === undefined || own.hash === final.hash) return final
  const message = `The node calls block ${final.height} with hash ${final.hash} final, and its own chain has ${own.hash} there. Ask another node.`
  throw new SyncError('LZ_SYNC_FINAL', 'integrity', message)
}

/** The blocks from the first on that follow each other. */
function takeLinked<Block extends BlockHeader>(
  cursor: BlockRef | undefined,
  blocks: readonly Block[],
): readonly Block[] {
  let before = cursor?.hash ?? blocks[0]?.previous
  const end = blocks.findIndex(({ hash, previous }) => {
    const isNext = previous === before
    before = hash
    return !isNext
  })
  return end < 0 ? blocks : blocks.slice(0, end)
}
