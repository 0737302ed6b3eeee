import { z } from 'zod'
import { Address, ChainId } from '../../../../chain/index.ts'
import type { Transfer } from '../../../Transfer.ts'
import { mapRows, readShape } from '../readRows.ts'
import type { TronGrid } from './createTronGridSource.ts'
import { type TrxRow, toTrc20, toTrx, trxRow } from './rows.ts'

const tron = ChainId.parse('tron')
const hexWord = z.string().regex(/^[0-9a-fA-F]{64}$/)

/** @source https://developers.tron.network/reference/gettransactioninfobyid */
const infoShape = z.object({
  blockNumber: z.int().min(0).max(0xffff_fffe),
  blockTimeStamp: z.int().min(0),
  log: z
    .array(
      z.object({
        address: z.string().regex(/^[0-9a-fA-F]{40}$/),
        topics: z.array(hexWord).max(4),
        data: z.string().optional(),
      }),
    )
    .optional(),
  internal_transactions: z
    .array(
      z.object({
        caller_address: z.string().max(64),
        transferTo_address: z.string().max(64),
        callValueInfo: z.array(
          z.object({ callValue: z.union([z.int(), z.string()]).optional(), tokenId: z.string().optional() }),
        ),
        rejected: z.boolean().optional(),
      }),
    )
    .optional(),
})

type Info = z.infer<typeof infoShape>

const TRANSFER_TOPIC = 'ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'

/** All transfers of one transaction: itself, its calls and its logs. Undefined where TronGrid does not have it. */
export async function readTransaction(
  { ask, url }: TronGrid,
  id: string,
  signal?: AbortSignal,
): Promise<readonly Transfer[] | undefined> {
  const source = 'trongrid transaction'
  const askFor = async (path: string): Promise<unknown> =>
    await ask({ url: `${url}/wallet/${path}`, body: { value: id }, signal, read: (answer) => answer })
  const answer = await askFor('gettransactioninfobyid')
  // What a node does not have is an object without fields.
  if (answer === undefined || JSON.stringify(answer) === '{}') return undefined
  const info = readShape(infoShape, answer, source)
  const { blockNumber: block, blockTimeStamp: timeMs } = info
  const transaction = await askFor('gettransactionbyid')
  const own = readShape(trxRow, { ...(transaction as object), block_timestamp: timeMs, blockNumber: block }, source)
  const rows = [...(own === undefined ? [] : [own]), ...callsOf(info, id)]
  const trx = mapRows(rows, source, (row) => toTrx(row, block))
  return [...trx, ...tokensOf(info, id, source)]
}

function callsOf({ internal_transactions = [], blockTimeStamp, blockNumber }: Info, hash: string): TrxRow[] {
  return internal_transactions.flatMap(({ rejected, callValueInfo, caller_address, transferTo_address }) => {
    const paid = callValueInfo.filter(({ tokenId }) => tokenId === undefined || tokenId === '')
    const amountSun = paid.reduce((sum, { callValue = 0 }) => sum + BigInt(callValue), 0n)
    if (rejected === true || amountSun === 0n) return []
    const place = { hash, timeMs: blockTimeStamp, block: blockNumber, kind: 'internal' as const }
    return [{ ...place, from: caller_address, to: transferTo_address, amountSun }]
  })
}

function tokensOf({ log = [], blockNumber, blockTimeStamp }: Info, id: string, source: string): Transfer[] {
  const transfers = mapRows(log, source, ({ address, topics, data = '' }) => {
    const [topic, from = '', to = ''] = topics
    if (topic?.toLowerCase() !== TRANSFER_TOPIC || topics.length !== 3 || !/^[0-9a-fA-F]{64}$/.test(data))
      return undefined
    const amount = BigInt(`0x${data}`)
    if (amount === 0n) return undefined
    const place = { hash: id, timeMs: blockTimeStamp, block: undefined, decimals: undefined }
    return toTrc20({ ...place, from: addressOf(from), to: addressOf(to), amount, token: `41${address}` }, blockNumber)
  })
  return transfers.filter((transfer) => transfer !== undefined)
}

function addressOf(word: string): string {
  return Address.parse(`41${word.slice(24)}`, tron)
}
