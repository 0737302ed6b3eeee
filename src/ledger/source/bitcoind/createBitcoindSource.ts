import type { ChainId } from '../../../chain/index.ts'
import type { Client } from '../../../net/index.ts'
import type { UtxoSource } from '../../ChainSource.ts'
import { assertGenesis, createProvenSource, getNetwork } from '../bitcoin/createProvenSource.ts'
import { createCheckedUtxoSource } from '../createCheckedSource.ts'
import type { Patience } from '../createPatience.ts'
import { Endpoint } from '../rpc/Endpoint.ts'
import { Rpc, type RpcLimits } from '../rpc/Rpc.ts'
import { splitUrl } from '../rpc/splitUrl.ts'
import { SourceError } from '../SourceError.ts'
import { BitcoindFetcher } from './BitcoindFetcher.ts'
import { readCookie } from './readCookie.ts'
import { readNodeError } from './readNodeError.ts'

/** How a chain of Bitcoin is read. */
export interface BitcoindSourceOptions extends RpcLimits, Patience {
  /** Bitcoin's, or one of its test networks'. */
  readonly chain: ChainId.ChainId
  /** URLs of nodes that speak the JSON-RPC of Bitcoin Core, with user and password: `http://user:password@127.0.0.1:8332`. */
  readonly endpoints: readonly string[]
  /** The way out; nodes of one's own must be among its `allowPrivate`. */
  readonly client: Client
  /** How many endpoints must agree; more than half of them unless said. */
  readonly quorum?: number
  /** Bitcoin Core's `.cookie`, for the one endpoint without a user. It is read again for each request: the node changes it. */
  readonly cookieFile?: string
}

/** A request is one block or many headers; bitcoind has 16 places for requests that wait, and 4 hands. */
const BATCH_MAX = 4
const NO_SOCKET =
  'Nodes of Bitcoin speak no WebSocket. Write the URL with http:// or https://, as http://127.0.0.1:8332.'

/**
 * Reads the blocks of Bitcoin from its nodes, and believes them nothing: see `createProvenSource`.
 *
 * @throws SourceError `LZ_SOURCE_OPTIONS`
 * @example
 * const client = createClient({ allowPrivate: ['127.0.0.1:8332'] })
 * const endpoints = ['http://user:password@127.0.0.1:8332']
 * const source = createBitcoindSource({ chain: ChainId.parse('bitcoin'), endpoints, client })
 * await source.findBlock(170) // { height: 170, hash: '0x00000000d1145790...', columns: {...}, ... }
 */
export function createBitcoindSource(options: BitcoindSourceOptions): UtxoSource {
  return createUnitedSource(createNodeSources(options), options.quorum)
}

/** One source of each node. @throws SourceError `LZ_SOURCE_OPTIONS` */
export function createNodeSources(options: BitcoindSourceOptions): readonly UtxoSource[] {
  assertCookie(options)
  return options.endpoints.map((url) => createNodeSource(url, options))
}

/** Several sources as one, of which more than half must agree unless said. @throws SourceError `LZ_SOURCE_OPTIONS` */
export function createUnitedSource(sources: readonly UtxoSource[], quorum?: number): UtxoSource {
  const [only] = sources
  if (only !== undefined && sources.length === 1 && (quorum ?? 1) === 1) return only
  return createCheckedUtxoSource(sources, { quorum: quorum ?? Math.floor(sources.length / 2) + 1 })
}

function createNodeSource(url: string, options: BitcoindSourceOptions): UtxoSource {
  const { chain, client, cookieFile, batchMax = BATCH_MAX } = options
  const { form, origin, credentials } = splitUrl(url)
  if (form === 'socket') throw new SourceError('LZ_SOURCE_OPTIONS', { endpoint: origin }, NO_SOCKET)
  const network = getNetwork(chain, origin)
  const isByCookie = cookieFile !== undefined && credentials === undefined
  const rpc = new Rpc(client, url, {
    ...options,
    batchMax,
    // Until version 28 errors come with a status of their own.
    answerStatuses: [400, 404, 500],
    readError: readNodeError,
    ...(isByCookie && { credentials: () => readCookie(cookieFile, origin) }),
  })
  const assertChain = async (asked: Rpc): Promise<void> =>
    assertGenesis(await asked.call({ method: 'getblockhash', params: [0] }), network, origin)
  return createProvenSource(new BitcoindFetcher(new Endpoint(rpc, assertChain, options), network), network)
}

/** A cookie is a password: it goes to one node, which must be meant. */
function assertCookie({ endpoints, cookieFile }: BitcoindSourceOptions): void {
  if (cookieFile === undefined) return
  const bare = endpoints.filter((url) => splitUrl(url).credentials === undefined)
  if (bare.length === 1) return
  const finding = `A cookie is for one node, and ${bare.length} of the endpoints have no user. Write user and password into the URLs of the others.`
  throw new SourceError('LZ_SOURCE_OPTIONS', { endpoint: 'The source' }, finding)
}
