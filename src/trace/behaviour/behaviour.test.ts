import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Address, ChainId } from '../../chain/index.ts'
import { LabelBook, labelFromFlow } from '../../intel/index.ts'
import { createFundingFinder } from './createFundingFinder.ts'
import { createTimeline } from './createTimeline.ts'
import { findDeposits } from './findDeposits.ts'
import { type Funding, followFunders } from './followFunders.ts'
import { account, ETH, ethereum, hash, labelsOf, openLedger, TOKEN, TOKEN_ID } from './ledger.support.ts'
import { listMoves, type Move } from './listMoves.ts'
import { listVictims } from './listVictims.ts'
import { isNobody, looksLike } from './strangers.ts'

const ether = 10n ** 18n

/** Labels by account number, read as an explorer's names are. */
function labelled(texts: Readonly<Record<number, string>>): (address: string) => LabelBook.ResolvedLabel | undefined {
  const labels = Object.entries(texts).map(([n, text]) => {
    const address = account(Number(n))
    return [address, LabelBook.resolve([labelFromFlow({ address, chain: ethereum, text, source: 'test' })!])] as const
  })
  const found = new Map(labels)
  return (address) => found.get(address)
}

describe('funders', () => {
  it('are followed back to a labelled service, over payments of calls, not over tokens', async () => {
    const { view } = await openLedger([
      { from: 9, to: 3, amount: 50n, block: 1 },
      { from: 8, to: 3, amount: 50n, block: 2 },
      { from: 8, to: 2, amount: 5n, block: 3, asset: TOKEN },
      { from: 2, to: 2, amount: 5n, block: 4 },
      { from: 3, to: 2, amount: 7n, block: 5 },
      { from: 2, to: 1, amount: 6n, block: 6 },
    ])
    const findFunding = await createFundingFinder(view)
    const labelOf = labelled({ 9: 'Binance 14' })
    const report = await followFunders(account(1), { findFunding, labelOf, hopsMax: 10 })
    expect(report).toMatchObject({ stop: 'service', at: account(9) })
    expect(report.hops.map(({ from, amount, tx, isLate }) => [from, amount, tx, isLate])).toEqual([
      [account(2), 6n, hash(6), false],
      [account(3), 7n, hash(5), true],
      [account(9), 50n, hash(1), false],
    ])
    expect(report.hops.at(-1)?.label).toEqual({
      name: 'Binance 14',
      source: 'test',
      category: 'exchange',
      service: 'Binance',
    })
    const short = await followFunders(account(1), { findFunding, labelOf, hopsMax: 2 })
    expect(short).toMatchObject({ stop: 'depth', at: account(3), hops: [{}, {}] })
    const open = await followFunders(account(1), { findFunding, labelOf: () => undefined, hopsMax: 10 })
    expect(open).toMatchObject({ stop: 'unknown', at: account(9) })
    expect(await followFunders(account(77), { findFunding, labelOf, hopsMax: 10 })).toMatchObject({ hops: [] })
  })

  it('stop at nobody, and where they come round', async () => {
    const paidBy = (from: number): Funding => ({
      from: account(from),
      tx: hash(1),
      block: 1,
      timeSec: undefined,
      amount: 1n,
      isLate: false,
    })
    const follow = async (funders: Readonly<Record<string, number>>) =>
      await followFunders(account(1), {
        findFunding: async (who) => (who in funders ? paidBy(funders[who]!) : undefined),
        labelOf: () => undefined,
        hopsMax: 10,
      })
    expect(await follow({ [account(1)]: 0 })).toMatchObject({ stop: 'origin', at: account(0) })
    expect(await follow({ [account(1)]: 2, [account(2)]: 1 })).toMatchObject({ stop: 'cycle', at: account(1) })
    expect(isNobody(Address.parse(`41${'00'.repeat(20)}`, ChainId.parse('tron')))).toBe(true)
  })
})

