import { expect, it, onTestFinished } from 'vitest'
import { AssetId, ChainId } from '../../chain/index.ts'
import type { Transfer } from '../Transfer.ts'
import { openTestLedger } from '../testLedger.support.ts'
import { bindSource, storeGathered } from './gatheredHistories.ts'

const chain = ChainId.parse('ethereum')
const account = (number: number): string => `0x${String(number).padStart(40, '0')}`

/** A payment of a token as explorers tell it that give no place in the block. */
function payment(block: number, tx: number): Transfer {
  return {
    ...{ block, timeSec: 1_700_000_000 + 12 * block, tx: new Uint8Array(32).fill(tx), txIndex: 4, inexact: false },
    ...{ kind: 'token', ordinal: undefined, from: account(1), to: account(2), amount: 5n },
    asset: AssetId.erc20(chain, account(9) as never),
  }
}

it('takes no transaction a second time because its block was replaced', async () => {
  const ledger = await openTestLedger()
  onTestFinished(() => ledger.close())
  await bindSource(ledger.store, chain, 'a test')
  const gathered = { state: 'whole', next: '', pages: 1, transfers: 1, atSec: 0 } as const
  const store = (place: number, ...transfers: Transfer[]): Promise<void> =>
    storeGathered(ledger.store, { chain, place: account(place), transfers, decimals: new Map(), gathered })
  await store(1, payment(100, 1))
  await store(2, payment(100, 1), payment(101, 2))
  const before = await ledger.listTransfers()
  expect(before).toHaveLength(2)
  await expect(store(2, payment(101, 1))).rejects.toMatchObject({ code: 'LZ_GATHER_CONFLICT', kind: 'integrity' })
  expect(await ledger.listTransfers()).toEqual(before)
})
