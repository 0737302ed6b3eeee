import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { createCase, generateLedger, type SampleFiles, writeLedger, writeSample } from '../../ledger/index.ts'
import { assertUnserved } from '../../server/index.ts'
import { parseCount } from '../options.ts'
import type { Terminal } from '../Terminal.ts'
import { importCommand } from './import.ts'
import { labelsCommand } from './labels.ts'
import { traceCommand } from './trace.ts'

interface Options {
  readonly out: string
  readonly seed: number
  readonly background: number
  readonly transfers?: number
  readonly format?: 'csv' | 'parquet'
  readonly trace?: true
}

const EXAMPLES = `
Examples:
  lazaretto sample --trace                 make the sample, import it, trace it
  lazaretto sample --out case --background 1000000
  lazaretto sample --out big --transfers 10000000 --format parquet

The sample is synthetic: none of its accounts, services and thefts exists.`

export function sampleCommand(terminal: Terminal): Command {
  return new Command('sample')
    .description('Make a small laundering case with a known answer, or a ledger of any size.')
    .option('--out <folder>', 'where the files go', 'lazaretto-sample')
    .option('--seed <n>', 'seed of the generator', parseCount, 1)
    .option('--background <n>', 'transfers of other people around the case', parseCount, 2_000)
    .addOption(
      new Option('--transfers <n>', 'instead of the case, a ledger of so many transfers')
        .argParser(parseCount)
        .conflicts('background'),
    )
    .addOption(new Option('--format <format>', 'format of that ledger (default: csv)').choices(['csv', 'parquet']))
    .option('--trace', 'import the files into a store of their own, and trace them')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options, command: Command) => {
      if (options.format !== undefined && options.transfers === undefined)
        command.error('error: --format says how a ledger of --transfers is written; the case is always CSV')
      const { transfers } = options
      const files =
        transfers === undefined
          ? await makeCase(terminal, options)
          : await makeLedger(terminal, { ...options, transfers })
      if (options.trace === true) await traceFiles(terminal, files, options.out)
    })
}

async function makeCase(terminal: Terminal, { out, seed, background }: Options): Promise<SampleFiles> {
  const sample = createCase({ seed, background })
  const files = await writeSample(out, sample)
  terminal.say(`${sample.transfers.length} synthetic transfers in ${files.transfers}`)
  return files
}

async function makeLedger(
  terminal: Terminal,
  { out, seed, transfers, format = 'csv' }: Options & { readonly transfers: number },
): Promise<SampleFiles> {
  const total = transfers.toLocaleString('en-US')
  const onProgress = (rows: number): void => terminal.progress(`${rows.toLocaleString('en-US')} of ${total} transfers`)
  const files = await writeLedger(out, generateLedger({ transfers, seed }), { format, onProgress })
  terminal.say(`${total} synthetic transfers in ${files.transfers}`)
  return files
}

async function traceFiles(terminal: Terminal, files: SampleFiles, out: string): Promise<void> {
  const store = join(out, 'store')
  await assertUnserved(store)
  rmSync(store, { recursive: true, force: true })
  await importCommand(terminal).parseAsync([files.transfers, '--store', store, '--asset', 'ETH'], USER)
  await labelsCommand(terminal).parseAsync([files.labels, '--store', store], USER)
  await traceCommand(terminal).parseAsync(['--seeds', files.seeds, '--store', store], USER)
}

const USER = { from: 'user' } as const
