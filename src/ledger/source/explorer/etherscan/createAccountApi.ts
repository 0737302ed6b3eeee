import type { z } from 'zod'
import { type AssetId, type ChainId, EvmAddress, TxHash } from '../../../../chain/index.ts'
import type { Transfer } from '../../../Transfer.ts'
import { ExplorerError } from '../ExplorerError.ts'
import type { HistoryPage, HistoryQuery, HistorySource } from '../HistorySource.ts'
import { assertAbout, mapRows } from '../readRows.ts'
import { askRows, type Dialect } from './Dialect.ts'
import { listBlocks } from './listBlocks.ts'
import { readTransaction } from './readTransaction.ts'
import { internalRow, nativeRow, readDecimals, type TokenRow, toInternal, tokenRow, toNative, toToken } from './rows.ts'

/** A history source that speaks the account API in some dialect. */
export function createAccountApi(dialect: Dialect): HistorySource {
  return {
    name: dialect.name,
    chain: dialect.chain,
    assertChain: (signal) => assertChain(dialect, signal),
    listHistory: (address, query) => listHistory(dialect, EvmAddress.parse(address), query),
    findTransaction: (id, signal) => readTransaction(dialect, TxHash.parse(id), signal),
  }
}

async function assertChain({ name, chain, askChain }: Dialect, signal?: AbortSignal): Promise<void> {
  const shown = await askChain?.(signal)
  if (shown === undefined || chain === `eip155:${shown}`) return
  throw new ExplorerError(
    'LZ_EXPLORER_CHAIN',
    `${name} shows the chain eip155:${shown}, not ${chain}. Name another explorer.`,
  )
}

interface List<R> {
  readonly action: string
  readonly row: z.ZodType<R>
  readonly toTransfer: (row: R, chain: ChainId.ChainId) => Transfer | undefined
  readonly decimalsOf?: (row: R) => number | undefined
}

/** The lists that make up a history, in the order in which they are read. */
const LISTS: readonly List<Row>[] = [
  list({ action: 'txlist', row: nativeRow, toTransfer: toNative }),
  list({ action: 'txlistinternal', row: internalRow, toTransfer: toInternal }),
  list({
    action: 'tokentx',
    row: tokenRow,
    toTransfer: toToken,
    decimalsOf: ({ tokenDecimal }: TokenRow) => readDecimals(tokenDecimal),
  }),
]

interface Row {
  readonly blockNumber: number
}

/** Forgets the type of a list's rows: only its own functions ever see them. */
function list<R extends Row>(known: List<R>): List<Row> {
  return known as unknown as List<Row>
}

/** Where a reading of the lists stands. */
interface Cursor {
  readonly list: number
  readonly block: number
  /** Where each list begins. */
  readonly fromBlock: number
  /** The last block that the first list told of when it was read: what comes later is in it, or behind it. */
  readonly sureTo: number
}

const CURSOR = /^([0-9]):(\d{1,10}):(\d{1,10}):(\d{1,10})$/

function encodeCursor({ list, block, fromBlock, sureTo }: Cursor): string {
  return [list, block, fromBlock, sureTo].join(':')
}

function parseCursor({ pageToken, fromBlock = 0 }: HistoryQuery): Cursor {
  if (pageToken === undefined) return { list: 0, block: fromBlock, fromBlock, sureTo: fromBlock }
  const [list = LISTS.length, block = 0, from = 0, sureTo = 0] = (CURSOR.exec(pageToken) ?? []).slice(1).map(Number)
  if (list < LISTS.length) return { list, block, fromBlock: from, sureTo }
  throw new ExplorerError('LZ_EXPLORER_TOKEN', `'${pageToken.slice(0, 40)}' is no place in a history. Read it anew.`)
}

async function* listHistory(dialect: Dialect, address: string, query: HistoryQuery): AsyncGenerator<HistoryPage> {
  let cursor: Cursor | undefined = parseCursor(query)
  while (cursor !== undefined) {
    const at: Cursor = cursor
    const reading = { dialect, address, list: LISTS[at.list] as List<Row>, signal: query.signal }
    for await (const { lastBlock, nextBlock, ...page } of listPages(reading, at.block)) {
      const sureTo: number = at.list === 0 ? (lastBlock ?? cursor?.sureTo ?? at.sureTo) : at.sureTo
      cursor = moveOn({ ...at, sureTo }, nextBlock)
      const next = cursor ?? { list: 0, block: sureTo, fromBlock: sureTo, sureTo }
      yield { ...page, next: encodeCursor(next), isEnd: cursor === undefined }
    }
  }
}

/** To the list's next block, to the next list, or undefined at the end of the last. */
function moveOn(at: Cursor, nextBlock: number | undefined): Cursor | undefined {
  if (nextBlock !== undefined) return { ...at, block: nextBlock }
  return at.list + 1 < LISTS.length ? { ...at, list: at.list + 1, block: at.fromBlock } : undefined
}

interface Reading {
  readonly dialect: Dialect
  readonly address: string
  readonly list: List<Row>
  readonly signal: AbortSignal | undefined
}

interface ListPage extends Pick<HistoryPage, 'transfers' | 'decimals'> {
  readonly lastBlock: number | undefined
  readonly nextBlock: number | undefined
}

async function* listPages({ dialect, address, list, signal }: Reading, fromBlock: number): AsyncGenerator<ListPage> {
  const { chain, pageRows, windowRows } = dialect
  const { action, row, toTransfer, decimalsOf } = list
  const source = `${dialect.name} ${action}`
  const fetch = ({ fromBlock: from, page }: { fromBlock: number; page: number }) =>
    askRows(
      dialect,
      {
        action,
        address,
        startblock: `${from}`,
        endblock: `${END_BLOCK}`,
        sort: 'asc',
        page: `${page}`,
        offset: `${pageRows}`,
      },
      { row, signal },
    )
  for await (const { rows, nextBlock } of listBlocks({ source, pageRows, windowRows, fetch }, fromBlock)) {
    const read = mapRows(rows, source, (one) => ({ transfer: toTransfer(one, chain), decimals: decimalsOf?.(one) }))
    const transfers = read.flatMap(({ transfer }) => transfer ?? [])
    assertAbout(transfers, address, source)
    const decimals = new Map<AssetId.AssetId, number>()
    for (const { transfer, decimals: places } of read) {
      if (transfer !== undefined && places !== undefined) decimals.set(transfer.asset, places)
    }
    yield { transfers, decimals, lastBlock: rows.at(-1)?.blockNumber, nextBlock }
  }
}

/** Beyond every block, and a number that every explorer takes. */
const END_BLOCK = 2_000_000_000
