import type { UtxoView } from '../../ledger/index.ts'
import { createUtxoIndex, type UtxoIndex } from './UtxoIndex.ts'

const indexes = new WeakMap<UtxoView, UtxoIndex>()

/** The index of a view, which stays as long as the view: most questions are about the same again. */
export async function openUtxoIndex(view: UtxoView): Promise<UtxoIndex> {
  const known = indexes.get(view)
  if (known !== undefined) return known
  const index = createUtxoIndex(await view.readColumns())
  indexes.set(view, index)
  return index
}
