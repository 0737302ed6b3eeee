import type { FunderHop, FunderReport, FunderStop } from '../../trace/index.ts'
import type { Terminal } from '../Terminal.ts'
import { cleanCell, formatTable } from '../table.ts'
import { sourced, timeText } from './coins.ts'

interface Unit {
  readonly name: string
  readonly format: (amount: bigint) => string
}

const STOPS: Readonly<Record<FunderStop, string>> = {
  service: 'a service: whom it paid for is in its books, not on the chain',
  origin: 'nobody paid: it was minted, mined, or there from the beginning',
  unknown: 'no payment to it is known: it was there from the beginning, or its history is not',
  cycle: 'it was there before',
  depth: 'the bound of --depth',
}

/** The way back of first payments, for people. */
export function toFunderText(
  { address, hops, stop, at }: FunderReport,
  { terminal, asset }: { readonly terminal: Terminal; readonly asset: Unit },
): string {
  const columns = [
    { title: 'FIRST GAS OF', align: 'left' as const },
    { title: 'paid by', align: 'left' as const },
    { title: asset.name, align: 'right' as const },
    { title: 'UTC', align: 'left' as const },
    { title: 'transaction', align: 'left' as const },
    { title: 'label of who paid', align: 'left' as const },
  ]
  const row = (hop: FunderHop): string[] => [
    hop.account,
    hop.from,
    asset.format(hop.amount),
    hop.timeSec === undefined ? `block ${hop.block}` : timeText(hop.timeSec),
    hop.tx,
    cleanCell(sourced(hop.label), 60),
  ]
  const late = hops.filter(({ isLate }) => isLate)
  return `${[
    terminal.paint('bold', address),
    ...(hops.length === 0 ? [] : formatTable(columns, hops.map(row))),
    `stopped at ${at}: ${STOPS[stop]}`,
    ...late.map(({ account }) => `${account} paid before it was paid: this is not its first gas`),
    'a hint and no proof: anybody can pay anybody',
  ].join('\n')}\n`
}
