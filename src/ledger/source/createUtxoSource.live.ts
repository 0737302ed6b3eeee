import { expect, test } from 'vitest'
import { BitcoinNetwork } from '../../chain/index.ts'
import { createUtxoSource } from './createUtxoSource.ts'
import { createLiveClient, listNamed, liveClock, readVariable } from './live.support.ts'

const [endpoints, explorers] = [listNamed('LAZARETTO_LIVE_BITCOIND'), listNamed('LAZARETTO_LIVE_ESPLORA')]
const quorum = endpoints.length + explorers.length
const what = 'Nodes and explorers of Bitcoin agree about a block of today'
const need = 'LAZARETTO_LIVE_BITCOIND, LAZARETTO_LIVE_ESPLORA or both, two in all'

if (quorum < 2) console.warn(`SKIPPED ${what}: nobody is asked. Set ${need}.`)

test.skipIf(quorum < 2)(`${what} (${need})`, async () => {
  const cookieFile = readVariable('LAZARETTO_LIVE_BITCOIND_COOKIE')
  const source = createUtxoSource({
    chain: BitcoinNetwork.main.chain,
    ...{ endpoints, explorers, quorum, perSecond: 1, clock: liveClock },
    client: createLiveClient([...endpoints, ...explorers]),
    ...(cookieFile !== undefined && { cookieFile }),
  })
  const { height } = await source.findHead()
  expect(await source.findHash(height - 6)).toMatch(/^0x0{8}[0-9a-f]{56}$/)
})
