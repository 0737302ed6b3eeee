import type { UtxoColumns } from '../../../ledger/index.ts'
import { groupBy } from '../../kernel/groupBy.ts'
import { roomFor } from '../../kernel/roomFor.ts'
import { createLinkedRows, type LinkedRows } from '../../live/LinkedRows.ts'
import { countOwners, findBlocks, linkBlocks, longestOf, type Tx, UNKNOWN, type UtxoIndex } from '../UtxoIndex.ts'

/**
 * A UTXO ledger, block after block: what `UtxoIndex` is for a whole one, and numbered like it.
 *
 * Besides what that takes, 4 bytes for each output and input and 16 for each owner; up to half as much again after growing.
 */
export interface LiveUtxoIndex extends UtxoIndex {
  /** The outputs of each owner, and the inputs that spend them. */
  readonly received: LinkedRows
  readonly spent: LinkedRows
  /** How often `outputRoom` or `blockRoom` has grown: what stands for no output has other numbers since. */
  readonly growths: number
  /** How often blocks were dropped. */
  readonly cuts: number
  /** The fewest transactions that there were since so many cuts. */
  fewestSince(cuts: number): Tx
  /**
   * Adds the blocks that come next. Places in the columns count from the beginning of the ledger.
   *
   * @throws UtxoLedgerError `LZ_TRACE_UTXO_LEDGER` as `createUtxoIndex` does; the index is not to be used then
   * @throws RangeError where they do not come next: a bug of the caller
   */
  append(columns: UtxoColumns): void
  /** Drops the blocks above a height. */
  truncate(height: number): void
}

/** Makes an index of the blocks so far; more may follow. */
export function createLiveUtxoIndex(columns: UtxoColumns): LiveUtxoIndex {
  const room = createRoom()
  const fewest: Tx[] = []
  const index: Growing = {
    ...viewOf(room, { txs: 0, blocks: 0 }),
    largeFees: new Map(),
    outputRoom: 0,
    blockRoom: 0,
    received: createLinkedRows(),
    spent: createLinkedRows(),
    growths: 0,
    cuts: 0,
    byOwner: () => groupBy(index.owner, countOwners(index.owner)),
    fewestSince: (since) => Math.min(index.txCount, ...fewest.slice(since)),
    append(more) {
      assertNext(index, more)
      const before = { txs: index.txCount, blocks: index.blockHeight.length }
      const blocks = findBlocks(more.height.subarray(0, more.txCount), before.txs)
      addColumns(room, more, before)
      addBlocks(room, blocks, before.blocks)
      const txs = before.txs + more.txCount
      Object.assign(index, viewOf(room, { txs, blocks: before.blocks + blocks.blockHeight.length }))
      linkBlocks(index, blocks.blockStart)
      listOwned(index, before.txs)
      growRooms(index, longestOf(blocks.blockStart))
    },
    truncate(height) {
      const above = index.blockHeight.findIndex((each) => each > height)
      const blocks = above < 0 ? index.blockHeight.length : above
      const txs = index.blockStart[blocks] as Tx
      unlink(index, txs)
      Object.assign(index, viewOf(room, { txs, blocks }))
      index.cuts = fewest.push(txs)
    },
  }
  index.append(columns)
  return index
}

type Growing = { -readonly [Key in keyof LiveUtxoIndex]: LiveUtxoIndex[Key] } & { readonly largeFees: Map<Tx, number> }

/** Columns that have room for more than there is. */
type Room = ReturnType<typeof createRoom>

function createRoom() {
  return {
    inputStart: new Uint32Array(64),
    outputStart: new Uint32Array(64),
    spends: new Uint32Array(64),
    valueSat: new Float64Array(64),
    owner: new Uint32Array(64),
    spender: new Uint32Array(64),
    feeSat: new Uint32Array(64),
    blockStart: new Uint32Array(64),
    blockHeight: new Uint32Array(64),
  }
}

