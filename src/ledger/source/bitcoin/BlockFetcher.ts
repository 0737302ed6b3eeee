import type { BlockRef } from '../../ChainSource.ts'

/**
 * What somebody says of a chain of Bitcoin: bytes and hashes as they came, of which only the form was checked.
 *
 * Hashes are as explorers show them. All fail with `LZ_SOURCE_MOVED` where a block is gone that was there before.
 *
 * @throws SourceError
 */
export interface BlockFetcher {
  /** What messages call it. */
  readonly origin: string
  findHead(signal?: AbortSignal): Promise<BlockRef>
  /** Undefined where the chain does not reach as far. */
  findHash(height: number, signal?: AbortSignal): Promise<string | undefined>
  fetchHeader(hash: string, signal?: AbortSignal): Promise<Uint8Array>
  fetchBlock(hash: string, signal?: AbortSignal): Promise<Uint8Array>
}

/** Whether it is a hash as explorers show it. */
export function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
}
