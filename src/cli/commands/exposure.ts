import { Command } from 'commander'
import { ChainId } from '../../chain/index.ts'
import { openStore } from '../../ledger/index.ts'
import { openChainView, resolveLabels, writeExposures } from '../../server/index.ts'
import { COUNTERPARTIES_MAX } from '../../trace/index.ts'
import { parseCount } from '../options.ts'
import { sayUntraced } from '../sayUntraced.ts'
import { defaultStoreFolder } from '../storeFolder.ts'
import type { Terminal } from '../Terminal.ts'

interface Options {
  readonly store: string
  readonly chain: string
  readonly floor: string
  readonly hubs: number
}

const EXAMPLES = `
Examples:
  lazaretto exposure --store case
  lazaretto exposure --chain bsc --floor 0.001
  lazaretto exposure --chain bitcoin --store case

Every unit that a listed address sends carries its category, on and on in the haircut's shares, until it comes to a labelled
service or a hub. On a chain that was read from blocks a CoinJoin ends it, too, and change that comes back to an address
which paid is no receipt. Run it again after an import or an update of the lists; a screening then only looks up.`

export function exposureCommand(terminal: Terminal): Command {
  return new Command('exposure')
    .description('Follow all listed money through the ledger, so that screenings know indirect exposure.')
    .option('--chain <name>', 'chain of the ledger', 'ethereum')
    .option('--floor <amount>', 'do not follow transfers of less, in units of each asset; what is cut is reported', '0')
    .option('--hubs <n>', 'stop at unlabelled accounts with more counterparties', parseCount, COUNTERPARTIES_MAX)
    .option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
    .addHelpText('after', EXAMPLES)
    .action((options: Options) => run(terminal, options))
}

async function run(terminal: Terminal, options: Options): Promise<void> {
  const store = await openStore(options.store, { mode: 'read' })
  try {
    const view = await openChainView(store, ChainId.parse(options.chain))
    await sayUntraced(terminal, store, view.chain)
    const labels = await resolveLabels(view)
    const bounds = { labels, counterpartiesMax: options.hubs, floor: options.floor }
    const { sources, exposures, cut } = await writeExposures(options.store, view, bounds)
    terminal.write(`${exposures} exposures to ${sources} lists and incidents\n`)
    for (const [asset, units] of cut) {
      if (units > 0n) terminal.write(`not followed, below the floor: ${units} base units of ${asset}\n`)
    }
  } finally {
    store.close()
  }
}
