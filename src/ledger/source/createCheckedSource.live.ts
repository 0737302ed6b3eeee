import { expect, test } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import { createEvmSource } from './evm/createEvmSource.ts'
import { TOKEN_TRANSFER } from './knownFacts.support.ts'
import { createLiveClient, listNamed } from './live.support.ts'

const endpoints = listNamed('LAZARETTO_LIVE_RPC')
const quorum = endpoints.length
const what = 'Nodes of Ethereum agree about a block and its transfers'
const need = 'LAZARETTO_LIVE_RPC, two of them'

if (quorum < 2) console.warn(`SKIPPED ${what}: nobody is asked. Set ${need}.`)

test.skipIf(quorum < 2)(`${what} (${need})`, async () => {
  const chain = ChainId.parse('ethereum')
  const client = createLiveClient(endpoints)
  const source = createEvmSource({ chain, endpoints, client, quorum, requestsMax: 1, withTraces: false })
  const { block: height, blockHash: hash } = TOKEN_TRANSFER
  expect(await source.findBlock(height)).toMatchObject({ height, hash })
})
