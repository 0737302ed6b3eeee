import type { ChangeOpinion, CoinJoinFinding, CoinReport, PeelReport, PeelStep, TxReport } from '../../trace/index.ts'
import type { Terminal } from '../Terminal.ts'
import { cleanCell, formatTable } from '../table.ts'
import { btcText, sourced, timeText, toLine } from './coins.ts'
import { toPeelLines } from './peels.ts'

const COINS_SHOWN = 25

/** A transaction for people: what it is, who is on both sides, and what is made of it, each with its reason. */
export function toTxText(report: TxReport, terminal: Terminal): string {
  const { txid, height, timeSec, kind } = report
  const parts = [
    `${terminal.paint('bold', txid)} · block ${height} · ${timeText(timeSec)} UTC`,
    `${kind.kind}: ${kind.reason}; ${feeText(report)}`,
    '',
    ...coinLines('INPUTS', 'spends from', report.inputs),
    '',
    ...coinLines('OUTPUTS', 'spent by', report.outputs),
    '',
    ...findingLines(report, terminal),
    ...(report.peels === undefined ? [] : ['', ...toPeelLines(report.peels, txid, terminal)]),
  ]
  return `${parts.join('\n')}\n`
}

/** One line of JSON. */
export function toTxJson(report: TxReport): string {
  const { peels, change, ...rest } = report
  const document = {
    schema: 'lazaretto/tx/1',
    ...rest,
    change: {
      position: change.position,
      reason: change.reason,
      isProof: false,
      votes: Object.fromEntries(change.votes),
      opinions: change.opinions.map(({ heuristic: { find: _, ...heuristic }, positions }) => ({
        ...heuristic,
        positions,
      })),
    },
    peels: peels === undefined ? undefined : peelsDocument(peels),
  }
  return toLine(document)
}

function peelsDocument({ txids, heights, labels, steps, start, end, ...sums }: PeelReport): object {
  const named = <T extends { readonly tx: number | undefined }>(part: T): object => ({
    ...part,
    tx: part.tx === undefined ? undefined : txids.get(part.tx),
    height: part.tx === undefined ? undefined : heights.get(part.tx),
  })
  const outputOf = ({ owner, ...output }: PeelStep['kept']): object => {
    const label = labels.get(owner)
    return { ...output, label: label === undefined ? undefined : { name: label.name, source: label.source } }
  }
  return {
    ...sums,
    start: named(start),
    end: named(end),
    steps: steps.map((step) => ({ ...named(step), peeled: outputOf(step.peeled), kept: outputOf(step.kept) })),
  }
}

function feeText({ feeSat, feeRateSatPerVbyte, kind }: TxReport): string {
  if (kind.kind === 'coinbase') return 'pays no fee'
  if (feeSat === undefined) return 'fee unknown, the ledger does not have all that it spends'
  const rate = feeRateSatPerVbyte === undefined ? '' : ` (about ${feeRateSatPerVbyte} sat/vB)`
  return `fee ${btcText(feeSat)} BTC${rate}`
}

function coinLines(title: string, link: string, coins: readonly CoinReport[]): string[] {
  const titles = [title, 'BTC', 'form', 'owners', 'label', link]
  const columns = titles.map((text, at) => ({
    title: text,
    align: at === 1 || at === 3 ? ('right' as const) : ('left' as const),
  }))
  const rows = coins
    .slice(0, COINS_SHOWN)
    .map(({ position, name, valueSat, form, clusterSize, label, tx }) => [
      `${position}  ${name === undefined ? 'not in the ledger' : cleanCell(name, 64)}`,
      btcText(valueSat),
      form ?? '',
      clusterSize === undefined ? '' : String(clusterSize),
      cleanCell(sourced(label), 60),
      tx === undefined ? '' : `${tx.slice(0, 12)}…`,
    ])
  const more = coins.length > COINS_SHOWN ? [`and ${coins.length - COINS_SHOWN} more (--json has all)`] : []
  return [...formatTable(columns, rows), ...more]
}

function findingLines({ coinJoin, change, owners }: TxReport, terminal: Terminal): string[] {
  return [
    `${terminal.paint('bold', 'FINDINGS')}, none of them proof`,
    ...coinJoin.findings.map(coinJoinLine),
    ...coinJoin.open.map(
      (each) => `CoinJoin ${each.class} cannot be ruled out: not known is ${each.missing.join(', ')}`,
    ),
    `owners: ${ownersText(owners)}`,
    change.position === undefined
      ? `change: not told, ${change.reason}`
      : `change: output ${change.position}, ${change.reason}; its error rate is not measured`,
    ...change.opinions.map(opinionLine),
  ]
}

function coinJoinLine({
  class: name,
  grade,
  rule,
  denominationSat,
  equalOutputs,
  participants,
  accuracy,
}: CoinJoinFinding): string {
  const { falseAlarms, precision } = accuracy
  const what = `${equalOutputs} ${equalOutputs === 1 ? 'output' : 'outputs'} of ${btcText(denominationSat)} BTC, ${participants.min} to ${participants.max} people`
  const rate = `right in ${precision.hits} of ${precision.n}, false alarms ${falseAlarms.hits} of ${falseAlarms.n} ordinary ones`
  return `CoinJoin ${name} (${grade}, rule ${rule.name} ${rule.version}): ${what}; measured: ${rate}`
}

function ownersText({ rule, owners, reason }: TxReport['owners']): string {
  if (rule === 'joined') return `${owners} scripts are taken for one owner's, ${reason}`
  return rule === 'refused' ? `not joined, ${reason}` : reason
}

function opinionLine({ heuristic, positions }: ChangeOpinion): string {
  const { name, condition, source, confidence, agreed } = heuristic
  const worth = [
    source,
    ...(confidence === undefined ? [] : [`confidence ${confidence}`]),
    agreed === undefined ? 'not measured' : `agreed with reused addresses in ${agreed.hits} of ${agreed.n}`,
  ]
  return `  ${name} says output ${positions.join(', ')}: ${condition} [${worth.join('; ')}]`
}