describe('victims', () => {
  const thief = account(1)
  const asset = (caip19: string): Move['asset'] => ({ id: 1, caip19, decimals: 6, inexact: 0 })
  const [eth, token] = [asset(ETH), asset(TOKEN_ID)]
  let n = 0
  const pay = (from: string, to: string, amount: bigint, what = token): Move => {
    n++
    return { tx: hash(n), block: n, timeSec: 1000 + n, from, to, asset: what, amount }
  }

  it('are told from services, what came back, gas, look-alikes, mints and itself', () => {
    const [fake, real] = [`0x1234${'a'.repeat(32)}5678`, `0x1234${'b'.repeat(32)}5678`]
    const moves = [
      pay(account(20), thief, 3n, eth),
      pay(account(2), thief, 100n),
      pay(account(9), thief, 50n),
      pay(real, thief, 40n),
      pay(real, thief, 1n),
      pay(fake, thief, 1n),
      pay(thief, account(5), 60n),
      pay(account(5), thief, 10n),
      pay(account(6), thief, 7n),
      pay(account(0), thief, 2n),
      pay(thief, thief, 1n),
      pay(account(2), thief, 5n, eth),
    ]
    const report = listVictims(thief, moves, labelled({ 9: 'Binance 14', 6: 'Fake_Phishing7' }))
    expect(Object.fromEntries(report.payers.map(({ account: who, kind }) => [who, kind]))).toEqual({
      [account(2)]: 'victim',
      [real]: 'victim',
      [account(9)]: 'service',
      [account(5)]: 'returned',
      [account(6)]: 'own',
      [account(20)]: 'own',
      [fake]: 'poison',
      [account(0)]: 'minted',
      [thief]: 'self',
    })
    expect(report.payers[0]).toMatchObject({
      account: account(2),
      firstSec: 1002,
      lastSec: 1012,
      transfers: 2,
      paid: [{ amount: 100n }, { amount: 5n }],
    })
    const received = report.received.find((one) => one.asset === TOKEN_ID)
    expect(received).toMatchObject({ amount: 212n, isBalanced: true })
    expect(received?.byKind).toEqual({
      victim: 141n,
      service: 50n,
      returned: 10n,
      own: 7n,
      poison: 1n,
      minted: 2n,
      self: 1n,
    })
  })

  it('balance with what was received, whoever paid whom', () => {
    const someone = fc.integer({ min: 0, max: 6 }).map(account)
    const move = fc.tuple(someone, someone, fc.bigInt(1n, 1n << 200n), fc.boolean())
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (all) => {
        const moves = all
          .map(([from, to, amount, isToken]) => pay(from, to, amount, isToken ? token : eth))
          .filter(({ from, to }) => from === thief || to === thief)
        const report = listVictims(thief, moves, labelled({ 3: 'Binance 14', 4: 'Fake_Phishing7' }))
        for (const received of report.received) {
          const sum = moves
            .filter((one) => one.to === thief && one.asset.caip19 === received.asset)
            .reduce((total, { amount }) => total + amount, 0n)
          expect(received).toMatchObject({ amount: sum, isBalanced: true })
        }
        const payers = new Set(moves.filter(({ to }) => to === thief).map(({ from }) => from))
        expect(report.payers).toHaveLength(payers.size)
      }),
    )
  })

  it('who collects the chain’s own asset has victims who pay in it', () => {
    const report = listVictims(
      thief,
      [pay(account(2), thief, 3n, eth), pay(account(3), thief, 3n, eth)],
      () => undefined,
    )
    expect(report.payers.map(({ kind }) => kind)).toEqual(['victim', 'victim'])
  })
})

describe('looksLike', () => {
  it('compares what wallets show', () => {
    expect(looksLike(`0xabcd${'1'.repeat(32)}ef01`, `0xabcd${'2'.repeat(32)}ef01`)).toBe(true)
    expect(looksLike(`0xabcd${'1'.repeat(32)}ef01`, `0xabcd${'1'.repeat(32)}ef01`)).toBe(false)
    expect(looksLike('TJmmqjb1DK9TTZbQXzRQ2AuA94z4gKAPFh', 'TJmmqxxxxxxxxxxxxxxxxxxxxxxxxxAPFh')).toBe(true)
    expect(looksLike(account(1), account(2))).toBe(false)
  })
})

