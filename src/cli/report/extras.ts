import { Amount } from '../../chain/index.ts'
import type { DepositFinding, ReconcileStatus, Reconciliation, TraceReport } from '../../trace/index.ts'
import { cleanCell, formatTable } from '../table.ts'
import { unitsText } from './assets.ts'

const SHOWN = 20

/** Accounts that behave like deposit addresses, where the report was asked for them. */
export function depositLines({ deposits }: TraceReport): string[] {
  if (deposits === undefined) return []
  if (deposits.length === 0) return ['no account behaves like a deposit address of a labelled exchange', '']
  const columns = [
    { title: 'LIKELY DEPOSIT ADDRESSES, by behaviour, no proof', align: 'left' as const },
    { title: 'of', align: 'left' as const },
    { title: 'passed on', align: 'right' as const },
    { title: 'payers', align: 'right' as const },
    { title: 'the wallet’s label', align: 'left' as const },
  ]
  const row = ({ account, exchange, passes, forwards, senders, label }: DepositFinding): string[] => [
    account,
    cleanCell(exchange),
    `${passes} of ${forwards}`,
    String(senders),
    cleanCell(`${label.name} (${label.source})`, 60),
  ]
  const [{ rule, bounds } = { rule: '', bounds: undefined }] = deposits
  const more = deposits.length - SHOWN
  return [
    ...formatTable(columns, deposits.slice(0, SHOWN).map(row)),
    ...(more > 0 ? [`and ${more} more (--json lists them)`] : []),
    `rule: ${rule}, at most ${bounds?.kept} stays and ${bounds?.blocksMax} blocks pass (Victor 2020); docs/accuracy.md says how often it is right`,
    '',
  ]
}

const STATUSES: readonly ReconcileStatus[] = ['mismatch', 'partial', 'consistent', 'verified', 'unchecked']

/** What the rows of accounts come to against what the explorer says, where the report was asked for it: the worst first. */
export function reconciledLines({ reconciled, asset }: TraceReport): string[] {
  if (reconciled === undefined) return []
  const shown = { asset: asset.id, decimals: asset.decimals }
  const columns = [
    { title: 'AGAINST THE CHAIN', align: 'left' as const },
    { title: 'what', align: 'left' as const },
    { title: 'computed', align: 'right' as const },
    { title: 'stated', align: 'right' as const },
    { title: 'difference', align: 'right' as const },
    { title: 'why', align: 'left' as const },
  ]
  const signed = (amount: bigint): string => (amount < 0n ? `-${unitsText(-amount, shown)}` : unitsText(amount, shown))
  const row = (one: Reconciliation): string[] => [
    one.account,
    one.status,
    signed(one.computed),
    one.stated === undefined ? '' : signed(one.stated),
    one.difference === 0n ? '' : exactText(one.difference, asset.decimals ?? 0),
    [...one.explained.map(({ kind }) => kind), ...one.gaps].join(', '),
  ]
  const place = ({ status }: Reconciliation): number => STATUSES.indexOf(status)
  const sorted = [...reconciled].sort((a, b) => place(a) - place(b))
  const more = sorted.length - SHOWN
  const counts = STATUSES.map((status) => [status, reconciled.filter((one) => one.status === status).length] as const)
  const sum = counts.flatMap(([status, count]) => (count === 0 ? [] : [`${count} ${status}`])).join(', ')
  return [
    ...formatTable(columns, sorted.slice(0, SHOWN).map(row)),
    ...(more > 0 ? [`and ${more} more (--json lists them)`] : []),
    `${reconciled.length} accounts against the explorer: ${sum || 'none'}`,
    '',
  ]
}

/** Differences are shown to the unit. */
function exactText(amount: bigint, decimals: number): string {
  return amount < 0n ? `-${Amount.formatGrouped(-amount, decimals)}` : Amount.formatGrouped(amount, decimals)
}
