import { createHash } from 'node:crypto'
import { AssetId, ChainId } from '../../chain/index.ts'
import type { BlockRef, ChainSource, SourceBlock } from '../ChainSource.ts'
import type { Transfer } from '../Transfer.ts'

export const CHAIN: ChainId.ChainId = ChainId.parse('ethereum')
const ASSETS = [AssetId.native(CHAIN), AssetId.parse(`${CHAIN}/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7`)]

/** A tree of made blocks, of which the source shows one branch: the last one that `show` named. */
export interface ChainTree {
  readonly source: ChainSource
  /** Adds a block on another one, undefined for a first one, with transfers that its name decides. */
  add(parent: SourceBlock | undefined, name: string): SourceBlock
  show(tip: SourceBlock, final?: BlockRef): void
  /** What the source has been asked, to be changed by tests that let it misbehave. */
  onAsk: (question: string) => void
}

/** Makes a tree whose first block has the height `first`. */
export function createChainTree(first = 0): ChainTree {
  const byHash = new Map<string, SourceBlock>()
  let branch: readonly SourceBlock[] = []
  let final: BlockRef | undefined
  const at = (height: number): SourceBlock | undefined => branch[height - first]
  const ask = async <T>(question: string, answer: () => T): Promise<T> => {
    tree.onAsk(question)
    return answer()
  }
  const tree: ChainTree = {
    onAsk: () => undefined,
    add(parent, name) {
      const height = parent === undefined ? first : parent.height + 1
      const previous = parent?.hash ?? hashOf('nothing')
      const hash = hashOf(`${previous} ${name}`)
      const transfers = makeTransfers(hash, height)
      const notices = name.includes('freeze') ? [makeNotice(hash)] : []
      const block = {
        height,
        hash,
        previous,
        timeSec: 1_700_000_000 + 12 * height,
        transfers,
        notices,
        hasTraces: true,
      }
      byHash.set(hash, block)
      return block
    },
    show(tip, finalBlock) {
      const blocks: SourceBlock[] = []
      for (let block: SourceBlock | undefined = tip; block !== undefined; block = byHash.get(block.previous)) {
        blocks.unshift(block)
      }
      branch = blocks
      final = finalBlock
    },
    source: {
      chain: CHAIN,
      findHead: () => ask('head', () => refOf(branch.at(-1) as BlockRef)),
      findFinal: () => ask('final', () => final),
      findBlock: (height) => ask(`block ${height}`, () => at(height)),
      findHash: (height) => ask(`hash ${height}`, () => at(height)?.hash),
      findDecimals: () => ask('decimals', () => 6),
    },
  }
  return tree
}

function refOf({ height, hash }: BlockRef): BlockRef {
  return { height, hash }
}

function hashOf(text: string): string {
  return `0x${createHash('sha256').update(text).digest('hex')}`
}

/** A few transfers between a few accounts: the same ones meet again and again. */
function makeTransfers(hash: string, height: number): Transfer[] {
  const bytes = Buffer.from(hash.slice(2), 'hex')
  return Array.from({ length: (bytes[0] as number) % 5 }, (_, i) => ({
    kind: i % 2 === 0 ? ('native' as const) : ('token' as const),
    block: height,
    timeSec: 1_700_000_000 + 12 * height,
    tx: createHash('sha256').update(`${hash} ${i}`).digest(),
    txIndex: i,
    ordinal: i % 2 === 0 ? 0 : i,
    from: accountOf((bytes[i + 1] as number) % 7),
    to: accountOf((bytes[i + 8] as number) % 7),
    asset: ASSETS[i % 2] as AssetId.AssetId,
    amount: BigInt(bytes.readUInt32LE(2 * i + 1)) << BigInt((bytes[i] as number) % 140),
    inexact: false,
  }))
}

function makeNotice(hash: string): SourceBlock['notices'][number] {
  const tx = createHash('sha256').update(`${hash} notice`).digest()
  return { kind: 'freeze', asset: ASSETS[1] as AssetId.AssetId, account: accountOf(1), tx, txIndex: 9, ordinal: 9 }
}

function accountOf(number: number): string {
  return `0x${String(number + 1).padStart(40, '0')}`
}
