import type { ChainId } from '../../chain/index.ts'
import type { BlockHeader, BlockRef, BlockSource } from '../ChainSource.ts'
import { SourceError } from './SourceError.ts'

/** How several sources of one chain are one. */
export interface CheckedSourceOptions {
  /** How many must say the same. */
  readonly quorum: number
}

/** Sources may differ about the newest blocks for a while; deeper than this none of them stands on the same chain. */
const TIP_DEPTH_MAX = 8
/** So often in a row a disagreement about one height may be one that passes. */
const PATIENCE = 3
/** Of so many heights it is remembered. */
const SPLITS_MAX = 64

/** What a source says, or why it does not. */
type Said<Source, T> = { readonly source: Source } & ({ readonly value: T } | { readonly error: SourceError })

/** What `CheckedBlocks` must know of blocks. */
interface BlockTelling<Block> extends CheckedSourceOptions {
  /** How many must give a block whose hash is agreed about. */
  readonly tellersMin: number
  /** Makes one of what they gave. @throws SourceError where they contradict each other */
  unite(blocks: readonly Block[], height: number): Block | undefined
}

/** Several sources of one chain as one. */
export class CheckedBlocks<Block extends BlockHeader, Source extends BlockSource<Block>> implements BlockSource<Block> {
  readonly chain: ChainId.ChainId
  readonly #sources: readonly Source[]
  readonly #quorum: number
  readonly #telling: BlockTelling<Block>
  /** Disagreements in a row, by height. */
  readonly #splits = new Map<number, number>()

  /** @throws SourceError `LZ_SOURCE_OPTIONS` where the quorum cannot be, or the sources are of several chains */
  constructor(sources: readonly Source[], telling: BlockTelling<Block>) {
    const { quorum } = telling
    const [first] = sources
    const isQuorum = Number.isInteger(quorum) && quorum >= 1 && quorum <= sources.length
    if (first === undefined || !isQuorum)
      throw options(`${quorum} of ${sources.length} endpoints cannot agree: ask for 1 to as many as there are.`)
    if (sources.some(({ chain }) => chain !== first.chain)) throw options('The endpoints are not of one chain.')
    this.chain = first.chain
    this.#sources = sources
    this.#quorum = quorum
    this.#telling = telling
  }

  async findHead(signal?: AbortSignal): Promise<BlockRef> {
    const said = await this.ask((source) => source.findHead(signal), signal)
    return this.#findAgreed(said, signal)
  }

  /** The lowest that a quorum calls final. */
  async findFinal(signal?: AbortSignal): Promise<BlockRef | undefined> {
    const said = await this.ask((source) => source.findFinal(signal), signal)
    const refs = valuesOf(said).flatMap(({ source, value }) => (value === undefined ? [] : [{ source, value }]))
    return refs.length < this.#quorum ? undefined : this.#findAgreed(refs, signal)
  }

  async findHash(height: number, signal?: AbortSignal): Promise<string | undefined> {
    const said = await this.ask((source) => source.findHash(height, signal), signal)
    return this.#agree(said, height)?.hash
  }

  async findBlock(height: number, signal?: AbortSignal): Promise<Block | undefined> {
    const said = await this.ask((source) => source.findHash(height, signal), signal)
    const agreed = this.#agree(said, height)
    if (agreed === undefined) return undefined
    const blocks = await this.#readFrom(agreed, height, signal)
    return this.#telling.unite(blocks, height)
  }

