import { beforeAll, expect, test } from 'vitest'
import { Address, AssetId, ChainId } from '../../../../chain/index.ts'
import { TRC20_TRANSFER } from '../../knownFacts.support.ts'
import { createLiveClient, describeLive, liveClock, readVariable, toUrl } from '../../live.support.ts'
import { expectJoinedPages } from '../askHistories.support.ts'
import type { HistorySource } from '../HistorySource.ts'
import { createTronGridSource } from './createTronGridSource.ts'

const tron = ChainId.parse('tron')
const { tx, block, timeSec, asset, amount } = TRC20_TRANSFER
const [from, to] = [Address.parse(TRC20_TRANSFER.from, tron), Address.parse(TRC20_TRANSFER.to, tron)]

describeLive('LAZARETTO_LIVE_TRONGRID', "Tron's histories from TronGrid", (service) => {
  let source: HistorySource
  beforeAll(() => {
    const url = toUrl(service)
    const apiKey = readVariable('TRONGRID_API_KEY')
    const options = { client: createLiveClient([service]), clock: liveClock, apiKey, perSecond: 1, pageRows: 10 }
    source = createTronGridSource({ ...options, ...(url !== undefined && { url }) })
  })

  test('are of the main net', async () => {
    await source.assertChain()
    expect(await source.findHeight()).toBeGreaterThan(block)
  })

  test('have a transfer of a token that everybody knows, and no transaction that never was', async () => {
    const moved = await source.findTransaction(tx)
    expect(moved).toMatchObject([{ kind: 'token', block, timeSec, from, to, asset, amount }])
    expect(await source.findTransaction('ab'.repeat(32))).toBeUndefined()
  })

  test('are joined of pages without gaps', async () => {
    await expectJoinedPages(source, from)
  })

  test('come with balances', async () => {
    for (const one of [AssetId.native(tron), asset])
      expect(typeof (await source.findBalance(to, one, {}))?.amount).toBe('bigint')
  })
})
