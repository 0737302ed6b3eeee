import { expect, it, onTestFinished } from 'vitest'
import { AssetId } from '../../chain/index.ts'
import { openView, type SourceBlock } from '../../ledger/index.ts'
import { addressOf, CHAIN, makeBlock, openTown, type Payment } from './town.support.ts'
import { createViewOpener } from './WatchView.ts'

const TOKENS = [1, 2].map((n) =>
  AssetId.erc20(CHAIN, `0x${String(n).repeat(40)}` as Parameters<typeof AssetId.erc20>[1]),
)
const PAYMENTS: readonly Payment[] = [
  ['victim', 'thief', 2n ** 200n],
  ['thief', 'mule', 5n],
  ['alice', 'bob', 7n],
  ['bob', 'thief', 2n ** 130n],
  ['alice', 'mule', 9n],
]

/** A block whose payments are of several assets, three of them in one transaction. */
function mix(block: SourceBlock): SourceBlock {
  const transfers = block.transfers.map((transfer, i) => {
    const first = block.transfers[i < 3 ? 0 : i] as (typeof block.transfers)[number]
    const inOne = { tx: first.tx, txIndex: first.txIndex }
    return i === 0
      ? transfer
      : { ...transfer, ...inOne, kind: 'token' as const, ordinal: i, asset: TOKENS[i % 2] as AssetId.AssetId }
  })
  return { ...block, transfers }
}

it('answers as the ledger does, of the block at hand and of all others', async () => {
  const town = await openTown()
  onTestFinished(() => town.close())
  const first = mix(makeBlock(undefined, '0', PAYMENTS))
  await town.apply(first)
  await town.apply(mix(makeBlock(first, '1', PAYMENTS.toReversed())))
  const [view, watched] = [await openView(town.store, CHAIN), await createViewOpener(town.store, CHAIN)()]
  const assets = (await view.listAssets()).map(({ id }) => id)
  expect(assets).toHaveLength(3)
  const accounts = await view.findAccounts(['thief', 'alice'].map(addressOf))
  for (const height of [1, 0, -1]) {
    watched.turnTo(height)
    for (const to of [0, 1]) {
      const blocks = { after: to - 1, to }
      for (const some of [undefined, assets, assets.slice(0, 2), assets.slice(1), assets.slice(2), []])
        if (some?.length !== 0)
          expect(await watched.readTransfers(some, blocks)).toEqual(await view.readTransfers(some, blocks))
      expect(await watched.listAssetsOf([...accounts.values()], blocks)).toEqual(
        await view.listAssetsOf([...accounts.values()], blocks),
      )
    }
    expect(await watched.listAssets()).toEqual(await view.listAssets())
    expect(await watched.findAccounts(['alice', 'thief', 'nobody'].map(addressOf))).toEqual(
      await view.findAccounts(['thief', 'alice', 'nobody'].map(addressOf)),
    )
    expect(await watched.describeAccounts([...accounts.values()])).toEqual(
      await view.describeAccounts([...accounts.values()]),
    )
  }
})

it('forgets what was said of blocks that are taken back', async () => {
  const town = await openTown()
  onTestFinished(() => town.close())
  const first = makeBlock(undefined, '0', [['alice', 'bob', 1n]])
  await town.apply(first, makeBlock(first, '1', [['alice', 'bob', 2n]]))
  const watched = await createViewOpener(town.store, CHAIN)()
  const rowOf = async (): Promise<number> => {
    const { rowId } = await watched.readTransfers(undefined, { after: 0, to: 1 })
    return rowId[0] as number
  }
  const lost = await rowOf()
  const before = (await watched.describeTransfers([lost])).get(lost)
  await town.undo(0)
  watched.forget()
  await town.apply(makeBlock(first, 'other', [['alice', 'bob', 3n]]))
  const found = await rowOf()
  expect((await watched.describeTransfers([found])).get(found)?.tx).not.toBe(before?.tx)
})
