import { describe, expect, it } from 'vitest'
import * as EvmTransaction from './EvmTransaction.ts'
import { hashHex } from './HexBytes.ts'

const block = { hash: `0x${'ab'.repeat(32)}`, height: 7 }
const account = (digit: string): string => `0x${digit.repeat(40)}`
const word = (digits: string): string => `0x${digits.repeat(32)}`
const hex = (number: number): string => `0x${number.toString(16)}`

const shared = {
  ...{ blockHash: block.hash, blockNumber: '0x7', transactionIndex: '0x0' },
  ...{ chainId: '0xa4b1', from: account('1'), to: account('2'), value: '0x0', input: '0x', nonce: '0x0', gas: '0x0' },
  ...{ gasPrice: '0x0', v: '0x0', r: '0x0', s: '0x0' },
}

/** Transactions with the hashes that Nitro gives them. @source reth-arbitrum's and nethermind-arbitrum's test vectors */
const PUBLISHED: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  [
    '0x815fe243a019e4903168fa746b13bc64eeb677d3f9f87ce40ff8ce95fe25eae4',
    { type: '0x65', nonce: '0x7', gasPrice: hex(12345), gas: hex(21000), value: hex(100), input: '0xdeadbeef' },
  ],
  [
    '0xb05db1de136f0945ec6ba3bdee8d432a02ba7a2b760501fbcfb2f32cef2e7825',
    {
      ...{ type: '0x66', requestId: word('aa'), gasPrice: '0x1', maxFeePerGas: hex(12345), gas: hex(50000) },
      ...{ value: '0x1', input: '0xabcdef' },
    },
  ],
  [
    '0x365cb4747eec1a5703fde8496018afffc055ba835361159935bdefd051510bd5',
    {
      ...{ type: '0x68', nonce: '0x3', gasPrice: hex(555), gas: hex(80000), value: '0x5', input: '0x0102' },
      ...{ ticketId: word('bb'), refundTo: account('3'), maxRefund: hex(1000), submissionFeeRefund: hex(2000) },
    },
  ],
  [
    '0x7c21633a95b29d2af5bf71d2efe4f36352e5aa8cf1980c968245d4b1069ad95e',
    {
      ...{ type: '0x69', requestId: word('aa'), l1BaseFee: hex(100), depositValue: hex(200), gasPrice: hex(300) },
      ...{ gas: hex(400000), retryTo: account('2'), retryValue: hex(50), beneficiary: account('4') },
      ...{ maxSubmissionFee: hex(600), refundTo: account('5'), retryData: '0x01020304', to: `0x${'0'.repeat(38)}6e` },
    },
  ],
  [
    '0xd53dd73b1b2534d4023508fa3c26f4c7ea74b923c0f190a8874dd689a2c1cd21',
    { type: '0x64', requestId: word('cc'), value: hex(123) },
  ],
  [
    '0x38132c766a25034f7805a2f47c1bd4b23a97b979cf7b52bdcf29972c2e13f1e6',
    {
      ...{
        type: '0x64',
        chainId: hex(412346),
        requestId: `0x${'9'.padStart(64, '0')}`,
        value: '0x152d02c7e14af6800000',
      },
      ...{ from: '0x502fae7d46d88f08fc2f8ed27fcb2ab183eb3e1f', to: '0x3f1eae7d46d88f08fc2f8ed27fcb2ab183eb2d0e' },
    },
  ],
  ['0x5546c6af5de10e9bcaf1943ac8feddeb2ba2bb1f4252fddd69b16763fb454ab4', { type: '0x6a', input: '0x1122334455' }],
]

describe("Arbitrum's own types", () => {
  it.each(PUBLISHED)('have the published hash %s', (hash, fields) => {
    const transaction = EvmTransaction.parse({ ...shared, hash, ...fields }, 0, block)
    expect(hashHex(EvmTransaction.encode(transaction) as Uint8Array)).toBe(hash)
  })
})
