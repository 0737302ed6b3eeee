import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const folder = dirname(createRequire(import.meta.url).resolve('@ethersproject/testcases/package.json'))

/** Published cases. @source https://www.npmjs.com/package/@ethersproject/testcases (MIT) */
export function readVectors<T>(name: string): readonly T[] {
  return JSON.parse(gunzipSync(readFileSync(join(folder, 'testcases', `${name}.json.gz`))).toString()) as readonly T[]
}
