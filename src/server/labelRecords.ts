import { ChainId } from '../chain/index.ts'
import { type Label, parseReading } from '../intel/index.ts'
import { type LabelRecord, listLabels, type Store } from '../ledger/index.ts'
import { writeLabelFile } from './labelFile.ts'

/** A label in the form in which the ledger stores it. */
export function toRecord({ address, chain, name, source, confidence, ...reading }: Label): LabelRecord {
  return { chain, address, name, source, confidence, reading: JSON.stringify(reading) }
}

/** A stored label, read. */
export function fromRecord({ chain, reading, address, name, source, confidence }: LabelRecord): Label {
  const claim = { address, name, source, confidence, ...parseReading(reading) }
  return { ...claim, chain: chain === undefined ? undefined : ChainId.parse(chain) }
}

/** Puts the ledger's labels where a screening finds them, which does not open the ledger. */
export async function keepForScreenings(folder: string, store: Store): Promise<void> {
  await writeLabelFile(folder, (await listLabels(store)).map(fromRecord))
}
