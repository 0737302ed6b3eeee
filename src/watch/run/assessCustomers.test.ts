import { expect, it, onTestFinished } from 'vitest'
import type { SourceBlock } from '../../ledger/index.ts'
import { listAlerts } from '../alerts/listAlerts.ts'
import type { ListedSource } from '../exposure/AccountExposures.ts'
import { watchAddress } from '../watched/addresses.ts'
import { addressOf, CHAIN, COIN, makeBlock, openTown, type Payment, type Town, txOf } from './town.support.ts'
import { followListed, openWatch, takeExposures, unwatchBlocks, type Watch, watchBlocks } from './Watch.ts'

const LISTED: ListedSource = {
  category: 'sanctions',
  origin: 'a-list',
  title: 'A "List"',
  addresses: [addressOf('bad')],
}
const THEFT: ListedSource = { category: 'theft', origin: 'a case', addresses: [addressOf('thief')] }

const wish = (...sources: readonly ListedSource[]) => ({ sources, counterpartiesMax: 100, floor: '0' })

interface Round {
  readonly town: Town
  readonly watch: Watch
  readonly first: SourceBlock
}

async function begin(customer: string | undefined, ...sources: readonly ListedSource[]): Promise<Round> {
  const town = await openTown()
  onTestFinished(() => town.close())
  if (customer !== undefined) addCustomer(town, customer)
  const first = makeBlock(undefined, 'first', [['miner', 'alice', 10n]])
  await town.apply(first)
  const watch = await openWatch(town.plan)
  await followListed(watch, wish(...sources))
  await takeExposures(watch)
  return { town, watch, first }
}

function addCustomer({ state }: Town, name: string): void {
  const plan = {
    chain: CHAIN,
    address: addressOf(name),
    purpose: 'customer',
    name: `Customer ${name}`,
    by: 'a test',
  } as const
  watchAddress(state, plan, 1)
}

async function apply({ town, watch }: Round, parent: SourceBlock, payments: readonly Payment[]) {
  const block = makeBlock(parent, `on ${parent.hash}`, payments)
  await town.apply(block)
  for await (const _ of watchBlocks(watch));
  return { block, taken: await takeExposures(watch) }
}

const alertsOf = ({ town: { state } }: Round) => listAlerts(state, { withRetracted: true }, { limit: 99 }).alerts

it('tells of a customer whom a listed address pays, once for each list, address and asset', async () => {
  const round = await begin('alice', LISTED, THEFT)
  const { block, taken } = await apply(round, round.first, [
    ['bad', 'alice', 5n],
    ['thief', 'alice', 5n],
    ['bad', 'bob', 5n],
  ])
  expect(taken?.opened).toHaveLength(1)
  const tx = `0x${txOf('1 bad alice 5', 0).toString('hex')}`
  const [alert] = alertsOf(round)
  expect(alert).toMatchObject({
    rule: 'reaches-customer',
    severity: 'high',
    tx,
    block: { height: 1, hash: block.hash },
    amounts: [{ what: 'received', asset: COIN, units: '5' }],
    evidence: { list: 'a-list', hops: 1, transactions: [tx] },
  })
  expect(alert?.text).toContain('An address that "A \'List\'" lists has paid')
  expect((await apply(round, block, [['bad', 'alice', 7n]])).taken?.opened).toEqual([])
  expect(alertsOf(round)).toHaveLength(1)
})

it('tells nothing of money that came through others', async () => {
  const round = await begin('bob', LISTED)
  const { block } = await apply(round, round.first, [['bad', 'alice', 5n]])
  const { taken } = await apply(round, block, [['alice', 'bob', 5n]])
  expect(taken?.changes.get(addressOf('bob'))).toMatchObject([{ hops: 2 }])
  expect(alertsOf(round)).toEqual([])
})

it('takes it back with the block of the payment, and says it again where it comes again', async () => {
  const round = await begin('alice', LISTED)
  const { taken } = await apply(round, round.first, [['bad', 'alice', 5n]])
  const gone = await round.town.undo(0)
  expect(await unwatchBlocks(round.watch, gone)).toEqual(taken?.opened)
  await takeExposures(round.watch)
  expect(alertsOf(round)).toMatchObject([{ isRetracted: true }])
  const { block: other } = await apply(round, round.first, [['miner', 'carol', 1n]])
  const again = await apply(round, other, [['bad', 'alice', 5n]])
  expect(again.taken?.confirmed).toEqual(taken?.opened)
  expect(alertsOf(round)).toMatchObject([{ isRetracted: false, block: { height: 2 } }])
})

it('tells of payments that were there before the list, and before the customer', async () => {
  const round = await begin('alice', THEFT)
  await apply(round, round.first, [
    ['bad', 'alice', 5n],
    ['bad', 'bob', 6n],
  ])
  expect(alertsOf(round)).toEqual([])
  await followListed(round.watch, wish(THEFT, LISTED))
  expect((await takeExposures(round.watch))?.opened).toHaveLength(1)
  addCustomer(round.town, 'bob')
  expect((await takeExposures(round.watch))?.opened).toHaveLength(1)
  expect((await takeExposures(round.watch))?.opened).toEqual([])
  expect(alertsOf(round).map(({ amounts }) => amounts[0]?.units)).toEqual(['6', '5'])
})
