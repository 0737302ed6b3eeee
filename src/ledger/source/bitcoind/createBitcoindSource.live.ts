import { beforeAll } from 'vitest'
import { BitcoinNetwork } from '../../../chain/index.ts'
import type { UtxoSource } from '../../ChainSource.ts'
import { askBlocks } from '../bitcoin/askBlocks.support.ts'
import { createLiveClient, describeLive, readVariable } from '../live.support.ts'
import { createBitcoindSource } from './createBitcoindSource.ts'

describeLive('LAZARETTO_LIVE_BITCOIND', "Bitcoin's blocks from a node", (url) => {
  let source: UtxoSource
  beforeAll(() => {
    const cookieFile = new URL(url).username === '' ? readVariable('LAZARETTO_LIVE_BITCOIND_COOKIE') : undefined
    const options = { chain: BitcoinNetwork.main.chain, endpoints: [url], client: createLiveClient([url]) }
    source = createBitcoindSource({ ...options, requestsMax: 1, ...(cookieFile !== undefined && { cookieFile }) })
  })
  askBlocks(() => source)
})
