import type { ChainId } from '../../../chain/index.ts'
import type { Client } from '../../../net/index.ts'
import type { UtxoSource } from '../../ChainSource.ts'
import { createProvenSource, getNetwork } from '../bitcoin/createProvenSource.ts'
import type { Patience } from '../createPatience.ts'
import type { Clock } from '../explorer/HistorySource.ts'
import { splitUrl } from '../rpc/splitUrl.ts'
import { SourceError } from '../SourceError.ts'
import { EsploraFetcher } from './EsploraFetcher.ts'
import { type EsploraName, findInstance } from './findInstance.ts'

/** How Bitcoin's blocks are read from an explorer. */
export interface EsploraBlockOptions extends Patience {
  /** Bitcoin's, or one of its test networks'. */
  readonly chain: ChainId.ChainId
  /** `mempool`, `blockstream`, or the URL of another instance's API, such as `http://127.0.0.1:3000`. */
  readonly endpoint: EsploraName | (string & {})
  /** The way out; an instance of one's own must be among its `allowPrivate`. */
  readonly client: Client
  readonly clock: Clock
  /** Requests per second; 3 unless said: public instances name no number, and refuse who asks much more. */
  readonly perSecond?: number
  /** Of one request. 30,000 unless said. */
  readonly timeoutMs?: number
}

const DEFAULTS = { perSecond: 3, timeoutMs: 30_000, waitMs: (attempt: number) => 1000 * 2 ** (attempt - 2) }

/**
 * Reads the blocks of Bitcoin from an explorer, and believes it nothing: see `createProvenSource`.
 *
 * For those who have no node: a block takes two requests, and the explorer learns nothing but that somebody reads blocks.
 *
 * @throws SourceError `LZ_SOURCE_OPTIONS`
 * @source https://github.com/Blockstream/esplora/blob/master/API.md
 * @source https://mempool.space/docs/api/rest
 * @example
 * const options = { chain: ChainId.parse('bitcoin'), client: createClient(), clock }
 * createEsploraBlockSource({ ...options, endpoint: 'mempool' })
 * createEsploraBlockSource({ ...options, endpoint: 'mempol' }) // throws LZ_SOURCE_OPTIONS
 */
export function createEsploraBlockSource(options: EsploraBlockOptions): UtxoSource {
  const network = getNetwork(options.chain, 'The source')
  const url = findInstance(options.endpoint, network) ?? parseUrl(options.endpoint)
  return createProvenSource(new EsploraFetcher({ ...DEFAULTS, ...options, url, network }), network)
}

function parseUrl(endpoint: string): string {
  if (/^https?:/.test(endpoint)) return splitUrl(endpoint).bare.replace(/\/+$/, '')
  const finding = `${JSON.stringify(endpoint.slice(0, 80))} is no explorer of that network. Say mempool, blockstream, or the URL of an Esplora API.`
  throw new SourceError('LZ_SOURCE_OPTIONS', { endpoint: 'The source' }, finding)
}
