import type { ChainId } from '../../chain/index.ts'
import type { LazarettoError } from '../../LazarettoError.ts'
import { inTransaction, type WorkState } from '../../state/index.ts'
import { alertIdOf } from '../alerts/Alert.ts'
import { appendEvent } from '../alerts/appendEvent.ts'
import { findCursor, type RecordedAlerts, recordAlerts } from '../alerts/recordBlock.ts'
import { assessStop } from '../rules/watchStopped.ts'

/** Whose watch, and when. */
export interface StopPlan {
  readonly chain: ChainId.ChainId
  /** Whole seconds UTC. */
  readonly now: number
}

/** Raises an alert about a watch that ends with an error; nothing where it stands already. */
export function raiseStop(state: WorkState, error: LazarettoError, { chain, now }: StopPlan): RecordedAlerts {
  const draft = assessStop(error, { chain, seen: findCursor(state, chain) })
  return inTransaction(state, () => {
    // Somebody may have closed the last one: this is another one, and open.
    const sql = `UPDATE alert SET status = 'open', assignee = NULL, verdict = NULL, comment = NULL, closer = NULL
      WHERE id = ? AND retracted = 1`
    state.prepare(sql).run(alertIdOf(draft))
    return recordAlerts(state, [draft], now)
  })
}

/** Takes the alerts about a watch back, which goes on. @returns their ids */
export function clearStops(state: WorkState, { chain, now }: StopPlan): string[] {
  return inTransaction(state, () => {
    const sql = "SELECT id FROM alert WHERE rule = 'watch-stopped' AND chain = ? AND retracted = 0 ORDER BY seq"
    const ids = (state.prepare(sql).all(chain) as { id: string }[]).map(({ id }) => id)
    for (const id of ids) {
      state.prepare('UPDATE alert SET retracted = 1 WHERE id = ?').run(id)
      appendEvent(state, id, { type: 'alert.retracted', now, facts: {} })
    }
    return ids
  })
}
