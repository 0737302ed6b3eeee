import { describe, expect, it } from 'vitest'
import { CanonicalJson, listDecisions, verifyLog, type WorkState } from '../../state/index.ts'
import type { Severity } from '../rules/AlertDraft.ts'
import { createState, draft, NOW } from '../watch.support.ts'
import { assignAlert, closeAlert, declineClosing } from './life.ts'
import { countAlerts, getAlert } from './listAlerts.ts'
import { recordAlerts } from './recordBlock.ts'

const withCode = (code: string): Error => expect.objectContaining({ code }) as Error
const by = (who: string) => ({ by: who, now: NOW + 5 })
const closing = (who: string, verdict: 'true' | 'false' = 'true') => ({ ...by(who), verdict, comment: 'looked at it' })

function open(severity: Severity): { state: WorkState; id: string } {
  const state = createState()
  const { opened } = recordAlerts(state, [draft({ severity })], NOW)
  return { state, id: opened[0] ?? '' }
}

describe('the life of an alert', () => {
  it.each<Severity>(['low', 'medium'])('of %s severity is closed by one person', (severity) => {
    const { state, id } = open(severity)
    expect(assignAlert(state, id, { to: 'ann', ...by('bob') })).toMatchObject({ status: 'assigned', assignee: 'ann' })
    expect(assignAlert(state, id, { to: 'cid', ...by('ann') })).toMatchObject({ status: 'assigned', assignee: 'cid' })
    expect(closeAlert(state, id, closing('cid', 'false'))).toMatchObject({
      status: 'closed',
      verdict: 'false',
      comment: 'looked at it',
      closer: 'cid',
    })
    expect(getAlert(state, id).events.map(({ type }) => type)).toEqual([
      'alert.opened',
      'alert.assigned',
      'alert.assigned',
      'alert.closed',
    ])
  })

  it.each<Severity>(['high', 'critical'])('of %s severity is closed by two', (severity) => {
    const { state, id } = open(severity)
    expect(closeAlert(state, id, closing('ann'))).toMatchObject({ status: 'closing', closer: 'ann' })
    expect(() => assignAlert(state, id, { to: 'cid', ...by('bob') })).toThrow(withCode('LZ_WATCH_STEP'))
    for (const same of ['ann', ' Ann ', 'ANN', 'ａｎｎ']) {
      expect(() => closeAlert(state, id, closing(same))).toThrow(withCode('LZ_WATCH_SAME_PERSON'))
    }
    expect(() => closeAlert(state, id, closing('bob', 'false'))).toThrow(withCode('LZ_WATCH_STEP'))
    expect(closeAlert(state, id, closing('bob'))).toMatchObject({ status: 'closed', verdict: 'true', closer: 'ann' })
    expect(getAlert(state, id).events.map(({ type }) => type)).toEqual([
      'alert.opened',
      'alert.closing',
      'alert.closed',
    ])
  })

  it('goes back when the second person declines', () => {
    const { state, id } = open('high')
    expect(() => declineClosing(state, id, { ...by('bob'), comment: 'no' })).toThrow(withCode('LZ_WATCH_STEP'))
    closeAlert(state, id, closing('ann'))
    const declined = declineClosing(state, id, { ...by('bob'), comment: 'look again' })
    expect(declined).toMatchObject({ status: 'open', verdict: null, comment: null, closer: null })
    assignAlert(state, id, { to: 'ann', ...by('bob') })
    closeAlert(state, id, closing('bob', 'false'))
    expect(declineClosing(state, id, { ...by('bob'), comment: 'my mistake' })).toMatchObject({ status: 'assigned' })
  })

  it('ends when it is closed', () => {
    const { state, id } = open('low')
    closeAlert(state, id, closing('ann'))
    expect(() => closeAlert(state, id, closing('bob'))).toThrow(withCode('LZ_WATCH_STEP'))
    expect(() => assignAlert(state, id, { to: 'bob', ...by('bob') })).toThrow(withCode('LZ_WATCH_STEP'))
    expect(countAlerts(state)).toMatchObject({ open: { low: 0 }, closed: { low: 1 } })
  })

  it('is in the decision log, with who, when and why', async () => {
    const { state, id } = open('low')
    assignAlert(state, id, { to: 'ann', ...by('bob') })
    closeAlert(state, id, closing('ann'))
    await verifyLog(state)
    const decisions = listDecisions(state, { from: 1, limit: 9 })
    expect(decisions.map(({ kind, time, body }) => [kind, time, CanonicalJson.decode(body as never)])).toEqual([
      ['alert', NOW + 5, { type: 'alert.assigned', id, event: 2, by: 'bob', to: 'ann' }],
      ['alert', NOW + 5, { type: 'alert.closed', id, event: 3, by: 'ann', verdict: 'true', comment: 'looked at it' }],
    ])
  })

  it.each([
    ['', 'a comment', 'LZ_WATCH_WORDS'],
    ['a\nb', 'a comment', 'LZ_WATCH_WORDS'],
    ['\ud800', 'a comment', 'LZ_WATCH_WORDS'],
    ['x'.repeat(201), 'a comment', 'LZ_WATCH_WORDS'],
    ['ann', ' \n', 'LZ_WATCH_WORDS'],
    ['ann', 'x'.repeat(4_001), 'LZ_WATCH_WORDS'],
    ['ann', '\udc00', 'LZ_WATCH_WORDS'],
  ])('takes no step of %j who says %j', (who, comment, code) => {
    const { state, id } = open('low')
    expect(() => closeAlert(state, id, { ...closing(who), comment })).toThrow(withCode(code))
    expect(getAlert(state, id)).toMatchObject({ alert: { status: 'open' }, events: { length: 1 } })
    expect(listDecisions(state, { from: 1, limit: 9 })).toEqual([])
  })

  it('is of an alert that there is', () => {
    const { state } = open('low')
    expect(() => closeAlert(state, 'f'.repeat(32), closing('ann'))).toThrow(withCode('LZ_WATCH_ALERT_NOT_FOUND'))
    expect(() => getAlert(state, 'x')).toThrow(withCode('LZ_WATCH_ALERT_NOT_FOUND'))
  })
})
