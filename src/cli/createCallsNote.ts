import type { SyncEvent } from '../ledger/index.ts'
import type { Terminal } from './Terminal.ts'

/**
 * Says once that blocks came without the calls inside of their transactions: a ledger of them lacks what contracts paid, and
 * nothing in it shows that.
 */
export function createCallsNote(terminal: Pick<Terminal, 'say'>): (event: SyncEvent) => void {
  let isSaid = false
  return (event) => {
    if (isSaid || event.type !== 'apply') return
    const first = event.blocks.find(({ hasTraces }) => hasTraces === false)
    if (first === undefined) return
    isSaid = true
    const what = 'the calls inside of transactions: what contracts paid of the native asset is missing'
    terminal.say(
      `block ${first.height} came without ${what}. Name a node that has trace_block or debug_traceBlockByHash to have it.`,
    )
  }
}
