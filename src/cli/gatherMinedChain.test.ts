import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BitcoinNetwork } from '../chain/index.ts'
import { importBlocks, queryRows, type Store } from '../ledger/index.ts'
import type { TraceOptions, TraceReport } from '../trace/index.ts'
import { type FakeEsploraTxs, type FakeLie, readFakeTxs, serveEsploraTxs } from './fakeEsploraTxs.support.ts'
import { endsOf, gather, type Job, openCase, openFolder, trace } from './gatherUtxo.support.ts'
import { utxoGatherSummary } from './gatherUtxoTrace.ts'
import { addressOf, MinedChain, type MinedTx, makeTx, type Pay } from './mineChain.support.ts'

const { regtest } = BitcoinNetwork
const { chain } = regtest
const COINS = 5_000_000_000

async function serve(mined: MinedChain, pending: readonly MinedTx[] = [], lie?: FakeLie): Promise<FakeEsploraTxs> {
  const raw = pending.map((tx) => Uint8Array.from(tx.raw))
  return await serveEsploraTxs(readFakeTxs(mined.blocks, regtest, raw), lie)
}

async function importInto(store: Store, mined: MinedChain): Promise<void> {
  const file = join(openFolder(), 'blk00000.dat')
  writeFileSync(file, mined.toFile())
  await importBlocks(store, [file], { chain, strict: false, onProgress: () => {} })
}

/** A theft of a coin, and what it pays in the next block. */
function steal(pays: readonly Pay[]): { mined: MinedChain; coin: string; theft: MinedTx } {
  const mined = new MinedChain()
  const coin = mined.mine()
  const theft = makeTx([coin], pays)
  mined.mine([theft])
  return { mined, coin, theft }
}

const gatherMined = (job: Omit<Job, 'chain'>) => gather({ ...job, chain })
const traceMined = (store: Store, seed: string, rule: TraceOptions['rule'] = 'haircut') =>
  trace(store, { seeds: [seed], chain, rule })

const comparable = ({ ledger: _, rule: { name }, destinations, ...rest }: TraceReport): unknown => ({
  ...rest,
  name,
  destinations: destinations.map(({ inflow: __, ...destination }) => destination),
})

/** Blocks in which people pay each other, and the first coin, which is stolen. `fee` is in satoshi, for each transaction. */
function mineTown(choices: readonly number[], fee: number): { mined: MinedChain; coin: string } {
  const mined = new MinedChain()
  const coin = mined.mine([], { person: 0 })
  const unspent = [{ outpoint: coin, valueSat: COINS }]
  for (const choice of choices) {
    const spent = unspent.splice(choice % unspent.length, 1 + (choice % 3))
    const sum = spent.reduce((total, { valueSat }) => total + valueSat, 0) - fee
    const first = Math.floor((sum * ((choice % 7) + 1)) / 9)
    const pays: Pay[] = [
      [choice % 23, first],
      [choice % 31, sum - first],
    ]
    const tx = makeTx(
      spent.map(({ outpoint }) => outpoint),
      pays,
    )
    const mint = mined.mine([tx], { person: choice % 5 })
    pays.forEach(([, valueSat], place) => void unspent.push({ outpoint: `${tx.txid}:${place}`, valueSat }))
    if (choice % 4 === 0) unspent.push({ outpoint: mint, valueSat: COINS })
  }
  return { mined, coin }
}

