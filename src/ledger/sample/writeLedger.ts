import { mkdir, open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeParquet } from '../store/writeParquet.ts'
import { type GeneratedLedger, LEDGER_COLUMNS } from './generateLedger.ts'
import type { SampleFiles } from './sampleFiles.ts'

export interface LedgerFormat {
  readonly format: 'csv' | 'parquet'
  /** Told after each piece how many rows are written. */
  readonly onProgress: (rows: number) => void
}

const NOTE = 'Made by lazaretto sample; synthetic: none of its accounts and transactions exists.'

/**
 * Writes a generated ledger: its transfers, `labels.csv` and `seeds.txt`.
 *
 * Parquet is made from a CSV beside it, which is removed: for a while there must be room for both, 280 bytes a row.
 */
export async function writeLedger(
  folder: string,
  ledger: GeneratedLedger,
  { format, onProgress }: LedgerFormat,
): Promise<SampleFiles> {
  await mkdir(folder, { recursive: true })
  const files = {
    transfers: join(folder, `transfers.${format}`),
    labels: join(folder, 'labels.csv'),
    seeds: join(folder, 'seeds.txt'),
  }
  const csv = format === 'csv' ? files.transfers : `${files.transfers}.part.csv`
  await writeCsv(csv, ledger, onProgress)
  if (format === 'parquet') await pack(csv, files.transfers)
  const labels = ledger.labels.map(({ address, name, category }) => [address, name, category, 'ethereum'].join(','))
  await writeFile(files.labels, `${['address,name,category,chain', ...labels].join('\n')}\n`)
  await writeFile(files.seeds, `# ${NOTE}\n${ledger.seeds.join('\n')}\n`)
  return files
}

async function writeCsv(path: string, ledger: GeneratedLedger, onProgress: (rows: number) => void): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (const { bytes, rows } of ledger.csv()) {
      await file.writeFile(bytes)
      onProgress(rows)
    }
  } finally {
    await file.close()
  }
}

async function pack(csv: string, parquet: string): Promise<void> {
  try {
    await writeParquet({ csv, parquet, columns: LEDGER_COLUMNS, note: NOTE })
  } finally {
    await rm(csv)
  }
}
