import { growMemory, instantiate, type WasmConstant, type WasmMemory } from '../../wasmModule.ts'
import type { BlockColumns } from './BlockColumns.ts'
import { SHA256D_CODE } from './kernel/sha256dCode.ts'

/** Ids of a block's transactions, 32 bytes each in memory order. Those of a transaction without witness are equal. */
export interface BlockHashes {
  readonly txids: Uint8Array
  readonly wtxids: Uint8Array
  /** Roots of the trees over both; undefined where two neighbours that should differ are equal. */
  readonly merkleRoot: Uint8Array | undefined
  readonly witnessRoot: Uint8Array | undefined
}

interface Kernel {
  readonly memory: WasmMemory
  readonly DATA: WasmConstant
  hashAll(tasks: number, count: number): void
  merkle(at: number, hashes: number): number
  strip(from: number, witness: number, end: number, to: number): void
}

const HASH_BYTES = 32
/** Where a message begins, how long it is, and where its hash goes. */
const TASK_WORDS = 3
const BLOCK_SHIFT = 6

/**
 * Makes a hasher of many blocks, one after the other: what it returns is good until the next one.
 *
 * In WebAssembly, four messages at a time: a tenth of the time that the same takes in JavaScript.
 *
 * @source https://github.com/bitcoin/bips/blob/master/bip-0141.mediawiki#transaction-id
 * @source https://developer.bitcoin.org/reference/block_chain.html#merkle-trees
 */
export function createBlockHasher(): (block: BlockColumns) => BlockHashes {
  const kernel = instantiate(SHA256D_CODE) as Kernel
  return (block) => hashBlock(kernel, block)
}

interface Places {
  readonly bytes: number
  readonly stripped: number
  readonly tasks: number
  readonly txids: number
  readonly wtxids: number
  readonly tree: number
  readonly end: number
}

function hashBlock(kernel: Kernel, block: BlockColumns): BlockHashes {
  const places = placesOf(kernel.DATA.value, block)
  growMemory(kernel.memory, places.end)
  const memory = new Uint8Array(kernel.memory.buffer)
  memory.set(block.bytes, places.bytes)
  const tasks = new Uint32Array(kernel.memory.buffer, places.tasks, 2 * TASK_WORDS * block.txCount)
  kernel.hashAll(places.tasks, writeTasks(kernel, { block, places, tasks }))
  copyPlainIds(memory, block, places)
  const { txids, wtxids } = places
  const length = HASH_BYTES * block.txCount
  return {
    txids: memory.subarray(txids, txids + length),
    wtxids: memory.subarray(wtxids, wtxids + length),
    merkleRoot: rootOf(kernel, places.tree, memory.subarray(txids, txids + length)),
    witnessRoot: block.hasWitness.subarray(0, block.txCount).includes(1)
      ? witnessRootOf(kernel, memory, { places, length })
      : undefined,
  }
}

function placesOf(bytes: number, block: BlockColumns): Places {
  const stripped = bytes + block.bytes.length
  const tasks = (stripped + block.bytes.length + 15) & ~15
  const txids = tasks + 2 * 4 * TASK_WORDS * block.txCount
  const wtxids = txids + HASH_BYTES * block.txCount
  const tree = wtxids + HASH_BYTES * block.txCount
  return { bytes, stripped, tasks, txids, wtxids, tree, end: tree + HASH_BYTES * (block.txCount + 1) }
}

interface Work {
  readonly block: BlockColumns
  readonly places: Places
  readonly tasks: Uint32Array
}

/** Writes what is to be hashed, by length, since lanes wait for each other. Returns how many there are. */
function writeTasks(kernel: Kernel, work: Work): number {
  const { block, places, tasks } = work
  const { txCount, txAt, witnessAt, hasWitness } = block
  const [starts, lengths, outs] = [0, 1, 2].map(() => new Uint32Array(2 * txCount)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ]
  let [count, strippedAt] = [0, places.stripped]
  for (let tx = 0; tx < txCount; tx++) {
    const [at, end] = [places.bytes + (txAt[tx] as number), places.bytes + (txAt[tx + 1] as number)]
    starts[count] = at
    lengths[count] = end - at
    outs[count++] = (hasWitness[tx] === 1 ? places.wtxids : places.txids) + HASH_BYTES * tx
    if (hasWitness[tx] !== 1) continue
    const witness = places.bytes + (witnessAt[tx] as number)
    kernel.strip(at, witness, end, strippedAt)
    starts[count] = strippedAt
    lengths[count] = witness - at + 2
    outs[count++] = places.txids + HASH_BYTES * tx
    strippedAt += witness - at + 2
  }
  for (const [i, from] of sortByLength(lengths.subarray(0, count)).entries()) {
    tasks[TASK_WORDS * i] = starts[from] as number
    tasks[TASK_WORDS * i + 1] = lengths[from] as number
    tasks[TASK_WORDS * i + 2] = outs[from] as number
  }
  return count
}

/** Lengths in blocks that are told apart; longer ones are few. */
const LENGTHS = 256

/** Places in the order of their lengths, counted in hash blocks. */
function sortByLength(lengths: Uint32Array): Uint32Array {
  const ends = new Uint32Array(LENGTHS + 1)
  const classOf = (length: number): number => Math.min(LENGTHS - 1, length >>> BLOCK_SHIFT)
  for (const length of lengths) ends[classOf(length) + 1] = (ends[classOf(length) + 1] as number) + 1
  for (let i = 1; i <= LENGTHS; i++) ends[i] = (ends[i] as number) + (ends[i - 1] as number)
  const order = new Uint32Array(lengths.length)
  for (let i = 0; i < lengths.length; i++) {
    const at = classOf(lengths[i] as number)
    order[ends[at] as number] = i
    ends[at] = (ends[at] as number) + 1
  }
  return order
}

function copyPlainIds(memory: Uint8Array, { txCount, hasWitness }: BlockColumns, { txids, wtxids }: Places): void {
  for (let tx = 0; tx < txCount; tx++) {
    if (hasWitness[tx] === 1) continue
    const from = txids + HASH_BYTES * tx
    memory.copyWithin(wtxids + HASH_BYTES * tx, from, from + HASH_BYTES)
  }
}

/** In the tree of witnesses, zeros stand for the coinbase. */
function witnessRootOf(
  kernel: Kernel,
  memory: Uint8Array,
  { places, length }: { places: Places; length: number },
): Uint8Array | undefined {
  const hashes = memory.subarray(places.wtxids, places.wtxids + length)
  const coinbase = hashes.slice(0, HASH_BYTES)
  hashes.fill(0, 0, HASH_BYTES)
  const root = rootOf(kernel, places.tree, hashes)
  hashes.set(coinbase)
  return root
}

function rootOf(kernel: Kernel, tree: number, hashes: Uint8Array): Uint8Array | undefined {
  const memory = new Uint8Array(kernel.memory.buffer)
  memory.set(hashes, tree)
  const isGood = kernel.merkle(tree, hashes.length / HASH_BYTES) !== 0
  return isGood ? memory.slice(tree, tree + HASH_BYTES) : undefined
}
