import { basename, dirname, join, resolve } from 'node:path'
import type { ChainId } from '../chain/index.ts'
import { LazarettoError } from '../LazarettoError.ts'
import { readCsv } from './source/csv.ts'
import { ImportError } from './source/ImportError.ts'
import { type ColumnMap, chooseLayout } from './source/layouts.ts'
import { fileSize } from './source/lines.ts'
import { createTransferParser, type TransferParser } from './source/transferParser.ts'
import { type MergeCounts, mergeStage } from './store/mergeStage.ts'
import { inTransaction, queryRows, type Store } from './store/Store.ts'
import { openStage, type Stage } from './store/stageTransfers.ts'
import type { FlowLabel, Reject } from './Transfer.ts'

export interface ImportOptions {
  readonly chain: ChainId.ChainId
  readonly columns: ColumnMap
  readonly asset: string | undefined
  readonly decimals: number | undefined
  readonly keepDuplicates: boolean
  /** Stops at the first bad row instead of setting it aside. */
  readonly strict: boolean
  readonly onReject: (reject: Reject) => void
  readonly onProgress: (progress: ImportProgress) => void
}

export interface ImportProgress {
  readonly bytesRead: number
  readonly bytesTotal: number
  readonly rows: number
}

/** The account of one import. `amountRejected` is in base units of `asset`, over the rejected rows that had one. */
export interface ImportReport extends MergeCounts {
  readonly file: string
  readonly rows: number
  readonly rejected: number
  readonly amountRejected: bigint
  readonly labels: readonly FlowLabel[]
}

/**
 * Imports one file of transfers into the store, in one transaction: a killed import leaves the store as it was.
 *
 * @throws LazarettoError for a file that cannot be read; with `strict` also for the first bad row
 */
export async function importFile(store: Store, path: string, options: ImportOptions): Promise<ImportReport> {
  return await inTransaction(store, async () => {
    const stage = await openStage(store, options.chain)
    const tally = await stageFile(stage, path, options)
    stage.flush()
    const counts = await mergeStage(store, stage, options)
    const report = { file: nameOf(path), ...tally, labels: [...tally.labels.values()], ...counts }
    await recordImport(store, report, options.asset)
    return report
  })
}

interface Tally {
  rows: number
  rejected: number
  amountRejected: bigint
  labels: Map<string, FlowLabel>
}

async function stageFile(stage: Stage, path: string, options: ImportOptions): Promise<Tally> {
  const tally: Tally = { rows: 0, rejected: 0, amountRejected: 0n, labels: new Map() }
  const bytesTotal = await fileSize(path)
  let parser: TransferParser | undefined
  for await (const batch of readCsv(path)) {
    for (let i = 0; i < batch.records.length; i++) {
      const record = batch.records[i] as readonly string[]
      if (parser === undefined) {
        const header = record.map((name) => name.trim())
        parser = createTransferParser(header, chooseLayout(header, options.columns, path), options)
        continue
      }
      tally.rows++
      stageRow({ stage, parser, tally, options }, record, batch.lines[i] as number)
    }
    options.onProgress({ bytesRead: batch.bytesRead, bytesTotal, rows: tally.rows })
  }
  if (parser === undefined) throw new ImportError('LZ_IMPORT_EMPTY', `${path} is empty: there is not even a header.`)
  return tally
}

interface StageContext {
  readonly stage: Stage
  readonly parser: TransferParser
  readonly tally: Tally
  readonly options: ImportOptions
}

function stageRow({ stage, parser, tally, options }: StageContext, record: readonly string[], line: number): void {
  try {
    const transfer = parser.parse(record)
    stage.add(line, transfer)
    for (const label of parser.labels(record, transfer)) tally.labels.set(`${label.address} ${label.name}`, label)
  } catch (error) {
    if (!(error instanceof LazarettoError)) throw error
    if (options.strict) throw new ImportError(error.code, `line ${line}: ${error.message}`, error)
    const known = parser.findAmount(record)
    tally.rejected++
    tally.amountRejected += known?.amount ?? 0n
    const { code, message } = error
    options.onReject({ line, code, message, record: record.join(','), amount: known?.amount, asset: known?.asset })
  }
}

async function recordImport(
  store: Store,
  report: Omit<ImportReport, 'labels'>,
  asset: string | undefined,
): Promise<void> {
  const [row] = await queryRows(store, 'SELECT coalesce(max(id), 0) + 1 AS id FROM import')
  await store.connection.run(
    'INSERT INTO import VALUES ($id, $file, $asset, $rows, $added, $known, $copied, $rejected, $amount)',
    {
      id: Number(row?.['id']),
      file: report.file,
      asset: asset ?? null,
      rows: report.rows,
      added: report.added,
      known: report.known,
      copied: report.copied,
      rejected: report.rejected,
      amount: report.amountRejected.toString(),
    },
  )
}

/** The file and the folder that it lies in: enough to tell files apart, without the paths of one machine. */
function nameOf(path: string): string {
  const full = resolve(path)
  return join(basename(dirname(full)), basename(full))
}