describe('a trace through an explorer', () => {
  it.each([
    ['haircut', 1000],
    ['fifo', 0],
    ['poison', 0],
  ] as const)(
    'says what one through whole blocks says: %s',
    async (rule, fee) => {
      const choices = fc.array(fc.nat(10_000), { minLength: 5, maxLength: 9 })
      const property = fc.asyncProperty(choices, async (picks) => {
        const { mined, coin } = mineTown(picks, fee)
        const [store, whole] = [await openCase(), await openCase()]
        expect(await gatherMined({ store, server: await serve(mined), seeds: [coin], rule })).toMatchObject({
          waiting: [],
        })
        await importInto(whole, mined)
        expect(comparable(await traceMined(store, coin, rule))).toEqual(comparable(await traceMined(whole, coin, rule)))
      })
      await fc.assert(property, { numRuns: 2 })
    },
    120_000,
  )

  it('ends fees where they are paid, and says so', async () => {
    const { mined, coin, theft } = steal([[1, COINS - 1000]])
    const store = await openCase()
    await gatherMined({ store, server: await serve(mined), seeds: [coin], rule: 'fifo' })
    const report = await traceMined(store, coin, 'fifo')
    expect(report.statement.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['held', BigInt(COINS - 1000)],
      ['fees-and-burned', 1000n],
    ])
    expect([report.isBalanced, report.rule.rounding.includes('blocks are not whole')]).toEqual([true, true])
    expect(endsOf(report)).toEqual({ [`${theft.txid}:0`]: BigInt(COINS - 1000) })
  })

  it('stops at an address with too many transactions, names it, and does not ask behind it', async () => {
    const { mined, coin, theft } = steal([[1, COINS]])
    mined.mine([makeTx([`${theft.txid}:0`], [[2, COINS]])])
    for (let i = 0; i < 6; i++) mined.mine([], { person: 1 })
    const store = await openCase()
    const report = await gatherMined({ store, server: await serve(mined), seeds: [coin], historyMax: 5 })
    expect(report).toMatchObject({ hubs: [{ name: addressOf(1), count: 8 }], read: 2 })
    expect(utxoGatherSummary(report, 'esplora')).toContain(`stopped at hub ${addressOf(1)}: it has 8 transactions`)
    const { limits } = await traceMined(store, coin)
    expect(limits.find(({ kind }) => kind === 'hub')).toMatchObject({ accounts: [addressOf(1)], amount: BigInt(COINS) })
  })

  it('follows what the user names, whoever has it', async () => {
    const { mined, coin, theft } = steal([[1, COINS]])
    mined.mine([makeTx([`${theft.txid}:0`], [[2, COINS]])])
    for (let i = 0; i < 6; i++) mined.mine([], { person: 1 })
    const store = await openCase()
    await gatherMined({ store, server: await serve(mined), seeds: [`${theft.txid}:0`], historyMax: 5 })
    expect(Object.values(endsOf(await traceMined(store, `${theft.txid}:0`)))).toEqual([BigInt(COINS)])
    expect(coin).not.toBe('')
  })

  it('stops behind a transaction with too many outputs, and names it', async () => {
    const pays = Array.from({ length: 30 }, (_, i): Pay => [100 + i, 1000 + i])
    const { mined, coin, theft } = steal([[1, 100_000]])
    const split = makeTx([`${theft.txid}:0`], pays)
    mined.mine([split])
    const [store, server] = [await openCase(), await serve(mined)]
    const report = await gatherMined({ store, server, seeds: [coin], partsMax: 20 })
    expect(report.hubs).toEqual([{ name: split.txid, count: 30 }])
    expect(server.asked).not.toContain(`/tx/${split.txid}/outspends`)
    const { limits } = await traceMined(store, coin)
    expect(limits.find(({ kind }) => kind === 'hub')?.accounts).toHaveLength(30)
  })

  it('says what is unknown of a transaction with too many inputs', async () => {
    const { mined, coin, theft } = steal([[1, 500]])
    const others = Array.from({ length: 30 }, () => mined.mine())
    const merged = makeTx([`${theft.txid}:0`, ...others], [[2, 700]])
    mined.mine([merged])
    const store = await openCase()
    const report = await gatherMined({ store, server: await serve(mined), seeds: [coin], partsMax: 20 })
    expect(report).toMatchObject({ read: 3, hubs: [{ name: merged.txid, count: 31 }] })
    const { completed } = await traceMined(store, coin)
    expect(completed).toEqual([{ account: 'unknown previous outputs', amount: 200n, isSeed: false, tx: merged.txid }])
  })

  it('tells what moves and is in no block yet, and reads it when it is', async () => {
    const { mined, coin, theft } = steal([[1, COINS]])
    const moving = makeTx([`${theft.txid}:0`], [[2, COINS]])
    const store = await openCase()
    const before = await gatherMined({ store, server: await serve(mined, [moving]), seeds: [coin] })
    expect(before).toMatchObject({ pending: [{ txid: moving.txid, outpoint: `${theft.txid}:0` }], unspent: 0 })
    expect(utxoGatherSummary(before, 'mempool')).toContain(`moving now, unconfirmed: ${moving.txid}`)
    expect(endsOf(await traceMined(store, coin))).toEqual({ [`${theft.txid}:0`]: BigInt(COINS) })
    mined.mine([moving])
    await gatherMined({ store, server: await serve(mined), seeds: [coin], laterSec: 3600 })
    expect(endsOf(await traceMined(store, coin))).toEqual({ [`${moving.txid}:0`]: BigInt(COINS) })
  })

  it('forgets blocks that left the chain', async () => {
    const { mined, coin, theft } = steal([[1, COINS]])
    const [first, second] = [makeTx([`${theft.txid}:0`], [[2, COINS]]), makeTx([`${theft.txid}:0`], [[3, COINS]])]
    mined.mine([first])
    const store = await openCase()
    await gatherMined({ store, server: await serve(mined), seeds: [coin] })
    mined.blocks.pop()
    mined.mine([second], { version: 2 })
    await gatherMined({ store, server: await serve(mined), seeds: [coin] })
    expect(endsOf(await traceMined(store, coin))).toEqual({ [`${second.txid}:0`]: BigInt(COINS) })
  })

  it('names what it did not read, and reads it when it may', async () => {
    const { mined, coin, theft } = steal([
      [1, 3000],
      [2, 2000],
    ])
    mined.mine([makeTx([`${theft.txid}:0`], [[3, 3000]]), makeTx([`${theft.txid}:1`], [[4, 2000]])])
    const store = await openCase()
    const server = await serve(mined)
    const report = await gatherMined({ store, server, seeds: [coin], txsMax: 3 })
    expect(report.read).toBe(3)
    expect(report.waiting).toHaveLength(2)
    expect(report.waiting).toContain(`${theft.txid}:1`)
    expect(utxoGatherSummary(report, 'esplora')).toContain('not read: who spends 2 outputs that the money reaches')
    expect(await gatherMined({ store, server, seeds: [coin] })).toMatchObject({ read: 4, waiting: [] })
  })
})

