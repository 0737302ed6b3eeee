import type { ChainId } from '../chain/index.ts'
import type { Label } from './Label.ts'
import { readName } from './readName.ts'

/** One label cell of a transfer file and where it stands. */
export interface FlowLabel {
  /** Canonical text of the address beside the label. */
  readonly address: string
  readonly chain: ChainId.ChainId | undefined
  /** The cell as it is, e.g. of a column `To_label`. */
  readonly text: string
  /** The file that says so. */
  readonly source: string
}

/**
 * The label that a transfer file's `From_label` or `To_label` cell gives; undefined for an empty cell.
 *
 * @example
 * labelFromFlow({ address, chain, text: 'HTX 33', source: 'flows.csv' })?.actor // 'HTX'
 * labelFromFlow({ address, chain, text: '', source: 'flows.csv' })              // undefined
 */
export function labelFromFlow({ address, chain, text, source }: FlowLabel): Label | undefined {
  if (text.trim() === '') return undefined
  return { address, chain, name: text, source, confidence: undefined, ...readName(text) }
}
