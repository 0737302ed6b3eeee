import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { vaultIn } from '../server/index.ts'
import { assessLists, getAlert } from '../watch/index.ts'
import type { Terminal } from './Terminal.ts'
import { withKeptStateAsync } from './workState.ts'

/** Raises an alert for each customer whom a sanctions list names, and says so; what was raised before is not said again. */
export async function raiseListAlerts(terminal: Terminal, folder: string): Promise<void> {
  // Where nothing is watched, nothing need be made for it.
  if (!existsSync(join(folder, 'work.sqlite'))) return
  await withKeptStateAsync(folder, async (state) => {
    for (const id of await assessLists({ state, vault: vaultIn(folder), now: terminal.now })) {
      terminal.say(`${terminal.paint('red', 'alert')} ${getAlert(state, id).alert.title} (${id})`)
    }
  })
}
