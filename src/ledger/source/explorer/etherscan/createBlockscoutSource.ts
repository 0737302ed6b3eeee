import { ChainId } from '../../../../chain/index.ts'
import { type Ask, type AskerOptions, createAsker } from '../createAsker.ts'
import { ExplorerError } from '../ExplorerError.ts'
import type { HistorySource } from '../HistorySource.ts'
import type { NameSource } from '../NameSource.ts'
import { encodeBalanceOf, readNodeAmount } from './balances.ts'
import { createInstanceNames, createNameService } from './blockscoutNames.ts'
import { createAccountApi } from './createAccountApi.ts'
import { readNodeAnswer } from './createEtherscanSource.ts'

export interface BlockscoutOptions extends Omit<AskerOptions, 'perSecond' | 'headers' | 'busyStatuses'> {
  readonly chain: ChainId.ChainId
  /** Of an instance, such as `https://eth.blockscout.com`; the chain's own where the documents name one. */
  readonly url?: string
  readonly apiKey?: string | undefined
  /** Requests per second; 3 unless said, and 5 with a key. */
  readonly perSecond?: number
  /** Rows a request; 1,000 unless said. */
  readonly pageRows?: number
  /** Where the service of names is; else Blockscout's own for its own instances, and none for those of others. */
  readonly namesUrl?: string
}

const WINDOW_ROWS = 10_000

/** @source https://docs.blockscout.com (servers of the API's OpenAPI document) */
const INSTANCES: ReadonlyMap<string, string> = new Map([
  ['eip155:1', 'https://eth.blockscout.com'],
  ['eip155:10', 'https://optimism.blockscout.com'],
  ['eip155:8453', 'https://base.blockscout.com'],
])

/**
 * Blockscout, through its account API, which tells log indices and the places of calls.
 *
 * With a key and without an instance it asks the API of all chains, else the instance.
 *
 * @throws ExplorerError `LZ_EXPLORER_CHAIN` where no instance of that chain is known
 * @source https://docs.blockscout.com/devs/apis/rpc/account
 * @source https://docs.blockscout.com/endpoint-overview
 * @source https://docs.blockscout.com/devs/apis/requests-and-limits
 */
export function createBlockscoutSource(options: BlockscoutOptions): HistorySource {
  const { chain, apiKey, perSecond = apiKey === undefined ? 3 : 5, pageRows = 1000 } = options
  const { api, node } = urlsOf(options)
  const ask = createAsker({ ...options, perSecond })
  const askNode = async (method: string, params: readonly unknown[], signal?: AbortSignal): Promise<unknown> =>
    await ask({
      url: node,
      body: { jsonrpc: '2.0', id: 1, method, params },
      signal,
      read: (answer) => readNodeAnswer(answer, 'blockscout', apiKey),
    })
  const source = createAccountApi({
    name: 'blockscout',
    chain,
    ask,
    url: (params) => `${api}${api.includes('?') ? '&' : '?'}${new URLSearchParams(params)}`,
    apiKey,
    pageRows,
    windowRows: WINDOW_ROWS,
    hasLogPlaces: true,
    askNode: async (method, id, signal) => await askNode(method, id === undefined ? [] : [id], signal),
    askBalance: async ({ account, token, block, signal }) => {
      const at = block === undefined ? 'latest' : `0x${block.toString(16)}`
      const call = { to: token, data: encodeBalanceOf(account) }
      const answer =
        token === undefined
          ? await askNode('eth_getBalance', [account, at], signal)
          : await askNode('eth_call', [call, at], signal)
      const amount = readNodeAmount(answer, 'blockscout balance')
      return amount === undefined ? undefined : { amount, block }
    },
    askChain: async (signal) => String(Number(await askNode('eth_chainId', [], signal))),
  })
  return { ...source, names: namesOf(options, ask) }
}

/** Of Blockscout's own instances; it tells names of all of them in one place. */
export const BLOCKSCOUT_NAMES = 'https://metadata.services.blockscout.com/api/v1/metadata'

/** Whether an instance is one of Blockscout's own, whose names are told by `BLOCKSCOUT_NAMES`. */
export function isBlockscoutsOwn(url: string | undefined): boolean {
  return url === undefined || (URL.canParse(url) && new URL(url).hostname.endsWith('.blockscout.com'))
}

function namesOf({ chain, url, apiKey, namesUrl }: BlockscoutOptions, ask: Ask): NameSource {
  const key = apiKey === undefined ? {} : { apikey: apiKey }
  if (namesUrl === undefined && !isBlockscoutsOwn(url)) {
    const query = apiKey === undefined ? '' : `?${new URLSearchParams(key)}`
    return createInstanceNames({
      ask,
      url: ([address = '']) => `${trimUrl(url ?? '')}/api/v2/addresses/${address}${query}`,
    })
  }
  const isPro = url === undefined && apiKey !== undefined
  const service =
    namesUrl ?? (isPro ? 'https://api.blockscout.com/services/metadata/api/v1/metadata' : BLOCKSCOUT_NAMES)
  const chainId = chain.slice('eip155:'.length)
  const urlFor = (addresses: readonly string[]): string =>
    `${service}?${new URLSearchParams({ addresses: addresses.join(','), chainId, ...(isPro ? key : {}) })}`
  return createNameService({ ask, url: urlFor })
}

function trimUrl(url: string): string {
  return url.replace(/\/+$/, '').replace(/\/api$/, '')
}

/** Where lists are asked for, and where the node is. */
function urlsOf({ chain, url, apiKey }: BlockscoutOptions): { api: string; node: string } {
  if (!ChainId.isEvm(chain)) throw new ExplorerError('LZ_EXPLORER_CHAIN', `Blockscout has EVM chains, not ${chain}.`)
  const number = chain.slice('eip155:'.length)
  if (url === undefined && apiKey !== undefined) {
    const node = `https://api.blockscout.com/${number}/json-rpc?${new URLSearchParams({ apikey: apiKey })}`
    return { api: `https://api.blockscout.com/v2/api?chain_id=${number}`, node }
  }
  const instance = url ?? INSTANCES.get(chain)
  if (instance !== undefined) return { api: `${trimUrl(instance)}/api`, node: `${trimUrl(instance)}/api/eth-rpc` }
  const message = `No Blockscout of ${ChainId.shortName(chain)} is known. Name one: --source-url https://...`
  throw new ExplorerError('LZ_EXPLORER_CHAIN', message)
}
