import { describe, expect, it } from 'vitest'
import { type Anvil, hasAnvil, startAnvil } from '../../startAnvil.support.ts'
import {
  type Answers,
  AUTHORIZATION,
  CREATION_WITH_LOG,
  mine,
  PLAIN,
  RECEIVER,
  type Request,
  readBlock,
  SENDER,
} from './anvilBlocks.support.ts'
import * as EvmBlock from './EvmBlock.ts'
import * as EvmLogs from './EvmLogs.ts'

function check({ block, receipts }: Answers): EvmBlock.Checked {
  const parsed = EvmBlock.parse(block)
  return EvmBlock.assert(parsed, EvmBlock.parseReceipts(receipts, parsed))
}

async function withAnvil(args: readonly string[], use: (anvil: Anvil) => Promise<void>): Promise<void> {
  const anvil = await startAnvil('--no-mining', ...args)
  try {
    await use(anvil)
  } finally {
    await anvil.stop()
  }
}

const LEGACY_ONLY = PLAIN.filter((one) => 'gasPrice' in one && !('accessList' in one))

const FORKS: readonly (readonly [fork: string, withdrawals: string, transactions: readonly Request[]])[] = [
  ['frontier', 'none', LEGACY_ONLY],
  ['berlin', 'none', PLAIN.filter((one) => 'gasPrice' in one)],
  ['london', 'none', PLAIN],
  ['paris', 'none', PLAIN],
  ['shanghai', 'checked', PLAIN],
  ['cancun', 'checked', PLAIN],
  ['prague', 'checked', [...PLAIN, AUTHORIZATION]],
  ['osaka', 'checked', [...PLAIN, AUTHORIZATION]],
]

describe.skipIf(!hasAnvil())('EvmBlock on a local chain', () => {
  it.each(FORKS)('checks blocks of %s', async (fork, withdrawals, transactions) => {
    await withAnvil(['--hardfork', fork], async (anvil) => {
      const whole = { transactions: 'checked', receipts: 'checked', withdrawals, unknownTypes: [], outside: [] }
      // Before Shanghai anvil's first block has fields of Cancun without those between, as no chain has.
      if (withdrawals === 'checked') expect(check(await readBlock(anvil, '0x0'))).toEqual(whole)
      const answers = await mine(anvil, transactions)
      expect(answers.receipts.length).toBe(transactions.length)
      expect(check(answers)).toEqual(whole)
      const parsed = EvmBlock.parse(answers.block)
      const receipts = EvmBlock.parseReceipts(answers.receipts, parsed)
      expect(receipts.map(({ isSuccess }) => isSuccess)).toEqual(transactions.map(({ input }) => input !== '0xfe'))
      const logs = receipts.flatMap((receipt) => receipt.logs)
      const logCount = 3 * transactions.filter(({ input }) => input === CREATION_WITH_LOG).length
      expect(logs.map(({ logIndex }) => logIndex)).toEqual(Array.from({ length: logCount }, (_, i) => i))
      expect(EvmLogs.findTransfer(logs[0] as EvmBlock.EvmLog)).toEqual({ from: SENDER, to: RECEIVER, amount: 5n })
    })
  })

  it('has the roots of lists of every form of trie', async () => {
    await withAnvil([], async (anvil) => {
      for (const count of [0, 1, 2, 17, 128, 129, 300]) {
        const transactions = Array.from({ length: count }, (_, i) => ({ to: RECEIVER, value: `0x${i.toString(16)}` }))
        const answers = await mine(anvil, transactions)
        expect(answers.receipts.length).toBe(count)
        expect(check(answers).transactions).toBe('checked')
      }
    })
  })

  it('checks deposits of OP Stack', async () => {
    await withAnvil(['--optimism'], async (anvil) => {
      const deposit = { sourceHash: `0x${'18'.repeat(32)}`, mint: '0x7', isSystemTx: false, gas: '0x5208' }
      await anvil.call('eth_sendTransaction', { from: SENDER, to: RECEIVER, value: '0x5', type: '0x7e', ...deposit })
      await anvil.call('anvil_mine')
      const answers = await readBlock(anvil, 'latest')
      expect(answers.block['transactions']).toEqual([expect.objectContaining({ type: '0x7e', mint: '0x7' })])
      expect(check(answers)).toMatchObject({ transactions: 'checked', receipts: 'checked' })
    })
  })
})
