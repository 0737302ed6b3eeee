import { z } from 'zod'
import { AssetId, EvmAddress } from '../../../../chain/index.ts'
import type { BalanceQuery, FeeSum, StatedBalance } from '../../../BalanceSource.ts'
import { listRuns } from '../listRuns.ts'
import { readShape } from '../readRows.ts'
import { askRows, type Dialect } from './Dialect.ts'
import { type NativeRow, nativeRow } from './rows.ts'

const height = z.string().regex(/^0x[0-9a-f]{1,8}$/)

/** The newest block that the explorer knows. */
export async function findHeight({ name, askNode }: Dialect, signal?: AbortSignal): Promise<number> {
  return Number(readShape(height, await askNode('eth_blockNumber', undefined, signal), `${name} eth_blockNumber`))
}

/** What an account has of the native asset or of a token; undefined for assets of other kinds. */
export async function findBalance(
  dialect: Dialect,
  { account, asset }: { readonly account: string; readonly asset: AssetId.AssetId },
  { block, signal }: BalanceQuery,
): Promise<StatedBalance | undefined> {
  const { namespace, reference } = AssetId.toParts(asset)
  const isNative = asset === AssetId.native(dialect.chain)
  if (!isNative && namespace !== 'erc20') return undefined
  const token = isNative ? undefined : EvmAddress.parse(reference)
  return await dialect.askBalance({ account: EvmAddress.parse(account), token, block, signal })
}

/** Call data of `balanceOf(address)`. @source https://eips.ethereum.org/EIPS/eip-20 */
export function encodeBalanceOf(account: string): string {
  return `0x70a08231${account.slice(2).padStart(64, '0')}`
}

const word = z.string().regex(/^0x[0-9a-fA-F]{1,64}$/)
const NO_ANSWER = /^0x$/

/** A node's number; undefined where a contract answers nothing, as one does that has no such function. */
export function readNodeAmount(answer: unknown, source: string): bigint | undefined {
  if (typeof answer === 'string' && NO_ANSWER.test(answer)) return undefined
  return BigInt(readShape(word, answer, source))
}

/**
 * Chains whose transactions also pay for data on another chain, which the lists do not tell.
 *
 * @source https://docs.optimism.io/app-developers/transactions/fees
 * @source https://docs.scroll.io/en/developers/transaction-fees-on-scroll/
 */
const CHAINS_WITH_DATA_FEES = new Set(['eip155:10', 'eip155:8453', 'eip155:81457', 'eip155:34443', 'eip155:534352'])

/** Adds up the fees of an account's own transactions, up to a block where it is given. */
export async function findFees(
  dialect: Dialect,
  address: string,
  { block = END_BLOCK, signal }: BalanceQuery,
): Promise<FeeSum | undefined> {
  const account = EvmAddress.parse(address)
  let [amount, transactions] = [0n, 0]
  for await (const row of listTransactions(dialect, account, signal)) {
    if (row.blockNumber > block || row.from.toLowerCase() !== account) continue
    if (row.gasUsed === undefined || row.gasPrice === undefined) return undefined
    amount += row.gasUsed * row.gasPrice
    transactions++
  }
  return { amount, transactions, isWhole: !CHAINS_WITH_DATA_FEES.has(dialect.chain) }
}

async function* listTransactions(
  dialect: Dialect,
  account: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<NativeRow> {
  const { pageRows, windowRows } = dialect
  const fixed = { action: 'txlist', address: account, endblock: `${END_BLOCK}`, sort: 'asc', offset: `${pageRows}` }
  const runs = listRuns(
    {
      source: `${dialect.name} txlist`,
      pageRows,
      windowRows,
      placeOf: ({ blockNumber }: NativeRow) => blockNumber,
      fetch: ({ from, page }) =>
        askRows(dialect, { ...fixed, startblock: `${from}`, page: `${page}` }, { row: nativeRow, signal }),
    },
    0,
  )
  for await (const { rows } of runs) yield* rows
}

/** Beyond every block, and a number that every explorer takes. */
export const END_BLOCK = 2_000_000_000
