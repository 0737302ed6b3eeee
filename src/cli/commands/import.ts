import { createWriteStream, type WriteStream } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { ChainId } from '../../chain/index.ts'
import { labelFromFlow } from '../../intel/index.ts'
import {
  addLabels,
  type ImportProgress,
  type ImportReport,
  importFile,
  openStore,
  parseColumnMap,
  type Reject,
} from '../../ledger/index.ts'
import { toRecord } from '../labelRecords.ts'
import { parseDecimals } from '../options.ts'
import { defaultStoreFolder } from '../storeFolder.ts'
import type { Terminal } from '../Terminal.ts'

interface Options {
  readonly store: string
  readonly chain: string
  readonly columns?: string
  readonly asset?: string
  readonly decimals?: number
  readonly keepDuplicates?: true
  readonly strict?: true
}

const EXAMPLES = `
Examples:
  lazaretto import flows.csv --store case --asset USD --decimals 2
  lazaretto import moves.csv --columns time=When,block=Height,tx=Hash,from=Src,to=Dst,amount=Wei --asset ETH

Rows that cannot be read go to rejects.jsonl in the store, with line and code.
Importing the same file twice adds nothing.`

export function importCommand(terminal: Terminal): Command {
  return new Command('import')
    .description('Read transfers from files into the ledger.')
    .argument('<file...>', 'CSV files, gzipped or not')
    .option('--store <folder>', 'folder of the ledger', defaultStoreFolder(process.env))
    .option('--chain <name>', 'chain of the transfers, a short name or a CAIP-2 id', 'ethereum')
    .option('--columns <map>', 'which column is what: role=Name,role=Name')
    .option('--asset <asset>', 'one asset for all rows: ETH, a contract, a name, a CAIP-19 id')
    .option(
      '--decimals <n>',
      'amounts are decimal text with at most so many decimals; without it they are base units',
      parseDecimals,
    )
    .option('--keep-duplicates', 'keep rows that are equal in every field')
    .option('--strict', 'stop at the first bad row and store nothing')
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: Options) => {
      for (const file of files) await importOne(terminal, file, options)
    })
}

async function importOne(terminal: Terminal, file: string, options: Options): Promise<void> {
  const chain = ChainId.parse(options.chain)
  const store = await openStore(options.store, { mode: 'write' })
  const rejects = createRejectsFile(join(options.store, 'rejects.jsonl'), file)
  try {
    const report = await importFile(store, file, {
      chain,
      columns: options.columns === undefined ? {} : parseColumnMap(options.columns),
      asset: options.asset,
      decimals: options.decimals,
      keepDuplicates: options.keepDuplicates === true,
      strict: options.strict === true,
      onReject: rejects.write,
      onProgress: (progress) => terminal.progress(progressLine(file, progress)),
    })
    const labels = report.labels.flatMap(
      ({ address, name }) => labelFromFlow({ address, chain, text: name, source: report.file }) ?? [],
    )
    if (labels.length > 0) await addLabels(store, labels.map(toRecord))
    terminal.say(summaryOf(report, labels.length, options.store))
  } finally {
    store.close()
    await rejects.close()
  }
}

function createRejectsFile(
  path: string,
  file: string,
): { write: (reject: Reject) => void; close: () => Promise<void> } {
  let stream: WriteStream | undefined
  return {
    write(reject) {
      stream ??= createWriteStream(path, { flags: 'a' })
      const amount = reject.amount?.toString()
      stream.write(`${JSON.stringify({ file, ...reject, record: reject.record.slice(0, 2000), amount })}\n`)
    },
    close: () => new Promise((resolve) => (stream === undefined ? resolve() : stream.end(resolve))),
  }
}

function progressLine(file: string, { bytesRead, bytesTotal, rows }: ImportProgress): string {
  const share = bytesTotal === 0 ? 1 : bytesRead / bytesTotal
  const bar = '█'.repeat(Math.round(share * 20)).padEnd(20, '░')
  return `${file}  ${bar} ${Math.round(share * 100)} %  ${rows.toLocaleString('en-US')} rows`
}

function summaryOf(report: ImportReport, labels: number, folder: string): string {
  const n = (count: number): string => count.toLocaleString('en-US')
  const lines = [
    `${report.file}: ${n(report.rows)} rows, ${n(report.added)} transfers added to ${folder}`,
    report.known > 0 ? `  ${n(report.known)} were there already` : '',
    report.copied > 0
      ? `  ${n(report.copied)} are copies of another row, counted once (--keep-duplicates keeps them)`
      : '',
    report.rejected > 0 ? `  ${n(report.rejected)} rows rejected, see ${join(folder, 'rejects.jsonl')}` : '',
    labels > 0 ? `  ${n(labels)} labels` : '',
  ]
  return lines.filter((line) => line !== '').join('\n')
}
