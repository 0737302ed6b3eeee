import { basename, dirname, join, resolve } from 'node:path'
import { BitcoinBlock, type BitcoinNetwork, type ChainId } from '../chain/index.ts'
import { BlockFileError } from './source/bitcoin/BlockFileError.ts'
import { type ByteSource, openByteSource } from './source/bitcoin/ByteSource.ts'
import { chooseNetwork, type Found, findBlocks } from './source/bitcoin/findBlocks.ts'
import { type CutRecord, type FoundBlock, locate } from './source/bitcoin/listBlocks.ts'
import { type BlockPlan, planImport, type StoredBlock } from './source/bitcoin/planImport.ts'
import { linkSpends } from './store/linkSpends.ts'
import { inTransaction, type Store } from './store/Store.ts'
import { UtxoError } from './store/UtxoError.ts'
import { findNextScript, uniteScripts } from './store/uniteScripts.ts'
import {
  assertNotGathered,
  createChain,
  findUtxoChain,
  listStoredBlocks,
  moveUp,
  recordBlockImport,
  type UtxoChain,
  type UtxoCounts,
} from './store/utxoChain.ts'
import { type BlockWriter, openBlockWriter } from './store/writeBlocks.ts'

export interface BlockImportOptions {
  /** Undefined takes what the magic of the files says, else Bitcoin. */
  readonly chain: ChainId.ChainId | undefined
  /** Refuses files that are cut, and blocks that do not hang together with the others. */
  readonly strict: boolean
  readonly onProgress: (progress: BlockProgress) => void
}

export interface BlockProgress {
  readonly bytesRead: number
  readonly bytesTotal: number
  readonly blocks: number
}

/** A block as reports name it. */
export interface PlacedBlock {
  readonly hash: string
  readonly previous: string
  readonly path: string
  readonly offset: number
}

/** The account of one import of blocks. `blocks` is the sum of the added, known, copied, stale and unlinked ones. */
export interface BlockImportReport {
  readonly file: string
  readonly chain: ChainId.ChainId
  readonly blocks: number
  readonly added: number
  /** Blocks that the ledger has, and blocks that the files have twice. */
  readonly known: number
  readonly copied: number
  /** Blocks that were left out: of a fork, and those whose parents are in no file. */
  readonly stale: readonly PlacedBlock[]
  readonly unlinked: readonly PlacedBlock[]
  readonly cut: readonly CutRecord[]
  /** Heights of the ledger's first and last block. */
  readonly firstHeight: number
  readonly lastHeight: number
  readonly txs: number
  readonly inputs: number
  readonly outputs: number
  /** Inputs of the ledger whose previous output it does not have, and those of earlier imports that have it now. */
  readonly missing: number
  readonly linked: number
  /** Coinbases that repeat an earlier id. */
  readonly repeated: number
}

/**
 * Imports blocks from files into the store, in one transaction, in the order of the chain with the most work.
 *
 * The headers are read first, then one block after the other, so that only headers grow with the files.
 *
 * @throws BlockFileError `LZ_BLOCK_...`, `LZ_UTXO_...` with file and offset; ImportError `LZ_BLOCK_NONE`, `LZ_BLOCK_GAP`,
 * `LZ_BLOCK_REORG`, `LZ_BLOCK_HEIGHT`; StoreError `LZ_STORE_FORM`, `LZ_GATHER_SOURCE`; FileError
 */
export async function importBlocks(
  store: Store,
  paths: readonly string[],
  options: BlockImportOptions,
): Promise<BlockImportReport> {
  const sources: ByteSource[] = []
  try {
    for (const path of paths) sources.push(openByteSource(path))
    const network = chooseNetwork(sources, options.chain)
    const found = findBlocks(sources, network, options.strict)
    await assertNotGathered(store, network.chain)
    const stored = await listStoredBlocks(store, network.chain)
    const plan = planImport(found.blocks, stored)
    assertPlan(plan, stored, options.strict)
    return await storeBlocks({ store, network, found, stored, plan, file: nameOf(paths), options })
  } finally {
    for (const source of sources) source.close()
  }
}

