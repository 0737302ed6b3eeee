import { describe, expect, it, onTestFinished } from 'vitest'
import { openUtxoView } from '../../ledger/index.ts'
import type { MadeBlock } from '../../madeBitcoin.support.ts'
import { parseSeed, traceTheft } from '../../trace/index.ts'
import { type Alert, listAlerts } from '../index.ts'
import { watchAddress } from '../watched/addresses.ts'
import { addTheft } from '../watched/thefts.ts'
import { addressOf, CHAIN, chainOf, mint, openUtxoTown, pay } from './utxoTown.support.ts'
import { openWatch, unwatchBlocks, type Watch, watchBlocks } from './Watch.ts'

const [VICTIM, THIEF, MULE, EXCHANGE, OTHER] = [1, 2, 3, 4, 5] as const
const ASSET = `${CHAIN}/slip44:0`

async function newTown(services: readonly number[] = []) {
  const town = await openUtxoTown(services)
  onTestFinished(() => town.close())
  return town
}

type Town = Awaited<ReturnType<typeof newTown>>

function watchTheft({ state }: Town, ...seeds: readonly string[]): void {
  addTheft(state, { name: 'a theft', chain: CHAIN, seeds, by: 'a test' }, 1)
}

async function watchAll(watch: Watch): Promise<string[]> {
  const found: string[] = []
  for await (const { opened, confirmed } of watchBlocks(watch)) found.push(...opened, ...confirmed)
  return found.map((id) => alertsOf(watch).find((alert) => alert.id === id)?.rule ?? 'none')
}

function alertsOf({ plan }: Watch): readonly Alert[] {
  return listAlerts(plan.state, {}, { limit: 500 }).alerts
}

const stolenIn = ({ amounts }: Alert): string | undefined => amounts.find(({ what }) => what === 'stolen')?.units

// The victim mines 50, and 30 of it are stolen; the thief pays 20 to a mule and has 9.9 back, the mule pays an exchange.
const mined = mint('victim', VICTIM)
const theft = pay(
  [[mined, 0]],
  [
    [THIEF, 3_000_000_000],
    [VICTIM, 1_999_000_000],
  ],
)
const move = pay(
  [[theft, 0]],
  [
    [MULE, 2_000_000_000],
    [THIEF, 990_000_000],
  ],
)
const cash = pay([[move, 0]], [[EXCHANGE, 1_990_000_000]])

const story = (): MadeBlock[] =>
  chainOf([], [mined], [mint('1', OTHER), theft], [mint('2', OTHER), move], [mint('3', OTHER), cash])

