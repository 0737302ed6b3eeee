import type { ChainId } from '../chain/index.ts'
import { listUntraced, type Store } from '../ledger/index.ts'
import { untracedNote } from './report/untracedNote.ts'
import type { Terminal } from './Terminal.ts'

/** Says of which blocks a ledger lacks what contracts paid, where it does: whatever is made of it lacks that too. */
export async function sayUntraced(
  terminal: Pick<Terminal, 'say'>,
  store: Store,
  chain: ChainId.ChainId,
): Promise<void> {
  const ranges = await listUntraced(store, chain)
  if (ranges.length > 0) terminal.say(untracedNote(ranges))
}