/** @throws BlockFileError `LZ_BLOCK_REORG` where the ledger's end is no longer on the chain, `LZ_BLOCK_GAP` */
function assertPlan(plan: BlockPlan, stored: readonly StoredBlock[], strict: boolean): void {
  const [replaced] = plan.replaced
  const [fork] = plan.after
  if (replaced !== undefined && fork !== undefined) {
    const message = `a chain with more work leaves the ledger's block ${replaced.height}, ${replaced.hash}, out. Import it all into a new folder.`
    throw new BlockFileError('LZ_BLOCK_REORG', { path: fork.source.path, offset: fork.offset }, message)
  }
  const isIdle = stored.length > 0 && plan.before.length + plan.after.length + plan.known.length === 0
  if (plan.unlinked.length === 0 || !(strict || isIdle)) return
  const alone = findOrphan([...plan.unlinked, ...plan.after]) ?? (plan.unlinked[0] as FoundBlock)
  const message = `the parent ${alone.previous} of the block ${alone.hash} is missing. Import the blocks between as well.`
  throw new BlockFileError('LZ_BLOCK_GAP', { path: alone.source.path, offset: alone.offset }, message)
}

/** The first block whose parent is neither here nor nothing. */
function findOrphan(blocks: readonly FoundBlock[]): FoundBlock | undefined {
  const hashes = new Set([NO_PARENT, ...blocks.map(({ hash }) => hash)])
  return blocks.find(({ previous }) => !hashes.has(previous))
}

/** What the first block of all names as its parent. */
const NO_PARENT = '0'.repeat(64)

interface ImportRun {
  readonly store: Store
  readonly network: BitcoinNetwork.BitcoinNetwork
  readonly found: Found
  readonly stored: readonly StoredBlock[]
  readonly plan: BlockPlan
  readonly file: string
  readonly options: BlockImportOptions
}

async function storeBlocks(run: ImportRun): Promise<BlockImportReport> {
  const { store, network, plan, found, stored, file } = run
  const { counts } = (await findUtxoChain(store, network.chain)) ?? { counts: NOTHING }
  const [added, known, copied] = [plan.before.length + plan.after.length, plan.known.length, plan.copied.length]
  const written = await inTransaction(store, async () => {
    const result = await writeBlocks(run, { id: await createChain(store, network.chain), counts })
    await recordBlockImport(store, { file, blocks: found.blocks.length, added, known, copied })
    return result
  })
  return {
    file,
    chain: network.chain,
    blocks: found.blocks.length,
    added,
    known,
    copied,
    stale: plan.stale.map(toPlaced),
    unlinked: plan.unlinked.map(toPlaced),
    cut: found.cut,
    lastHeight: written.firstHeight + plan.before.length + stored.length + plan.after.length - 1,
    ...written,
  }
}

const NOTHING: UtxoCounts = { txs: 0, inputs: 0, outputs: 0 }

type Written = Pick<BlockImportReport, 'firstHeight' | 'missing' | 'linked' | 'repeated' | keyof UtxoCounts>

/** Reads every block that was found, also those that are not stored: all must be good. */
async function writeBlocks(run: ImportRun, chain: UtxoChain): Promise<Written> {
  const { store, plan } = run
  const read = createBlockReader(run)
  const heights = findHeights(run, read)
  for (const block of [...plan.known, ...plan.copied, ...plan.stale, ...plan.unlinked]) read(block)
  const before = countBlocks(plan.before)
  if (before.txs > 0) await moveUp(store, chain.id, before)
  const firstScript = await findNextScript(store)
  const writer = await openBlockWriter(store, chain, { before, firstScript })
  try {
    addBlocks(run, writer, { ...heights, read })
    writer.close()
  } catch (error) {
    writer.discard()
    throw error
  }
  if (chain.counts.txs > 0 || writer.hasForgotten()) await uniteScripts(store, chain.id, firstScript)
  const links = await linkSpends(store, chain, before).catch((error: unknown) => {
    throw nameFile(error, (height) => blockAt(run, height - heights.firstHeight))
  })
  return { firstHeight: heights.firstHeight, ...writer.counts(), ...links, repeated: writer.repeated() }
}

/** What blocks have of each. The coinbase's input counts for none. */
function countBlocks(blocks: readonly FoundBlock[]): UtxoCounts {
  const read = BitcoinBlock.createReader()
  const counts = { ...NOTHING }
  for (const block of blocks) {
    const { columns } = locate(block, () => read(block.source.read(block.offset, block.length)))
    counts.txs += columns.txCount
    counts.inputs += columns.inputCount - 1
    counts.outputs += columns.outputCount
  }
  return counts
}

