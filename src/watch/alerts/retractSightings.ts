import type { WorkState } from '../../state/index.ts'
import { appendEvent } from './appendEvent.ts'
import type { BlockUndoing } from './recordBlock.ts'

/** Takes back what was found in a block, in the caller's transaction. @returns ids of the alerts that stand no more */
export function retractSightings(state: WorkState, { chain, block, now }: BlockUndoing): string[] {
  const sql = `SELECT alert.id, alert.seq FROM sighting JOIN alert ON alert.seq = sighting.alert
    WHERE sighting.chain = ? AND sighting.hash = ? AND stands = 1 ORDER BY alert.seq`
  const found = state.prepare(sql).all(chain, block.hash) as FoundAlert[]
  state.prepare('UPDATE sighting SET stands = 0 WHERE chain = ? AND hash = ?').run(chain, block.hash)
  return found.flatMap((alert) =>
    restoreEarliest(state, alert, now) ? [] : [retract(state, alert, { chain, block, now })],
  )
}

interface FoundAlert {
  readonly id: string
  readonly seq: number
}

function retract(state: WorkState, { id, seq }: FoundAlert, { block: { height, hash }, now }: BlockUndoing): string {
  state.prepare('UPDATE alert SET retracted = 1 WHERE seq = ?').run(seq)
  appendEvent(state, id, { type: 'alert.retracted', now, facts: { block: { height, hash } } })
  return id
}

/** What an alert says is what it said in the earliest block that still stands. @returns whether one does */
function restoreEarliest(state: WorkState, { id, seq }: FoundAlert, now: number): boolean {
  const sql = 'SELECT severity, time, body FROM sighting WHERE alert = ? AND stands = 1 ORDER BY height, hash LIMIT 1'
  const earliest = state.prepare(sql).get(seq) as { severity: number; time: number; body: Uint8Array } | undefined
  if (earliest === undefined) return false
  const { severity, time, body } = earliest
  const { changes } = state
    .prepare('UPDATE alert SET severity = ?, time = ?, body = ? WHERE seq = ? AND body <> ?')
    .run(severity, time, body, seq, body)
  if (changes > 0) appendEvent(state, id, { type: 'alert.confirmed', now, facts: {} })
  return true
}