/** The part of the columns that has so many transactions and blocks. */
function viewOf(room: Room, { txs, blocks }: Extent) {
  const inputs = room.inputStart[txs] as number
  const outputs = room.outputStart[txs] as number
  return {
    txCount: txs,
    outputCount: outputs,
    inputStart: room.inputStart.subarray(0, txs + 1),
    outputStart: room.outputStart.subarray(0, txs + 1),
    spends: room.spends.subarray(0, inputs),
    valueSat: room.valueSat.subarray(0, outputs),
    owner: room.owner.subarray(0, outputs),
    spender: room.spender.subarray(0, outputs),
    feeSat: room.feeSat.subarray(0, txs),
    blockStart: room.blockStart.subarray(0, blocks + 1),
    blockHeight: room.blockHeight.subarray(0, blocks),
  }
}

interface Extent {
  readonly txs: number
  readonly blocks: number
}

function addColumns(room: Room, more: UtxoColumns, { txs }: Extent): void {
  const { txCount } = more
  const [input, output] = [more.inputStart[0] as number, more.outputStart[0] as number]
  const [inputs, outputs] = [more.inputStart[txCount] as number, more.outputStart[txCount] as number]
  room.inputStart = added(room.inputStart, more.inputStart.subarray(0, txCount + 1), txs)
  room.outputStart = added(room.outputStart, more.outputStart.subarray(0, txCount + 1), txs)
  room.spends = added(room.spends, more.spends.subarray(0, inputs - input), input)
  room.valueSat = added(room.valueSat, more.valueSat.subarray(0, outputs - output), output)
  room.owner = added(room.owner, more.owner.subarray(0, outputs - output), output)
  room.spender = roomFor(room.spender, outputs).fill(UNKNOWN, output, outputs)
  room.feeSat = roomFor(room.feeSat, txs + txCount).fill(0, txs, txs + txCount)
}

function addBlocks(room: Room, { blockStart, blockHeight }: Pick<UtxoIndex, 'blockStart' | 'blockHeight'>, at: number) {
  room.blockStart = added(room.blockStart, blockStart, at)
  room.blockHeight = added(room.blockHeight, blockHeight, at)
}

function added<T extends Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(
  column: T,
  values: ArrayLike<number>,
  at: number,
): T {
  const wide = roomFor(column, at + values.length)
  wide.set(values, at)
  return wide
}

/** Adds what transactions from one on make and spend to the lists of its owners. */
function listOwned({ received, spent, owner, spends, outputStart, inputStart, outputCount }: Growing, from: Tx): void {
  for (let output = outputStart[from] as number; output < outputCount; output++) {
    received.add(output, owner[output] as number)
  }
  for (let input = inputStart[from] as number; input < spends.length; input++) {
    const output = spends[input] as number
    if (output !== UNKNOWN) spent.add(input, owner[output] as number)
  }
}

/** Forgets what transactions from one on spent and made. */
function unlink(index: Growing, from: Tx): void {
  const { received, spent, owner, spends, spender, largeFees } = index
  for (let input = spends.length - 1; input >= (index.inputStart[from] as number); input--) {
    const output = spends[input] as number
    if (output === UNKNOWN) continue
    spent.drop(input, owner[output] as number)
    spender[output] = UNKNOWN
  }
  for (let output = index.outputCount - 1; output >= (index.outputStart[from] as number); output--) {
    received.drop(output, owner[output] as number)
  }
  for (const tx of largeFees.keys()) if (tx >= from) largeFees.delete(tx)
}

/** Half as much again as is there, so that rooms grow seldom: whatever is being followed begins anew then. */
function growRooms(index: Growing, longest: number): void {
  if (index.outputCount <= index.outputRoom && longest <= index.blockRoom) return
  index.outputRoom = Math.max(index.outputRoom, Math.ceil(1.5 * index.outputCount))
  index.blockRoom = Math.max(index.blockRoom, Math.ceil(1.5 * longest))
  index.growths++
}

function assertNext(index: Growing, { txCount, height, inputStart, outputStart }: UtxoColumns): void {
  const isPlaced = inputStart[0] === index.spends.length && outputStart[0] === index.outputCount
  const isAbove = txCount === 0 || (height[0] as number) > (index.blockHeight.at(-1) ?? -1)
  if (isPlaced && isAbove) return
  throw new RangeError(
    `Block ${height[0]} does not come next: it begins at output ${outputStart[0]}, not ${index.outputCount}.`,
  )
}
