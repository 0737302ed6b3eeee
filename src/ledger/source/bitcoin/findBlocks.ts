import { BitcoinNetwork, type ChainId } from '../../../chain/index.ts'
import { ImportError } from '../ImportError.ts'
import { BlockFileError } from './BlockFileError.ts'
import { type ByteSource, openByteSource } from './ByteSource.ts'
import { type BlockForm, type CutRecord, type FoundBlock, findBlockForm, listBlocks } from './listBlocks.ts'

/** Whether a file holds blocks of Bitcoin, as far as its beginning can tell for sure. @throws FileError */
export function isBlockFile(path: string): boolean {
  const source = openByteSource(path)
  try {
    return findBlockForm(source, BitcoinNetwork.main) !== undefined
  } finally {
    source.close()
  }
}

/**
 * The network of files: what the caller says, else what their magic says, else Bitcoin.
 *
 * @throws BlockFileError `LZ_BLOCK_FORMAT`; ImportError `LZ_BLOCK_CHAIN`
 */
export function chooseNetwork(
  sources: readonly ByteSource[],
  chain: ChainId.ChainId | undefined,
): BitcoinNetwork.BitcoinNetwork {
  const said = chain === undefined ? undefined : BitcoinNetwork.find(chain)
  if (chain !== undefined && said === undefined) {
    throw new ImportError('LZ_BLOCK_CHAIN', `Blocks of ${chain} cannot be read: only those of Bitcoin's networks.`)
  }
  const bare = said ?? BitcoinNetwork.main
  const forms = sources.map((source) => {
    const form = findBlockForm(source, bare)
    source.close()
    return form
  })
  const network = said ?? forms.find((form) => form?.form === 'records')?.network ?? bare
  for (const [i, source] of sources.entries()) {
    assertForm(source, network, forms[i])
    source.close()
  }
  return network
}

function assertForm(source: ByteSource, network: BitcoinNetwork.BitcoinNetwork, form: BlockForm | undefined): void {
  if (form?.network === network || source.isEmptyFrom(0)) return
  const start = Buffer.from(source.read(0, 4)).toString('hex')
  const magic = Buffer.from(network.magic).toString('hex')
  const expected = `Expected the magic ${magic}, a block's header, or either in hex. Check the network and that the file is whole.`
  const finding = `no block of the network ${network.name} begins here, but ${start}`
  throw new BlockFileError('LZ_BLOCK_FORMAT', { path: source.path, offset: 0 }, `${finding}. ${expected}`)
}

/** Blocks of files, and the files that end inside one. */
export interface Found {
  readonly blocks: readonly FoundBlock[]
  readonly cut: readonly CutRecord[]
}

/** Finds the blocks of all files by their headers. @throws BlockFileError, with `strict` also `LZ_BLOCK_CUT`; ImportError `LZ_BLOCK_NONE` */
export function findBlocks(
  sources: readonly ByteSource[],
  network: BitcoinNetwork.BitcoinNetwork,
  strict: boolean,
): Found {
  const cut: CutRecord[] = []
  const blocks: FoundBlock[] = []
  const onCut = (record: CutRecord): void => {
    if (strict) throw new BlockFileError('LZ_BLOCK_CUT', record, 'the file ends inside a block. Fetch it again.')
    cut.push(record)
  }
  for (const source of sources) {
    for (const block of listBlocks(source, network, onCut)) blocks.push(block)
    source.close()
  }
  if (blocks.length > 0) return { blocks, cut }
  const message = `There is no whole block in ${sources.map(({ path }) => path).join(', ')}. Fetch the files again.`
  throw new ImportError('LZ_BLOCK_NONE', message)
}
