import type { DepositFinding, FunderReport, Reconciliation, Timeline, VictimReport } from '../trace/index.ts'

/** How the address behaves that the money was brought to: the one that was asked about, or the one that was paid. */
export interface Behaviour {
  readonly account: string
  /** Who paid it the chain's own coin first, and so its first fees. */
  readonly funder?: Funder | undefined
  readonly payers: Payers
  readonly activity: Activity
}

export interface Funder {
  readonly from: string
  readonly tx: string
  readonly timeSec?: number | undefined
  /** Base units of the chain's own coin, decimal text. */
  readonly amount: string
  /** Whether it paid before that: then the source does not show its beginning. */
  readonly isLate: boolean
  readonly label?: { readonly name: string; readonly source: string } | undefined
  /** The one name of the service that it is. */
  readonly service?: string | undefined
}

/** Who paid it. What nothing is said against may be somebody else who was robbed. */
export interface Payers {
  readonly victims: number
  /** Services, the thief's own addresses, look-alikes and others: no victims. */
  readonly others: number
  /** Of the victims, those that paid first. */
  readonly first: readonly Payer[]
}

export interface Payer {
  readonly account: string
  readonly firstSec?: number | undefined
  readonly firstTx: string
  readonly paid: readonly { readonly asset: string; readonly decimals?: number | undefined; readonly amount: string }[]
}

/** When it was active. */
export interface Activity {
  readonly transactions: number
  readonly firstSec?: number | undefined
  readonly lastSec?: number | undefined
  /** The time in which most happened at once. */
  readonly burst?: { readonly fromSec: number; readonly toSec: number; readonly events: number } | undefined
}

/** An address that behaves like one where a customer of an exchange pays in. Likely, never proof. */
export interface Deposit {
  readonly account: string
  readonly asset: string
  readonly exchange: string
  /** What the wallet is called that it pays, and by whom. */
  readonly label: { readonly name: string; readonly source: string }
  readonly rule: string
  /** How often it passed money on to the exchange, and to nobody else. */
  readonly passes: number
}

/** What the source's rows come to for an address, against what it says that the address has. */
export interface BalanceCheck {
  readonly account: string
  readonly asset: string
  readonly status: Reconciliation['status']
  /** Base units, decimal text; with a minus where receipts are missing. */
  readonly computed: string
  readonly stated?: string | undefined
  readonly gaps: readonly string[]
}

const SHOWN_MAX = 50

/** What the kernels found of an address. */
export interface BehaviourInput {
  readonly account: string
  readonly funders: FunderReport
  readonly victims: VictimReport
  readonly timeline: Timeline
}

export function toBehaviour({ account, funders, victims, timeline }: BehaviourInput): Behaviour {
  return { account, funder: toFunder(funders), payers: toPayers(victims), activity: toActivity(timeline) }
}

function toFunder({ hops }: FunderReport): Funder | undefined {
  const [hop] = hops
  if (hop === undefined) return undefined
  const { from, tx, timeSec, amount, isLate, label } = hop
  const said = label === undefined ? undefined : { name: label.name, source: label.source }
  return { from, tx, timeSec, amount: String(amount), isLate, label: said, service: label?.service }
}

function toPayers({ payers }: VictimReport): Payers {
  const victims = payers.filter(({ kind, paid }) => kind === 'victim' && paid.some(({ amount }) => amount > 0n))
  const first = victims.slice(0, SHOWN_MAX).map(({ account, firstSec, firstTx, paid }): Payer => {
    return {
      account,
      firstSec,
      firstTx,
      paid: paid.map(({ asset, decimals, amount }) => ({ asset, decimals, amount: String(amount) })),
    }
  })
  return { victims: victims.length, others: payers.length - victims.length, first }
}

function toActivity({ transactions, firstSec, lastSec, bursts }: Timeline): Activity {
  const [burst] = [...bursts].sort((a, b) => b.level - a.level || b.events - a.events)
  const most = burst === undefined ? undefined : { fromSec: burst.fromSec, toSec: burst.toSec, events: burst.events }
  return { transactions, firstSec, lastSec, burst: most }
}

export function toDeposit({ account, asset, exchange, label, rule, passes }: DepositFinding): Deposit {
  return { account, asset, exchange, label, rule, passes }
}

export function toCheck({ account, asset, status, computed, stated, gaps }: Reconciliation): BalanceCheck {
  const said = stated === undefined ? undefined : String(stated)
  return { account, asset, status, computed: String(computed), stated: said, gaps }
}