  async #readFrom({ hash, sources }: Agreed<Source>, height: number, signal?: AbortSignal): Promise<readonly Block[]> {
    const { tellersMin } = this.#telling
    const blocks: Block[] = []
    let failure: SourceError | undefined
    for (let rest = sources; blocks.length < tellersMin; ) {
      const asked = rest.slice(0, tellersMin - blocks.length)
      if (asked.length === 0) throw failure ?? moved(height)
      rest = rest.slice(asked.length)
      const said = await Promise.all(asked.map((source) => settle(source, () => source.findBlock(height, signal))))
      blocks.push(...valuesOf(said).flatMap(({ value }) => (value?.hash === hash ? [value] : [])))
      failure ??= said.flatMap((one) => ('error' in one ? [one.error] : []))[0]
    }
    return blocks
  }

  /** Asks all. @throws SourceError what the first one failed with, where fewer than the quorum answer */
  async ask<T>(work: (source: Source) => Promise<T>, signal?: AbortSignal): Promise<readonly Said<Source, T>[]> {
    const said = await Promise.all(this.#sources.map((source) => settle(source, work)))
    signal?.throwIfAborted()
    const failed = said.flatMap((one) => ('error' in one ? [one.error] : []))
    const answers = said.length - failed.length
    if (answers >= this.#quorum) return said
    throw this.#short(answers, failed)
  }

  /** The highest block about which a quorum agrees. */
  async #findAgreed(said: readonly Said<Source, BlockRef>[], signal?: AbortSignal): Promise<BlockRef> {
    const heads = valuesOf(said)
    const heights = heads.map(({ value }) => value.height).sort((a, b) => b - a)
    const top = heights[this.#quorum - 1] ?? 0
    for (let height = top; height >= 0 && height > top - TIP_DEPTH_MAX; height--) {
      const there = heads.filter(({ value }) => value.height >= height)
      const hashes = await Promise.all(there.map((head) => hashAt(head, height, signal)))
      const agreed = mostSaid(hashes)
      if (agreed !== undefined && agreed.sources.length >= this.#quorum) {
        this.#splits.delete(top)
        return { height, hash: agreed.hash }
      }
    }
    throw this.#split(top)
  }

  /** Undefined where too few reach that height. @throws SourceError where enough do and differ */
  #agree(said: readonly Said<Source, string | undefined>[], height: number): Agreed<Source> | undefined {
    const agreed = mostSaid(said)
    if (agreed !== undefined && agreed.sources.length >= this.#quorum) {
      this.#splits.delete(height)
      return agreed
    }
    const hashes = new Set(valuesOf(said).flatMap(({ value }) => value ?? []))
    if (hashes.size > 1) throw this.#split(height)
    return undefined
  }

  #split(height: number): SourceError {
    const times = (this.#splits.get(height) ?? 0) + 1
    this.#splits.delete(height)
    this.#splits.set(height, times)
    const [oldest] = this.#splits.keys()
    if (this.#splits.size > SPLITS_MAX && oldest !== undefined) this.#splits.delete(oldest)
    const asked = { endpoint: `${this.#sources.length} endpoints`, height }
    if (times < PATIENCE)
      return new SourceError(
        'LZ_SOURCE_QUORUM',
        asked,
        `No ${this.#quorum} say the same of it. One may lag: try again.`,
      )
    const finding = `No ${this.#quorum} say the same of it, ${times} times in a row: one of them is on another chain, or lies.`
    return new SourceError('LZ_SOURCE_SPLIT', asked, finding)
  }

  #short(answers: number, failed: readonly SourceError[]): SourceError {
    const asked = { endpoint: `${this.#sources.length} endpoints` }
    const reasons = failed.map(({ message }) => message).join(' ')
    const finding = `${answers} answer, ${this.#quorum} must. ${reasons}`
    return new SourceError('LZ_SOURCE_QUORUM', asked, finding, { cause: failed[0] })
  }
}

interface Agreed<Source> {
  readonly hash: string
  readonly sources: readonly Source[]
}

async function settle<Source, T>(source: Source, work: (source: Source) => Promise<T>): Promise<Said<Source, T>> {
  try {
    return { source, value: await work(source) }
  } catch (error) {
    if (error instanceof SourceError) return { source, error }
    throw error
  }
}

async function hashAt<Source extends BlockSource<BlockHeader>>(
  { source, value }: Answer<Source, BlockRef>,
  height: number,
  signal?: AbortSignal,
): Promise<Said<Source, string | undefined>> {
  if (value.height === height) return { source, value: value.hash }
  return settle(source, (asked) => asked.findHash(height, signal))
}

interface Answer<Source, T> {
  readonly source: Source
  readonly value: T
}

function valuesOf<Source, T>(said: readonly Said<Source, T>[]): readonly Answer<Source, T>[] {
  return said.flatMap((one) => ('value' in one ? [one] : []))
}

/** The hash that most say. */
function mostSaid<Source>(said: readonly Said<Source, string | undefined>[]): Agreed<Source> | undefined {
  const bySaid = new Map<string, Source[]>()
  for (const { source, value } of valuesOf(said)) {
    if (value !== undefined) bySaid.set(value, [...(bySaid.get(value) ?? []), source])
  }
  const [first] = [...bySaid].sort(([, a], [, b]) => b.length - a.length)
  return first && { hash: first[0], sources: first[1] }
}

function options(finding: string): SourceError {
  return new SourceError('LZ_SOURCE_OPTIONS', { endpoint: 'The source' }, finding)
}

function moved(height: number): SourceError {
  const finding = 'The block changed while it was read. Read it again.'
  return new SourceError('LZ_SOURCE_MOVED', { endpoint: 'The endpoints', height }, finding)
}
