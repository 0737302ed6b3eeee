import { z } from 'zod'
import { Address, type AssetId, ChainId, TxHash } from '../../../../chain/index.ts'
import type { Transfer } from '../../../Transfer.ts'
import { type Ask, type AskerOptions, createAsker } from '../createAsker.ts'
import { ExplorerError, quote } from '../ExplorerError.ts'
import { findFirstReceipt } from '../findFirstReceipt.ts'
import type { HistorySource } from '../HistorySource.ts'
import { type ListPage, listHistory, type ReadList } from '../listHistory.ts'
import { listRuns, type PageQuery } from '../listRuns.ts'
import { assertAbout, mapRows, readShape } from '../readRows.ts'
import { createHeights, type Heights } from './createHeights.ts'
import { findBalance, findHeight } from './findBalance.ts'
import { readTransaction } from './readTransaction.ts'
import { type Trc20Row, type TrxRow, tokenOf, toTrc20, toTrx, trc20Row, trxRow } from './rows.ts'

export interface TronGridOptions extends Omit<AskerOptions, 'perSecond' | 'headers' | 'busyStatuses'> {
  /** `https://api.trongrid.io` unless said. */
  readonly url?: string
  readonly apiKey?: string | undefined
  /** Requests per second; 10 unless said with a key, else 3: the documents name no number for those without one. */
  readonly perSecond?: number
  /** Rows a request; 200 unless said, which is the most. */
  readonly pageRows?: number
}

/** One TronGrid, ready to be asked. */
export interface TronGrid {
  readonly ask: Ask
  readonly url: string
  readonly pageRows: number
  readonly heights: Heights
}

const tron = ChainId.parse('tron')

/**
 * TronGrid: TRX, and tokens of the kind TRC-20.
 *
 * Its lists do not tell the places of rows, and of tokens and calls not even the block, only its time: the height is
 * asked for, once for each time. Inside one block rows stand by their content.
 *
 * @source https://developers.tron.network/reference/get-transaction-info-by-account-address
 * @source https://developers.tron.network/docs/get-trc20-transaction-history
 * @source https://developers.tron.network/reference-link/rate-limits
 */
export function createTronGridSource(options: TronGridOptions): HistorySource {
  const { url = 'https://api.trongrid.io', apiKey, pageRows = 200 } = options
  const headers = apiKey === undefined ? {} : { 'TRON-PRO-API-KEY': apiKey }
  const perSecond = options.perSecond ?? (apiKey === undefined ? 3 : 10)
  const ask = createAsker({ ...options, perSecond, headers, busyStatuses: [403, 503] })
  const base = url.replace(/\/+$/, '')
  const grid = { ask, url: base, pageRows, heights: createHeights(ask, base) }
  return {
    name: 'trongrid',
    chain: tron,
    // The lists are asked for confirmed rows only.
    unsettledBlocks: 0,
    assertChain: (signal) => assertMainnet(grid, signal),
    listHistory(address, query) {
      if (query.fromBlock !== undefined) throw new RangeError('TronGrid is asked by time, not by block.')
      const reading = { grid, address: Address.parse(address, tron), signal: query.signal }
      const lists: readonly ReadList[] = [
        (fromMs) => readPages(reading, TRX, fromMs),
        (fromMs) => readPages(reading, TRC20, fromMs),
      ]
      return listHistory(lists, query)
    },
    findFirstReceipt(address, signal) {
      const reading = { grid, address: Address.parse(address, tron), signal }
      return findFirstReceipt([(fromMs) => readPages(reading, TRX, fromMs)], reading.address)
    },
    findTransaction: (id, signal) => readTransaction(grid, TxHash.parse(id).slice(2), signal),
    findHeight: (signal) => findHeight(grid, signal),
    findBalance: (account, asset, query) => findBalance(grid, { account, asset }, query),
    // What was burned is in the rows of transactions, but stakes and votes move TRX too, and no row tells how much.
    findFees: async () => undefined,
  }
}

/** Tron names a chain by the last four bytes of its first block's id. @source https://namespaces.chainagnostic.org/tron */
async function assertMainnet({ ask, url }: TronGrid, signal?: AbortSignal): Promise<void> {
  const shape = z.object({ blockID: z.string().regex(/^[0-9a-fA-F]{64}$/) })
  const read = (answer: unknown): string => readShape(shape, answer, 'trongrid first block').blockID
  const id = await ask({ url: `${url}/wallet/getblockbynum`, body: { num: 0 }, signal, read })
  if (`tron:${Number.parseInt(id.slice(-8), 16)}` === tron) return
  const message = `The explorer shows a chain that begins with block ${id}: it is not Tron's main net. Name another one.`
  throw new ExplorerError('LZ_EXPLORER_CHAIN', message)
}

interface Reading {
  readonly grid: TronGrid
  readonly address: string
  readonly signal: AbortSignal | undefined
}

/** A list of an address: where it is, and how a row becomes a transfer. Undefined rows and transfers moved nothing. */
interface List<R> {
  readonly path: string
  readonly row: z.ZodType<R>
  readonly toTransfer: (row: R, block: number) => Transfer | undefined
}

