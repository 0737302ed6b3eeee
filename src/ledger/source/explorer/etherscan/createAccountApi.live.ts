import { beforeAll, describe, expect, test } from 'vitest'
import { AssetId, ChainId } from '../../../../chain/index.ts'
import {
  DEPOSIT_CONTRACT,
  ETHEREUM_BLOCKS,
  FIRST_PAYMENT,
  INTERNAL_TRANSFER,
  TOKEN_TRANSFER,
} from '../../knownFacts.support.ts'
import { createLiveClient, describeLive, liveClock, readVariable, toUrl } from '../../live.support.ts'
import { expectJoinedPages } from '../askHistories.support.ts'
import type { HistorySource } from '../HistorySource.ts'
import { type BlockscoutOptions, createBlockscoutSource } from './createBlockscoutSource.ts'
import { createEtherscanSource } from './createEtherscanSource.ts'

const chain = ChainId.parse('ethereum')

describeLive('LAZARETTO_LIVE_BLOCKSCOUT', 'Histories from Blockscout', (service) => {
  const apiKey = readVariable('BLOCKSCOUT_API_KEY')
  askHistories((pageRows) => createBlockscoutSource({ ...optionsOf(service, pageRows), apiKey }))
})

describeLive('LAZARETTO_LIVE_ETHERSCAN', 'Histories from Etherscan', (service) => {
  const apiKey = readVariable('ETHERSCAN_API_KEY')
  if (service !== '' && apiKey === undefined) console.warn('SKIPPED Etherscan: it wants a key. Set ETHERSCAN_API_KEY.')
  describe.skipIf(apiKey === undefined)('with a key (ETHERSCAN_API_KEY)', () => {
    askHistories((pageRows) => createEtherscanSource({ ...optionsOf(service, pageRows), apiKey: apiKey ?? '' }))
  })
})

function optionsOf(service: string, pageRows: number): BlockscoutOptions {
  const url = toUrl(service)
  const client = createLiveClient([service])
  return { chain, client, clock: liveClock, perSecond: 1, pageRows, ...(url !== undefined && { url }) }
}

function askHistories(open: (pageRows: number) => HistorySource): void {
  let source: HistorySource
  beforeAll(() => {
    source = open(1000)
  })

  test('are of Ethereum', async () => {
    await source.assertChain()
    expect(await source.findHeight()).toBeGreaterThan(ETHEREUM_BLOCKS.at(-1)!.height)
  })

  test('have a transfer of a token that everybody knows, and no transaction that never was', async () => {
    const { tx, block, txIndex, from, to, asset, amount } = TOKEN_TRANSFER
    const moved = await source.findTransaction(tx)
    expect(moved).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'token', block, txIndex, from, to, asset, amount })]),
    )
    expect(await source.findTransaction(`0x${'ab'.repeat(32)}`)).toBeUndefined()
  })

  test('have a payment by a contract that everybody knows', async () => {
    const { tx, block, from, to, asset, amount } = INTERNAL_TRANSFER
    const moved = await source.findTransaction(tx)
    expect(moved).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'internal', block, from, to, asset, amount })]),
    )
  })

  test('begin with the first payment of all', async () => {
    const { block, from, to, asset, amount } = FIRST_PAYMENT
    const first = await source.findFirstReceipt(to)
    expect(first).toMatchObject({ isLate: false, transfer: { kind: 'native', block, from, to, asset, amount } })
  })

  test('are joined of pages without gaps', async () => {
    const { block, amount } = FIRST_PAYMENT
    const [first] = await expectJoinedPages(open(10), FIRST_PAYMENT.to)
    expect(first?.transfers[0]).toMatchObject({ block, amount })
  })

  test('come with balances, at least what can never be taken out, and with fees', async () => {
    const stated = await source.findBalance(DEPOSIT_CONTRACT.address, AssetId.native(chain), {})
    expect(stated?.amount).toBeGreaterThanOrEqual(DEPOSIT_CONTRACT.leastWei)
    const token = await source.findBalance(TOKEN_TRANSFER.to, TOKEN_TRANSFER.asset, {})
    expect(typeof token?.amount).toBe('bigint')
    const fees = await source.findFees(FIRST_PAYMENT.from, { block: FIRST_PAYMENT.block })
    expect(fees).toEqual({ amount: FIRST_PAYMENT.feeWei, transactions: 1, isWhole: true })
  })
}
