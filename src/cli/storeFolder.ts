import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where the ledger is when `--store` does not say: under the XDG data folder. */
export function defaultStoreFolder(env: NodeJS.ProcessEnv): string {
  const data = env['XDG_DATA_HOME']
  return join(data === undefined || data === '' ? join(homedir(), '.local', 'share') : data, 'lazaretto')
}
