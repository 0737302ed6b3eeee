import { expect } from 'vitest'
import type { BlockRef, UtxoBlock, UtxoSource } from '../../ChainSource.ts'
import { SourceError } from '../SourceError.ts'

/** What came of reading around a height. */
export interface Around {
  readonly head: BlockRef | undefined
  readonly blocks: readonly UtxoBlock[]
  readonly errors: readonly SourceError[]
}

/** What a source says of its head, and of the blocks around a height: all at the same time, as a reader far behind asks. */
export async function readAround(source: UtxoSource, height: number): Promise<Around> {
  const head = source.findHead()
  const reading = [-1, 0, 1].map((by) => source.findBlock(height + by))
  const ends = await Promise.allSettled([head, ...reading])
  const errors = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
  for (const error of errors) expect(error).toBeInstanceOf(SourceError)
  const [first, ...blocks] = ends.map((end) => (end.status === 'fulfilled' ? end.value : undefined))
  return {
    head: first as BlockRef | undefined,
    blocks: blocks.flatMap((block) => (block === undefined ? [] : [block as UtxoBlock])),
    errors: errors as SourceError[],
  }
}

/** All words of an error, and of what caused it. */
export function textOf(error: unknown): string {
  return error instanceof Error ? `${error.message} ${error.stack} ${textOf(error.cause)}` : String(error)
}
