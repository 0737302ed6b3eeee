import { Amount, EvmAddress } from '../../chain/index.ts'
import type { DeliveryReport } from '../Defence.ts'
import type { RehearsalReport } from '../rehearse.ts'
import type { FirstAlert } from '../score/scoreDefence.ts'
import type { Exit } from '../script/Step.ts'

/** The lines with the most units; a report as JSON has all. */
const LINES_SHOWN = 25

const EXIT_NAMES: Readonly<Record<Exit, string>> = {
  exchange: 'exchange',
  mixer: 'mixer',
  bridge: 'bridge',
  swap: 'swap',
  'swap-exchange': 'exchange, swapped',
  frozen: 'frozen',
  held: 'held',
}

/** A rehearsal for people: the figures, how each exit was noticed, and where it ended against what was said. */
export function toText(report: RehearsalReport): string {
  const { plan, seed, chain, asset, theft, score } = report
  const amount = (units: bigint): string => Amount.formatGrouped(units, asset.decimals, asset.decimals)
  const share = (units: bigint): string => `${Amount.format((units * 10_000n) / score.stolen, 2)} %`
  const raised = `${score.falseAlarms.length} of ${score.alerts.length} alerts, beside ${score.ordinary} ordinary transactions`
  const figures = [
    ['stolen', `${amount(score.stolen)} ${asset.symbol} in block ${theft.height}, ${theft.tx}`],
    ['first alert', sayFirst(score.firstAlert)],
    ['followed', `${share(score.followed)}: ${amount(score.followed)} ${asset.symbol} placed where they are`],
    ['accounted', `${share(score.accounted)}: ${amount(score.accounted)} ${asset.symbol} placed anywhere`],
    ['false alarms', raised],
    ...report.webhooks.map((webhook) => ['webhook', sayDelivered(webhook)]),
  ]
  const parts = [
    `${clean(plan.name)} · seed ${seed} · ${chain.blocks} blocks, the last is ${chain.head}`,
    '',
    ...align(figures),
    '',
    ...exitLines(report),
    '',
    ...truthLines(report, amount),
  ]
  return `${parts.join('\n')}\n`
}

function sayFirst(first: FirstAlert | undefined): string {
  if (first === undefined) return 'none'
  const { rule, blocks, ms, msSinceTold } = first
  const when = `${blocks} blocks and ${seconds(ms)} after the theft's block`
  return `${when}, ${seconds(msSinceTold)} after it was told (${clean(rule)})`
}

function sayDelivered({ url, delivered, missed, reason }: DeliveryReport): string {
  const failed = missed === 0 ? '' : `, ${missed} not taken${reason === undefined ? '' : ` (${clean(reason)})`}`
  return `${clean(url)}: ${delivered} delivered${failed}`
}

function exitLines({ score }: RehearsalReport): string[] {
  const rows = score.exits.map(({ exit, payments, alerted, missed, blocksMax, msMax }) => [
    EXIT_NAMES[exit],
    String(payments),
    String(alerted),
    String(missed.length),
    blocksMax === undefined || msMax === undefined ? '' : `${blocksMax} blocks, ${seconds(msMax)}`,
  ])
  return align([['EXIT', 'PAYMENTS', 'ALERTED', 'MISSED', 'SLOWEST'], ...rows], [1, 2, 3])
}

function truthLines({ score, asset }: RehearsalReport, amount: (units: bigint) => string): string[] {
  const largest = [...score.lines].sort((a, b) => (a.units < b.units ? 1 : -1)).slice(0, LINES_SHOWN)
  const left = score.lines.length - largest.length
  const shown = score.lines.filter((line) => largest.includes(line))
  const rows = shown.map(({ exit, account, units, followed, stated }) => [
    EXIT_NAMES[exit],
    EvmAddress.display(EvmAddress.parse(account)),
    amount(units),
    amount(followed),
    [...new Set(stated.map(({ kind }) => clean(kind)))].join(', '),
  ])
  const wrong = score.misplaced.slice(0, LINES_SHOWN).map(({ account, kind, units }) => {
    return ['not there', clean(account), '', '', `${clean(kind)}: ${amount(units)} too much`]
  })
  const titles = ['WHERE IT ENDED', 'ACCOUNT', asset.symbol, 'FOLLOWED', 'STATED AS']
  return [...align([titles, ...rows, ...wrong], [2, 3]), ...(left === 0 ? [] : [`and ${left} smaller lines`])]
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(3)} s`
}

/** Rows with aligned columns; those whose places are given to the right. */
function align(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  const pad = (cell: string, i: number): string => {
    return right.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)
  }
  return rows.map((row) => row.map(pad).join('  ').trimEnd())
}

/** Words of a defence or a playbook, for a terminal. */
function clean(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 80)
}
