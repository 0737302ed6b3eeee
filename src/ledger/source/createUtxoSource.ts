import type { UtxoSource } from '../ChainSource.ts'
import { type BitcoindSourceOptions, createNodeSources, createUnitedSource } from './bitcoind/createBitcoindSource.ts'
import { createEsploraBlockSource, type EsploraBlockOptions } from './esplora/createEsploraBlockSource.ts'

/** How a chain of Bitcoin is read from nodes and explorers together. `endpoints` are those of nodes, and may be none. */
export interface UtxoSourceOptions extends BitcoindSourceOptions, Pick<EsploraBlockOptions, 'clock' | 'perSecond'> {
  /** Each `mempool`, `blockstream`, or the URL of an Esplora API. */
  readonly explorers: readonly EsploraBlockOptions['endpoint'][]
}

/**
 * Reads the blocks of Bitcoin from nodes and explorers, of which a quorum must agree.
 *
 * @throws SourceError `LZ_SOURCE_OPTIONS`
 * @example
 * // A node of one's own, and somebody else who would have to tell the same lie.
 * const endpoints = ['http://user:password@127.0.0.1:8332']
 * createUtxoSource({ chain, client, clock, endpoints, explorers: ['mempool'] })
 */
export function createUtxoSource(options: UtxoSourceOptions): UtxoSource {
  const explorers = options.explorers.map((endpoint) => createEsploraBlockSource({ ...options, endpoint }))
  return createUnitedSource([...createNodeSources(options), ...explorers], options.quorum)
}
