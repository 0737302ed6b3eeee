import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BlockHeader } from '../../ledger/index.ts'
import { inTransaction, type WorkState } from '../../state/index.ts'
import type { AlertDraft } from '../rules/AlertDraft.ts'
import { block, createState, draft, ethereum, hashOf, NOW, plainBlock } from '../watch.support.ts'
import { alertIdOf } from './Alert.ts'
import { listAlertEvents } from './listAlertEvents.ts'
import { getAlert, listAlerts } from './listAlerts.ts'
import { findCursor, recordAlerts, recordBlock, undoBlock } from './recordBlock.ts'

const withCode = (code: string): Error => expect.objectContaining({ code }) as Error
const record = (state: WorkState, at: BlockHeader, keys: readonly string[]) =>
  recordBlock(state, { chain: ethereum, block: at, alerts: keys.map((key) => draftAt(at, key)), now: NOW })
const undo = (state: WorkState, at: BlockHeader) => undoBlock(state, { chain: ethereum, block: at, now: NOW })
const typesOf = (state: WorkState): string[] => listAlertEvents(state, 0).map(({ type }) => type)

function draftAt(at: BlockHeader, key: string): AlertDraft {
  return draft({ block: at, key: [key], text: `${key} in block ${at.height} (${at.hash})` })
}

describe('a recorded block', () => {
  it('is alerts, events and the cursor', () => {
    const state = createState()
    expect(findCursor(state, ethereum)).toBeUndefined()
    const { opened } = record(state, plainBlock(7), ['a', 'b'])
    expect(opened).toHaveLength(2)
    expect(findCursor(state, ethereum)).toEqual({ height: 7, hash: hashOf(7) })
    expect(listAlerts(state, {}, { limit: 9 }).alerts.map(({ text }) => text)).toEqual([
      `b in block 7 (${hashOf(7)})`,
      `a in block 7 (${hashOf(7)})`,
    ])
    expect(typesOf(state)).toEqual(['alert.opened', 'alert.opened'])
  })

  it.each([
    ['that is the newest already', plainBlock(7)],
    ['with a gap before it', plainBlock(9)],
    ['with another parent', block(8, 'b8', 'b7')],
    ['whose parent has another height', block(9, '9', '7')],
  ])('%s is refused, and nothing of it stays', (_, wrong) => {
    const state = createState()
    record(state, plainBlock(7), [])
    expect(() => record(state, wrong, ['a'])).toThrow(withCode('LZ_WATCH_CURSOR'))
    expect(findCursor(state, ethereum)).toEqual({ height: 7, hash: hashOf(7) })
    expect(listAlerts(state, {}, { limit: 9 }).alerts).toEqual([])
    expect(typesOf(state)).toEqual([])
  })

  it('does not tell a finding twice', () => {
    const state = createState()
    const { opened } = record(state, plainBlock(7), ['a', 'a'])
    expect(record(state, plainBlock(8), ['a', 'b'])).toMatchObject({ known: [opened[0]] })
    expect(typesOf(state)).toEqual(['alert.opened', 'alert.opened'])
  })

  it('is retracted when the chain leaves it, and true again in another block', () => {
    const state = createState()
    const { opened } = record(state, plainBlock(7), ['a'])
    expect(undo(state, plainBlock(7))).toEqual(opened)
    expect(findCursor(state, ethereum)).toEqual({ height: 6, hash: hashOf(6) })
    expect(listAlerts(state, {}, { limit: 9 }).alerts).toEqual([])
    expect(listAlerts(state, { withRetracted: true }, { limit: 9 }).alerts).toMatchObject([{ isRetracted: true }])
    const other = block(7, 'other 7', '6')
    expect(record(state, other, ['a'])).toMatchObject({ confirmed: opened })
    const { alert, events } = getAlert(state, opened[0] ?? '')
    expect(alert).toMatchObject({ isRetracted: false, text: `a in block 7 (${other.hash})` })
    expect(events.map(({ type }) => type)).toEqual(['alert.opened', 'alert.retracted', 'alert.confirmed'])
  })

  it('is undone only as the newest', () => {
    const state = createState()
    expect(() => undo(state, plainBlock(7))).toThrow(withCode('LZ_WATCH_CURSOR'))
    record(state, plainBlock(7), ['a'])
    record(state, plainBlock(8), [])
    for (const wrong of [plainBlock(7), block(8, 'b8', '7'), block(9, '8', '7')]) {
      expect(() => undo(state, wrong)).toThrow(withCode('LZ_WATCH_CURSOR'))
    }
    expect(listAlerts(state, {}, { limit: 9 }).alerts).toHaveLength(1)
  })

  it('takes no alert of another block or chain', () => {
    const state = createState()
    const alerts = [draftAt(plainBlock(8), 'a')]
    expect(() => recordBlock(state, { chain: ethereum, block: plainBlock(7), alerts, now: NOW })).toThrow(RangeError)
    expect(findCursor(state, ethereum)).toBeUndefined()
  })
})

