import { z } from 'zod'
import { Address, AssetId, ChainId, TxHash } from '../../../../chain/index.ts'
import type { Transfer } from '../../../Transfer.ts'

const tron = ChainId.parse('tron')

/** Long integers come as text, short ones as numbers: see `parseJson`. */
const sun: z.ZodType<bigint> = z
  .union([z.int().min(0), z.string().regex(/^\d{1,19}$/)])
  .transform((value) => BigInt(value))
const digits: z.ZodType<bigint> = z
  .string()
  .regex(/^\d{1,78}$/)
  .transform(BigInt)
  .refine((value) => value < 1n << 256n, 'above 256 bits')
const timeMs = z.int().min(0)
const height = z.int().min(0).max(0xffff_fffe)
const hash = z.string().max(66)
const address = z.string().max(64)

/** A transfer of TRX that a transaction is, a transfer of a call in it, or anything else, which moves no TRX. */
export interface TrxRow {
  readonly hash: string
  readonly timeMs: number
  /** Undefined where it is not told. */
  readonly block: number | undefined
  readonly kind: 'native' | 'internal'
  readonly from: string
  readonly to: string
  readonly amountSun: bigint
}

const contract = z.object({
  type: z.string().max(60),
  parameter: z.object({
    value: z.object({
      owner_address: address.optional(),
      to_address: address.optional(),
      contract_address: address.optional(),
      amount: sun.optional(),
      call_value: sun.optional(),
    }),
  }),
})

const ownRow = z.object({
  txID: hash,
  blockNumber: height.optional(),
  block_timestamp: timeMs,
  ret: z.array(z.object({ contractRet: z.string().max(60).optional() })).optional(),
  raw_data: z.object({ contract: z.array(contract).min(1) }),
})

/** `call_value` has the amount of TRX under `_`, and amounts of other assets under their ids. */
const callRow = z.object({
  internal_tx_id: z.string().max(80),
  tx_id: hash,
  block_timestamp: timeMs,
  from_address: address,
  to_address: address,
  data: z.object({ rejected: z.boolean().optional(), call_value: z.object({ _: sun.optional() }).optional() }),
})

/**
 * A row of `/v1/accounts/:address/transactions`: a transaction, or a call of one.
 *
 * @source https://developers.tron.network/reference/get-transaction-info-by-account-address
 */
export const trxRow: z.ZodType<TrxRow | undefined> = z.union([
  callRow.transform((row): TrxRow | undefined => fromCall(row)),
  ownRow.transform((row): TrxRow | undefined => fromTransaction(row)),
])

function fromCall({
  tx_id,
  block_timestamp,
  from_address,
  to_address,
  data,
}: z.infer<typeof callRow>): TrxRow | undefined {
  const amountSun = data.call_value?._ ?? 0n
  if (data.rejected === true || amountSun === 0n) return undefined
  const place = { hash: tx_id, timeMs: block_timestamp, block: undefined, kind: 'internal' as const }
  return { ...place, from: from_address, to: to_address, amountSun }
}

/** Undefined for what failed, and for contracts of other kinds: they move no TRX from one account to another. */
function fromTransaction({
  txID,
  blockNumber,
  block_timestamp,
  ret,
  raw_data,
}: z.infer<typeof ownRow>): TrxRow | undefined {
  const { type, parameter } = raw_data.contract[0] ?? { type: '', parameter: { value: {} } }
  const { owner_address, to_address, contract_address, amount, call_value } = parameter.value
  const [to, amountSun] = type === 'TransferContract' ? [to_address, amount] : [contract_address, call_value]
  const isPayment = type === 'TransferContract' || type === 'TriggerSmartContract'
  const isDone = ret?.[0]?.contractRet === undefined || ret[0].contractRet === 'SUCCESS'
  if (!isPayment || !isDone || amountSun === undefined || amountSun === 0n) return undefined
  const place = { hash: txID, timeMs: block_timestamp, block: blockNumber, kind: 'native' as const }
  return { ...place, from: owner_address ?? '', to: to ?? '', amountSun }
}

/** A transfer of a token. Neither its block nor its place is told. */
export interface Trc20Row {
  readonly hash: string
  readonly timeMs: number
  readonly block: undefined
  readonly from: string
  readonly to: string
  readonly amount: bigint
  /** Contract of the token. */
  readonly token: string
  readonly decimals: number | undefined
}

/**
 * A row of `/v1/accounts/:address/transactions/trc20`. Undefined for approvals, which the list has too, and for transfers
 * of nothing.
 *
 * @source https://developers.tron.network/docs/get-trc20-transaction-history
 */
export const trc20Row: z.ZodType<Trc20Row | undefined> = z
  .object({
    transaction_id: hash,
    block_timestamp: timeMs,
    from: address,
    to: address,
    type: z.string().max(60),
    value: digits,
    token_info: z.object({ address, decimals: z.int().min(0).max(77).optional().catch(undefined) }),
  })
  .transform(({ transaction_id, block_timestamp, from, to, type, value, token_info }): Trc20Row | undefined => {
    if (type !== 'Transfer' || value === 0n) return undefined
    const place = { hash: transaction_id, timeMs: block_timestamp, block: undefined }
    return { ...place, from, to, amount: value, token: token_info.address, decimals: token_info.decimals }
  })

/** A token's id. @throws InvalidAssetError for a contract that is no address */
export function tokenOf({ token }: Pick<Trc20Row, 'token'>): AssetId.AssetId {
  return AssetId.parse(`${tron}/trc20:${token}`)
}

/** @param block - Height of the block with the row's time. */
export function toTrx(row: TrxRow, block: number): Transfer {
  return {
    ...placeOf(row.hash, row.timeMs, block),
    kind: row.kind,
    ordinal: row.kind === 'native' ? 0 : undefined,
    from: Address.parse(row.from, tron),
    to: Address.parse(row.to, tron),
    asset: AssetId.native(tron),
    amount: row.amountSun,
  }
}

export function toTrc20(row: Trc20Row, block: number): Transfer {
  return {
    ...placeOf(row.hash, row.timeMs, block),
    kind: 'token',
    ordinal: undefined,
    from: Address.parse(row.from, tron),
    to: Address.parse(row.to, tron),
    asset: tokenOf(row),
    amount: row.amount,
  }
}

function placeOf(
  txHash: string,
  atMs: number,
  block: number,
): Pick<Transfer, 'tx' | 'block' | 'timeSec' | 'txIndex' | 'inexact'> {
  const tx = TxHash.toBytes(TxHash.parse(txHash))
  return { tx, block, timeSec: Math.floor(atMs / 1000), txIndex: undefined, inexact: false }
}
