import { beforeAll } from 'vitest'
import { BitcoinNetwork } from '../../../chain/index.ts'
import type { UtxoSource } from '../../ChainSource.ts'
import { askBlocks } from '../bitcoin/askBlocks.support.ts'
import { createLiveClient, describeLive, liveClock } from '../live.support.ts'
import { createEsploraBlockSource } from './createEsploraBlockSource.ts'

describeLive('LAZARETTO_LIVE_ESPLORA', "Bitcoin's blocks from an explorer", (endpoint) => {
  let source: UtxoSource
  beforeAll(() => {
    const { chain } = BitcoinNetwork.main
    const client = createLiveClient([endpoint])
    source = createEsploraBlockSource({ chain, endpoint, client, clock: liveClock, perSecond: 1 })
  })
  askBlocks(() => source)
})
