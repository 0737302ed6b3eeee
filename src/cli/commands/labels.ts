import { createReadStream } from 'node:fs'
import { Command } from 'commander'
import { ChainId } from '../../chain/index.ts'
import { type Label, type LabelFile, readLabelFiles } from '../../intel/index.ts'
import { openStore, replaceLabels } from '../../ledger/index.ts'
import { toRecord } from '../labelRecords.ts'
import { defaultStoreFolder } from '../storeFolder.ts'
import type { Terminal } from '../Terminal.ts'
import { cleanCell, formatTable } from '../table.ts'

interface Options {
  readonly store: string
  readonly chain?: string
  readonly source?: string
  readonly explain?: true
}

const EXAMPLES = `
Examples:
  lazaretto labels tornado_cash.yaml etherscan-labels.json.gz --store case
  lazaretto labels ours.csv --source "Incident team" --store case
  lazaretto labels ours.csv --explain      what was read as what; stores nothing`

export function labelsCommand(terminal: Terminal): Command {
  return new Command('labels')
    .description('Read label files: GraphSense TagPacks, explorer label JSON, CSV.')
    .argument('<file...>', 'label files, gzipped or not; the form is told from the content')
    .option('--store <folder>', 'folder of the ledger', defaultStoreFolder(process.env))
    .option('--chain <name>', 'chain of entries that name none')
    .option('--source <name>', 'who says so, instead of the name in the file')
    .option('--explain', 'print how each label is read, and store nothing')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: Options) => {
      const chain = options.chain === undefined ? undefined : ChainId.parse(options.chain)
      const inputs = paths.map((name) => ({ name, bytes: createReadStream(name) }))
      const files = await readLabelFiles(inputs, { chain, source: options.source })
      for (const file of files) terminal.say(summaryOf(file))
      const labels = files.flatMap((file) => file.labels)
      if (options.explain === true) terminal.write(`${explain(labels).join('\n')}\n`)
      else await store(options.store, labels)
    })
}

async function store(folder: string, labels: readonly Label[]): Promise<void> {
  const ledger = await openStore(folder, { mode: 'write' })
  try {
    await replaceLabels(ledger, labels.map(toRecord))
  } finally {
    ledger.close()
  }
}

function summaryOf({ name, format, labels, rejects }: LabelFile): string {
  const shown = rejects.slice(0, 5).map(({ place, code, message }) => `\n  ${place}: ${code} ${message}`)
  const more = rejects.length > 5 ? `\n  and ${rejects.length - 5} more` : ''
  return `${name}: ${format}, ${labels.length} labels, ${rejects.length} rejected${shown.join('')}${more}`
}

function explain(labels: readonly Label[]): string[] {
  const titles = ['address', 'label', 'read as', 'service', 'role', 'stops', 'rule', 'source']
  const columns = titles.map((title) => ({ title, align: 'left' as const }))
  const rows = labels.map((label) => [
    label.address,
    cleanCell(label.name),
    label.category,
    label.actor ?? '',
    label.role,
    label.stops ? 'yes' : 'no',
    label.rule,
    cleanCell(label.source),
  ])
  return formatTable(columns, rows)
}
