import { Command } from 'commander'
import { Address } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import { reportCluster, reportLink, type Structure } from '../../trace/index.ts'
import { parseCount } from '../options.ts'
import { toClusterJson, toClusterText, toWhyJson, toWhyText } from '../report/cluster.ts'
import { defaultStoreFolder } from '../storeFolder.ts'
import type { Terminal } from '../Terminal.ts'
import { withStructure } from '../utxoLedger.ts'

interface Options {
  readonly store: string
  readonly chain: string
  readonly why?: string
  readonly limit: number
  readonly json?: true
}

const LIMIT = 50

const EXAMPLES = `
Examples:
  lazaretto cluster 12cbQLTFMXRnSzktFkuoG3eHoMeFtpTu3S --store case
  lazaretto cluster 1KAD5EnzzLtrSo2Da2G4zzD7uZrjk8zRAv --limit 500 --json --store case
  lazaretto cluster 1KAD5EnzzLtrSo2Da2G4zzD7uZrjk8zRAv --why 1DZTzaBHUDM7T3QvUKBz4qXMRpkg8jsfB5 --store case

Addresses that sign one transaction together are taken for one owner's. That is a heuristic and no proof: CoinJoins are left
out as far as they are recognised, and a transaction that would join two large clusters, or two that labels tell apart, is
refused and named.`

export function clusterCommand(terminal: Terminal): Command {
  return new Command('cluster')
    .description('Who else belongs to the owner of an address, and why one should think so.')
    .argument('<address>', 'an address of a UTXO chain')
    .option('--why <address>', 'print the transactions that join the two addresses')
    .option('--limit <n>', 'show so many members', parseCount, LIMIT)
    .option('--store <folder>', 'folder of the ledger', defaultStoreFolder(process.env))
    .option('--chain <name>', 'chain of the address', 'bitcoin')
    .option('--json', 'print JSON; amounts are decimal text in satoshi')
    .addHelpText('after', EXAMPLES)
    .action((address: string, options: Options) => run(terminal, address, options))
}

async function run(terminal: Terminal, text: string, options: Options): Promise<void> {
  await withStructure(options, async (structure) => {
    const from = await findOwners(structure, text)
    if (options.why === undefined) {
      const report = await reportCluster(structure, from, options.limit)
      terminal.write(options.json === true ? toClusterJson(report) : toClusterText(report, terminal))
      return
    }
    const to = await findOwners(structure, options.why)
    const links = await reportLink(structure, from.owners, to.owners)
    const answer = { from: from.address, to: to.address, links }
    terminal.write(options.json === true ? toWhyJson(answer) : toWhyText(answer))
  })
}

/** Scripts of an address in the ledger. @throws AddressNotFoundError `LZ_ADDRESS_NOT_FOUND` */
async function findOwners({ view }: Structure, text: string): Promise<{ address: string; owners: readonly number[] }> {
  const address = Address.parse(text, view.chain)
  const owners = (await view.findOwners([address])).get(address) ?? []
  if (owners.length === 0) throw new AddressNotFoundError(address)
  return { address, owners }
}

class AddressNotFoundError extends LazarettoError {
  constructor(address: string) {
    const message = `No output of the ledger pays ${address}. Check the chain, and whether its blocks are imported.`
    super('LZ_ADDRESS_NOT_FOUND', 'not-found', message)
  }
}
