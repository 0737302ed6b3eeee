import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Register } from './Register.ts'
import { mergeRegisters, readRegister } from './readRegister.ts'

/** The folder of the register that comes with Lazaretto: a file for each year, and what others counted. */
export const BUILT_IN_FOLDER: string = fileURLToPath(new URL('../../../docs/register/', import.meta.url))

/** Reads the register that comes with Lazaretto. About half a megabyte; keep what it returns. */
export function openBuiltInRegister(): Register {
  const names = readdirSync(BUILT_IN_FOLDER).filter((name) => name.endsWith('.json'))
  return mergeRegisters(names.sort().map((name) => readRegister(readFileSync(`${BUILT_IN_FOLDER}${name}`, 'utf8'))))
}
