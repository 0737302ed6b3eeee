import { beforeAll, expect, test } from 'vitest'
import { AssetId, ChainId, EvmAddress } from '../../../chain/index.ts'
import type { BalanceSource } from '../../BalanceSource.ts'
import { DEPOSIT_CONTRACT, FIRST_PAYMENT, TOKEN_TRANSFER } from '../knownFacts.support.ts'
import { createLiveClient, describeLive } from '../live.support.ts'
import { createEvmBalances } from './createEvmBalances.ts'

describeLive('LAZARETTO_LIVE_RPC', 'Balances from a node', (url) => {
  const chain = ChainId.parse('ethereum')
  let balances: BalanceSource
  beforeAll(() => {
    balances = createEvmBalances({ chain, endpoints: [url], client: createLiveClient([url]), requestsMax: 1 })
  })

  test('are at least what can never be taken out', async () => {
    const stated = await balances.findBalance(DEPOSIT_CONTRACT.address, AssetId.native(chain), {})
    expect(stated?.amount).toBeGreaterThanOrEqual(DEPOSIT_CONTRACT.leastWei)
  })

  test('of long ago are right, where the node looks back as far', async (context) => {
    const { to, asset, amount, block } = FIRST_PAYMENT
    const stated = await balances.findBalance(to, asset, { block })
    context.skip(stated === undefined, 'the node keeps no old states')
    expect(stated).toEqual({ amount, block })
  })

  test('of tokens are amounts, and of what is no token they are not told', async () => {
    const block = (await balances.findHeight()) - 4
    const stated = await balances.findBalance(TOKEN_TRANSFER.to, TOKEN_TRANSFER.asset, { block })
    expect([typeof stated?.amount, stated?.block]).toEqual(['bigint', block])
    const none = AssetId.erc20(chain, EvmAddress.parse(FIRST_PAYMENT.from))
    expect(await balances.findBalance(TOKEN_TRANSFER.to, none, {})).toBeUndefined()
  })
})
