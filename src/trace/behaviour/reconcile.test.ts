import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { account, ETH, openLedger, TOKEN, TOKEN_ID } from './ledger.support.ts'
import { type ReconcileFacts, reconcile } from './reconcile.ts'
import { reconcileAccounts } from './reconcileAccounts.ts'
import { type LedgerBalance, sumBalances } from './sumBalances.ts'

const rows: LedgerBalance = { account: account(1), asset: ETH, received: 100n, paid: 40n, transfers: 3, wrapped: 0n }
const plain: ReconcileFacts = { gaps: [], isNative: true, isRebasing: false }
const stated = (amount: bigint) => ({ amount, block: 7 })
const fees = { amount: 5n, transactions: 2, isWhole: true }

describe('reconcile', () => {
  it('verifies what is equal to the unit, whatever may be missing', () => {
    const { status, difference } = reconcile(rows, stated(60n), { ...plain, gaps: ['cut'] })
    expect({ status, difference }).toEqual({ status: 'verified', difference: 0n })
  })

  it('names what accounts for all of a difference', () => {
    const found = reconcile(rows, stated(55n), { ...plain, fees })
    expect(found).toMatchObject({ status: 'consistent', difference: -5n, explained: [{ kind: 'fees', amount: -5n }] })
    const wrapped = { ...rows, wrapped: 9n }
    expect(reconcile(wrapped, stated(69n), { ...plain, isNative: false })).toMatchObject({ status: 'consistent' })
  })

  it('is a mismatch where a unit stays that nothing accounts for', () => {
    for (const amount of [54n, 56n, 61n]) {
      expect(reconcile(rows, stated(amount), { ...plain, fees })).toMatchObject({ status: 'mismatch', gaps: [] })
    }
  })

  it('is partial where something known to be missing may be the reason, and says what', () => {
    const gaps = ['cut', 'fees-unknown'] as const
    expect(reconcile(rows, stated(1n), { ...plain, gaps })).toMatchObject({ status: 'partial', gaps })
    // Nobody gains by fees.
    expect(reconcile(rows, stated(99n), { ...plain, gaps })).toMatchObject({ status: 'partial', gaps: ['cut'] })
    expect(reconcile(rows, stated(99n), { ...plain, gaps: ['fees-unknown'] }).status).toBe('mismatch')
    const token = { ...plain, isNative: false, gaps: ['fees-unknown'] as const }
    expect(reconcile(rows, stated(1n), token).status).toBe('mismatch')
  })

  it('bounds what a token may add to balances by itself', () => {
    const rebasing = { ...plain, isNative: false, isRebasing: true }
    expect(reconcile(rows, stated(74n), rebasing)).toMatchObject({
      status: 'consistent',
      explained: [{ kind: 'rebase', amount: 14n }],
    })
    expect(reconcile(rows, stated(75n), rebasing).status).toBe('mismatch')
  })

  it('says so where nobody states a balance', () => {
    expect(reconcile(rows, undefined, plain)).toMatchObject({ status: 'unchecked', stated: undefined, difference: 0n })
  })

  it('never calls a difference verified, and what it explains always adds up', () => {
    const amount = fc.bigInt(0n, 1n << 200n)
    fc.assert(
      fc.property(amount, amount, amount, amount, fc.boolean(), (received, paid, said, fee, isRebasing) => {
        const facts = { ...plain, fees: { ...fees, amount: fee }, isRebasing }
        const found = reconcile({ ...rows, received, paid }, stated(said), facts)
        expect(found.status === 'verified').toBe(said === received - paid)
        const sum = found.explained.reduce((total, part) => total + part.amount, 0n)
        if (found.status === 'consistent') expect(found.computed + sum).toBe(said)
      }),
    )
  })
})

describe('sumBalances', () => {
  it('adds up each asset, payments to oneself twice, and what a wrapping token was paid', async () => {
    const { view } = await openLedger([
      { from: 9, to: 1, amount: 100n, block: 1 },
      { from: 1, to: 1, amount: 30n, block: 2 },
      { from: 1, to: 2, amount: 40n, block: 3 },
      { from: 9, to: 1, amount: 7n, block: 3, asset: TOKEN },
      { from: 1, to: 3, amount: 1n << 130n, block: 4, asset: TOKEN },
      { from: 1, to: BigInt(TOKEN), amount: 5n, block: 5 },
    ])
    const [token, native] = await sumBalances(view, [account(1), account(77)])
    expect(native).toEqual({ account: account(1), asset: ETH, received: 130n, paid: 75n, transfers: 4, wrapped: 0n })
    expect(token).toMatchObject({ asset: TOKEN_ID, received: 7n, paid: 1n << 130n, transfers: 2, wrapped: 5n })
    expect(await sumBalances(view, [account(1)], { blockMax: 1 })).toMatchObject([{ received: 100n, paid: 0n }])
  })
})

describe('reconcileAccounts', () => {
  it('asks for each account and asset, at the block that was said, and for fees only where they may matter', async () => {
    const { view } = await openLedger([
      { from: 9, to: 1, amount: 100n, block: 1 },
      { from: 9, to: 1, amount: 7n, block: 3, asset: TOKEN },
      { from: 9, to: 2, amount: 5n, block: 3 },
    ])
    const asked: unknown[] = []
    const source = {
      name: 'test',
      findHeight: async () => 3,
      findBalance: async (who: string, asset: string, { block }: { block?: number }) => {
        asked.push([who, asset, block])
        return { amount: asset === ETH ? (who === account(1) ? 95n : 5n) : 7n, block }
      },
      findFees: async (who: string) => {
        asked.push(['fees', who])
        return fees
      },
    }
    const accounts = [account(1), account(2)]
    const found = await reconcileAccounts({ view, source, accounts, block: 3, gapsOf: () => [] })
    expect(found.map(({ status }) => status)).toEqual(['verified', 'consistent', 'verified'])
    expect(asked).toEqual([
      [account(1), TOKEN_ID, 3],
      [account(1), ETH, 3],
      ['fees', account(1)],
      [account(2), ETH, 3],
    ])
    const late = { ...source, findBalance: async () => ({ amount: 1n, block: undefined }) }
    const [first] = await reconcileAccounts({ view, source: late, accounts, block: 3, gapsOf: () => ['cut'] })
    expect(first).toMatchObject({ status: 'partial', gaps: ['cut', 'read-earlier'] })
  })
})
