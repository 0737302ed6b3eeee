import { Command } from 'commander'
import { findRecord, findState } from '../../../intel/index.ts'
import { LazarettoError } from '../../../LazarettoError.ts'
import { vaultIn } from '../../../server/index.ts'
import { defaultStoreFolder } from '../../storeFolder.ts'
import type { Terminal } from '../../Terminal.ts'

export function showCommand(terminal: Terminal): Command {
  return new Command('show')
    .description('The original record of an entry, as its publisher wrote it.')
    .argument('<list>', 'id of the list')
    .argument('<entry>', 'id of the entry')
    .option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
    .addHelpText('after', '\nExample:\n  lazaretto intel show ofac-sdn 27307')
    .action(async (list: string, uid: string, { store }: { store: string }) => {
      const vault = vaultIn(store)
      const state = await findState(vault, list)
      const record = state === undefined ? undefined : await findRecord(vault, state, uid)
      if (record === undefined) throw new EntryUnknownError(list, uid)
      terminal.write(`${record}\n`)
    })
}

class EntryUnknownError extends LazarettoError {
  constructor(list: string, uid: string) {
    super('LZ_INTEL_ENTRY', 'not-found', `There is no entry ${uid} on ${list}. lazaretto intel status shows the lists.`)
  }
}
