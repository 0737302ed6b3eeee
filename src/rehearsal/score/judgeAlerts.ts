import { EXITS, type Exit } from '../script/Step.ts'
import type { Course, Deed, RaisedAlert } from './Course.ts'

/** An alert and whether it is one. `deed` is the transaction of the theft that it is about. */
export interface JudgedAlert extends RaisedAlert {
  readonly isFalse: boolean
  /** Wall time since the theft's block was mined. */
  readonly ms: number
  readonly deed: Deed | undefined
}

/** How the payments of one exit were noticed. */
export interface ExitScore {
  readonly exit: Exit
  readonly payments: number
  readonly alerted: number
  /** Transactions that no alert is about. */
  readonly missed: readonly string[]
  /** Most blocks from a payment to the first alert about it; undefined where none was noticed. */
  readonly blocksMax: number | undefined
  /** Most wall time from a payment's block to the first alert about it. */
  readonly msMax: number | undefined
}

/**
 * Says of each alert whether it is a false alarm.
 *
 * An alert about a transaction is right if the script has that transaction for the theft: the theft itself, what the thief
 * sends (approvals too), what pays his fees, the exchange's sweep of a deposit address of his, and the freeze of an account
 * of his. An alert about no transaction is right if it names an account of the thief. All others are false alarms.
 */
export function judgeAlerts({ deeds, thief, theft }: Course, alerts: readonly RaisedAlert[]): JudgedAlert[] {
  const byTx = new Map(deeds.map((deed) => [deed.tx, deed]))
  return alerts.map((alert) => {
    const deed = alert.tx === undefined ? undefined : byTx.get(alert.tx.toLowerCase())
    const namesThief = alert.accounts.some((account) => thief.has(account.toLowerCase()))
    const isFalse = alert.tx === undefined ? !namesThief : deed === undefined
    return { ...alert, deed, isFalse, ms: alert.raisedMs - theft.minedMs }
  })
}

/** How each exit that was used was noticed, in the order of exits. */
export function scoreExits({ deeds }: Course, alerts: readonly JudgedAlert[]): ExitScore[] {
  const first = new Map<string, JudgedAlert>()
  for (const alert of alerts) if (alert.deed && !first.has(alert.deed.tx)) first.set(alert.deed.tx, alert)
  return EXITS.flatMap((exit) => {
    const payments = deeds.filter((deed) => deed.exit === exit)
    return payments.length === 0 ? [] : [scoreExit(exit, payments, first)]
  })
}

function scoreExit(exit: Exit, payments: readonly Deed[], first: ReadonlyMap<string, JudgedAlert>): ExitScore {
  const noticed = payments.flatMap((deed) => {
    const alert = first.get(deed.tx)
    return alert === undefined ? [] : [{ blocks: alert.height - deed.height, ms: alert.raisedMs - deed.minedMs }]
  })
  return {
    exit,
    payments: payments.length,
    alerted: noticed.length,
    missed: payments.filter(({ tx }) => !first.has(tx)).map(({ tx }) => tx),
    blocksMax: findMost(noticed.map(({ blocks }) => blocks)),
    msMax: findMost(noticed.map(({ ms }) => ms)),
  }
}

function findMost(figures: readonly number[]): number | undefined {
  return figures.length === 0 ? undefined : Math.max(...figures)
}
