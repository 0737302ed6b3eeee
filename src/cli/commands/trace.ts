import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { ChainId } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import { openStore, openView } from '../../ledger/index.ts'
import { COUNTERPARTIES_MAX, parseSeed, type Seed, type TaintRuleName, traceTheft } from '../../trace/index.ts'
import { resolveLabels } from '../labelRecords.ts'
import { gather, parseCount } from '../options.ts'
import { renderReport } from '../renderReport.ts'
import { toJson } from '../reportJson.ts'
import { defaultStoreFolder } from '../storeFolder.ts'
import type { Terminal } from '../Terminal.ts'

interface Options {
  readonly store: string
  readonly chain: string
  readonly seed?: readonly string[]
  readonly seeds?: string
  readonly rule: TaintRuleName
  readonly asset?: string
  readonly hubs: number
  readonly depth?: number
  readonly json?: true
}

const EXAMPLES = `
Examples:
  lazaretto trace --seeds sources.txt --store case
  lazaretto trace --seed 0x8b3cb6bf982798fba233bca56749e22eec42dcf3 --rule fifo --store case
  lazaretto trace --seed 0xf2514b39ac127550e8b4972e7e53a0b4a81a922a963b2ff988f9077301d6e255 --json --store case

A seed is an account, a transaction, or one transfer of it by its log index (hash:12).`

export function traceCommand(terminal: Terminal): Command {
  return new Command('trace')
    .description('Follow a theft and account for every unit of it.')
    .option('--seed <seed>', 'where the theft begins; may be given several times', gather)
    .option('--seeds <file>', 'file with one seed per line')
    .option('--store <folder>', 'folder of the ledger', defaultStoreFolder(process.env))
    .option('--chain <name>', 'chain of the seeds', 'ethereum')
    .addOption(
      new Option('--rule <rule>', 'how taint is counted')
        .choices(['haircut', 'fifo', 'lifo', 'poison'])
        .default('haircut'),
    )
    .option('--asset <id>', 'follow only this asset, a CAIP-19 id')
    .option('--hubs <n>', 'stop at unlabelled accounts with more counterparties', parseCount, COUNTERPARTIES_MAX)
    .option('--depth <n>', 'follow at most so many hops', parseCount)
    .option('--json', 'print JSON, one document per stolen asset')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      const chain = ChainId.parse(options.chain)
      const seeds = readSeeds(options, chain)
      const store = await openStore(options.store, { mode: 'read' })
      try {
        const view = await openView(store, chain)
        const reports = await traceTheft(
          view,
          { name: options.seeds ?? 'theft', seeds },
          {
            rule: options.rule,
            labels: await resolveLabels(view),
            counterpartiesMax: options.hubs,
            ...(options.asset === undefined ? {} : { assets: [options.asset] }),
            ...(options.depth === undefined ? {} : { hopsMax: options.depth }),
          },
        )
        for (const report of reports) terminal.write(options.json ? toJson(report) : renderReport(report, terminal))
      } finally {
        store.close()
      }
    })
}

function readSeeds({ seed = [], seeds }: Options, chain: ChainId.ChainId): Seed[] {
  const lines = seeds === undefined ? [] : readFileSync(seeds, 'utf8').split(/\r?\n/)
  const texts = [...seed, ...lines].map((line) => line.replace(/#.*/, '').trim()).filter((line) => line !== '')
  if (texts.length === 0) throw new SeedsMissingError()
  return [...new Set(texts)].map((text) => parseSeed(text, chain))
}

class SeedsMissingError extends LazarettoError {
  constructor() {
    super(
      'LZ_TRACE_SEEDS_MISSING',
      'input',
      'Say where the theft begins: --seed ADDRESS, or --seeds FILE with one per line.',
    )
  }
}
