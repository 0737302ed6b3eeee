import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AssetId } from '../../chain/index.ts'
import type { LabelCategory } from '../../intel/index.ts'
import { alertIdOf, encodeBody } from '../alerts/Alert.ts'
import { account, createContext, ether, hashOf, move, plainBlock } from '../watch.support.ts'
import type { AlertDraft } from './AlertDraft.ts'
import { assessMoves } from './assessMoves.ts'
import { createMoveHistory, type LiveMoveHistory } from './MoveHistory.ts'
import type { TaintMove } from './RuleContext.ts'
import { assessThefts } from './stolen.ts'

const DAY = 86_400
const rulesOf = (drafts: readonly AlertDraft[]): string[] => drafts.map(({ rule }) => rule)
const usdt = AssetId.parse('eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7')

describe('stolen money that moves', () => {
  it('is told in a whole sentence: amount, accounts, transaction, block, time', () => {
    const [alert, ...more] = assessMoves([move(1, 2)], createContext())
    expect(more).toEqual([])
    expect(alert).toMatchObject({ rule: 'moves', severity: 'high', theft: 'theft-1', tx: hashOf('tx') })
    expect(alert?.text).toBe(
      `1 ETH stolen in "Harmony" moved from 0x0000000000000000000000000000000000000001 to 0x0000000000000000000000000000000000000002 (no source names it, which does not make it safe), in transaction ${hashOf('tx')}, block 100 of ethereum, 2026-09-21 14:33:20 UTC. It is the first move since the theft.`,
    )
  })

  it('is of medium severity after the first move', () => {
    const history = createMoveHistory()
    history.apply(plainBlock(99), [move(8, 9, { block: 99 })])
    expect(assessMoves([move(1, 2)], createContext({}, { history }))).toMatchObject([{ severity: 'medium' }])
  })

  it('is one alert for each transaction and payer, with all receivers', () => {
    const paid = [move(1, 2), move(1, 3), move(4, 3), move(1, 5, { tx: hashOf('other') })]
    const drafts = assessMoves(paid, createContext())
    expect(drafts.map(({ tx, parties }) => [tx, parties.length])).toEqual([
      [hashOf('tx'), 3],
      [hashOf('tx'), 2],
      [hashOf('other'), 2],
    ])
    expect(drafts[0]?.amounts[0]).toMatchObject({ what: 'stolen', units: 2n * 10n ** 18n })
    expect(new Set(drafts.map(alertIdOf)).size).toBe(3)
  })

  it('says what was paid where that is not all stolen, or another asset', () => {
    const paid = [move(1, 2, { paid: 2_500_000n, asset: usdt })]
    const context = createContext({}, { findUnit: () => ({ symbol: 'USDT', decimals: 6 }) })
    const [alert] = assessMoves(paid, context)
    expect(alert?.text).toContain(`It went in payments of 2.5 "USDT" (${usdt}).`)
    expect(assessMoves(paid, createContext())[0]?.text).toContain(`2500000 base units of ${usdt}`)
  })

  it('says where the trace stops', () => {
    const [alert] = assessMoves([move(1, 2, { end: 'hub' }), move(1, 3, { end: 'held' })], createContext())
    expect(alert?.text).toContain('The trace does not go on behind a receiver: it deals with too many others.')
  })

  it('refuses moves of another block', () => {
    expect(() => assessMoves([move(1, 2, { block: 99 })], createContext())).toThrow(RangeError)
  })
})

describe('stolen money that arrives', () => {
  it.each<[LabelCategory, string, string]>([
    ['exchange', 'reaches-service', 'critical'],
    ['instant-exchange', 'reaches-service', 'critical'],
    ['payment', 'reaches-service', 'critical'],
    ['bridge', 'reaches-bridge', 'critical'],
    ['mixer', 'reaches-mixer', 'high'],
    ['dex', 'reaches-pool', 'medium'],
    ['theft', 'moves', 'high'],
    ['token', 'moves', 'high'],
    ['unknown', 'moves', 'high'],
  ])('at a %s is told by the rule %s, severity %s, and who says so', (category, rule, severity) => {
    const drafts = assessMoves([move(1, 2)], createContext({ 2: category }))
    expect(drafts).toMatchObject([{ rule, severity }])
    expect(drafts[0]?.text).toContain(`(${category}: "Name of 2", says "a source")`)
  })

  it('is told once for each transaction and receiver, and not as a plain move too', () => {
    const paid = [move(1, 2), move(3, 2), move(1, 4), move(1, 2, { tx: hashOf('other') })]
    const drafts = assessMoves(paid, createContext({ 2: 'exchange' }))
    expect(rulesOf(drafts)).toEqual(['reaches-service', 'reaches-service', 'moves'])
    expect(drafts[0]?.parties.map(({ role, address }) => [role, address])).toEqual([
      ['from', account(1)],
      ['from', account(3)],
      ['to', account(2)],
    ])
  })

  it('shows text of strangers harmless and bounded', () => {
    const label = {
      ...createContext({ 2: 'exchange' }).findLabel(account(2)),
      name: `Bin\u202eance"\n${'x'.repeat(500)}`,
    }
    const context = createContext({}, { findLabel: (a) => (a === account(2) ? (label as never) : undefined) })
    const [alert] = assessMoves([move(1, 2)], context)
    expect(alert?.text).toContain(`"Bin\ufffdance' xxx`)
    expect(alert?.text).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(alert?.text.length).toBeLessThan(700)
  })
})

