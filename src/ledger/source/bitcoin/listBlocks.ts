import { BitcoinBlock, BitcoinNetwork, BlockError, BlockHeader } from '../../../chain/index.ts'
import { BlockFileError } from './BlockFileError.ts'
import type { ByteSource } from './ByteSource.ts'

/** Where a block lies. */
export interface BlockPlace {
  readonly source: ByteSource
  readonly offset: number
  readonly length: number
}

/** A block that was found, by its header. */
export interface FoundBlock extends BlockPlace {
  readonly hash: string
  readonly previous: string
  readonly bits: number
  readonly timeSec: number
}

/** The end of a file in the middle of a record, as a node leaves it that was stopped while it wrote. */
export interface CutRecord {
  readonly path: string
  readonly offset: number
  readonly bytes: number
}

/** How blocks lie in a file: as records with a network's magic, or bare, one after the other. */
export type BlockForm = { readonly form: 'records' | 'bare'; readonly network: BitcoinNetwork.BitcoinNetwork }

const RECORD_HEAD = 8

/**
 * Tells from the first bytes how blocks lie in a file; undefined where none does.
 *
 * A block without magic does not say of which network it is: that of `bare` is tried.
 */
export function findBlockForm(source: ByteSource, bare: BitcoinNetwork.BitcoinNetwork): BlockForm | undefined {
  const head = source.read(0, BlockHeader.LENGTH).slice()
  const network = BitcoinNetwork.known.find(({ magic }) => hasMagic(head, magic))
  if (network !== undefined) return { form: 'records', network }
  return isMined(head, bare) ? { form: 'bare', network: bare } : undefined
}

/** Whether 80 bytes are a header that was worked for: on Bitcoin, 32 zero bits at least do not come by chance. */
function isMined(head: Uint8Array, network: BitcoinNetwork.BitcoinNetwork): boolean {
  try {
    BlockHeader.assertWork(BlockHeader.decode(head), network)
    return true
  } catch (error) {
    if (!(error instanceof BlockError)) throw error
    return false
  }
}

/**
 * Finds the blocks of a file by their headers, whose work is checked; bodies are not read.
 *
 * @param onCut - Called where the file ends inside a record.
 * @throws BlockFileError `LZ_BLOCK_MAGIC`, `LZ_BLOCK_LENGTH`, and as `BlockHeader.assertWork`, with file and offset
 */
export function* listBlocks(
  source: ByteSource,
  network: BitcoinNetwork.BitcoinNetwork,
  onCut: (cut: CutRecord) => void,
): Generator<FoundBlock> {
  if (source.isEmptyFrom(0)) return
  const isRecords = hasMagic(source.read(0, RECORD_HEAD), network.magic)
  yield* isRecords ? listRecords(source, network, onCut) : listBare(source, network)
}

function* listRecords(
  source: ByteSource,
  network: BitcoinNetwork.BitcoinNetwork,
  onCut: (cut: CutRecord) => void,
): Generator<FoundBlock> {
  for (let at = 0; at < source.size; ) {
    const head = source.read(at, RECORD_HEAD + BlockHeader.LENGTH).slice()
    if (!hasMagic(head, network.magic.slice(0, head.length))) {
      if (source.isEmptyFrom(at)) return
      throw wrongMagic(source, at, { head, network })
    }
    const length = head.length < RECORD_HEAD ? 0 : new DataView(head.buffer).getUint32(4, true)
    if (head.length >= RECORD_HEAD) assertLength(source, at, length)
    const offset = at + RECORD_HEAD
    if (offset + length > source.size || head.length < RECORD_HEAD) {
      assertCut({ source, offset, length })
      return onCut({ path: source.path, offset: at, bytes: source.size - at })
    }
    yield readHeader({ source, offset, length }, head.subarray(RECORD_HEAD), network)
    at = offset + length
  }
}

/** Blocks without anything between them: where one ends only its content says. */
function* listBare(source: ByteSource, network: BitcoinNetwork.BitcoinNetwork): Generator<FoundBlock> {
  for (let offset = 0; offset < source.size; ) {
    const place = { source, offset }
    const bytes = source.read(offset, BitcoinBlock.BYTES_MAX).slice()
    const found = readHeader({ ...place, length: 0 }, bytes, network)
    const length = locate(place, () => BitcoinBlock.measure(bytes))
    yield { ...found, length }
    offset += length
  }
}

function readHeader(place: BlockPlace, bytes: Uint8Array, network: BitcoinNetwork.BitcoinNetwork): FoundBlock {
  return locate(place, () => {
    const header = BlockHeader.decode(bytes)
    BlockHeader.assertWork(header, network)
    const { hash, previous, bits, timeSec } = header
    return { ...place, hash, previous, bits, timeSec }
  })
}

/** Runs what reads a block, and says of its errors in which file and where. */
export function locate<T>({ source, offset }: Omit<BlockPlace, 'length'>, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof BlockError ? BlockFileError.at({ path: source.path, offset }, error) : error
  }
}

function assertLength({ path }: ByteSource, at: number, length: number): void {
  if (length > BlockHeader.LENGTH && length <= BitcoinBlock.BYTES_MAX) return
  const message = `a record of ${length} bytes. Expected 81 to ${BitcoinBlock.BYTES_MAX}. Fetch the file again.`
  throw new BlockFileError('LZ_BLOCK_LENGTH', { path, offset: at + 4 }, message)
}

/** What ends with the file must end in the middle of its block: if that is whole, its stated length is wrong. */
function assertCut({ source, offset, length }: BlockPlace): void {
  const rest = source.read(offset, source.size - offset).slice()
  let end: number
  try {
    end = BitcoinBlock.measure(rest)
  } catch (error) {
    if (error instanceof BlockError) return
    throw error
  }
  const message = `a record of ${length} bytes holds a block of ${end}. Fetch the file again.`
  throw new BlockFileError('LZ_BLOCK_LENGTH', { path: source.path, offset: offset - 4 }, message)
}

function wrongMagic(
  { path }: ByteSource,
  offset: number,
  { head, network }: { head: Uint8Array; network: BitcoinNetwork.BitcoinNetwork },
): BlockFileError {
  const found = Buffer.from(head.subarray(0, 4)).toString('hex')
  const expected = Buffer.from(network.magic).toString('hex')
  const advice = 'Check the network, the xor.dat beside the file, or fetch the file again.'
  const message = `no block of the network ${network.name} begins here: found ${found}, expected ${expected}. ${advice}`
  return new BlockFileError('LZ_BLOCK_MAGIC', { path, offset }, message)
}

function hasMagic(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.length > 0 && magic.every((byte, i) => bytes[i] === byte)
}