describe('a watch of a chain of outputs', () => {
  it('raises alerts in the block in which stolen outputs are made, move on and reach a service', async () => {
    const town = await newTown([EXCHANGE])
    watchTheft(town, addressOf(THIEF))
    const watch = await openWatch(town.plan)
    const blocks = story()
    const told: string[][] = []
    for (const height of blocks.keys()) {
      await town.show(blocks.slice(0, height + 1), height)
      told.push(await watchAll(watch))
    }
    expect(told).toEqual([[], ['stolen'], ['moves'], ['reaches-service']])
    const [reached, moved, stolen] = alertsOf(watch)
    expect(stolen && stolenIn(stolen)).toBe('3000000000')
    expect(moved && stolenIn(moved)).toBe('2000000000')
    expect(reached && stolenIn(reached)).toBe('1990000000')
    expect(moved?.parties.map(({ role, address }) => [role, address])).toEqual([
      ['from', addressOf(THIEF)],
      ['to', addressOf(MULE)],
    ])
    expect(reached?.tx).toBe(`0x${cash.txid}`)
    expect(reached?.amounts[0]?.asset).toBe(ASSET)
  })

  it.each([
    ['an outpoint', `${theft.txid}:0`],
    ['a transaction', theft.txid],
  ])('waits for %s that no block has yet', async (_, seed) => {
    const town = await newTown()
    watchTheft(town, seed)
    const watch = await openWatch(town.plan)
    const blocks = story()
    await town.show(blocks, 0)
    expect((await watchAll(watch)).slice(0, 2)).toEqual(['stolen', ...(seed === theft.txid ? ['stolen'] : ['moves'])])
  })

  it('retracts what the chain has left, and confirms what comes again in another block', async () => {
    const town = await newTown([EXCHANGE])
    watchTheft(town, addressOf(THIEF))
    const watch = await openWatch(town.plan)
    const blocks = story()
    await town.show(blocks, 0)
    expect(await watchAll(watch)).toEqual(['stolen', 'moves', 'reaches-service'])
    expect(await unwatchBlocks(watch, await town.undo(1))).toHaveLength(2)
    const again = chainOf(blocks.slice(0, 2), [mint('other 2', MULE)], [mint('other 3', OTHER), move])
    await town.show(again, 2)
    expect(await watchAll(watch)).toEqual(['moves'])
    expect(
      alertsOf(watch)
        .map(({ rule }) => rule)
        .sort(),
    ).toEqual(['moves', 'stolen'])
    expect(await heldOf(watch)).toEqual(await tracedOf(town))
  })

  it('goes on after a restart, also where the chain has left its newest blocks meanwhile', async () => {
    const town = await newTown([EXCHANGE])
    watchTheft(town, addressOf(THIEF))
    const blocks = story()
    await town.show(blocks.slice(0, 3), 0)
    const first = await openWatch({ ...town.plan })
    await watchAll(first)
    await town.undo(1)
    await town.show(chainOf(blocks.slice(0, 2), [mint('x', OTHER)], [mint('y', OTHER), move]), 2)
    const second = await openWatch(town.plan)
    expect(await watchAll(second)).toEqual(['moves'])
    expect(await heldOf(second)).toEqual(await tracedOf(town))
  })

  it('says when stolen money goes into a CoinJoin', async () => {
    const town = await newTown()
    watchTheft(town, addressOf(THIEF))
    // As Whirlpool makes them: five of the pool's amount, for five who bring as much, one of them the miner's share too.
    const coins = Array.from({ length: 5 }, (_, i) =>
      mint(`coin ${i}`, i === 0 ? THIEF : 10 + i, i === 0 ? 1_005_000 : 1_000_000),
    )
    const mix = pay(
      coins.map((coin) => [coin, 0]),
      coins.map((_, i) => [20 + i, 1_000_000]),
    )
    const blocks = chainOf([], ...coins.map((coin) => [coin]), [mint('miner', OTHER), mix])
    await town.show(blocks.slice(0, 1), 0)
    const watch = await openWatch(town.plan)
    await town.show(blocks, 1)
    expect(await watchAll(watch)).toEqual(['reaches-mixer'])
    const [alert] = alertsOf(watch)
    expect(alert?.parties.at(-1)).toMatchObject({ role: 'to', label: { category: 'mixer', source: 'lazaretto' } })
    expect(stolenIn(alert as Alert)).toBe('1005000')
  })

  it('sees the balance of a watched address change, by what it pays less its change', async () => {
    const town = await newTown()
    const watched = { chain: CHAIN, address: addressOf(VICTIM), purpose: 'balance', name: 'vault', by: 'me' } as const
    watchAddress(town.state, { ...watched, assets: [ASSET] }, 1)
    const blocks = story()
    await town.show(blocks.slice(0, 1), 0)
    const watch = await openWatch(town.plan)
    await town.show(blocks.slice(0, 2), 1)
    expect(await watchAll(watch)).toEqual(['balance'])
    const [sent] = alertsOf(watch)
    expect(sent?.amounts[0]).toMatchObject({ what: 'sent', units: '3001000000' })
  })
})

async function heldOf({ followers }: Watch): Promise<Record<string, bigint>> {
  const held: Record<string, bigint> = {}
  for (const { trace } of followers) {
    for (const { account, origin } of await trace.listEndings()) held[account] = (held[account] ?? 0n) + origin
  }
  return held
}

async function tracedOf({ plan, store }: Town): Promise<Record<string, bigint>> {
  const view = await openUtxoView(store, CHAIN)
  const { seed } = parseSeed(addressOf(THIEF), CHAIN)
  const options = { rule: 'haircut', labels: await plan.loadLabels(view, -1), counterpartiesMax: 1000 } as const
  const held: Record<string, bigint> = {}
  for (const { destinations } of await traceTheft(view, { name: 'a theft', seeds: [seed] }, options)) {
    for (const { account, amount } of destinations) held[account] = (held[account] ?? 0n) + amount
  }
  return held
}