describe('more that is stolen', () => {
  it('is critical, and no move: what follows is the first', () => {
    const [history, context] = [
      createMoveHistory(),
      createContext({}, { options: { leastUnits: new Map([[ether, 5n]]) } }),
    ]
    const thefts = [move(7, 1), move(7, 1, { origin: 4n, tx: hashOf('dust') })]
    expect(assessThefts(thefts, context)).toMatchObject([{ rule: 'stolen', severity: 'critical', tx: hashOf('tx') }])
    history.apply(plainBlock(100), [], thefts)
    expect([history.hasMoved, history.findLastMovedSec(account(1)), history.findLastMovedSec(account(7))]).toEqual([
      false,
      plainBlock(100).timeSec,
      undefined,
    ])
    history.undo(plainBlock(100))
    expect(history.findLastMovedSec(account(1))).toBeUndefined()
  })
})

describe('money that lay still', () => {
  const wake = (history: LiveMoveHistory, sinceSec?: number): string[] =>
    rulesOf(assessMoves([move(1, 2)], createContext({}, { history, theft: { id: 't', name: 'T', sinceSec } })))

  it.each([
    [30 * DAY, ['wakes', 'moves']],
    [30 * DAY - 1, ['moves']],
  ])('for %i seconds: %j', (still, rules) => {
    const history = createMoveHistory()
    history.apply({ ...plainBlock(1), timeSec: plainBlock(100).timeSec - still }, [move(9, 1, { block: 1 })])
    expect(wake(history)).toEqual(rules)
  })

  it('since the theft, at an account that has not moved before', () => {
    expect(wake(createMoveHistory(), plainBlock(100).timeSec - 31 * DAY)).toEqual(['wakes', 'moves'])
    expect(wake(createMoveHistory())).toEqual(['moves'])
  })
})

describe('a split', () => {
  const fan = (from: number, count: number, first: number, more: Partial<TaintMove> = {}): TaintMove[] =>
    Array.from({ length: count }, (_, i) => move(from, first + i, more))
  const width = (drafts: readonly AlertDraft[]): unknown[] =>
    drafts.filter(({ rule }) => rule === 'splits').map(({ evidence }) => evidence['width'])
  const options = { splitWidth: 4, splitBlocks: 10 }

  it('is told at the width, and at each doubling', () => {
    expect(width(assessMoves(fan(1, 3, 10), createContext({}, { options })))).toEqual([])
    expect(width(assessMoves(fan(1, 4, 10), createContext({}, { options })))).toEqual([4])
    expect(width(assessMoves(fan(1, 40, 10), createContext({}, { options })))).toEqual([40])
    const history = createMoveHistory()
    history.apply(plainBlock(95), fan(1, 5, 10, { block: 95 }))
    const context = createContext({}, { options, history })
    expect(width(assessMoves(fan(1, 2, 20), context))).toEqual([])
    expect(width(assessMoves(fan(1, 3, 20), context))).toEqual([8])
    expect(width(assessMoves(fan(1, 5, 10), context))).toEqual([])
  })

  it('counts within its blocks, by holder, and only amounts worth an alert', () => {
    const history = createMoveHistory()
    history.apply(plainBlock(90), fan(1, 3, 10, { block: 90 }))
    history.apply(plainBlock(91), fan(1, 2, 20, { block: 91 }))
    const context = createContext({}, { options, history })
    expect(width(assessMoves(fan(1, 1, 30), context))).toEqual([])
    expect(width(assessMoves(fan(1, 2, 30), context))).toEqual([4])
    expect(width(assessMoves([...fan(2, 2, 30), ...fan(3, 2, 40)], context))).toEqual([])
    const dusty = { options: { ...options, leastUnits: new Map([[ether, 10n]]) } }
    expect(width(assessMoves(fan(1, 40, 10, { origin: 9n }), createContext({}, dusty)))).toEqual([])
  })
})

