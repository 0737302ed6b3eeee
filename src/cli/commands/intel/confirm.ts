import { Command } from 'commander'
import { confirmVanished } from '../../../intel/index.ts'
import { LazarettoError } from '../../../LazarettoError.ts'
import { vaultIn } from '../../../server/index.ts'
import { defaultStoreFolder } from '../../storeFolder.ts'
import type { Terminal } from '../../Terminal.ts'

interface Options {
  readonly store: string
  readonly all?: true
  readonly by: string
}

const EXAMPLES = `
Examples:
  lazaretto intel confirm ofac-sdn 0xd90e2f925DA726b50C4Ed8D0Fb90Ad053324F31b --by "Recent Actions of 2025-03-21, Jo"
  lazaretto intel confirm un-sc --all --by "press release SC/15999"`

export function confirmCommand(terminal: Terminal): Command {
  return new Command('confirm')
    .description('Confirm that what vanished from a list was delisted; until then it stays under review.')
    .argument('<list>', 'id of the list')
    .argument('[what...]', 'addresses or ids of entries')
    .option('--all', 'everything that has vanished')
    .requiredOption('--by <words>', 'who says so, and on what ground; it is kept')
    .option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
    .addHelpText('after', EXAMPLES)
    .action(async (list: string, what: string[], { store, all, by }: Options) => {
      if ((what.length === 0) !== (all === true)) throw new NothingToConfirmError()
      const which = all === true ? 'all' : new Set(what)
      const count = await confirmVanished(vaultIn(store), list, { which, by })
      terminal.write(`${list}: ${count} confirmed\n`)
    })
}

class NothingToConfirmError extends LazarettoError {
  constructor() {
    super('LZ_INTEL_CONFIRM', 'input', 'Name the addresses or entries to confirm, or say --all, but not both.')
  }
}
