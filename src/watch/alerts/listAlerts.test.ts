import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CanonicalJson, type WorkState } from '../../state/index.ts'
import { SEVERITIES } from '../rules/AlertDraft.ts'
import { createState, draft, NOW } from '../watch.support.ts'
import { closeAlert } from './life.ts'
import { findLastEventId, followAlertEvents, listAlertEvents } from './listAlertEvents.ts'
import { type AlertFilter, countAlerts, listAlerts } from './listAlerts.ts'
import { recordAlerts } from './recordBlock.ts'

function fill(state: WorkState, count: number): string[] {
  const drafts = Array.from({ length: count }, (_, i) =>
    draft({
      key: [String(i)],
      title: String(i),
      severity: SEVERITIES[i % 4] ?? 'low',
      theft: i % 3 === 0 ? undefined : `t${i % 3}`,
    }),
  )
  return [...recordAlerts(state, drafts, NOW).opened]
}

const titles = (state: WorkState, filter: AlertFilter): string[] =>
  listAlerts(state, filter, { limit: 500 }).alerts.map(({ title }) => title)

describe('the list of alerts', () => {
  it('has filters', () => {
    const state = createState()
    const ids = fill(state, 12)
    closeAlert(state, ids[0] ?? '', { verdict: 'true', comment: 'x', by: 'ann', now: NOW })
    expect(titles(state, {})).toHaveLength(12)
    expect(titles(state, { severity: 'critical' })).toEqual(['11', '7', '3'])
    expect(titles(state, { theft: 't1', severity: 'high' })).toEqual(['10', '7'])
    expect(titles(state, { statuses: ['closed'] })).toEqual(['0'])
    expect(titles(state, { statuses: ['open', 'assigned'] })).toHaveLength(11)
    expect(titles(state, { statuses: [] })).toEqual([])
    expect(titles(state, { sinceSec: NOW + 1 })).toEqual([])
    expect(countAlerts(state)).toEqual({
      open: { low: 2, medium: 3, high: 3, critical: 3 },
      assigned: { low: 0, medium: 0, high: 0, critical: 0 },
      closing: { low: 0, medium: 0, high: 0, critical: 0 },
      closed: { low: 1, medium: 0, high: 0, critical: 0 },
    })
    expect(countAlerts(state, 't2').open).toEqual({ low: 1, medium: 1, high: 1, critical: 1 })
  })

  it('is paged without gaps or doubles while new alerts come', () => {
    const state = createState()
    fill(state, 25)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (limit) => {
        const seen: string[] = []
        let before: number | undefined
        do {
          const page = listAlerts(state, { severity: 'medium' }, { limit, before })
          seen.push(...page.alerts.map(({ title }) => title))
          before = page.next
        } while (before !== undefined)
        expect(seen).toEqual(titles(state, { severity: 'medium' }))
      }),
    )
    const { next } = listAlerts(state, {}, { limit: 5 })
    recordAlerts(state, [draft({ key: ['new'] })], NOW)
    expect(listAlerts(state, {}, { limit: 1, before: next }).alerts).toMatchObject([{ title: '19' }])
  })
})

describe('the events', () => {
  it('count up and resume behind the last that was seen', () => {
    const state = createState()
    expect(findLastEventId(state)).toBe(0)
    fill(state, 5)
    expect(listAlertEvents(state, 0).map(({ id }) => id)).toEqual([1, 2, 3, 4, 5])
    expect(listAlertEvents(state, 3).map(({ id }) => id)).toEqual([4, 5])
    expect(listAlertEvents(state, 0, 2).map(({ id }) => id)).toEqual([1, 2])
    expect(findLastEventId(state)).toBe(5)
  })

  it('carry the alert as it was, in canonical JSON', () => {
    const state = createState()
    const [id = ''] = fill(state, 1)
    closeAlert(state, id, { verdict: 'false', comment: 'noise', by: 'ann', now: NOW + 60 })
    const bodies = listAlertEvents(state, 0).map(({ body }) => CanonicalJson.decode(body))
    expect(bodies).toMatchObject([
      { type: 'alert.opened', event: 1, timestamp: '2026-09-21T14:13:20Z', data: { alert: { id, status: 'open' } } },
      {
        type: 'alert.closed',
        event: 2,
        data: { by: 'ann', comment: 'noise', alert: { status: 'closed', amounts: [{ units: '1000000000000000000' }] } },
      },
    ])
  })

  it('are followed as they come, by several readers, and none is lost', async () => {
    const state = createState()
    fill(state, 3)
    const stop = new AbortController()
    const read = async (afterId: number, until: number): Promise<number[]> => {
      const ids: number[] = []
      for await (const { id } of followAlertEvents(state, { afterId, signal: stop.signal, pollMs: 1 })) {
        ids.push(id)
        if (id === until) break
      }
      return ids
    }
    const readers = [read(0, 5), read(2, 5), read(5, 99)]
    recordAlerts(state, [draft({ key: ['x'] }), draft({ key: ['y'] })], NOW)
    expect(await Promise.all(readers.slice(0, 2))).toEqual([
      [1, 2, 3, 4, 5],
      [3, 4, 5],
    ])
    stop.abort()
    expect(await readers[2]).toEqual([])
  })

  it('are never changed or deleted, nor are alerts deleted', () => {
    const state = createState()
    fill(state, 1)
    for (const sql of ['UPDATE alert_event SET type = 1', 'DELETE FROM alert_event', 'DELETE FROM alert']) {
      expect(() => state.database.exec(sql)).toThrow(/never/)
    }
  })
})