function addBlocks(
  { plan, stored }: ImportRun,
  writer: BlockWriter,
  { read, firstHeight, mustAgreeFrom }: Heights & { readonly read: BlockReader },
): void {
  const add = (block: FoundBlock, height: number): void => {
    const checked = read(block)
    if (height >= mustAgreeFrom) assertHeight(block, height, checked.heightInCoinbase)
    const { hash, previous, bits, timeSec } = block
    try {
      writer.add({ ...checked, hash, previous, bits, timeSec, height })
    } catch (error) {
      throw nameFile(error, () => block)
    }
  }
  for (const [i, block] of plan.before.entries()) add(block, firstHeight + i)
  const next = firstHeight + plan.before.length + stored.length
  for (const [i, block] of plan.after.entries()) add(block, next + i)
}

type BlockReader = (block: FoundBlock) => BitcoinBlock.CheckedColumns

function createBlockReader({ found, options }: ImportRun): BlockReader {
  const read = BitcoinBlock.createReader()
  const bytesTotal = found.blocks.reduce((sum, { length }) => sum + length, 0)
  let [bytesRead, blocks] = [0, 0]
  let open: ByteSource | undefined
  return (block) => {
    if (open !== block.source) open?.close()
    open = block.source
    const checked = locate(block, () => read(block.source.read(block.offset, block.length)))
    bytesRead += block.length
    options.onProgress({ bytesRead, bytesTotal, blocks: ++blocks })
    return checked
  }
}

interface Heights {
  readonly firstHeight: number
  /** The height from which on every coinbase must say its own. */
  readonly mustAgreeFrom: number
}

/**
 * The height of the first block: from the ledger, from the first block of all, or from what the last coinbase says.
 *
 * @throws BlockFileError `LZ_BLOCK_HEIGHT` where nothing tells it
 */
function findHeights({ plan, stored, network }: ImportRun, read: BlockReader): Heights {
  const { bip34Height } = network
  const [first] = [...plan.before, ...plan.after]
  const known = stored[0] === undefined ? undefined : stored[0].height - plan.before.length
  if (known !== undefined && known >= 0) return { firstHeight: known, mustAgreeFrom: bip34Height }
  if (known === undefined && first?.previous === NO_PARENT) return { firstHeight: 0, mustAgreeFrom: bip34Height }
  const tip = plan.after.at(-1) ?? (first as FoundBlock)
  const height = read(tip).heightInCoinbase
  const firstHeight = (height ?? -1) - plan.after.length + 1
  const isSaid = height !== undefined && (height >= bip34Height || !Number.isFinite(bip34Height))
  if (known === undefined && isSaid && firstHeight >= 0) {
    return { firstHeight, mustAgreeFrom: Number.isFinite(bip34Height) ? bip34Height : 0 }
  }
  const message = `nothing tells the height of the block ${tip.hash}. Import from the first block of all on.`
  throw new BlockFileError('LZ_BLOCK_HEIGHT', { path: tip.source.path, offset: tip.offset }, message)
}

function assertHeight({ source, offset, hash }: FoundBlock, height: number, said: number | undefined): void {
  if (said === height) return
  const message = `the block ${hash} stands at height ${height}, its coinbase says ${said ?? 'nothing'}. Fetch the blocks again.`
  throw new BlockFileError('LZ_BLOCK_HEIGHT', { path: source.path, offset }, message)
}

/** The block at so many places after the ledger's first one, if it is one of this import. */
function blockAt({ plan, stored }: ImportRun, place: number): FoundBlock | undefined {
  const { before, after } = plan
  return place < before.length ? before[place] : after[place - before.length - stored.length]
}

/** Says of contradicting transactions in which file the later one is. */
function nameFile(error: unknown, blockOf: (height: number) => FoundBlock | undefined): unknown {
  if (!(error instanceof UtxoError)) return error
  const block = blockOf(error.place.height)
  if (block === undefined) return error
  const place = { path: block.source.path, offset: block.offset + (error.place.offset ?? 0) }
  return new BlockFileError(error.code, place, `in block ${error.place.height}: ${error.message}`, error)
}

function toPlaced({ hash, previous, source, offset }: FoundBlock): PlacedBlock {
  return { hash, previous, path: source.path, offset }
}

/** The file and its folder, or the folder and how many files: without the paths of one machine. */
function nameOf(paths: readonly string[]): string {
  const full = resolve(paths[0] ?? '')
  if (paths.length === 1) return join(basename(dirname(full)), basename(full))
  return `${basename(dirname(full))} (${paths.length} files)`
}
