import { userInfo } from 'node:os'
import type { Command } from 'commander'
import { openState, type WorkState } from '../state/index.ts'

/** Does something with the work state of a folder. */
export function withState(folder: string, work: (state: WorkState) => void): void {
  const state = openState(folder)
  try {
    work(state)
  } finally {
    state.close()
  }
}

/** What is done is written down with who did it: whoever is logged in, unless they say who they are. */
export function withPerson(command: Command): Command {
  return command.option('--by <name>', 'who orders it, for the decision log', userInfo().username)
}

/** A moment as tables show it, UTC. */
export function momentOf(sec: number): string {
  return new Date(sec * 1000).toISOString().replace('.000Z', 'Z')
}
