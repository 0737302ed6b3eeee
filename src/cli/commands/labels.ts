import { Command } from 'commander'
import { ChainId } from '../../chain/index.ts'
import { type Label, type LabelFile, readLabelFiles } from '../../intel/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import { listLabels, openStore, replaceLabels } from '../../ledger/index.ts'
import { fromRecord, keepForScreenings, toRecord } from '../../server/index.ts'
import { listFiles, openBytes } from '../files.ts'

import { defaultStoreFolder } from '../storeFolder.ts'
import type { Terminal } from '../Terminal.ts'
import { cleanCell, formatTable } from '../table.ts'

interface Options {
  readonly store: string
  readonly chain?: string
  readonly source?: string
  readonly explain?: true
}

/** Endings of the files that are taken out of a folder. */
const ENDINGS = /\.(?:ya?ml|json|csv)(?:\.gz)?$/i

const EXAMPLES = `
Examples:
  lazaretto labels tornado_cash.yaml etherscan-labels.json.gz --store case
  lazaretto labels graphsense-tagpacks/packs --store case
  lazaretto labels ours.csv --source "Incident team" --store case
  lazaretto labels ours.csv --explain        what would be read as what
  lazaretto labels --explain --store case    what was read as what`

export function labelsCommand(terminal: Terminal): Command {
  return new Command('labels')
    .description('Read label files: GraphSense TagPacks, explorer label JSON, CSV.')
    .argument('[file...]', 'label files, gzipped or not, or folders of them; the form is told from the content')
    .option('--store <folder>', 'folder of the ledger', defaultStoreFolder(process.env))
    .option('--chain <name>', 'chain of entries that name none')
    .option('--source <name>', 'who says so, instead of the name in the file')
    .option('--explain', 'print how each label is read, of the files or else of the ledger, and store nothing')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: Options) => {
      if (paths.length === 0 && options.explain !== true) throw new LabelFilesMissingError()
      const labels = paths.length === 0 ? await listStored(options.store) : await readFiles(terminal, paths, options)
      if (options.explain === true) terminal.write(`${explain(labels).join('\n')}\n`)
      else await store(options.store, labels)
    })
}

async function readFiles(terminal: Terminal, paths: readonly string[], options: Options): Promise<readonly Label[]> {
  const chain = options.chain === undefined ? undefined : ChainId.parse(options.chain)
  const inputs = paths.flatMap((path) => listFiles(path, ENDINGS)).map((name) => ({ name, bytes: openBytes(name) }))
  const files = await readLabelFiles(inputs, { chain, source: options.source })
  for (const file of files) terminal.say(summaryOf(file))
  return files.flatMap((file) => file.labels)
}

async function listStored(folder: string): Promise<readonly Label[]> {
  const ledger = await openStore(folder, { mode: 'read' })
  try {
    return (await listLabels(ledger)).map(fromRecord)
  } finally {
    ledger.close()
  }
}

async function store(folder: string, labels: readonly Label[]): Promise<void> {
  const ledger = await openStore(folder, { mode: 'write' })
  try {
    await replaceLabels(ledger, labels.map(toRecord))
    await keepForScreenings(folder, ledger)
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

class LabelFilesMissingError extends LazarettoError {
  constructor() {
    super('LZ_LABEL_FILES_MISSING', 'input', 'Say which files to read: lazaretto labels FILE... (or --explain alone).')
  }
}