describe('alerts without a new block', () => {
  it('stand on a block that is recorded, and fall with it', () => {
    const state = createState()
    expect(() => recordAlerts(state, [draftAt(plainBlock(7), 'a')], NOW)).toThrow(withCode('LZ_WATCH_CURSOR'))
    for (const height of [6, 7]) record(state, plainBlock(height), [])
    const { opened } = recordAlerts(state, [draftAt(plainBlock(6), 'a'), draft({ key: ['list'] })], NOW)
    expect(() => recordAlerts(state, [draftAt(plainBlock(8), 'b')], NOW)).toThrow(withCode('LZ_WATCH_CURSOR'))
    undo(state, plainBlock(7))
    expect(undo(state, plainBlock(6))).toEqual(opened.slice(0, 1))
    expect(listAlerts(state, {}, { limit: 9 }).alerts.map(({ id }) => id)).toEqual(opened.slice(1))
  })

  it('say what the earliest block says that still stands', () => {
    const state = createState()
    record(state, plainBlock(6), [])
    record(state, plainBlock(7), ['a'])
    recordAlerts(state, [draftAt(plainBlock(6), 'a')], NOW)
    expect(undo(state, plainBlock(7))).toEqual([])
    expect(listAlerts(state, {}, { limit: 9 }).alerts).toMatchObject([{ text: `a in block 6 (${hashOf(6)})` }])
    expect(typesOf(state)).toEqual(['alert.opened', 'alert.confirmed'])
  })
})

// A step records a block with some findings, or goes back.
const steps = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ fork: fc.nat(2), keys: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 }) }),
    },
    { weight: 2, arbitrary: fc.constant('undo' as const) },
  ),
  { maxLength: 30 },
)

interface Found {
  readonly at: BlockHeader
  readonly keys: readonly string[]
}

describe('any sequence of blocks and reorgs', () => {
  it('leaves the alerts of a clean run of its last chain, under the same ids', () => {
    const state = createState()
    fc.assert(
      fc.property(steps, (all) => {
        const live = undone(state, () => {
          const chain = follow(state, all)
          expect(eventsAddUp(state)).toBe(true)
          return { chain, alerts: standing(state) }
        })
        const clean = undone(state, () => {
          for (const { at, keys } of live.chain) record(state, at, keys)
          return standing(state)
        })
        expect(live.alerts).toEqual(clean)
        const found = live.chain.flatMap(({ keys }) => keys)
        expect(new Set(clean.map(({ key }) => key))).toEqual(new Set(found))
      }),
      { numRuns: 300 },
    )
  })
})

/** What some work on a state gives, and the state as it was before it: no run waits for the disk. */
function undone<T>(state: WorkState, work: () => T): T {
  const results: T[] = []
  const marker = new Error('undone')
  try {
    inTransaction(state, () => {
      results.push(work())
      throw marker
    })
  } catch (error) {
    if (error !== marker) throw error
  }
  return results[0] as T
}

function follow(state: WorkState, all: readonly ({ fork: number; keys: string[] } | 'undo')[]): Found[] {
  const chain: Found[] = []
  for (const step of all) {
    const newest = chain.at(-1)
    if (step === 'undo') {
      if (newest !== undefined) undo(state, newest.at)
      chain.pop()
      continue
    }
    const height = (newest?.at.height ?? 0) + 1
    // A block's name says its past: the same fork can come back.
    const name = `${chain.length}/${step.fork}/${step.keys.join('')}`
    const at = { ...block(height, name, ''), previous: newest?.at.hash ?? hashOf(0) }
    record(state, at, step.keys)
    chain.push({ at, keys: step.keys })
  }
  return chain
}

function standing(state: WorkState): { id: string; key: string; text: string; hash: string | undefined }[] {
  const { alerts } = listAlerts(state, {}, { limit: 100 })
  const plain = alerts.map(({ id, text, block: at }) => ({ id, key: text.charAt(0), text, hash: at?.hash }))
  return plain.sort((a, b) => a.id.localeCompare(b.id))
}

/** For each alert: opened once, then retracted and confirmed in turn; its last event says how it stands. */
function eventsAddUp(state: WorkState): boolean {
  const { alerts } = listAlerts(state, { withRetracted: true }, { limit: 100 })
  return alerts.every(({ id, isRetracted }) => {
    const types = getAlert(state, id).events.map(({ type }) => type)
    const expected = types.map((_, i) =>
      i === 0 ? 'alert.opened' : i % 2 === 1 ? 'alert.retracted' : 'alert.confirmed',
    )
    return types.join() === expected.join() && (types.length % 2 === 0) === isRetracted
  })
}

describe('the id of an alert', () => {
  it('has chain, rule, theft and key in it, and nothing else', () => {
    const id = alertIdOf(draft())
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    const same = [draft({ block: plainBlock(9) }), draft({ severity: 'low', text: 'else', tx: hashOf(1) })]
    const other = [
      draft({ key: ['k', ''] }),
      draft({ theft: undefined }),
      draft({ rule: 'wakes' }),
      draft({ key: ['l'] }),
    ]
    expect(new Set(same.map(alertIdOf))).toEqual(new Set([id]))
    expect(new Set([id, ...other.map(alertIdOf)]).size).toBe(5)
  })
})
