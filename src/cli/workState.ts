import { userInfo } from 'node:os'
import { Command } from 'commander'
import { openKeptState, openState, type WorkState } from '../state/index.ts'
import { defaultStoreFolder } from './storeFolder.ts'

/** Does something with the work state of a folder. */
export function withState(folder: string, work: (state: WorkState) => void): void {
  const state = openState(folder)
  try {
    work(state)
  } finally {
    state.close()
  }
}

/** Does something with what a folder has: nothing is made in one that was mistyped. @throws StateError `LZ_STATE_NOT_FOUND` */
export function withKeptState(folder: string, work: (state: WorkState) => void): void {
  const state = openKeptState(folder)
  try {
    work(state)
  } finally {
    state.close()
  }
}

/** The same, with what takes its time. */
export async function withKeptStateAsync(folder: string, work: (state: WorkState) => Promise<void>): Promise<void> {
  const state = openKeptState(folder)
  try {
    await work(state)
  } finally {
    state.close()
  }
}

/** A command on the work state of a folder. */
export function onStore(name: string, description: string): Command {
  const store = defaultStoreFolder(process.env)
  return new Command(name).description(description).option('--store <folder>', 'folder of the data', store)
}

/** What is done is written down with who did it: whoever is logged in, unless they say who they are. */
export function withPerson(command: Command): Command {
  return command.option('--by <name>', 'who orders it, for the decision log', userInfo().username)
}

/** A moment as tables show it, UTC. */
export function momentOf(sec: number): string {
  return new Date(sec * 1000).toISOString().replace('.000Z', 'Z')
}
