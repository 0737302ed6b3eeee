import { SEVERITIES, type Severity } from '../rules/AlertDraft.ts'

/** Who is told of events: a webhook, or the command that the operator has configured. Times in whole seconds UTC. */
export interface Subscriber {
  readonly id: string
  readonly kind: 'webhook' | 'hook'
  readonly name: string
  readonly url: string | undefined
  /** The least. */
  readonly severity: Severity
  /** Ids of thefts; all alerts, those without a theft too, where it is undefined. */
  readonly thefts: readonly string[] | undefined
  /** Whether its queue was full, and events wait in the log until it has caught up. */
  readonly isBehind: boolean
  readonly added: number
  readonly ended: number | undefined
}

/** A row of the table: the secrets are in no other type. */
export interface SubscriberRow {
  readonly id: string
  readonly kind: 'webhook' | 'hook'
  readonly name: string
  readonly url: string | null
  readonly severity: number
  readonly thefts: string | null
  readonly secret: string | null
  readonly secret_before: string | null
  readonly secret_before_ends: number | null
  readonly missed: number | null
  readonly added: number
  readonly ended: number | null
}

/** The subscriber that a row holds, without its secrets. */
export function toSubscriber({
  id,
  kind,
  name,
  url,
  severity,
  thefts,
  missed,
  added,
  ended,
}: SubscriberRow): Subscriber {
  return {
    id,
    kind,
    name,
    url: url ?? undefined,
    severity: SEVERITIES[severity] ?? 'low',
    thefts: thefts === null ? undefined : (JSON.parse(thefts) as string[]),
    isBehind: missed !== null,
    added,
    ended: ended ?? undefined,
  }
}

/** What all topics of a subscriber begin with. */
export function topicsOf({ id }: Pick<Subscriber, 'id'>): string {
  return `watch/${id}/`
}
