import { expect, it } from 'vitest'
import { assertSenders } from './assertSenders.ts'
import * as EvmReceipt from './EvmReceipt.ts'
import * as EvmTransaction from './EvmTransaction.ts'
import { hashHex } from './HexBytes.ts'

const block = { hash: '0x6a0ab3a90053fb0157fade164fb34c45e805f0e236cdabc52ac6a0b7c408d32c', height: 0x1ef4fb5 }
/** @source https://celoscan.io/tx/0x2499b178a0e54fb856354bb53c9cb0fe2d1f70b2e6c876f6470e7a6e5090f3ac */
const REAL = {
  ...{ hash: '0x2499b178a0e54fb856354bb53c9cb0fe2d1f70b2e6c876f6470e7a6e5090f3ac', nonce: '0x705', type: '0x7b' },
  ...{ blockHash: block.hash, blockNumber: '0x1ef4fb5', transactionIndex: '0x14', value: '0x0' },
  ...{ from: '0xefe945ee33ce4ab037ff4d1e1384d0efcd95f37b', to: '0x7a1e295c4babdf229776680c93ed0f73d069abc0' },
  ...{ gasPrice: '0x1ae0426f1', gas: '0x3644c', maxFeePerGas: '0x26442dbed', maxPriorityFeePerGas: '0x4d7ee' },
  input: '0xcac35c7a290decd9548b62a8d60345a988386fc84ba6bc95484008f6362f93160ef3e563',
  r: '0xaa0cfaa3df893578b3504062b862428f0e4a94046370cf2a4fd6c392c0760dd8',
  s: '0x1337d022bbb8faed78a9707e6c38d51f575816e7f85aa540f3d37a9081c58a71',
  ...{ v: '0x0', yParity: '0x0', chainId: '0xa4ec', accessList: [] },
  feeCurrency: '0x2f25deb3848c207fc8e0c34035b3ba7fc157602b',
}

it('of Celo with a fee in a token has its real hash and sender', () => {
  const transaction = EvmTransaction.parse(REAL, 0x14, block)
  expect(hashHex(EvmTransaction.encode(transaction) as Uint8Array)).toBe(REAL.hash)
  expect(() => assertSenders([transaction])).not.toThrow()
  const other = EvmTransaction.parse({ ...REAL, from: REAL.to }, 0x14, block)
  expect(() => assertSenders([other])).toThrow(expect.objectContaining({ code: 'LZ_EVM_SENDER' }) as Error)
})

it('has the base fee in its receipt where the node tells one', () => {
  const transaction = EvmTransaction.parse(REAL, 0x14, block)
  const { blockHash, blockNumber, transactionIndex, hash: transactionHash } = REAL
  const place = { blockHash, blockNumber, transactionIndex, transactionHash }
  const receipt = { ...place, status: '0x1', cumulativeGasUsed: '0x13fa23', logs: [], contractAddress: null }
  const context = { transaction, blockHash, height: block.height, logIndex: 0 }
  expect(EvmReceipt.parse({ ...receipt, baseFee: '0x1adff4f03' }, context).added).toEqual(['0x01adff4f03'])
  expect(EvmReceipt.parse(receipt, context).added).toEqual([])
})
