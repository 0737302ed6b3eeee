import { Command } from 'commander'
import { TxHash } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import { drawPeels } from '../../picture/index.ts'
import { PEEL_BOUNDS, reportTx, type TxReport } from '../../trace/index.ts'
import { writeText } from '../files.ts'
import { parseCount } from '../options.ts'
import { toPeels } from '../report/peels.ts'
import { toTxJson, toTxText } from '../report/tx.ts'
import { defaultStoreFolder } from '../storeFolder.ts'
import type { Terminal } from '../Terminal.ts'
import { withStructure } from '../utxoLedger.ts'

interface Options {
  readonly store: string
  readonly chain: string
  readonly steps: number
  readonly anyFeatures?: true
  readonly svg?: string
  readonly json?: true
}

const EXAMPLES = `
Examples:
  lazaretto tx f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16 --store case
  lazaretto tx f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16 --svg peels.svg --store case
  lazaretto tx 0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9 --json --store case

Says what kind of transaction it is, which output goes back to the sender by which heuristics, whether its inputs are taken
for one owner's, and the peel chain that it is in. Each finding names its rule; none of them is proof.`

export function txCommand(terminal: Terminal): Command {
  return new Command('tx')
    .description('What kind of transaction it is, what is found in it, and why.')
    .argument('<id>', 'transaction id, 64 hex digits')
    .option('--steps <n>', 'follow a peel chain so far in each direction', parseCount, PEEL_BOUNDS.stepsMax)
    .option(
      '--any-features',
      'follow a peel chain also where version, lock time, sequences, witness or script forms change',
    )
    .option('--svg <file>', 'write a picture of the peel chain')
    .option('--store <folder>', 'folder of the ledger', defaultStoreFolder(process.env))
    .option('--chain <name>', 'chain of the transaction', 'bitcoin')
    .option('--json', 'print JSON; amounts are decimal text in satoshi')
    .addHelpText('after', EXAMPLES)
    .action((id: string, options: Options) => run(terminal, id, options))
}

async function run(terminal: Terminal, text: string, options: Options): Promise<void> {
  const id = TxHash.parse(text).slice(2)
  await withStructure(options, async (structure) => {
    const place = (await structure.view.findTxs([id])).get(id)
    if (place === undefined) throw new TxNotFoundError(id)
    const features = options.anyFeatures === true ? 'any' : 'same'
    const report = await reportTx(structure, place, { stepsMax: options.steps, features })
    terminal.write(options.json === true ? toTxJson(report) : toTxText(report, terminal))
    if (options.svg !== undefined) drawTo(terminal, options.svg, report)
  })
}

function drawTo(terminal: Terminal, file: string, { peels, txid }: TxReport): void {
  if (peels === undefined) throw new NoPeelsError(txid)
  writeText(file, drawPeels(toPeels(peels)))
  terminal.say(`wrote ${file}`)
}

class TxNotFoundError extends LazarettoError {
  constructor(id: string) {
    const message = `The ledger has no transaction ${id}. Check the id and the chain, and whether its block is imported.`
    super('LZ_TX_NOT_FOUND', 'not-found', message)
  }
}

class NoPeelsError extends LazarettoError {
  constructor(id: string) {
    super(
      'LZ_TX_NO_PEELS',
      'not-found',
      `Transaction ${id} is in no peel chain, so there is nothing to draw. Leave out --svg.`,
    )
  }
}
