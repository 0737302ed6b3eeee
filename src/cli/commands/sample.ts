import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { createCase, writeSample } from '../../ledger/index.ts'
import { parseCount } from '../options.ts'
import type { Terminal } from '../Terminal.ts'
import { importCommand } from './import.ts'
import { labelsCommand } from './labels.ts'
import { traceCommand } from './trace.ts'

interface Options {
  readonly out: string
  readonly seed: number
  readonly background: number
  readonly trace?: true
}

const EXAMPLES = `
Examples:
  lazaretto sample --trace                 make the sample, import it, trace it
  lazaretto sample --out case --background 1000000

The sample is synthetic: none of its accounts, services and thefts exists.`

export function sampleCommand(terminal: Terminal): Command {
  return new Command('sample')
    .description('Make a small laundering case with a known answer.')
    .option('--out <folder>', 'where the files go', 'lazaretto-sample')
    .option('--seed <n>', 'seed of the generator', parseCount, 1)
    .option('--background <n>', 'transfers of other people around the case', parseCount, 2_000)
    .option('--trace', 'import the files into a store of their own, and trace them')
    .addHelpText('after', EXAMPLES)
    .action(async ({ out, seed, background, trace }: Options) => {
      const sample = createCase({ seed, background })
      const files = await writeSample(out, sample)
      terminal.say(`${sample.transfers.length} synthetic transfers in ${files.transfers}`)
      if (trace !== true) return
      const store = join(out, 'store')
      rmSync(store, { recursive: true, force: true })
      await importCommand(terminal).parseAsync([files.transfers, '--store', store, '--asset', 'ETH'], USER)
      await labelsCommand(terminal).parseAsync([files.labels, '--store', store], USER)
      await traceCommand(terminal).parseAsync(['--seeds', files.seeds, '--store', store], USER)
    })
}

const USER = { from: 'user' } as const
