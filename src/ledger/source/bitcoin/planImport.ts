import { type LinkedBlock, linkBlocks } from './linkBlocks.ts'
import type { FoundBlock } from './listBlocks.ts'

/** A block of the ledger. */
export interface StoredBlock extends LinkedBlock {
  readonly height: number
}

/** What is to be done with the blocks that were found. */
export interface BlockPlan {
  /** New blocks in the order of the chain, before those of the ledger and after them. */
  readonly before: readonly FoundBlock[]
  readonly after: readonly FoundBlock[]
  readonly stale: readonly FoundBlock[]
  readonly unlinked: readonly FoundBlock[]
  /** Blocks that the ledger has, and those that were found a second time. */
  readonly known: readonly FoundBlock[]
  readonly copied: readonly FoundBlock[]
  /** Blocks of the ledger that are not on the chain with the most work, in order. */
  readonly replaced: readonly StoredBlock[]
}

/** Puts found blocks and those of the ledger in one order: that of the chain with the most work. */
export function planImport(found: readonly FoundBlock[], stored: readonly StoredBlock[]): BlockPlan {
  const storedHashes = new Set(stored.map(({ hash }) => hash))
  const { fresh, known, copied } = sortOut(found, storedHashes)
  const { chain, stale, unlinked } = linkBlocks<StoredBlock | FoundBlock>([...stored, ...fresh], storedHashes)
  const isStored = (block: LinkedBlock): boolean => storedHashes.has(block.hash)
  const isFound = (block: StoredBlock | FoundBlock): block is FoundBlock => !isStored(block)
  const first = chain.findIndex(isStored)
  return {
    before: chain.slice(0, Math.max(0, first)).filter(isFound),
    after: chain.slice(Math.max(0, first)).filter(isFound),
    stale: stale.filter(isFound),
    unlinked: unlinked.filter(isFound),
    known,
    copied,
    replaced: [...stale, ...unlinked].filter((block): block is StoredBlock => isStored(block)),
  }
}

function sortOut(
  found: readonly FoundBlock[],
  stored: ReadonlySet<string>,
): { fresh: FoundBlock[]; known: FoundBlock[]; copied: FoundBlock[] } {
  const [fresh, known, copied]: [FoundBlock[], FoundBlock[], FoundBlock[]] = [[], [], []]
  const seen = new Set<string>()
  for (const block of found) {
    if (seen.has(block.hash)) copied.push(block)
    else if (stored.has(block.hash)) known.push(block)
    else fresh.push(block)
    seen.add(block.hash)
  }
  return { fresh, known, copied }
}
