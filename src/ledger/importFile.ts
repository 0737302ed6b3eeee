import { basename, dirname, join, resolve } from 'node:path'
import { AssetId, ChainId } from '../chain/index.ts'
import { scaleOf } from './source/amountReader.ts'
import { createRowStager, type RowOptions } from './source/createRowStager.ts'
import { ImportError } from './source/ImportError.ts'
import { InvalidRowError } from './source/InvalidRowError.ts'
import { chooseLayout } from './source/layouts.ts'
import { fileSize, readHead } from './source/lines.ts'
import { isFloating, type ParquetFile } from './source/parquetSql.ts'
import { readRows } from './source/readRows.ts'
import { createTally, type Tally, type TallyOptions, type TallyReport } from './source/Tally.ts'
import { createAssetReader, ifReadable, placeOfTrace } from './source/transferParser.ts'
import { type Conflict, type MergeCounts, mergeStage } from './store/mergeStage.ts'
import { inTransaction, queryRows, type Store } from './store/Store.ts'
import { openParquet, type ParquetPlan, stageParquet } from './store/stageParquet.ts'
import { openStage, type Stage } from './store/stageTransfers.ts'
import { assertNoBlocks } from './store/utxoChain.ts'
import type { Transfer } from './Transfer.ts'

export interface ImportOptions extends RowOptions, TallyOptions {
  readonly keepDuplicates: boolean
  readonly onProgress: (progress: ImportProgress) => void
}

export interface ImportProgress {
  readonly bytesRead: number
  readonly bytesTotal: number
  readonly rows: number
}

/** The account of one import: `rows` is the sum of the added, known, copied, rejected and skipped ones. */
export interface ImportReport extends Omit<MergeCounts, 'conflicts'>, TallyReport {
  readonly file: string
}

/**
 * Imports one file of transfers into the store, in one transaction: a killed import leaves the store as it was.
 *
 * @throws LazarettoError for a file that cannot be read; with `strict` also for the first bad row
 */
export async function importFile(store: Store, path: string, options: ImportOptions): Promise<ImportReport> {
  await assertNoBlocks(store, options.chain)
  const stage = await openStage(store, options.chain)
  const tally = createTally(options)
  const stageFile = (await isParquet(path)) ? stageParquetFile : stageTextFile
  await stageFile({ store, stage, tally }, path, options)
  await assertDecimals(store, stage, options.decimals)
  return await inTransaction(store, async () => {
    const { conflicts, ...counts } = await mergeStage(store, stage, options)
    for (const conflict of conflicts) rejectConflict(tally, conflict)
    const report = { file: nameOf(path), ...counts, ...tally.report() }
    await recordImport(store, report, options.asset)
    return report
  })
}

interface Target {
  readonly store: Store
  readonly stage: Stage
  readonly tally: Tally
}

async function isParquet(path: string): Promise<boolean> {
  const head = await readHead(path, 4)
  return Buffer.from(head).toString('latin1') === 'PAR1' || /\.parquet$/i.test(path)
}

async function stageTextFile({ stage, tally }: Target, path: string, options: ImportOptions): Promise<void> {
  const bytesTotal = await fileSize(path)
  const stageRows = createRowStager({ path, options, tally, target: stage })
  for await (const batch of readRows(path)) {
    stageRows(batch)
    await stage.settle()
    options.onProgress({ bytesRead: batch.bytesRead, bytesTotal, rows: tally.rows() })
  }
  await stage.close()
}

async function stageParquetFile({ store, stage, tally }: Target, path: string, options: ImportOptions): Promise<void> {
  const bytesTotal = await fileSize(path)
  const file = await openParquet(store, path)
  const plan = planParquet(file, options)
  tally.addLayout(plan.layout)
  const add = plan.inexact ? (line: number, row: Transfer) => stage.add(line, { ...row, inexact: true }) : stage.add
  const stageRows = createRowStager({ path, options, tally, target: { ...stage, add } })
  for await (const { rows, skipped, labels, others } of stageParquet({ store, stage }, file, plan)) {
    tally.addRows(rows)
    for (const part of skipped) tally.skip(part.reason, part.rows)
    for (const label of labels) tally.addLabel(label)
    stageRows(others)
    await stage.settle()
    options.onProgress({ bytesRead: (bytesTotal * tally.rows()) / file.rows, bytesTotal, rows: tally.rows() })
  }
  await stage.close()
}

