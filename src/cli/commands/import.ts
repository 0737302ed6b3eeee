import { closeSync, createReadStream, createWriteStream, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Command, Option } from 'commander'
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
  type Store,
} from '../../ledger/index.ts'
import { keepForScreenings, toRecord } from '../../server/index.ts'
import { listFiles } from '../files.ts'
import { parseDecimals } from '../options.ts'
import { defaultStoreFolder } from '../storeFolder.ts'
import type { Terminal } from '../Terminal.ts'
import { importBlockFiles, listBlockFiles } from './importBlocks.ts'

interface Options {
  readonly store: string
  readonly format?: 'transfers' | 'bitcoin-blocks'
  readonly chain?: string
  readonly columns?: string
  readonly asset?: string
  readonly decimals?: number
  readonly amounts?: 'base' | 'display'
  readonly inexact?: true
  readonly keepDuplicates?: true
  readonly strict?: true
}

const EXAMPLES = `
Examples:
  lazaretto import flows.csv --store case --asset USD --decimals 2
  lazaretto import moves.csv --columns time=When,block=Height,tx=Hash,from=Src,to=Dst,amount=Wei --asset ETH
  lazaretto import transactions.csv token_transfers.jsonl traces.parquet --store case
  lazaretto import exports/ --store case
  lazaretto import ~/.bitcoin/blocks --format bitcoin-blocks --store case

The tables of ethereum-etl (transactions, token_transfers, traces) are recognised by their columns. Of other files the
columns are found by well-known names; --columns names those that are called otherwise.
A folder stands for its files that end in .csv, .json, .jsonl, .ndjson (or these with .gz) or .parquet, sorted by name.
Rows that cannot be read go to rejects.jsonl in the store, with line and code.
Blocks of Bitcoin are recognised: files blk*.dat of a node or folders of them (with the key in xor.dat), single blocks,
hex. All files of one command are one import: their order does not matter, the chain with the most work is stored.
Importing the same file twice adds nothing.`

/** Endings of the files that are taken out of a folder. */
const ENDINGS = /\.(?:csv|json|jsonl|ndjson)(?:\.gz)?$|\.parquet$/i

export function importCommand(terminal: Terminal): Command {
  return new Command('import')
    .description('Read transfers, or blocks of Bitcoin, from files into the ledger.')
    .argument('<file...>', 'CSV, JSON Lines or Parquet files, text gzipped or not, blocks, or folders of them')
    .option('--store <folder>', 'folder of the ledger', defaultStoreFolder(process.env))
    .addOption(new Option('--format <format>', 'what the files hold').choices(['transfers', 'bitcoin-blocks']))
    .option('--chain <name>', 'chain, a short name or a CAIP-2 id; by default ethereum, and of blocks what they say')
    .option('--columns <map>', 'which column is what: role=Name,role=Name')
    .option('--asset <asset>', 'one asset for all rows: ETH, a contract, a name, a CAIP-19 id')
    .option('--decimals <n>', 'how many decimals the asset has', parseDecimals)
    .addOption(amountsOption())
    .option('--inexact', 'take amounts in floating point too, and mark them for ever')
    .option('--keep-duplicates', 'keep rows that are equal in every field')
    .option('--strict', 'stop at the first bad row and store nothing')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: Options) => {
      const chain = options.chain === undefined ? undefined : ChainId.parse(options.chain)
      const { blocks, tables } = sortPaths(paths, options.format)
      const store = await openStore(options.store, { mode: 'write' })
      try {
        for (const file of tables)
          await importOne(terminal, { store, file, chain: chain ?? ChainId.parse('ethereum') }, options)
        const job = { store, folder: options.store, files: blocks, chain, strict: options.strict === true }
        if (blocks.length > 0) await importBlockFiles(terminal, job)
      } finally {
        store.close()
      }
    })
}

/** Files of blocks, all for one import, and of transfers. */
function sortPaths(paths: readonly string[], format: Options['format']): { blocks: string[]; tables: string[] } {
  const blocksOf = (path: string): string[] =>
    format === 'transfers' ? [] : listBlockFiles(path, format === 'bitcoin-blocks')
  const found = paths.map((path) => ({ path, blocks: blocksOf(path) }))
  return {
    blocks: found.flatMap(({ blocks }) => blocks),
    tables: found.flatMap(({ path, blocks }) => (blocks.length > 0 ? [] : listFiles(path, ENDINGS))),
  }
}

function amountsOption(): Option {
  const rule = 'base units where --decimals is not given or the format says so, else display units'
  return new Option(
    '--amounts <unit>',
    `unit of the amounts: base (whole numbers) or display; by default ${rule}`,
  ).choices(['base', 'display'])
}

