import type { ClusterReport, LinkReport, MemberReport } from '../../trace/index.ts'
import type { Terminal } from '../Terminal.ts'
import { cleanCell, formatTable } from '../table.ts'
import { btcText, sourced, timeText, toLine } from './coins.ts'

const LABELS_SHOWN = 20
const REFUSED_SHOWN = 10

/** A cluster for people: how large, how active, its members with the reason for each, and what was not believed. */
export function toClusterText(report: ClusterReport, terminal: Terminal): string {
  const { address, size, activity, ledger } = report
  const { first, last, receivedSat, spentSat } = activity
  const parts = [
    `${terminal.paint('bold', address)} · cluster of ${n(size)} ${size === 1 ? 'script' : 'scripts'}`,
    `first seen in block ${first.height}, ${timeText(first.timeSec)} UTC, last in block ${last.height}, ${timeText(last.timeSec)} UTC`,
    `received ${btcText(receivedSat)} BTC in ${n(activity.outputs)} outputs, spent ${btcText(spentSat)}, has ${btcText(receivedSat - spentSat)} (moves among members count)`,
    '',
    ...memberLines(report),
    '',
    ...labelLines(report),
    ...refusedLines(report),
    'rule: who signs one transaction together is one owner (multi-input); a heuristic, its error rate is not measured',
    `left out: ${n(ledger.coinJoins)} CoinJoins; ${n(ledger.unknownInputs)} inputs whose coins the ledger does not have; ${n(ledger.refused)} merges refused in all`,
  ]
  return `${parts.join('\n')}\n`
}

/** The chain of reasons between two addresses for people. */
export function toWhyText({ from, to, links }: WhyAnswer): string {
  if (links === undefined) return `${from} and ${to} are not in one cluster.\n`
  if (links.length === 0) return `${from} and ${to} are one script, or scripts of one key.\n`
  const steps = links.map(
    (link) => `  ${cleanCell(link.from)} and ${cleanCell(link.to)} signed ${link.txid} in block ${link.height}`,
  )
  const head = `${from} and ${to} are in one cluster by ${n(links.length)} ${links.length === 1 ? 'transaction' : 'transactions'}:`
  return `${[head, ...steps].join('\n')}\n`
}

/** Why two addresses are in one cluster; `links` is undefined where they are not. */
export interface WhyAnswer {
  readonly from: string
  readonly to: string
  readonly links: readonly LinkReport[] | undefined
}

export function toClusterJson(report: ClusterReport): string {
  return toLine({ schema: 'lazaretto/cluster/1', ...report })
}

export function toWhyJson({ from, to, links }: WhyAnswer): string {
  return toLine({ schema: 'lazaretto/cluster-why/1', from, to, isOneCluster: links !== undefined, links: links ?? [] })
}

function memberLines({ members, membersMore }: ClusterReport): string[] {
  const titles = ['MEMBERS', 'form', 'received BTC', 'spent BTC', 'because it signed with', 'in', 'label']
  const columns = titles.map((title, at) => ({
    title,
    align: at === 2 || at === 3 ? ('right' as const) : ('left' as const),
  }))
  const row = ({ name, form, receivedSat, spentSat, because, label }: MemberReport): string[] => [
    cleanCell(name, 64),
    form,
    btcText(receivedSat),
    btcText(spentSat),
    because === undefined ? '' : cleanCell(because.to, 64),
    because?.txid ?? '',
    cleanCell(sourced(label), 60),
  ]
  const more = membersMore > 0 ? [`and ${n(membersMore)} more (--limit shows more)`] : []
  return [...formatTable(columns, members.map(row)), ...more]
}

function labelLines({ labels, labelsMore }: ClusterReport): string[] {
  if (labels.length === 0) return []
  const shown = labels.slice(0, LABELS_SHOWN).map(({ address, name, source }) => {
    return `  ${cleanCell(address, 64)}: ${cleanCell(name, 80)}, says ${cleanCell(source, 60)}`
  })
  const more =
    labels.length > LABELS_SHOWN
      ? [`  and ${n(labels.length + labelsMore - LABELS_SHOWN)} more (--json lists them)`]
      : []
  return ['LABELS', ...shown, ...more, '']
}

function refusedLines({ refused, refusedMore }: ClusterReport): string[] {
  if (refused.length === 0) return []
  const shown = refused.slice(0, REFUSED_SHOWN).map(({ txid, reason }) => `  ${txid}: ${cleanCell(reason, 120)}`)
  const more =
    refused.length > REFUSED_SHOWN
      ? [`  and ${n(refused.length + refusedMore - REFUSED_SHOWN)} more (--json lists them)`]
      : []
  return ['REFUSED', ...shown, ...more, '']
}

function n(count: number): string {
  return count.toLocaleString('en-US')
}
