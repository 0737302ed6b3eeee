import { hash } from 'node:crypto'
import type { ChainId } from '../../chain/index.ts'
import { CanonicalJson } from '../../state/index.ts'
import { type AlertDraft, type BlockStamp, type RuleName, SEVERITIES, type Severity } from '../rules/AlertDraft.ts'

/** Where an alert is in its life. `closing` waits for a second person. */
export const STATUSES = ['open', 'assigned', 'closing', 'closed'] as const

export type AlertStatus = (typeof STATUSES)[number]

/** What a person found: a true alarm or a false one. */
export type AlertVerdict = 'true' | 'false'

/** What a rule found, as JSON: amounts are decimal texts, what is unknown is null. */
export interface AlertBody {
  readonly title: string
  readonly text: string
  readonly tx: string | null
  readonly block: { readonly height: number; readonly hash: string; readonly timeSec: number } | null
  readonly parties: readonly {
    readonly role: string
    readonly address: string
    readonly label: {
      readonly name: string
      readonly source: string
      readonly category: string
      readonly isDisputed: boolean
      readonly claims: number
    } | null
  }[]
  readonly amounts: readonly {
    readonly what: string
    readonly asset: string
    readonly units: string
    readonly decimals: number | null
  }[]
  readonly evidence: Readonly<Record<string, CanonicalJson.JsonValue>>
}

/** An alert as it is now. */
export interface Alert extends AlertBody {
  /** Made of chain, rule, theft and key; the same finding has the same id for ever. */
  readonly id: string
  /** Place in the list: counts up with every alert. */
  readonly seq: number
  readonly rule: RuleName
  readonly severity: Severity
  readonly theft: string | null
  readonly chain: ChainId.ChainId
  /** Time of the block, or of the finding where there is none. Whole seconds UTC. */
  readonly timeSec: number
  /** Whether the chain has left all blocks in which it was found. */
  readonly isRetracted: boolean
  readonly status: AlertStatus
  readonly assignee: string | null
  readonly verdict: AlertVerdict | null
  readonly comment: string | null
  /** Who closed it, or asked to. */
  readonly closer: string | null
}

/** A row of the table. */
export interface AlertRow {
  readonly seq: number
  readonly id: string
  readonly rule: RuleName
  readonly severity: number
  readonly theft: string | null
  readonly chain: ChainId.ChainId
  readonly time: number
  readonly body: CanonicalJson.CanonicalJson
  readonly retracted: number
  readonly status: AlertStatus
  readonly assignee: string | null
  readonly verdict: AlertVerdict | null
  readonly comment: string | null
  readonly closer: string | null
}

const BODY_BYTES_MAX = 64 << 10

/**
 * The id of a finding. No block is in it: a transaction that a reorg moves to another block is the same alert.
 *
 * @example
 * alertIdOf({ chain, rule: 'moves', theft: '3f...', key: [asset, tx, from] }) // 32 hex digits
 */
export function alertIdOf({ chain, rule, theft, key }: Pick<AlertDraft, 'chain' | 'rule' | 'theft' | 'key'>): string {
  return hash('sha256', CanonicalJson.encode(['lazaretto/alert/1', chain, rule, theft ?? null, key])).slice(0, 32)
}

/** What a draft says, as it is stored. A body of more than 64 KiB is a bug of its rule. */
export function encodeBody(draft: AlertDraft): CanonicalJson.CanonicalJson {
  const { title, text, tx = null, block, parties, amounts, evidence } = draft
  const body = CanonicalJson.encode({
    title,
    text,
    tx,
    block: block === undefined ? null : stampOf(block),
    parties: parties.map(({ label, ...party }) => ({ ...party, label: label === undefined ? null : { ...label } })),
    amounts: amounts.map(({ decimals = null, ...amount }) => ({ ...amount, decimals })),
    evidence,
  })
  if (body.length > BODY_BYTES_MAX) throw new RangeError(`An alert of ${draft.rule} has ${body.length} bytes.`)
  return body
}

/** The number of a severity in the tables. */
export function rankOf(severity: Severity): number {
  return SEVERITIES.indexOf(severity)
}

/** The alert that a row holds. */
export function toAlert({ severity, time, body, retracted, ...row }: AlertRow): Alert {
  return {
    ...row,
    ...(CanonicalJson.decode(body) as AlertBody),
    severity: SEVERITIES[severity] ?? 'critical',
    timeSec: time,
    isRetracted: retracted === 1,
  }
}

function stampOf({ height, hash: blockHash, timeSec }: BlockStamp): CanonicalJson.JsonValue {
  return { height, hash: blockHash, timeSec }
}
