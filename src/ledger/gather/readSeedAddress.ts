import { BitcoinNetwork, BitcoinScript } from '../../chain/index.ts'
import { ExplorerError } from '../source/explorer/ExplorerError.ts'
import { GatherError } from './GatherError.ts'
import type { UtxoGatherOptions } from './gatherUtxos.ts'
import type { TxGatherer } from './TxGatherer.ts'

/**
 * The transactions of an address with which a trace begins, the newest first. Outputs to its bare public key are not among
 * them: explorers do not list these under the address.
 *
 * @throws GatherError `LZ_GATHER_HUB`; ExplorerError `LZ_EXPLORER_ROWS` where pages repeat or lack transactions
 */
export async function readSeedAddress(
  options: UtxoGatherOptions,
  { sayings }: TxGatherer,
  address: string,
): Promise<readonly string[]> {
  const { source, historyMax, now, signal } = options
  const network = BitcoinNetwork.find(source.chain)
  const script = network && BitcoinScript.fromAddress(address, network)
  const count = script === undefined ? 0 : await source.countTxs(script, signal)
  if (count > historyMax) throw new GatherError({ name: address, count }, historyMax)
  const known = sayings.findHistory(address)
  if (known?.length === count) return known
  const txids = await listAll(options, address)
  if (txids.length < count) {
    throw wrongRows(`tells of ${txids.length} transactions of ${address}, and that there are ${count}`)
  }
  await sayings.saveHistory(address, txids, now())
  return txids
}

async function listAll({ source, historyMax, signal }: UtxoGatherOptions, address: string): Promise<string[]> {
  const txids = new Set<string>()
  for (let after: string | undefined; ; ) {
    const page = await source.listTxs(address, after, signal)
    for (const txid of page.txids) {
      if (txids.has(txid)) throw wrongRows(`tells ${txid} twice in the history of ${address}`)
      txids.add(txid)
    }
    if (page.next === undefined) return [...txids]
    if (txids.size > historyMax) throw new GatherError({ name: address, count: txids.size }, historyMax)
    after = page.next
  }
}

function wrongRows(what: string): ExplorerError {
  return new ExplorerError('LZ_EXPLORER_ROWS', `The explorer ${what}. Try again later, or ask another one.`)
}