/** @throws ImportError `LZ_IMPORT_INEXACT`, and as `createRowStager` */
function planParquet({ path, header, columns }: ParquetFile, options: ImportOptions): ParquetPlan {
  const layout = chooseLayout(header, options.columns, path)
  const assetOf = createAssetReader(layout, options)
  const inexact = isFloating(columns, layout)
  if (inexact && options.inexact !== true) throw floatingColumn(path, layout.columns.amount)
  return {
    layout,
    inexact,
    scale: scaleOf(layout, options),
    isEvm: ChainId.isEvm(options.chain),
    findAsset: (text) => ifReadable(() => assetOf(text)),
    findPlace: (text) => ifReadable(() => placeOfTrace(text)),
  }
}

function floatingColumn(path: string, name: string | undefined): ImportError {
  const message = `${path}: the column ${name} is in floating point, its amounts have lost digits. --inexact takes them, marked.`
  return new ImportError('LZ_IMPORT_INEXACT', message)
}

/** @throws ImportError `LZ_IMPORT_DECIMALS` where an asset is known to have other decimals than the user says */
async function assertDecimals(store: Store, stage: Stage, given: number | undefined): Promise<void> {
  if (given === undefined) return
  const native = ChainId.find(stage.chain)
  const isNew = native !== undefined && stage.newAssets.some(({ asset }) => asset === AssetId.native(stage.chain))
  if (isNew && native.nativeDecimals !== given) throw otherDecimals(native.nativeSymbol, native.nativeDecimals, given)
  const [other] = await queryRows(
    store,
    'SELECT caip19, decimals FROM asset WHERE decimals <> $given AND id IN (SELECT asset FROM stage) ORDER BY id',
    { given },
  )
  if (other !== undefined) throw otherDecimals(other['caip19'], other['decimals'], given)
}

function otherDecimals(asset: unknown, known: unknown, given: number): ImportError {
  const message = `${asset} has ${known} decimals, not ${given}. Say --decimals ${known}, and with --amounts how amounts are written.`
  return new ImportError('LZ_IMPORT_DECIMALS', message)
}

/** A row that contradicts the ledger is known as such only when it is merged. */
function rejectConflict(tally: Tally, { line, asset, amount }: Conflict): void {
  const message = 'Another transfer with other content has the same place in this transaction.'
  tally.reject(new InvalidRowError('LZ_ROW_CONFLICT', message), { line, record: '', amount, asset })
}

async function recordImport(store: Store, report: ImportReport, constant: string | undefined): Promise<void> {
  const [row] = await queryRows(store, 'SELECT coalesce(max(id), 0) + 1 AS id FROM import')
  const id = Number(row?.['id'])
  await store.connection.run(
    'INSERT INTO import VALUES ($id, $file, $asset, $rows, $added, $known, $copied, $rejected)',
    {
      id,
      file: report.file,
      asset: constant ?? null,
      rows: report.rows,
      added: report.added,
      known: report.known,
      copied: report.copied,
      rejected: report.rejected,
    },
  )
  for (const { asset, rows, amount } of report.rejectedAmounts) {
    await store.connection.run('INSERT INTO rejected VALUES ($id, $asset, $rows, $amount)', {
      id,
      asset: asset ?? null,
      rows,
      amount: amount.toString(),
    })
  }
}

/** The file and the folder that it lies in: enough to tell files apart, without the paths of one machine. */
function nameOf(path: string): string {
  const full = resolve(path)
  return join(basename(dirname(full)), basename(full))
}
