import type { SyncEvent } from '../ledger/index.ts'
import type { Terminal } from './Terminal.ts'

/** More blocks than these are much to read, for whoever did not mean to. */
const MANY_BLOCKS = 1_000

/** Says of a reading of a chain how far it is, and at the start how much there is where it begins with the first block. */
export function createSyncReporter(terminal: Terminal, isFollowing: boolean): (event: SyncEvent) => void {
  let blocks = 0
  let saidHead = -1
  return (event) => {
    if (event.type === 'apply') {
      if (event.blocks[0]?.height === 0 && event.head.height >= MANY_BLOCKS) terminal.say(allLine(event.head.height))
      blocks += event.blocks.length
      const last = event.blocks.at(-1)?.height ?? 0
      terminal.progress(`block ${format(last)} of ${format(event.head.height)}, ${format(blocks)} read`)
    }
    if (event.type === 'undo') terminal.say(undoLine(event))
    if (event.type === 'head' && (!isFollowing || saidHead < 0)) {
      terminal.say(
        `${format(blocks)} block${blocks === 1 ? '' : 's'} added; the ledger has block ${format(event.head.height)}, ${event.head.hash}`,
      )
      saidHead = event.head.height
    }
  }
}

function allLine(height: number): string {
  return `reads all ${format(height + 1)} blocks, from the chain's first one on, which may take long: end it (Ctrl-C) and say --from HEIGHT with another --store to begin later`
}

function undoLine({ blocks }: Extract<SyncEvent, { type: 'undo' }>): string {
  const [top, bottom] = [blocks[0], blocks.at(-1)]
  const names = top === bottom ? `block ${top?.height}` : `blocks ${bottom?.height} to ${top?.height}`
  return `${names} left the chain and ${blocks.length === 1 ? 'was' : 'were'} taken back`
}

function format(count: number): string {
  return count.toLocaleString('en-US')
}
