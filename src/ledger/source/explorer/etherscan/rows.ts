import { z } from 'zod'
import { AssetId, type ChainId, EvmAddress, TxHash } from '../../../../chain/index.ts'
import type { Transfer } from '../../../Transfer.ts'

const uint: z.ZodType<number> = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number)
  .refine((value) => value <= 0xffff_fffe, 'too large')
const amount: z.ZodType<bigint> = z
  .string()
  .regex(/^\d{1,78}$/)
  .transform(BigInt)
  .refine((value) => value < 1n << 256n, 'above 256 bits')
/** Left out, empty, or an address: checked where it is used. */
const address = z.string().max(64).nullish()
const hash = z.string().max(80)
/** What only fees are made of: what cannot be read is not told, and spoils no transfer. */
const fee: z.ZodType<bigint | undefined> = amount.optional().catch(undefined)
const place = { blockNumber: uint, timeStamp: uint }

/** What every row has. Times are seconds. */
interface Row {
  readonly blockNumber: number
  readonly timeStamp: number
  readonly from: string
}

export interface NativeRow extends Row {
  readonly hash: string
  readonly transactionIndex: number
  readonly to?: string | null | undefined
  readonly contractAddress?: string | null | undefined
  readonly value: bigint
  readonly isError: '0' | '1'
  readonly gasUsed?: bigint | undefined
  readonly gasPrice?: bigint | undefined
}

export interface InternalRow extends Row {
  readonly hash?: string | undefined
  readonly transactionHash?: string | undefined
  readonly index?: number | undefined
  readonly to?: string | null | undefined
  readonly contractAddress?: string | null | undefined
  readonly value: bigint
  readonly type: string
  readonly callType?: string | null | undefined
  readonly isError: '0' | '1'
}

export interface TokenRow extends Row {
  readonly hash: string
  readonly transactionIndex: number
  readonly logIndex?: number | undefined
  readonly to: string
  readonly contractAddress: string
  readonly value?: bigint | undefined
  readonly tokenDecimal?: string | null | undefined
}

/**
 * The rows of `txlist`, `txlistinternal` and `tokentx`, as far as they are read.
 *
 * Blockscout names an internal row's transaction `transactionHash` and its place in it `index`; Etherscan has `hash` and
 * a `traceId` that no document explains. Only Blockscout tells log indices.
 *
 * @source https://docs.etherscan.io/api-reference/endpoint/txlist
 * @source https://docs.etherscan.io/api-reference/endpoint/txlistinternal
 * @source https://docs.etherscan.io/api-reference/endpoint/tokentx
 * @source https://github.com/blockscout/blockscout AddressView of the RPC API
 */
export const nativeRow: z.ZodType<NativeRow> = z.object({
  ...place,
  hash,
  transactionIndex: uint,
  from: z.string().max(64),
  to: address,
  contractAddress: address,
  value: amount,
  isError: z.enum(['0', '1']),
  gasUsed: fee,
  gasPrice: fee,
})

export const internalRow: z.ZodType<InternalRow> = z.object({
  ...place,
  hash: hash.optional(),
  transactionHash: hash.optional(),
  index: uint.optional(),
  from: z.string().max(64),
  to: address,
  contractAddress: address,
  value: amount,
  type: z.string().max(40),
  callType: z.string().max(40).nullish(),
  isError: z.enum(['0', '1']),
})

export const tokenRow: z.ZodType<TokenRow> = z.object({
  ...place,
  hash,
  transactionIndex: uint,
  logIndex: uint.optional(),
  from: z.string().max(64),
  to: z.string().max(64),
  contractAddress: z.string().max(64),
  value: amount.optional(),
  tokenDecimal: z.string().max(80).nullish(),
})

/** The transfer that a transaction itself is; undefined where it moved nothing: it failed, or its value is zero. */
export function toNative(row: NativeRow, chain: ChainId.ChainId): Transfer | undefined {
  // What a chain begins with has no transaction: its rows are called GENESIS in the place of hash and sender.
  if (row.isError === '1' || row.value === 0n || row.hash.startsWith('GENESIS')) return undefined
  return {
    ...base(row, row.hash),
    kind: 'native',
    txIndex: row.transactionIndex,
    ordinal: 0,
    to: EvmAddress.parse(receiverOf(row)),
    asset: AssetId.native(chain),
  }
}

/** Code of others, run in one's own name: the value that such a call shows is not paid. */
const BORROWED = /^(?:delegatecall|callcode|staticcall)$/i

/** Undefined too for the root of the calls, which is the transaction itself. */
export function toInternal(row: InternalRow, chain: ChainId.ChainId): Transfer | undefined {
  const isCall = !BORROWED.test(row.type) && !BORROWED.test(row.callType ?? '')
  if (row.isError === '1' || row.value === 0n || !isCall || row.index === 0) return undefined
  return {
    ...base(row, row.transactionHash ?? row.hash ?? ''),
    kind: 'internal',
    txIndex: undefined,
    ordinal: row.index,
    to: EvmAddress.parse(receiverOf(row)),
    asset: AssetId.native(chain),
  }
}

/** Undefined too for tokens that are no amounts of anything, which Blockscout lists without a value. */
export function toToken(row: TokenRow, chain: ChainId.ChainId): Transfer | undefined {
  if (row.value === undefined || row.value === 0n) return undefined
  return {
    ...base({ ...row, value: row.value }, row.hash),
    kind: 'token',
    txIndex: row.transactionIndex,
    ordinal: row.logIndex,
    to: EvmAddress.parse(row.to),
    asset: AssetId.erc20(chain, EvmAddress.parse(row.contractAddress)),
  }
}

/** Decimals of a token, where what its contract says is a number that can be. */
export function readDecimals(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined || !/^\d{1,2}$/.test(text)) return undefined
  return Number(text) <= 77 ? Number(text) : undefined
}

type Shared = Pick<Transfer, 'block' | 'timeSec' | 'tx' | 'from' | 'amount' | 'inexact'>

function base(row: Row & { readonly value: bigint }, txHash: string): Shared {
  return {
    block: row.blockNumber,
    timeSec: row.timeStamp,
    tx: TxHash.toBytes(TxHash.parse(txHash)),
    from: EvmAddress.parse(row.from),
    amount: row.value,
    inexact: false,
  }
}

/** A creation pays to what it creates. */
function receiverOf({ to, contractAddress }: Pick<NativeRow, 'to' | 'contractAddress'>): string {
  return to || contractAddress || ''
}
