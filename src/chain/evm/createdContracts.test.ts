import { describe, expect, it } from 'vitest'
import * as EvmReceipt from './EvmReceipt.ts'
import * as EvmTransaction from './EvmTransaction.ts'

const block = { hash: `0x${'ab'.repeat(32)}`, height: 7 }
const hash = `0x${'cd'.repeat(32)}`
const FROM = '0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0'
/** What this sender creates with its first transactions. @source https://ethereum.stackexchange.com/q/760 */
const CREATED = [
  '0xcd234a471b72ba2f1ccf0a70fcaba648a5eecd8d',
  '0x343c43a37d37dff08ae8c4a11544c718abb4fcf8',
  '0xf778b86fa74e846c4f0a1fbd1335fe81c00a0c91',
] as const
const LIE = `0x${'de'.repeat(20)}`

const place = { blockHash: block.hash, blockNumber: '0x7', transactionIndex: '0x0' }
const shared = {
  ...{ ...place, hash, chainId: '0xa', from: FROM, to: null, value: '0x5', input: '0x', gas: '0x5208', nonce: '0x2' },
  ...{ gasPrice: '0x1', v: '0x0', r: '0x0', s: '0x0', sourceHash: hash, isSystemTx: false, requestId: hash },
  ...{ ticketId: hash, refundTo: FROM, maxRefund: '0x0', submissionFeeRefund: '0x0' },
}

function findCreated(transaction: object, receipt: object): string | undefined {
  const parsed = EvmTransaction.parse({ ...shared, ...transaction }, 0, block)
  const fields = { ...place, transactionHash: hash, status: '0x1', logs: [], cumulativeGasUsed: '0x1', ...receipt }
  const context = { transaction: parsed, blockHash: block.hash, height: block.height, logIndex: 0 }
  return EvmReceipt.parse(fields, context).contractAddress
}

const isRefused = expect.objectContaining({ code: 'LZ_EVM_CONTRACT' }) as Error

describe('a contract that an unsigned transaction creates', () => {
  it.each([0, 1, 2] as const)('has the address of its sender and deposit nonce %i', (nonce) => {
    const deposit = { depositNonce: `0x${nonce}`, depositReceiptVersion: '0x1' }
    expect(findCreated({ type: '0x7e' }, { ...deposit, contractAddress: CREATED[nonce] })).toBe(CREATED[nonce])
    expect(findCreated({ type: '0x7e' }, deposit)).toBe(CREATED[nonce])
    expect(() => findCreated({ type: '0x7e' }, { ...deposit, contractAddress: LIE })).toThrow(isRefused)
  })

  it('has that of its own nonce where its hash covers that', () => {
    expect(findCreated({ type: '0x65' }, { contractAddress: CREATED[2] })).toBe(CREATED[2])
    expect(() => findCreated({ type: '0x65' }, { contractAddress: LIE })).toThrow(isRefused)
  })

  it.each([
    ['0x7e', { depositNonce: '0x0' }],
    ['0x66', {}],
    ['0x68', {}],
  ])('is not what the node says where nothing covers it: type %s', (type, receipt) => {
    expect(findCreated({ type }, { ...receipt, contractAddress: LIE })).toBeUndefined()
  })

  it.each(['0x7e', '0x65', '0x66', '0x68'])('is none where somebody is paid: type %s', (type) => {
    expect(() => findCreated({ type, to: FROM }, { contractAddress: LIE })).toThrow(isRefused)
  })
})
