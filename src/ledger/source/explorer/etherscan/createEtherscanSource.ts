import { z } from 'zod'
import { ChainId } from '../../../../chain/index.ts'
import { type AskerOptions, createAsker } from '../createAsker.ts'
import { ExplorerError, quote } from '../ExplorerError.ts'
import type { HistorySource } from '../HistorySource.ts'
import { readShape } from '../readRows.ts'
import { createAccountApi } from './createAccountApi.ts'
import { askNumber, type Dialect } from './Dialect.ts'

export interface EtherscanOptions extends Omit<AskerOptions, 'perSecond' | 'headers' | 'busyStatuses'> {
  readonly chain: ChainId.ChainId
  /** `https://api.etherscan.io/v2/api` unless said. */
  readonly url?: string
  readonly apiKey: string
  /** Calls per second; 3 unless said, which is what the free plan allows. */
  readonly perSecond?: number
  /** Rows a call; 1,000 unless said, which is what the free plan allows. */
  readonly pageRows?: number
}

const URL_OF_ALL = 'https://api.etherscan.io/v2/api'

/** No list can be turned further than this, whatever the plan. */
const WINDOW_ROWS = 10_000

/**
 * Etherscan's API, version 2: one address and one key for all its chains.
 *
 * It tells neither log indices nor the places of calls: inside one transaction its rows stand by their content.
 *
 * @throws ExplorerError `LZ_EXPLORER_CHAIN` for a chain that is no EVM chain
 * @source https://docs.etherscan.io/rate-limits
 * @source https://docs.etherscan.io/api-reference/endpoint/txlist
 * @source https://docs.etherscan.io/api-reference/endpoint/balance
 */
export function createEtherscanSource(options: EtherscanOptions): HistorySource {
  const { chain, url = URL_OF_ALL, apiKey, perSecond = 3, pageRows = 1000 } = options
  if (!ChainId.isEvm(chain)) throw new ExplorerError('LZ_EXPLORER_CHAIN', `Etherscan has EVM chains, not ${chain}.`)
  const ask = createAsker({ ...options, perSecond })
  const chainid = chain.slice('eip155:'.length)
  const urlOf: Dialect['url'] = (params) => `${url}?${new URLSearchParams({ chainid, ...params })}`
  const base = { name: 'etherscan', chain, ask, url: urlOf, apiKey }
  return createAccountApi({
    ...base,
    pageRows,
    windowRows: WINDOW_ROWS,
    hasLogPlaces: false,
    // The past is not told for nothing: it is always the balance of now.
    askBalance: async ({ account, token, signal }) => {
      const fixed = { address: account, tag: 'latest' }
      const params = token === undefined ? { action: 'balance' } : { action: 'tokenbalance', contractaddress: token }
      return { amount: await askNumber(base, { ...params, ...fixed }, signal), block: undefined }
    },
    askNode: async (action, txhash, signal) =>
      await ask({
        url: urlOf({ module: 'proxy', action, ...(txhash !== undefined && { txhash }), apikey: apiKey }),
        signal,
        read: (answer) => readNodeAnswer(answer, 'etherscan', apiKey),
      }),
  })
}

const nodeAnswer = z.object({
  result: z.unknown(),
  status: z.string().optional(),
  error: z.object({ message: z.string() }).optional(),
})

/** What a node says through an explorer. @throws ExplorerError `LZ_EXPLORER_RATE`, `LZ_EXPLORER_REFUSED` */
export function readNodeAnswer(answer: unknown, source: string, apiKey: string | undefined): unknown {
  const { result, status, error } = readShape(nodeAnswer, answer, source)
  if (error === undefined && status === undefined) return result
  const said = error?.message ?? (typeof result === 'string' ? result : '')
  const words = quote(apiKey === undefined ? said : said.replaceAll(apiKey, '[key]'))
  const code = /rate limit|too many/i.test(said) ? 'LZ_EXPLORER_RATE' : 'LZ_EXPLORER_REFUSED'
  throw new ExplorerError(code, `${source} answers ${words}. Check the chain and the key.`)
}
