import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SampleCase } from './createCase.ts'

/** The files of a sample on disk. */
export interface SampleFiles {
  readonly transfers: string
  readonly labels: string
  readonly seeds: string
}

/** Writes a sample as a CSV of transfers, a CSV of labels and a list of seeds. */
export async function writeSample(folder: string, sample: SampleCase): Promise<SampleFiles> {
  await mkdir(folder, { recursive: true })
  const files = {
    transfers: join(folder, 'transfers.csv'),
    labels: join(folder, 'labels.csv'),
    seeds: join(folder, 'seeds.txt'),
  }
  const rows = sample.transfers.map(({ timeSec, block, tx, from, to, amount }) =>
    [timeSec, block, tx, from, to, amount].join(','),
  )
  await writeFile(files.transfers, `${['time,block,tx,from,to,amount', ...rows].join('\n')}\n`)
  const labels = sample.labels.map(({ address, name, category }) => [address, name, category, 'ethereum'].join(','))
  await writeFile(files.labels, `${['address,name,category,chain', ...labels].join('\n')}\n`)
  await writeFile(files.seeds, `# Made by lazaretto sample; synthetic.\n${sample.seeds.join('\n')}\n`)
  return files
}