describe('timelines', () => {
  const moveAt = (timeSec: number | undefined, tx: number, from = 1): Move => ({
    tx: hash(tx),
    block: tx,
    timeSec,
    from: account(from),
    to: account(from === 1 ? 2 : 1),
    asset: { id: 1, caip19: ETH, decimals: 18, inexact: 0 },
    amount: 1n,
  })
  // Monday 1 January 2024, 10:00 UTC.
  const start = 1_704_103_200

  it('count transactions, not transfers, and say which have no time', () => {
    const moves = [moveAt(start, 1), moveAt(start, 1), moveAt(start + 7200, 2, 3), moveAt(undefined, 3)]
    const timeline = createTimeline(account(1), moves, 3600)
    expect(timeline).toMatchObject({
      transactions: 3,
      untimed: 1,
      firstSec: start,
      lastSec: start + 7200,
      slotSec: 3600,
      slots: [
        { fromSec: start, received: 0, paid: 1 },
        { fromSec: start + 3600, received: 0, paid: 0 },
        { fromSec: start + 7200, received: 1, paid: 0 },
      ],
      pauses: [{ fromSec: start, toSec: start + 7200 }],
    })
    expect(timeline.profile.observations).toBe(1)
    expect(timeline.profile.hours[10]).toBe(1)
    expect(timeline.profile.weekdays[0]).toBe(1)
  })

  it('has never more slots than can be shown, and every timed transaction is in one', () => {
    const times = fc.array(fc.integer({ min: 1_400_000_000, max: 1_900_000_000 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(times, (all) => {
        const { slots, profile } = createTimeline(
          account(1),
          all.map((time, i) => moveAt(time, i)),
          1,
        )
        expect(slots.length).toBeLessThanOrEqual(60)
        expect(slots.reduce((sum, { paid }) => sum + paid, 0)).toBe(all.length)
        expect(profile.hours.reduce((sum, count) => sum + count, 0)).toBe(all.length)
        expect(profile.quietest.observations).toBeLessThanOrEqual(all.length / 3)
      }),
    )
  })

  it('of an account that never did anything is empty', () => {
    expect(createTimeline(account(1), [], 1)).toMatchObject({ transactions: 0, slots: [], bursts: [], pauses: [] })
  })
})

describe('moves', () => {
  it('are those of one account, in all assets, in ledger order', async () => {
    const { view } = await openLedger([
      { from: 3, to: 1, amount: 1n << 140n, block: 2, asset: TOKEN },
      { from: 1, to: 1, amount: 4n, block: 3 },
      { from: 2, to: 3, amount: 9n, block: 3 },
      { from: 1, to: 2, amount: 5n, block: 1 },
    ])
    const moves = await listMoves(view, account(1))
    expect(moves.map(({ block, asset, amount }) => [block, asset.caip19, amount])).toEqual([
      [1, ETH, 5n],
      [2, TOKEN_ID, 1n << 140n],
      [3, ETH, 4n],
    ])
    expect(moves[0]).toMatchObject({ from: account(1), to: account(2), tx: hash(4), timeSec: 1_700_000_012 })
    expect(await listMoves(view, account(99))).toEqual([])
  })
})

describe('deposit addresses', () => {
  const HOT = 90
  const OTHER_HOT = 91
  const find = async (rows: Parameters<typeof openLedger>[0], asset = ETH) => {
    const { view } = await openLedger(rows)
    const labels = await labelsOf(view, { [HOT]: 'Binance 14', [OTHER_HOT]: 'Kraken 4', 95: 'Binance: Deposit' })
    const ledgerAsset = (await view.listAssets()).find(({ caip19 }) => caip19 === asset)!
    return await findDeposits(view, { asset: ledgerAsset, labels })
  }

  it('pass on what they receive, soon and nearly whole; the evidence is the transactions', async () => {
    const found = await find([
      { from: 1, to: 50, amount: ether, block: 100 },
      { from: 50, to: HOT, amount: ether - 10n ** 15n, block: 120 },
      { from: 2, to: 50, amount: 3n * ether, block: 200 },
      { from: 50, to: HOT, amount: 3n * ether, block: 3400 },
    ])
    expect(found).toEqual([
      {
        account: account(50),
        asset: ETH,
        grade: 'likely',
        exchange: 'Binance',
        label: { name: 'Binance 14', source: 'test' },
        rule: 'deposit-address/1',
        bounds: { kept: '0.01', blocksMax: 3200, sendersMax: 100 },
        confidence: (1 - 0.05 - 20 / 6400 + 0.5) / 2,
        passes: 2,
        forwards: 2,
        senders: 2,
        evidence: [
          {
            receipts: [{ tx: hash(1), from: account(1), amount: ether }],
            tx: hash(2),
            to: account(HOT),
            amount: ether - 10n ** 15n,
            blocks: 20,
          },
          {
            receipts: [{ tx: hash(3), from: account(2), amount: 3n * ether }],
            tx: hash(4),
            to: account(HOT),
            amount: 3n * ether,
            blocks: 3200,
          },
        ],
      },
    ])
  })

  it.each([
    ['too late', [ether, 100], [ether, 3301], HOT],
    ['too little', [ether, 100], [ether - 10n ** 16n - 1n, 101], HOT],
    ['more than came', [ether, 100], [ether + 1n, 101], HOT],
    ['to somebody without a label', [ether, 100], [ether, 101], 92],
    ['to an address where customers pay in', [ether, 100], [ether, 101], 95],
  ] as const)('are not those that pass on %s', async (_, [came, at], [went, later], to) => {
    const rows = [
      { from: 1, to: 50, amount: came, block: at },
      { from: 50, to, amount: went, block: later },
      { from: 60, to: HOT, amount: 1n, block: 1 },
    ]
    expect(await find(rows)).toEqual([])
  })

  it('pay one exchange and nobody else; what an exchange pays them is no receipt', async () => {
    const pass = [
      { from: 1, to: 50, amount: ether, block: 100 },
      { from: 50, to: HOT, amount: ether, block: 101 },
    ]
    expect(await find(pass)).toHaveLength(1)
    expect(await find([...pass, { from: 50, to: OTHER_HOT, amount: 1n, block: 102 }])).toEqual([])
    expect(await find([...pass, { from: 50, to: 3, amount: 1n, block: 102 }])).toEqual([])
    expect(await find([{ ...pass[0]!, from: HOT }, pass[1]!])).toEqual([])
  })

  it('may be swept of several payments at once; of tokens nothing stays', async () => {
    const rows = [
      { from: 1, to: 50, amount: 7n, block: 100, asset: TOKEN },
      { from: 2, to: 50, amount: 8n, block: 101, asset: TOKEN },
      { from: 50, to: HOT, amount: 15n, block: 110, asset: TOKEN },
    ]
    const [found] = await find(rows, TOKEN_ID)
    expect(found).toMatchObject({ senders: 2, passes: 1, evidence: [{ amount: 15n, blocks: 10 }] })
    expect(found?.evidence[0]?.receipts).toHaveLength(2)
    expect(await find([...rows.slice(0, 2), { ...rows[2]!, amount: 14n }], TOKEN_ID)).toEqual([])
  })
})