interface Job {
  readonly store: Store
  readonly file: string
  readonly chain: ChainId.ChainId
}

async function importOne(terminal: Terminal, { store, file, chain }: Job, options: Options): Promise<void> {
  const rejects = createRejectsFile(options.store, file)
  try {
    const report = await importFile(store, file, {
      chain,
      columns: options.columns === undefined ? {} : parseColumnMap(options.columns),
      asset: options.asset,
      decimals: options.decimals,
      amounts: options.amounts,
      inexact: options.inexact === true,
      keepDuplicates: options.keepDuplicates === true,
      strict: options.strict === true,
      onReject: rejects.write,
      onProgress: (progress) => terminal.progress(progressLine(file, progress)),
    })
    await rejects.publish()
    const labels = report.labels.flatMap(
      ({ address, name }) => labelFromFlow({ address, chain, text: name, source: report.file }) ?? [],
    )
    if (labels.length > 0) {
      await addLabels(store, labels.map(toRecord))
      await keepForScreenings(options.store, store)
    }
    terminal.say(summaryOf(report, labels.length, options.store))
  } finally {
    rejects.discard()
  }
}

/** Rejects lie in a file of their own until the import is stored; then they are added to those of earlier imports. */
interface RejectsFile {
  readonly write: (reject: Reject) => void
  readonly publish: () => Promise<void>
  readonly discard: () => void
}

function createRejectsFile(folder: string, file: string): RejectsFile {
  const part = join(folder, 'rejects.part')
  let handle: number | undefined
  const close = (): void => {
    if (handle !== undefined) closeSync(handle)
    handle = undefined
  }
  return {
    write(reject) {
      handle ??= openSync(part, 'w')
      const amount = reject.amount?.toString()
      writeSync(handle, `${JSON.stringify({ file, ...reject, record: reject.record.slice(0, 2000), amount })}\n`)
    },
    async publish() {
      if (handle === undefined) return
      close()
      await pipeline(createReadStream(part), createWriteStream(join(folder, 'rejects.jsonl'), { flags: 'a' }))
    },
    discard() {
      close()
      rmSync(part, { force: true })
    },
  }
}

function progressLine(file: string, { bytesRead, bytesTotal, rows }: ImportProgress): string {
  const share = bytesTotal === 0 ? 1 : bytesRead / bytesTotal
  const bar = '█'.repeat(Math.round(share * 20)).padEnd(20, '░')
  return `${file}  ${bar} ${Math.round(share * 100)} %  ${rows.toLocaleString('en-US')} rows`
}

function summaryOf(report: ImportReport, labels: number, folder: string): string {
  const n = (count: number): string => count.toLocaleString('en-US')
  const readAs = report.layouts.length === 0 ? '' : ` (${report.layouts.join(', ')})`
  const lines = [
    `${report.file}${readAs}: ${n(report.rows)} rows, ${n(report.added)} transfers added to ${folder}`,
    report.known > 0 ? `  ${n(report.known)} were there already` : '',
    report.copied > 0
      ? `  ${n(report.copied)} are copies of another row, counted once (--keep-duplicates keeps them)`
      : '',
    skippedLine(report.skipped, 'moved nothing', STILL),
    skippedLine(report.skipped, 'have no sender or receiver and are left out', UNPAIRED),
    report.rejected > 0 ? `  ${n(report.rejected)} rows rejected, see ${join(folder, 'rejects.jsonl')}` : '',
    labels > 0 ? `  ${n(labels)} labels` : '',
    ...report.cautions.map((caution) => `  Note: ${caution}`),
  ]
  return lines.filter((line) => line !== '').join('\n')
}

type Skipped = ImportReport['skipped']

const STILL = { failed: 'failed', zero: 'zero value', 'borrowed-code': "calls of another's code" } as const
const UNPAIRED = {
  creation: 'contract creations, found in the traces',
  reward: 'block rewards',
  genesis: 'genesis balances',
  fork: 'of the DAO fork',
} as const satisfies Partial<Record<keyof Skipped, string>>

/** One line for the reasons that are named, empty where none occurred: `12 rows moved nothing (3 failed, 9 zero value)`. */
function skippedLine(skipped: Skipped, verdict: string, names: Partial<Record<keyof Skipped, string>>): string {
  const found = Object.entries(names).map(([reason, name]) => ({ name, rows: skipped[reason as keyof Skipped] ?? 0 }))
  const some = found.filter(({ rows }) => rows > 0)
  const sum = some.reduce((total, { rows }) => total + rows, 0)
  const parts = some.map(({ name, rows }) => `${rows.toLocaleString('en-US')} ${name}`)
  return sum === 0 ? '' : `  ${sum.toLocaleString('en-US')} rows ${verdict} (${parts.join(', ')})`
}
