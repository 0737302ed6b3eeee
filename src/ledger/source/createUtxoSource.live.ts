import { expect, test } from 'vitest'
import { BitcoinNetwork } from '../../chain/index.ts'
import { createUtxoSource } from './createUtxoSource.ts'
import { createLiveClient, describeLive, listNamed, liveClock, readVariable } from './live.support.ts'

describeLive('LAZARETTO_LIVE_BITCOIND', 'All nodes and explorers of Bitcoin', () => {
  const [endpoints, explorers] = [listNamed('LAZARETTO_LIVE_BITCOIND'), listNamed('LAZARETTO_LIVE_ESPLORA')]
  const quorum = endpoints.length + explorers.length

  test.skipIf(quorum < 2)('agree about a block of today (set LAZARETTO_LIVE_ESPLORA too)', async () => {
    const cookieFile = readVariable('LAZARETTO_LIVE_BITCOIND_COOKIE')
    const source = createUtxoSource({
      chain: BitcoinNetwork.main.chain,
      ...{ endpoints, explorers, quorum, perSecond: 1, clock: liveClock },
      client: createLiveClient([...endpoints, ...explorers]),
      ...(cookieFile !== undefined && { cookieFile }),
    })
    const { height } = await source.findHead()
    expect(await source.findHash(height - 6)).toMatch(/^0x0{8}/)
  })
})
