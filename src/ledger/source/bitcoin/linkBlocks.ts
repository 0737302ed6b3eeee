import { BlockHeader } from '../../../chain/index.ts'

/** A block as links between blocks see it; hashes as explorers show them. */
export interface LinkedBlock {
  readonly hash: string
  readonly previous: string
  readonly bits: number
}

/** How blocks hang together. `chain` is the one with the most work, in order; `stale` ones branch off from it. */
export interface BlockChain<T extends LinkedBlock> {
  readonly chain: readonly T[]
  readonly stale: readonly T[]
  /** Blocks that do not hang together with the chain: blocks between are missing. */
  readonly unlinked: readonly T[]
}

interface Node<T> {
  readonly block: T
  readonly children: Node<T>[]
  parent: Node<T> | undefined
  root: Node<T>
  work: bigint
}

/**
 * Finds the chain with the most work, whatever the order of the blocks; of two with equal work an anchor, else that of the lower hash.
 *
 * @param anchors - Hashes of blocks to hang together with, where there are any: then only what does is looked at.
 * @source https://developer.bitcoin.org/devguide/block_chain.html#block-height-and-forking
 */
export function linkBlocks<T extends LinkedBlock>(blocks: readonly T[], anchors: ReadonlySet<string>): BlockChain<T> {
  const nodes = createNodes(blocks)
  addWork(nodes)
  const all = [...nodes.values()]
  const roots = new Set(all.filter(({ block }) => anchors.has(block.hash)).map(({ root }) => root))
  const candidates = roots.size === 0 ? all : all.filter(({ root }) => roots.has(root))
  const tip = findBest(candidates, anchors)
  const chain: T[] = []
  const inChain = new Set<Node<T>>()
  for (let node = tip; node !== undefined; node = node.parent) {
    chain.push(node.block)
    inChain.add(node)
  }
  const others = all.filter((node) => !inChain.has(node))
  const isStale = (node: Node<T>): boolean => node.root === tip?.root
  return {
    chain: chain.reverse(),
    stale: others.filter(isStale).map(({ block }) => block),
    unlinked: others.filter((node) => !isStale(node)).map(({ block }) => block),
  }
}

function createNodes<T extends LinkedBlock>(blocks: readonly T[]): Map<string, Node<T>> {
  const nodes = new Map<string, Node<T>>()
  for (const block of blocks) {
    if (nodes.has(block.hash)) continue
    const node = { block, children: [], parent: undefined, root: undefined as never, work: 0n } as Node<T>
    node.root = node
    nodes.set(block.hash, node)
  }
  for (const node of nodes.values()) {
    node.parent = nodes.get(node.block.previous)
    node.parent?.children.push(node)
  }
  return nodes
}

/** Sums the work from each root on. */
function addWork<T extends LinkedBlock>(nodes: ReadonlyMap<string, Node<T>>): void {
  const waiting = [...nodes.values()].filter(({ parent }) => parent === undefined)
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    node.work = (node.parent?.work ?? 0n) + BlockHeader.toWork(node.block.bits)
    node.root = node.parent?.root ?? node
    waiting.push(...node.children)
  }
}

function findBest<T extends LinkedBlock>(nodes: readonly Node<T>[], anchors: ReadonlySet<string>): Node<T> | undefined {
  let best = nodes[0]
  for (const node of nodes.slice(1)) if (best !== undefined && isBetter(node, best, anchors)) best = node
  return best
}

function isBetter<T extends LinkedBlock>(node: Node<T>, best: Node<T>, anchors: ReadonlySet<string>): boolean {
  if (node.work !== best.work) return node.work > best.work
  const isAnchor = anchors.has(node.block.hash)
  return isAnchor === anchors.has(best.block.hash) ? node.block.hash < best.block.hash : isAnchor
}
