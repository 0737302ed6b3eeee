import type { z } from 'zod'
import { type AssetId, type ChainId, EvmAddress, TxHash } from '../../../../chain/index.ts'
import type { Transfer } from '../../../Transfer.ts'
import { ExplorerError } from '../ExplorerError.ts'
import { findFirstReceipt } from '../findFirstReceipt.ts'
import type { HistorySource } from '../HistorySource.ts'
import { type ListPage, listHistory } from '../listHistory.ts'
import { listRuns, type PageQuery } from '../listRuns.ts'
import { assertAbout, mapRows } from '../readRows.ts'
import { END_BLOCK, findBalance, findFees, findHeight } from './balances.ts'
import { askRows, type Dialect } from './Dialect.ts'
import { readTransaction } from './readTransaction.ts'
import { internalRow, nativeRow, readDecimals, type TokenRow, toInternal, tokenRow, toNative, toToken } from './rows.ts'

/** A history source that speaks the account API in some dialect. */
export function createAccountApi(dialect: Dialect): HistorySource {
  return {
    name: dialect.name,
    chain: dialect.chain,
    unsettledBlocks: UNSETTLED_BLOCKS,
    assertChain: (signal) => assertChain(dialect, signal),
    listHistory(address, query) {
      const reading = { dialect, address: EvmAddress.parse(address), signal: query.signal }
      return listHistory(
        LISTS.map((list) => (fromBlock) => readPages(reading, list, fromBlock)),
        query,
      )
    },
    findFirstReceipt(address, signal) {
      const reading = { dialect, address: EvmAddress.parse(address), signal }
      const lists = NATIVE_LISTS.map((list) => (fromBlock: number) => readPages(reading, list, fromBlock))
      return findFirstReceipt(lists, reading.address)
    },
    findTransaction: (id, signal) => readTransaction(dialect, TxHash.parse(id), signal),
    findHeight: (signal) => findHeight(dialect, signal),
    findBalance: (account, asset, query) => findBalance(dialect, { account, asset }, query),
    findFees: (account, query) => findFees(dialect, account, query),
  }
}

/** As deep as a node's chain is followed back when it is reorganised: deeper than any from which an EVM chain recovered. */
const UNSETTLED_BLOCKS = 256

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

/** The lists of the chain's own asset. */
const NATIVE_LISTS: readonly List<Row>[] = [
  list({ action: 'txlist', row: nativeRow, toTransfer: toNative }),
  list({ action: 'txlistinternal', row: internalRow, toTransfer: toInternal }),
]

/** The lists that make up a history, in the order in which they are read. */
const LISTS: readonly List<Row>[] = [
  ...NATIVE_LISTS,
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

interface Reading {
  readonly dialect: Dialect
  readonly address: string
  readonly signal: AbortSignal | undefined
}

async function* readPages(
  { dialect, address, signal }: Reading,
  { action, row, toTransfer, decimalsOf }: List<Row>,
  fromBlock: number,
): AsyncGenerator<ListPage> {
  const { chain, pageRows, windowRows } = dialect
  const source = `${dialect.name} ${action}`
  const fixed = { action, address, endblock: `${END_BLOCK}`, sort: 'asc', offset: `${pageRows}` }
  const fetch = ({ from, page }: PageQuery) =>
    askRows(dialect, { ...fixed, startblock: `${from}`, page: `${page}` }, { row, signal })
  const list = { source, pageRows, windowRows, placeOf: ({ blockNumber }: Row) => blockNumber, fetch }
  for await (const { rows, ...places } of listRuns(list, fromBlock)) {
    const read = mapRows(rows, source, (one) => ({ transfer: toTransfer(one, chain), decimals: decimalsOf?.(one) }))
    const transfers = read.flatMap(({ transfer }) => transfer ?? [])
    assertAbout(transfers, address, source)
    yield { transfers, decimals: decimalsIn(read), ...places }
  }
}

interface ReadRow {
  readonly transfer: Transfer | undefined
  readonly decimals: number | undefined
}

function decimalsIn(rows: readonly ReadRow[]): Map<AssetId.AssetId, number> {
  const known = rows.flatMap(({ transfer, decimals }) => {
    return transfer === undefined || decimals === undefined ? [] : [[transfer.asset, decimals] as const]
  })
  return new Map(known)
}
