import { describe, expect, it } from 'vitest'
import * as EvmBlock from './EvmBlock.ts'
import * as EvmHeader from './EvmHeader.ts'
import * as EvmTransaction from './EvmTransaction.ts'
import { toHex } from './HexBytes.ts'
import { getListRoot } from './listRoot.ts'
import * as real from './realBlocks.support.ts'

describe('real blocks', () => {
  it.each([
    ['Ethereum, Frontier', real.ETHEREUM_GENESIS],
    ['Ethereum, Prague', real.ETHEREUM_PRAGUE],
    ['OP Stack', real.OPTIMISM],
    ['Arbitrum', real.ARBITRUM],
    ['Avalanche', real.AVALANCHE],
  ])('have their hash: %s', (_, json) => {
    const block = EvmBlock.parse(json)
    expect(EvmHeader.getHash(block)).toBe(block.hash)
  })

  it.each([
    ['OP Stack', real.OPTIMISM],
    ['Arbitrum', real.ARBITRUM],
  ])('have the root of their transactions, which have their hashes and senders: %s', (_, json) => {
    const block = EvmBlock.parse(json)
    const encoded = block.transactions.map((transaction) => EvmTransaction.encode(transaction) as Uint8Array)
    expect(toHex(getListRoot(encoded))).toBe(block.transactionsRoot)
    expect(() => EvmBlock.assertSenders(block.transactions)).not.toThrow()
  })

  it('pay nothing where their type does not: Arbitrum', () => {
    const [first, ...others] = real.ARBITRUM['transactions'] as readonly object[]
    const block = EvmBlock.parse({ ...real.ARBITRUM, transactions: [{ ...first, value: '0x1' }, ...others] })
    expect(() => EvmBlock.assert(block, [])).toThrow(expect.objectContaining({ code: 'LZ_EVM_TX_HASH' }))
  })

  it('have the root of their withdrawals', () => {
    const { withdrawals, withdrawalsRoot } = EvmBlock.parse(real.ETHEREUM_PRAGUE)
    expect(withdrawals?.length).toBe(16)
    expect(toHex(getListRoot(withdrawals ?? []))).toBe(withdrawalsRoot)
  })

  it('are whole: the genesis, and a deposit', () => {
    const genesis = EvmBlock.parse(real.ETHEREUM_GENESIS)
    const none = { transactions: 'checked', receipts: 'checked', withdrawals: 'none', unknownTypes: [], outside: [] }
    expect(EvmBlock.assert(genesis, EvmBlock.parseReceipts([], genesis))).toEqual(none)
    const deposit = EvmBlock.parse(real.OPTIMISM)
    expect(EvmBlock.assert(deposit, EvmBlock.parseReceipts(real.OPTIMISM_RECEIPTS, deposit))).toEqual(none)
  })

  it('of OP Stack have another root in the place of that of the withdrawals', () => {
    const { withdrawalsRoot, ...others } = EvmBlock.parse(real.OPTIMISM)
    const header = { ...others, items: [...others.items, `0x${'12'.repeat(32)}`] }
    const block = {
      ...header,
      withdrawals: [],
      withdrawalsRoot: `0x${'12'.repeat(32)}`,
      hash: EvmHeader.getHash({ ...header, withdrawalsRoot }),
    }
    const receipts = EvmBlock.parseReceipts(real.OPTIMISM_RECEIPTS, { ...block, hash: others.hash })
    expect(EvmBlock.assert(block, receipts).withdrawals).toBe('unknown-root')
    const plain = { ...block, transactions: [] }
    expect(() => EvmBlock.assert(plain, [])).toThrow(expect.objectContaining({ code: 'LZ_EVM_TX_ROOT' }))
  })
})