const TRX: List<TrxRow | undefined> = {
  path: 'transactions',
  row: trxRow,
  toTransfer: (row, block) => (row === undefined ? undefined : toTrx(row, block)),
}

const TRC20: List<Trc20Row | undefined> = {
  path: 'transactions/trc20',
  row: trc20Row,
  toTransfer: (row, block) => (row === undefined ? undefined : toTrc20(row, block)),
}

/** How far pages are turned at one time: far more than a block holds. */
const WINDOW_ROWS = 20_000

interface TimedRow<R> {
  readonly row: R
  readonly timeMs: number
}

async function* readPages<R extends TrxRow | Trc20Row | undefined>(
  { grid, address, signal }: Reading,
  { path, row, toTransfer }: List<R>,
  fromMs: number,
): AsyncGenerator<ListPage> {
  const source = `trongrid ${path}`
  let fingerprint: string | undefined
  const fetch = async ({ from, page }: PageQuery): Promise<readonly TimedRow<R>[]> => {
    const before = page === 1 ? undefined : fingerprint
    if (page > 1 && before === undefined) return []
    const query = queryOf(from, grid.pageRows, before)
    const url = `${grid.url}/v1/accounts/${address}/${path}?${query}`
    const answer = await grid.ask({ url, signal, read: readEnvelope })
    fingerprint = answer.fingerprint
    return readShape(z.array(timed(row)), answer.data, source)
  }
  const list = { source, pageRows: grid.pageRows, windowRows: WINDOW_ROWS, placeOf: timeOf, fetch }
  for await (const { rows, ...places } of listRuns(list, fromMs)) {
    const placed = await placeRows(grid, rows, signal)
    const transfers = mapRows(placed, source, (one) => toTransfer(one.row, one.block)).filter(
      (one) => one !== undefined,
    )
    assertAbout(transfers, address, source)
    yield { transfers, decimals: decimalsIn(placed.map((one) => one.row)), ...places }
  }
}

function timed<R>(row: z.ZodType<R>): z.ZodType<TimedRow<R>> {
  const time = z.object({ block_timestamp: z.int().min(0) })
  return z.unknown().transform((value, context): TimedRow<R> => {
    const [one, at] = [row.safeParse(value), time.safeParse(value)]
    if (one.success && at.success) return { row: one.data, timeMs: at.data.block_timestamp }
    for (const issue of one.error?.issues ?? [])
      context.addIssue({ code: 'custom', message: issue.message, path: issue.path })
    return z.NEVER
  })
}

function timeOf({ timeMs }: TimedRow<unknown>): number {
  return timeMs
}

/** From a millisecond earlier on, so that it does not matter whether the bound itself is told: there is no block there. */
function queryOf(fromMs: number, pageRows: number, fingerprint: string | undefined): URLSearchParams {
  const min_timestamp = `${Math.max(0, fromMs - 1)}`
  const fixed = { limit: `${pageRows}`, only_confirmed: 'true', order_by: 'block_timestamp,asc', min_timestamp }
  return new URLSearchParams(fingerprint === undefined ? fixed : { ...fixed, fingerprint })
}

const envelope = z.object({
  success: z.boolean(),
  error: z.string().optional(),
  data: z.array(z.unknown()).max(10_000).optional(),
  meta: z.object({ fingerprint: z.string().max(2000).optional() }).optional(),
})

interface Envelope {
  readonly data: readonly unknown[]
  readonly fingerprint: string | undefined
}

function readEnvelope(answer: unknown): Envelope {
  const { success, error = '', data = [], meta } = readShape(envelope, answer, 'trongrid')
  if (success) return { data, fingerprint: meta?.fingerprint }
  const code = /limit|too many/i.test(error) ? 'LZ_EXPLORER_RATE' : 'LZ_EXPLORER_REFUSED'
  throw new ExplorerError(code, `trongrid answers ${quote(error)}. Check the address, and ask less often.`)
}

/** Finds the heights of rows that move something; the others need none. */
async function placeRows<R extends TrxRow | Trc20Row | undefined>(
  { heights }: TronGrid,
  rows: readonly TimedRow<R>[],
  signal: AbortSignal | undefined,
): Promise<{ readonly row: R; readonly block: number }[]> {
  const placed: { row: R; block: number }[] = []
  for (const { row, timeMs } of rows) {
    const block = row === undefined ? 0 : (row.block ?? (await heights.find(row.hash, timeMs, signal)))
    if (row !== undefined) heights.learn(timeMs, block)
    placed.push({ row, block })
  }
  return placed
}

function decimalsIn(rows: readonly (TrxRow | Trc20Row | undefined)[]): Map<AssetId.AssetId, number> {
  const known = rows.flatMap((row) => {
    if (row === undefined || !('token' in row) || row.decimals === undefined) return []
    return [[tokenOf(row), row.decimals] as const]
  })
  return new Map(known)
}