describe('the guards against floods', () => {
  const leastUnits = new Map([[ether, 1_000n]])
  const crumbs = (count: number, origin: bigint): TaintMove[] =>
    Array.from({ length: count }, (_, i) => move(1, i + 10, { tx: hashOf(`c${i}`), origin }))

  it('tell crumbs together when they add up, and else not at all', () => {
    const context = createContext({}, { options: { leastUnits } })
    expect(assessMoves(crumbs(9, 100n), context)).toEqual([])
    const drafts = assessMoves([...crumbs(10, 100n), move(1, 2)], context)
    expect(rulesOf(drafts)).toEqual(['moves', 'small-moves'])
    expect(drafts[1]?.amounts[0]?.units).toBe(1_000n)
  })

  it('keep the gravest of too many alerts, and count the others', () => {
    const context = createContext({ 2: 'exchange', 3: 'mixer' }, { options: { alertsMax: 5, splitWidth: 1_000 } })
    const flood = [...crumbs(100, 5_000n), move(1, 3), move(1, 2)]
    const drafts = assessMoves(flood, context)
    expect(rulesOf(drafts)).toEqual(['reaches-service', 'reaches-mixer', 'moves', 'moves', 'moves', 'more-alerts'])
    expect(drafts.at(-1)).toMatchObject({ severity: 'high', evidence: { cut: 97, byRule: ['97 of moves'] } })
  })
})

const anyMove = fc
  .record({
    from: fc.nat(6),
    to: fc.nat(6),
    tx: fc.nat(9),
    origin: fc.bigInt(1n, 10n ** 22n),
    paid: fc.bigInt(1n, 10n ** 24n),
  })
  .map(({ from, to, tx, ...more }) => move(from, to, { tx: hashOf(tx), ...more }))
const labels = { 1: 'exchange', 2: 'mixer', 3: 'bridge', 4: 'dex', 5: 'theft' } as const

describe('whatever moves', () => {
  it('is told once: each unit worth an alert is in one rule about arrivals or moves, or counted', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 40 }), fc.bigInt(1n, 10n ** 21n), (moves, least) => {
        const context = createContext(labels, { options: { leastUnits: new Map([[ether, least]]), alertsMax: 1_000 } })
        const drafts = assessMoves(moves, context)
        const told = drafts.filter(({ rule }) => rule === 'moves' || rule.startsWith('reaches'))
        const sum = (all: readonly bigint[]): bigint => all.reduce((total, one) => total + one, 0n)
        const stolen = told.map(({ amounts }) => amounts.find(({ what }) => what === 'stolen')?.units ?? 0n)
        expect(sum(stolen)).toBe(sum(moves.map(({ origin }) => origin).filter((origin) => origin >= least)))
        expect(new Set(drafts.map(alertIdOf)).size).toBe(drafts.length)
        expect(assessMoves(moves, context).map(encodeBody)).toEqual(drafts.map(encodeBody))
      }),
    )
  })

  it('never makes more alerts than the budget and one, nor a body that is too large', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 200 }), fc.integer({ min: 1, max: 20 }), (moves, alertsMax) => {
        const drafts = assessMoves(moves, createContext(labels, { options: { alertsMax } }))
        expect(drafts.length).toBeLessThanOrEqual(alertsMax + 1)
        for (const draft of drafts) expect(encodeBody(draft).length).toBeLessThan(20_000)
      }),
    )
  })
})

describe('a history', () => {
  it('is after undo what it was before apply', () => {
    const blocks = fc.array(fc.array(anyMove, { maxLength: 6 }), { maxLength: 12 })
    fc.assert(
      fc.property(blocks, blocks, (kept, taken) => {
        const [live, clean] = [createMoveHistory(), createMoveHistory()]
        for (const history of [live, clean]) {
          for (const [i, moves] of kept.entries()) history.apply(plainBlock(i), moves)
        }
        for (const [i, moves] of taken.entries()) live.apply(plainBlock(kept.length + i), moves)
        for (let i = taken.length - 1; i >= 0; i--) live.undo(plainBlock(kept.length + i))
        const ask = (history: LiveMoveHistory): unknown[] =>
          Array.from({ length: 7 }, (_, n) => [
            history.findLastMovedSec(account(n)),
            history.listReceivers(account(n), 0),
          ])
        expect(ask(live)).toEqual(ask(clean))
        expect(live.hasMoved).toBe(clean.hasMoved)
      }),
    )
  })

  it('forgets only how to go back further than it keeps', () => {
    const history = createMoveHistory(2)
    for (const height of [1, 2, 3]) history.apply(plainBlock(height), [move(height, 9, { block: height })])
    for (const height of [3, 2, 1]) history.undo(plainBlock(height))
    expect([1, 2, 3].map((n) => history.findLastMovedSec(account(n)))).toEqual([
      plainBlock(1).timeSec,
      undefined,
      undefined,
    ])
  })
})
