import { z } from 'zod'
import type { ChainId } from '../../../../chain/index.ts'
import type { StatedBalance } from '../../../BalanceSource.ts'
import type { Ask } from '../createAsker.ts'
import { ExplorerError, quote } from '../ExplorerError.ts'
import { readShape } from '../readRows.ts'

/** How one explorer speaks the account API that Etherscan began: what differs between those that speak it. */
export interface Dialect {
  readonly name: string
  readonly chain: ChainId.ChainId
  readonly ask: Ask
  /** Address of a call, without the key. */
  readonly url: (params: Readonly<Record<string, string>>) => string
  /** Never to be seen in a message. */
  readonly apiKey: string | undefined
  /** Rows of a full page. */
  readonly pageRows: number
  /** Rows that can be reached by turning pages, without a later first block. */
  readonly windowRows: number
  /** Asks a JSON-RPC method of the explorer's node. */
  readonly askNode: (method: NodeMethod, param: string | undefined, signal?: AbortSignal) => Promise<unknown>
  /** Asks what an account has, in whatever way the explorer has for it. */
  readonly askBalance: (question: BalanceQuestion) => Promise<StatedBalance | undefined>
  /** Asks for the chain that it shows, as a decimal text; undefined where it is named in every call. */
  readonly askChain?: (signal?: AbortSignal) => Promise<string>
  /** Whether its lists tell log indices: what it says of single transactions then has them too. */
  readonly hasLogPlaces: boolean
}

/** Whose balance is asked for, at a block where that is given: of a token's contract, or of the native asset. */
export interface BalanceQuestion {
  readonly account: string
  readonly token: string | undefined
  readonly block: number | undefined
  readonly signal: AbortSignal | undefined
}

export type NodeMethod = 'eth_blockNumber' | 'eth_getTransactionByHash' | 'eth_getTransactionReceipt'

const envelope = z.object({ status: z.string().max(10), message: z.string().nullish(), result: z.unknown() })

/**
 * Calls the account API and gives the rows of its answer; none where it says that nothing was found.
 *
 * @throws ExplorerError `LZ_EXPLORER_RATE`, `LZ_EXPLORER_BUSY`, `LZ_EXPLORER_KEY`, `LZ_EXPLORER_WINDOW`,
 * `LZ_EXPLORER_REFUSED`, `LZ_EXPLORER_SHAPE`
 * @source https://docs.etherscan.io/resources/common-error-messages
 */
export async function askRows<R>(
  dialect: Dialect,
  params: Readonly<Record<string, string>>,
  { row, signal }: { row: z.ZodType<R>; signal?: AbortSignal | undefined },
): Promise<readonly R[]> {
  const { apiKey } = dialect
  const url = dialect.url({ module: 'account', ...params, ...(apiKey === undefined ? {} : { apikey: apiKey }) })
  const source = `${dialect.name} ${params['action']}`
  return await dialect.ask({ url, signal, read: (answer) => readRows(answer, { source, row, apiKey }) })
}

interface Reading<R> {
  readonly source: string
  readonly row: z.ZodType<R>
  readonly apiKey: string | undefined
}

function readRows<R>(answer: unknown, { source, row, apiKey }: Reading<R>): readonly R[] {
  const { status, message, result } = readShape(envelope, answer, source)
  if (status === '1') return readShape(z.array(row), result, source)
  const isEmpty = Array.isArray(result) ? result.length === 0 : result === null
  if (isEmpty && NOTHING.test(message ?? '')) return []
  throw refusal({ source, apiKey }, `${typeof result === 'string' ? result : ''} ${message ?? ''}`)
}

function refusal({ source, apiKey }: Pick<Reading<unknown>, 'source' | 'apiKey'>, text: string): ExplorerError {
  const said = text.trim()
  const [code, advice] = REFUSALS.find(([pattern]) => pattern.test(said))?.[1] ?? OTHER
  const words = quote(apiKey === undefined ? said : said.replaceAll(apiKey, '[key]'))
  return new ExplorerError(code, `${source} answers ${words}. ${advice}`)
}

/** Calls the account API for a single number. @throws as `askRows` */
export async function askNumber(
  dialect: Pick<Dialect, 'name' | 'apiKey' | 'url' | 'ask'>,
  params: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<bigint> {
  const { apiKey } = dialect
  const url = dialect.url({ module: 'account', ...params, ...(apiKey === undefined ? {} : { apikey: apiKey }) })
  const source = `${dialect.name} ${params['action']}`
  const read = (answer: unknown): bigint => {
    const { status, message, result } = readShape(envelope, answer, source)
    if (status !== '1')
      throw refusal({ source, apiKey }, `${typeof result === 'string' ? result : ''} ${message ?? ''}`)
    return BigInt(readShape(z.string().regex(/^\d{1,78}$/), result, source))
  }
  return await dialect.ask({ url, signal, read })
}

const NOTHING = /^No (?:\w+ )*found/i

type Refusal = readonly [ConstructorParameters<typeof ExplorerError>[0], string]

const OTHER: Refusal = ['LZ_EXPLORER_REFUSED', 'Check the chain, and whether this explorer answers for it.']

const REFUSALS: readonly (readonly [RegExp, Refusal])[] = [
  [/invalid api key|missing.*api ?key|api ?key.*(?:invalid|required)/i, ['LZ_EXPLORER_KEY', 'Check the key.']],
  [/rate limit|too many/i, ['LZ_EXPLORER_RATE', 'Ask less often, or give a key.']],
  [/window is too large/i, ['LZ_EXPLORER_WINDOW', 'Begin at a later block.']],
  [
    /time-?out|temporarily|try again|busy|not yet (?:been )?processed|not been processed yet/i,
    ['LZ_EXPLORER_BUSY', 'Try again later.'],
  ],
]