describe('an address as a seed', () => {
  /** Sixty coins for an address, of which it has paid two on. */
  const mineRich = (): { mined: MinedChain; address: string } => {
    const mined = new MinedChain()
    const coins = Array.from({ length: 60 }, () => mined.mine([], { person: 1 }))
    mined.mine([makeTx([coins[0] as string, coins[59] as string], [[2, 2 * COINS]])])
    return { mined, address: addressOf(1) }
  }

  it('stands for all that it received', async () => {
    const { mined, address } = mineRich()
    const store = await openCase()
    const report = await gatherMined({ store, server: await serve(mined), seeds: [address] })
    expect(report).toMatchObject({ read: 61, waiting: [] })
    expect((await traceMined(store, address)).stolen.amount).toBe(60n * BigInt(COINS))
  })

  it.each([
    ['half a page', 'LZ_EXPLORER_ROWS', (rows: readonly unknown[]) => rows.slice(0, 5), 2],
    ['the same page again', 'LZ_EXPLORER_ROWS', (rows: readonly unknown[]) => rows, 1],
    ['a transaction without an id', 'LZ_EXPLORER_SHAPE', () => [{ status: { confirmed: true } }], 0],
  ])('of which the explorer tells %s is refused', async (_, code, change, pages) => {
    const { mined, address } = mineRich()
    let first: string | undefined
    let turn = 0
    const server = await serve(mined, [], ({ path, truth = '' }) => {
      if (!path.startsWith('/address/')) return undefined
      first ??= truth
      if (pages === 1) return { say: first }
      if (pages === 2 && turn++ > 0) return { say: '[]' }
      return { say: JSON.stringify(change(JSON.parse(truth) as unknown[])) }
    })
    const store = await openCase()
    await expect(gatherMined({ store, server, seeds: [address] })).rejects.toMatchObject({ code })
    expect(await queryRows(store, 'FROM gathered_tx')).toEqual([])
  })

  it('with more transactions than the bound is refused', async () => {
    const { mined, address } = mineRich()
    const job = { store: await openCase(), server: await serve(mined), seeds: [address], historyMax: 50 }
    await expect(gatherMined(job)).rejects.toMatchObject({ code: 'LZ_GATHER_HUB' })
  })
})

describe('whole blocks and single transactions', () => {
  it('do not mix', async () => {
    const { mined, coin } = steal([[1, COINS]])
    const [store, whole, server] = [await openCase(), await openCase(), await serve(mined)]
    await gatherMined({ store, server, seeds: [coin] })
    await expect(importInto(store, mined)).rejects.toMatchObject({ code: 'LZ_GATHER_SOURCE' })
    await importInto(whole, mined)
    await expect(gatherMined({ store: whole, server, seeds: [coin] })).rejects.toMatchObject({
      code: 'LZ_GATHER_SOURCE',
    })
  })
})
