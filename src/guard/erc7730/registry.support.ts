import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Descriptor } from './Descriptor.ts'
import type { LoadInclude } from './mergeIncludes.ts'
import { parseDescriptor } from './parseDescriptor.ts'
import { loadStandard } from './standards.ts'

const folder = resolve('../shared/data/signing/erc7730')

export interface Vector {
  readonly place: string
  readonly expectedTexts: readonly string[]
  readonly rawTx?: string
  readonly data?: unknown
}

/** Files of the registry that are here, descriptors or vectors; none where the data are not, and then the run says so. */
export function listFiles(kind: 'descriptors' | 'vectors'): string[] {
  if (!existsSync(folder)) {
    console.warn(`SKIPPED real descriptors: no ${folder}`)
    return []
  }
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'))
  return files.filter((file) => file.includes('tests/') === (kind === 'vectors')).map((file) => resolve(folder, file))
}

/** An include that stands beside its file. */
export function loadBeside(file: string): LoadInclude {
  return (path) => {
    const at = resolve(dirname(file), path)
    return existsSync(at) ? readFileSync(at, 'utf8') : undefined
  }
}

/** All that say something: a file that is there to be included says nothing by itself. */
export function readDescriptors(): Descriptor[] {
  const files = listFiles('descriptors').filter(
    (file) => /(?:calldata|eip712)-[^/]*$/.test(file) && !file.includes('-common-'),
  )
  return files.map((file) =>
    parseDescriptor(readFileSync(file, 'utf8'), (path) => loadBeside(file)(path) ?? loadStandard(path)),
  )
}

export function readVectors(): Vector[] {
  return listFiles('vectors').flatMap((file) => {
    const { tests } = JSON.parse(readFileSync(file, 'utf8')) as { tests: Vector[] }
    return tests.map((test, i) => ({ ...test, place: `${file.slice(folder.length + 1)}[${i}]` }))
  })
}

/**
 * What a device showed and the words have not. Left out is what stands on the device's own pages and in no descriptor: the fees,
 * and the heading. It breaks words at the ends of its lines, writes dates as Americans do, and ??? for a token that it does not know.
 */
export function listMissing(words: string, { expectedTexts }: Vector): string[] {
  const fees = expectedTexts.indexOf('Max fees')
  const texts = expectedTexts.filter((_, i) => fees < 0 || (i !== fees && i !== fees + 1))
  const said = bare(words)
  return texts.filter((text) => !said.includes(bare(toIsoDate(text))))
}

function bare(text: string): string {
  return text
    .replace('???', 'base units of the token')
    .replace(/[\s:."';,()]/g, '')
    .toLowerCase()
}

function toIsoDate(text: string): string {
  const [all, day = '', hour = '', rest = '', half] =
    /^(\d{4}-\d\d-\d\d) (\d\d)(:\d\d:\d\d) ([AP]M) UTC$/.exec(text) ?? []
  if (all === undefined) return text
  const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0)
  return `${day} ${String(hours).padStart(2, '0')}${rest} UTC`
}
