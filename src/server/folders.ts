import { join } from 'node:path'
import type { Vault } from '../intel/index.ts'

/** Where the lists lie in the folder of the data. */
export function vaultIn(folder: string): Vault {
  return { folder: join(folder, 'intel') }
}

/** Where the exposures lie, a file for each chain. */
export function exposureFolder(folder: string): string {
  return join(folder, 'exposure')
}

/** Where what is known of labels lies, for screenings. */
export function labelFolder(folder: string): string {
  return join(folder, 'labels')
}
