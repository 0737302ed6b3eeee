import { expect, it } from 'vitest'
import { SyncError } from '../../ledger/index.ts'
import type { WorkState } from '../../state/index.ts'
import { closeAlert } from '../alerts/life.ts'
import { listAlertEvents } from '../alerts/listAlertEvents.ts'
import { getAlert, listAlerts } from '../alerts/listAlerts.ts'
import { recordBlock } from '../alerts/recordBlock.ts'
import { createState, ethereum, NOW, plainBlock } from '../watch.support.ts'
import { clearStops, raiseStop } from './watchStops.ts'

const plan = { chain: ethereum, now: NOW }
const deep = new SyncError('LZ_SYNC_DEEP', 'integrity', 'The chain shares no block \u202e with the ledger.')
const final = new SyncError('LZ_SYNC_FINAL', 'integrity', 'It takes back what was final.')
const typesOf = (state: WorkState): string[] => listAlertEvents(state, 0).map(({ type }) => type)

it('raises one critical alert for each chain and code, with code, message and place', () => {
  const state = createState()
  recordBlock(state, { chain: ethereum, block: plainBlock(7), alerts: [], now: NOW })
  const [id = ''] = raiseStop(state, deep, plan).opened
  expect(getAlert(state, id).alert).toMatchObject({
    rule: 'watch-stopped',
    severity: 'critical',
    chain: ethereum,
    title: 'The watch of ethereum has stopped: LZ_SYNC_DEEP',
    block: null,
    evidence: {
      code: 'LZ_SYNC_DEEP',
      kind: 'integrity',
      height: 7,
      message: expect.not.stringContaining('\u202e') as string,
    },
  })
  expect(raiseStop(state, deep, plan)).toEqual({ opened: [], confirmed: [], known: [id] })
  expect(raiseStop(state, final, plan).opened).toHaveLength(1)
  expect(typesOf(state)).toEqual(['alert.opened', 'alert.opened'])
})

it('takes them back when the watch goes on, and opens them anew when it stops again', () => {
  const state = createState()
  const [id = ''] = raiseStop(state, deep, plan).opened
  for (const by of ['ann', 'bob']) closeAlert(state, id, { verdict: 'true', comment: 'node changed', by, now: NOW })
  expect(clearStops(state, plan)).toEqual([id])
  expect(clearStops(state, plan)).toEqual([])
  expect(listAlerts(state, {}, { limit: 9 }).alerts).toEqual([])
  expect(raiseStop(state, deep, plan).confirmed).toEqual([id])
  expect(getAlert(state, id).alert).toMatchObject({ status: 'open', isRetracted: false, verdict: null, closer: null })
  expect(typesOf(state)).toEqual([
    'alert.opened',
    'alert.closing',
    'alert.closed',
    'alert.retracted',
    'alert.confirmed',
  ])
})

it('leaves the alerts of other chains and rules alone', () => {
  const state = createState()
  raiseStop(state, deep, plan)
  expect(clearStops(state, { ...plan, chain: 'eip155:137' as typeof ethereum })).toEqual([])
})
