import type { ChainId } from '../../chain/index.ts'
import type { BlockHeader, BlockRef } from '../../ledger/index.ts'
import { inTransaction, type WorkState } from '../../state/index.ts'
import type { AlertDraft } from '../rules/AlertDraft.ts'
import { WatchError } from '../WatchError.ts'
import { retractSightings } from './retractSightings.ts'
import { type SightingResult, sightAlert } from './sightAlert.ts'

/** What a block brought. */
export interface BlockRecord {
  readonly chain: ChainId.ChainId
  readonly block: BlockHeader
  readonly alerts: readonly AlertDraft[]
  /** Whole seconds UTC. */
  readonly now: number
}

/** Ids of the alerts, by what their recording did. */
export interface RecordedAlerts {
  readonly opened: readonly string[]
  /** Retracted before, and found again. */
  readonly confirmed: readonly string[]
  /** Known and standing: nothing was told again. */
  readonly known: readonly string[]
}

/** The newest block of a chain that the watch has recorded; undefined before the first. */
export function findCursor(state: WorkState, chain: ChainId.ChainId): BlockRef | undefined {
  return state.prepare('SELECT height, hash FROM watch_cursor WHERE chain = ?').get(chain) as BlockRef | undefined
}

/** A block that the watch has seen, as far back as it keeps them: farther than any reorganisation takes back. */
export type SeenBlock = Pick<BlockHeader, 'height' | 'hash' | 'previous'>

const SEEN = 'SELECT height, hash, previous FROM watch_block WHERE chain = ? ORDER BY height'

export function findNewest(state: WorkState, chain: ChainId.ChainId): SeenBlock | undefined {
  return state.prepare(`${SEEN} DESC LIMIT 1`).get(chain) as SeenBlock | undefined
}

/** The first block that is kept: of a young watch the one where it began, whose moves it has not told. */
export function findOldest(state: WorkState, chain: ChainId.ChainId): SeenBlock | undefined {
  return state.prepare(`${SEEN} LIMIT 1`).get(chain) as SeenBlock | undefined
}

/**
 * Records a block: its alerts, the messages about them, and last the cursor, in one transaction.
 *
 * Whoever is killed meanwhile asks `findCursor` and goes on from there: a block is recorded wholly or not at all.
 *
 * @throws WatchError `LZ_WATCH_CURSOR` for a block that does not stand on the cursor; StateError `LZ_STATE_BUSY`,
 * `LZ_STATE_IO`
 */
export function recordBlock(state: WorkState, { chain, block, alerts, now }: BlockRecord): RecordedAlerts {
  if (alerts.some((draft) => draft.chain !== chain || (draft.block !== undefined && draft.block.hash !== block.hash))) {
    throw new RangeError('An alert of another block cannot be recorded with this one.')
  }
  return inTransaction(state, () => {
    assertNext(findCursor(state, chain), block)
    const recorded = sightAll(state, alerts, now)
    keepBlock(state, chain, block)
    moveCursor(state, chain, block)
    return recorded
  })
}

/**
 * Records alerts that no new block brought: changes of lists, or what a theft that was added late has done before.
 *
 * @throws WatchError `LZ_WATCH_CURSOR` for an alert of a block beyond the cursor
 */
export function recordAlerts(state: WorkState, alerts: readonly AlertDraft[], now: number): RecordedAlerts {
  return inTransaction(state, () => {
    for (const { chain, block } of alerts) {
      const cursor = findCursor(state, chain)
      if (block !== undefined && (cursor === undefined || block.height > cursor.height)) throw ahead(cursor, block)
    }
    return sightAll(state, alerts, now)
  })
}

/** A block that the chain has left. */
export interface BlockUndoing {
  readonly chain: ChainId.ChainId
  readonly block: Pick<BlockHeader, 'height' | 'hash' | 'previous'>
  readonly now: number
}

/**
 * Takes the newest block back: the alerts that stood on it alone are retracted, never deleted, and subscribers are told.
 *
 * @returns ids of the retracted alerts
 * @throws WatchError `LZ_WATCH_CURSOR` for a block that is not the newest
 */
export function undoBlock(state: WorkState, { chain, block, now }: BlockUndoing): readonly string[] {
  return inTransaction(state, () => {
    const cursor = findCursor(state, chain)
    if (cursor?.hash !== block.hash || cursor.height !== block.height) throw notNewest(cursor, block)
    const retracted = retractSightings(state, { chain, block, now })
    state.prepare('DELETE FROM watch_block WHERE chain = ? AND height = ?').run(chain, block.height)
    moveCursor(state, chain, { height: block.height - 1, hash: block.previous })
    return retracted
  })
}

function sightAll(state: WorkState, alerts: readonly AlertDraft[], now: number): RecordedAlerts {
  const recorded: Record<SightingResult, string[]> = { opened: [], confirmed: [], known: [] }
  for (const draft of alerts) {
    const { id, result } = sightAlert(state, draft, now)
    recorded[result].push(id)
  }
  return recorded
}

const BLOCKS_KEPT = 600

function keepBlock(state: WorkState, chain: ChainId.ChainId, { height, hash, previous }: BlockHeader): void {
  state.prepare('INSERT INTO watch_block VALUES (?, ?, ?, ?)').run(chain, height, hash, previous)
  state.prepare('DELETE FROM watch_block WHERE chain = ? AND height <= ?').run(chain, height - BLOCKS_KEPT)
}

/** Writes the cursor: inside the transaction of a block, or where no block is kept any more. */
export function moveCursor(state: WorkState, chain: ChainId.ChainId, { height, hash }: BlockRef): void {
  const sql = `INSERT INTO watch_cursor (chain, height, hash) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET height = excluded.height, hash = excluded.hash`
  state.prepare(sql).run(chain, height, hash)
}

function assertNext(cursor: BlockRef | undefined, block: BlockHeader): void {
  if (cursor === undefined || (cursor.hash === block.previous && cursor.height + 1 === block.height)) return
  throw new WatchError(
    'LZ_WATCH_CURSOR',
    'integrity',
    `Block ${block.height} (${block.hash}, after ${block.previous}) does not stand on the watch's newest block ${cursor.height} (${cursor.hash}). Undo back to the common block first, then record what follows it.`,
  )
}

function notNewest(cursor: BlockRef | undefined, block: BlockRef): WatchError {
  const newest = cursor === undefined ? 'has no block' : `stands at block ${cursor.height} (${cursor.hash})`
  const message = `Block ${block.height} (${block.hash}) cannot be undone: the watch ${newest}. Undo the newest block first.`
  return new WatchError('LZ_WATCH_CURSOR', 'integrity', message)
}

function ahead(cursor: BlockRef | undefined, block: BlockRef): WatchError {
  const newest = cursor === undefined ? 'has no block' : `stands at block ${cursor.height}`
  const message = `An alert of block ${block.height} cannot be recorded: the watch ${newest}. Record its block instead.`
  return new WatchError('LZ_WATCH_CURSOR', 'integrity', message)
}
