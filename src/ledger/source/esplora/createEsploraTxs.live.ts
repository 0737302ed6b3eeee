import { beforeAll, expect, test } from 'vitest'
import { BitcoinNetwork, BitcoinTx } from '../../../chain/index.ts'
import { BITCOIN_BLOCKS, FIRST_COIN, LONG_HISTORY } from '../knownFacts.support.ts'
import { createLiveClient, describeLive, liveClock } from '../live.support.ts'
import { createEsploraTxs } from './createEsploraTxs.ts'
import { findInstance } from './findInstance.ts'
import type { TxSource } from './TxSource.ts'

const { txid, height, spentBy, spentAt, historyMin } = FIRST_COIN

describeLive('LAZARETTO_LIVE_ESPLORA', "Bitcoin's transactions from an explorer", (endpoint) => {
  let source: TxSource
  beforeAll(() => {
    const { chain } = BitcoinNetwork.main
    const url = findInstance(endpoint, BitcoinNetwork.main) ?? endpoint
    source = createEsploraTxs({ chain, url, client: createLiveClient([url]), clock: liveClock, perSecond: 1 })
  })

  test('is of the main net, and has a block that everybody knows', async () => {
    await source.assertChain()
    const [, first] = BITCOIN_BLOCKS
    expect(await source.findHash(first!.height)).toBe(first!.hash)
    expect(await source.findHeadHeight()).toBeGreaterThanOrEqual(first!.height)
  })

  test('proves the coin of block 9 and the payment that spends it, and has no transaction that never was', async () => {
    expect(await source.findTx(txid)).toMatchObject({ txid, height, place: 0 })
    expect(await source.findTx(spentBy)).toMatchObject({ txid: spentBy, height: spentAt, place: 1 })
    expect(await source.findTx('ab'.repeat(32))).toBeUndefined()
  })

  test('knows who spends that coin', async () => {
    expect(await source.listSpends(txid)).toEqual([{ txid: spentBy, isConfirmed: true }])
  })

  test("counts the transactions of its owner's script", async () => {
    const tx = await source.findTx(txid)
    const [output] = BitcoinTx.decode(tx!.raw).outputs
    expect(await source.countTxs(output!.script)).toBeGreaterThanOrEqual(historyMin)
  })

  test('joins the pages of a history without gaps', async () => {
    const first = await source.listTxs(LONG_HISTORY)
    const second = await source.listTxs(LONG_HISTORY, first.next)
    const both = [...first.txids, ...second.txids]
    expect(new Set(both).size).toBe(both.length)
    expect(second.txids.length).toBeGreaterThan(0)
    const at = Math.floor(first.txids.length / 2)
    const between = await source.listTxs(LONG_HISTORY, first.txids[at])
    expect(between.txids).toEqual(both.slice(at + 1, at + 1 + between.txids.length))
    expect(between.txids.length).toBeGreaterThan(first.txids.length - at - 1)
  })
})
