import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const folder = resolve('../shared/data/signing/erc7730')

interface Vectors {
  readonly raw: { readonly rawTx: string; readonly place: string }[]
  readonly typed: { readonly data: unknown; readonly place: string }[]
}

/** Real transactions and typed data that are harmless; none where the data are not here, and then the run says so. */
export function readVectors(): Vectors {
  if (!existsSync(folder)) {
    console.warn(`SKIPPED real transactions: no ${folder}`)
    return { raw: [], typed: [] }
  }
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.tests.json'),
  )
  const all = files.flatMap(readFile)
  return { raw: all.filter(isRaw), typed: all.filter(isTyped) }
}

type Vector = { place: string; rawTx?: string; data?: unknown }

function readFile(file: string): Vector[] {
  const { tests } = JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as { tests: Vector[] }
  return tests.map((test, i) => ({ ...test, place: `${file}[${i}]` }))
}

function isRaw(vector: Vector): vector is Vectors['raw'][number] {
  return vector.rawTx !== undefined
}

function isTyped(vector: Vector): vector is Vectors['typed'][number] {
  return vector.data !== undefined
}
