import type { PeelPoint, Peels } from '../../picture/index.ts'
import type { PeelReport, PeelStep } from '../../trace/index.ts'
import type { Terminal } from '../Terminal.ts'
import { cleanCell } from '../table.ts'
import { btcText, COIN_DECIMALS, sourced } from './coins.ts'

const STEPS_SHOWN = 40
const TXID_SHOWN = 12

/** A peel chain as one line down the page, with its peels to the right. `marked` is the transaction that was asked for. */
export function toPeelLines(peels: PeelReport, marked: string, terminal: Terminal): string[] {
  const { steps, start, end } = peels
  const head = `PEEL CHAIN of ${steps.length} steps: ${btcText(peels.peeledSat)} peeled off, ${btcText(peels.leftSat)} left`
  const half = STEPS_SHOWN / 2
  const cut = steps.length > STEPS_SHOWN
  const lines = (part: readonly PeelStep[]): string[] => part.flatMap((step) => stepLines(peels, step, marked))
  const middle = [
    ...lines(steps.slice(0, half)),
    `   ┊  ${steps.length - STEPS_SHOWN} steps more`,
    ...lines(steps.slice(-half)),
  ]
  return [
    terminal.paint('bold', head),
    `   ○  ${where(peels, start.tx)}begins here: ${cleanCell(start.reason, 100)}`,
    ...(cut ? middle : lines(steps)),
    `   ${end.stop === 'unspent' ? '●' : '○'}  ${where(peels, end.tx)}ends here: ${cleanCell(end.reason, 100)}`,
  ]
}

/** The picture of a peel chain. */
export function toPeels(peels: PeelReport): Peels {
  const { steps, start, end, txids, heights } = peels
  return {
    title: `Peel chain from ${short(txids.get(steps[0]?.tx ?? -1))}`,
    unit: 'BTC',
    decimals: COIN_DECIMALS,
    start: where(peels, start.tx) + start.reason,
    end: where(peels, end.tx) + end.reason,
    isHeld: end.stop === 'unspent',
    steps: steps.map(({ tx, peeled, kept, breaks }) => ({
      title: short(txids.get(tx)),
      subtitle: `block ${heights.get(tx) ?? '?'}`,
      peeled: paidOf(peels, peeled),
      kept: BigInt(kept.valueSat),
      breaks,
    })),
  }
}

/** Who was paid: by label where there is one. */
function paidOf({ labels }: PeelReport, { name, owner, valueSat }: PeelStep['peeled']): PeelPoint['peeled'] {
  const label = labels.get(owner)
  const amount = BigInt(valueSat)
  return label === undefined ? { title: name, amount } : { title: sourced(label), amount, category: label.category }
}

function stepLines(peels: PeelReport, { tx, peeled, kept, breaks, reason }: PeelStep, marked: string): string[] {
  const txid = peels.txids.get(tx) ?? ''
  const mark = txid === marked ? '>' : ' '
  const label = peels.labels.get(peeled.owner)
  return [
    ...(breaks.length > 0 ? [`   !  ${cleanCell(breaks.join('; '), 100)}`] : []),
    ` ${mark} ├─ ${btcText(peeled.valueSat)} → ${cleanCell(peeled.name, 64)}${label === undefined ? '' : ` ${cleanCell(sourced(label), 60)}`}`,
    `   │  ${where(peels, tx)}keeps ${btcText(kept.valueSat)} in output ${kept.position} (${reason})`,
  ]
}

function where({ txids, heights }: PeelReport, tx: number | undefined): string {
  return tx === undefined ? '' : `${short(txids.get(tx))} in block ${heights.get(tx) ?? '?'}: `
}

function short(txid: string | undefined): string {
  return `${(txid ?? '?').slice(0, TXID_SHOWN)}…`
}
