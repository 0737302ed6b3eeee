import type { WorkState } from '../../state/index.ts'
import type { Severity } from '../rules/AlertDraft.ts'
import { SEVERITIES } from '../rules/AlertDraft.ts'
import { type Alert, type AlertRow, type AlertStatus, rankOf, toAlert } from './Alert.ts'
import { getAlertRow } from './life.ts'
import { type AlertEvent, toEvent } from './listAlertEvents.ts'

/** Which alerts. What is not said does not filter. */
export interface AlertFilter {
  readonly statuses?: readonly AlertStatus[]
  /** The least. */
  readonly severity?: Severity
  readonly theft?: string
  /** By the block's time. Whole seconds UTC. */
  readonly sinceSec?: number
  /** Retracted ones are left out unless said. */
  readonly withRetracted?: boolean
}

/** A part of a list. */
export interface AlertPage {
  readonly alerts: readonly Alert[]
  /** Give it as `before` for the next page; undefined at the end. */
  readonly next: number | undefined
}

const LIST_MAX = 500
const ALL_STATUSES = '["open","assigned","closing","closed"]'

/** Alerts, the newest first, at most 500; `before` continues a list, and new alerts do not shift it. */
export function listAlerts(
  state: WorkState,
  filter: AlertFilter,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): AlertPage {
  const sql = `SELECT * FROM alert WHERE seq < :before AND severity >= :severity AND time >= :since
    AND (:theft IS NULL OR theft = :theft) AND retracted <= :retracted
    AND status IN (SELECT value FROM json_each(:statuses)) ORDER BY seq DESC LIMIT :limit`
  const size = Math.min(Math.max(limit, 1), LIST_MAX)
  const rows = state.prepare(sql).all({
    before: before ?? Number.MAX_SAFE_INTEGER,
    severity: rankOf(filter.severity ?? 'low'),
    since: filter.sinceSec ?? 0,
    theft: filter.theft ?? null,
    retracted: filter.withRetracted === true ? 1 : 0,
    statuses: filter.statuses === undefined ? ALL_STATUSES : JSON.stringify(filter.statuses),
    limit: size + 1,
  }) as AlertRow[]
  const alerts = rows.slice(0, size).map(toAlert)
  return { alerts, next: rows.length > size ? alerts.at(-1)?.seq : undefined }
}

/** How many alerts stand in each status, by severity. */
export type AlertCounts = Readonly<Record<AlertStatus, Readonly<Record<Severity, number>>>>

/** Counts the alerts that are not retracted, of one theft or of all. */
export function countAlerts(state: WorkState, theft?: string): AlertCounts {
  const sql = `SELECT status, severity, count(*) AS count FROM alert
    WHERE retracted = 0 AND (:theft IS NULL OR theft = :theft) GROUP BY status, severity`
  const rows = state.prepare(sql).all({ theft: theft ?? null }) as {
    status: AlertStatus
    severity: number
    count: number
  }[]
  const none = (): Record<Severity, number> => ({ low: 0, medium: 0, high: 0, critical: 0 })
  const counts = { open: none(), assigned: none(), closing: none(), closed: none() }
  for (const { status, severity, count } of rows) counts[status][SEVERITIES[severity] ?? 'critical'] = count
  return counts
}

/** One alert with all that happened to it, the oldest first. @throws WatchError `LZ_WATCH_ALERT_NOT_FOUND` */
export function getAlert(
  state: WorkState,
  id: string,
): { readonly alert: Alert; readonly events: readonly AlertEvent[] } {
  const row = getAlertRow(state, id)
  const events = state.prepare('SELECT * FROM alert_event WHERE alert = ? ORDER BY id LIMIT 1000').all(row.seq)
  return { alert: toAlert(row), events: (events as Parameters<typeof toEvent>[0][]).map(toEvent) }
}
