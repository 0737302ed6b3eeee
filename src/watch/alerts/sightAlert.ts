import type { WorkState } from '../../state/index.ts'
import type { AlertDraft, BlockStamp } from '../rules/AlertDraft.ts'
import { type AlertRow, alertIdOf, encodeBody, rankOf } from './Alert.ts'
import { appendEvent } from './appendEvent.ts'

/** What a sighting did. */
export type SightingResult = 'opened' | 'confirmed' | 'known'

/** Takes a finding, in the caller's transaction: a new alert, one that was retracted and is true again, or nothing new. */
export function sightAlert(
  state: WorkState,
  draft: AlertDraft,
  now: number,
): { readonly id: string; readonly result: SightingResult } {
  const id = alertIdOf(draft)
  const row = state.prepare('SELECT * FROM alert WHERE id = ?').get(id) as AlertRow | undefined
  const seq = row?.seq ?? insertAlert(state, id, draft, now)
  if (draft.block !== undefined) insertSighting(state, { alert: seq, draft, block: draft.block })
  const result = row === undefined ? 'opened' : row.retracted === 1 ? 'confirmed' : 'known'
  if (result === 'confirmed') confirm(state, id, draft, now)
  if (result !== 'known') appendEvent(state, id, { type: `alert.${result}`, now, facts: {} })
  return { id, result }
}

function insertAlert(state: WorkState, id: string, draft: AlertDraft, now: number): number {
  const { rule, severity, theft = null, chain, block } = draft
  const sql = `INSERT INTO alert (id, rule, severity, theft, chain, time, body, retracted, status)
    VALUES (?, ?, ?, ?, ?, ?, ?, 0, 'open')`
  const time = block?.timeSec ?? now
  const { lastInsertRowid } = state.prepare(sql).run(id, rule, rankOf(severity), theft, chain, time, encodeBody(draft))
  return Number(lastInsertRowid)
}

function confirm(state: WorkState, id: string, draft: AlertDraft, now: number): void {
  state
    .prepare('UPDATE alert SET retracted = 0, severity = ?, time = ?, body = ? WHERE id = ?')
    .run(rankOf(draft.severity), draft.block?.timeSec ?? now, encodeBody(draft), id)
}

interface Sighting {
  readonly alert: number
  readonly draft: AlertDraft
  readonly block: BlockStamp
}

function insertSighting(state: WorkState, { alert, draft, block }: Sighting): void {
  const sql = `INSERT INTO sighting (alert, chain, hash, height, severity, time, body, stands)
    VALUES (?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET stands = 1, severity = excluded.severity, body = excluded.body`
  state
    .prepare(sql)
    .run(alert, draft.chain, block.hash, block.height, rankOf(draft.severity), block.timeSec, encodeBody(draft))
}
