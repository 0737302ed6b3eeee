import type { Payer, PayerKind, VictimReport } from '../../trace/index.ts'
import type { Terminal } from '../Terminal.ts'
import { cleanCell, formatTable } from '../table.ts'
import { assetText, unitsText } from './assets.ts'
import { sourced, timeText } from './coins.ts'
import { formatCsv } from './csv.ts'

const PAYERS_SHOWN = 50

const KIND_NAMES: Readonly<Record<PayerKind, string>> = {
  victim: 'victims',
  service: 'services',
  returned: 'came back',
  own: "the thief's own",
  poison: 'look-alikes',
  minted: 'minted',
  self: 'to itself',
}

/** Payers of an address for people: the totals, then who paid. */
export function toVictimsText(
  report: VictimReport,
  { terminal, isCut }: { readonly terminal: Terminal; readonly isCut: boolean },
): string {
  const { address, payers } = report
  const counted = Object.entries(KIND_NAMES).flatMap(([kind, name]) => {
    const count = payers.filter((payer) => payer.kind === kind).length
    return count === 0 ? [] : [`${name} ${count.toLocaleString('en-US')}`]
  })
  const isBalanced = report.received.every((asset) => asset.isBalanced)
  return `${[
    terminal.paint('bold', address),
    `${payers.length.toLocaleString('en-US')} payers: ${counted.join(', ') || 'none'}`,
    '',
    ...receivedLines(report),
    isBalanced ? terminal.paint('green', 'balances to the unit') : terminal.paint('red', 'does not balance'),
    '',
    ...payerLines(payers),
    ...(isCut ? ['the history was cut at --hub-transfers: there are more payers'] : []),
    'claims to check, not proofs: what happened off the chain cannot be seen there',
  ].join('\n')}\n`
}

function receivedLines({ received }: VictimReport): string[] {
  const columns = [
    { title: 'RECEIVED', align: 'left' as const },
    { title: 'from', align: 'left' as const },
    { title: 'amount', align: 'right' as const },
  ]
  const rows = received.flatMap((asset) => [
    [assetText(asset), 'all', unitsText(asset.amount, asset)],
    ...Object.entries(asset.byKind).map(([kind, amount]) => [
      '',
      KIND_NAMES[kind as PayerKind],
      unitsText(amount, asset),
    ]),
  ])
  return formatTable(columns, rows)
}

function payerLines(payers: readonly Payer[]): string[] {
  const columns = [
    { title: 'PAYERS', align: 'left' as const },
    { title: 'what', align: 'left' as const },
    { title: 'first, UTC', align: 'left' as const },
    { title: 'last', align: 'left' as const },
    { title: 'times', align: 'right' as const },
    { title: 'amount', align: 'right' as const },
    { title: 'of', align: 'left' as const },
    { title: 'label, or why', align: 'left' as const },
  ]
  const rows = payers
    .slice(0, PAYERS_SHOWN)
    .flatMap((payer) =>
      payer.paid.map((paid, i) => [
        ...(i === 0 ? headOf(payer) : ['', '', '', '']),
        String(paid.transfers),
        unitsText(paid.amount, paid),
        assetText(paid),
        i === 0 ? cleanCell(sourced(payer.label) || payer.reason, 60) : '',
      ]),
    )
  const more = payers.length - PAYERS_SHOWN
  return [...formatTable(columns, rows), ...(more > 0 ? [`and ${more} more (--csv and --json list them)`] : []), '']
}

function headOf({ account, kind, firstSec, lastSec }: Payer): string[] {
  const text = (timeSec: number | undefined): string => (timeSec === undefined ? '' : timeText(timeSec))
  return [account, kind, text(firstSec), text(lastSec)]
}

/** One row for each payer and asset, amounts in base units; the times are those of all that the payer paid. */
export function toVictimsCsv({ payers }: VictimReport): string {
  const header = ['account', 'kind', 'reason', 'label', 'label_source', 'asset', 'decimals', 'amount', 'transfers']
  const rows = payers.flatMap((payer) =>
    payer.paid.map(({ asset, decimals, amount, transfers }) => [
      ...[payer.account, payer.kind, payer.reason, payer.label?.name, payer.label?.source],
      ...[asset, decimals, amount, transfers, payer.firstSec, payer.lastSec, payer.firstTx, payer.lastTx],
    ]),
  )
  return formatCsv([...header, 'first_sec', 'last_sec', 'first_tx', 'last_tx'], rows)
}
