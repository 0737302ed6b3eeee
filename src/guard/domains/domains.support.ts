import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

const folder = join(process.cwd(), '../shared/data/domains')

export const hasDomainData: boolean = existsSync(folder)

/** The rows of a gzipped CSV of the shared data. */
export function readRows(name: string): Record<string, string>[] {
  return parse(gunzipSync(readFileSync(join(folder, name))), { columns: true, relax_quotes: true, trim: true })
}

/** The lines of a list of hosts of the shared data. */
export function readHosts(name: string): string[] {
  return readFileSync(join(folder, name), 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '')
}

/** Wilson's interval for a share, 95 %, in percent. */
export function toInterval(hits: number, count: number): [low: number, high: number] {
  const z2 = 1.96 ** 2
  const share = hits / count
  const centre = share + z2 / (2 * count)
  const spread = 1.96 * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count * count))
  return [(100 * (centre - spread)) / (1 + z2 / count), (100 * (centre + spread)) / (1 + z2 / count)]
}
