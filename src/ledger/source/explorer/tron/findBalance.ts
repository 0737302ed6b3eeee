import { z } from 'zod'
import { Address, AssetId, ChainId } from '../../../../chain/index.ts'
import type { BalanceQuery, StatedBalance } from '../../../BalanceSource.ts'
import { readShape } from '../readRows.ts'
import type { TronGrid } from './createTronGridSource.ts'

const tron = ChainId.parse('tron')

/** An account that never was is an object without fields, and one with nothing has no `balance`. */
const accountShape = z.object({
  balance: z.union([z.int().min(0), z.string().regex(/^\d{1,19}$/)]).optional(),
})
const callShape = z.object({
  result: z.object({ result: z.boolean().optional() }).optional(),
  constant_result: z.array(z.string().regex(/^(?:[0-9a-fA-F]{64})*$/)).optional(),
})
const blockShape = z.object({
  block_header: z.object({ raw_data: z.object({ number: z.int().min(0).max(0xffff_fffe) }) }),
})

/**
 * The newest confirmed block.
 *
 * @source https://developers.tron.network/reference/walletsolidity-getnowblock
 */
export async function findHeight({ ask, url }: TronGrid, signal?: AbortSignal): Promise<number> {
  const read = (answer: unknown): number =>
    readShape(blockShape, answer, 'trongrid getnowblock').block_header.raw_data.number
  return await ask({ url: `${url}/walletsolidity/getnowblock`, body: {}, signal, read })
}

/**
 * What an account has by the newest confirmed block, as the lists do. TRX that it has staked is not among it.
 *
 * @source https://developers.tron.network/reference/walletsolidity-getaccount
 * @source https://developers.tron.network/reference/triggerconstantcontract-1
 */
export async function findBalance(
  { ask, url }: TronGrid,
  { account, asset }: { readonly account: string; readonly asset: AssetId.AssetId },
  { signal }: BalanceQuery,
): Promise<StatedBalance | undefined> {
  const address = Address.parse(account, tron)
  if (asset === AssetId.native(tron)) {
    const read = (answer: unknown): bigint =>
      BigInt(readShape(accountShape, answer, 'trongrid getaccount').balance ?? 0)
    const body = { address, visible: true }
    return { amount: await ask({ url: `${url}/walletsolidity/getaccount`, body, signal, read }), block: undefined }
  }
  const { namespace, reference } = AssetId.toParts(asset)
  if (namespace !== 'trc20') return undefined
  const parameter = Buffer.from(Address.toKey(address, tron)).toString('hex').slice(-40).padStart(64, '0')
  const call = { owner_address: address, contract_address: reference, visible: true }
  const amount = await ask({
    url: `${url}/walletsolidity/triggerconstantcontract`,
    body: { ...call, function_selector: 'balanceOf(address)', parameter },
    signal,
    read: readAmount,
  })
  return amount === undefined ? undefined : { amount, block: undefined }
}

function readAmount(answer: unknown): bigint | undefined {
  const { result, constant_result = [] } = readShape(callShape, answer, 'trongrid triggerconstantcontract')
  const [word = ''] = constant_result
  return result?.result === true && word.length === 64 ? BigInt(`0x${word}`) : undefined
}
