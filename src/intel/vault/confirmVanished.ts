import { createJsonLines } from './jsonLinesFile.ts'
import { confirmPast } from './movePast.ts'
import type { PastEntry } from './StoredEntry.ts'
import { findState, readPast, unknownList, type Vault, withLock, writeState } from './Vault.ts'

/** What a person confirms: that everything which vanished was meant to go, or these addresses and uids. */
export interface Confirmation {
  readonly which: ReadonlySet<string> | 'all'
  /** The person's words: who, and on what ground. */
  readonly by: string
}

/**
 * Makes history of what vanished from a list; the result is how many entries it was.
 *
 * @throws VaultError `LZ_VAULT_LIST` for a list that was never loaded
 */
export async function confirmVanished(vault: Vault, list: string, { which, by }: Confirmation): Promise<number> {
  return await withLock(vault, list, async (folder) => {
    const state = await findState(vault, list)
    if (state === undefined) throw unknownList(list)
    const before: PastEntry[] = []
    for await (const entry of readPast(vault, state)) before.push(entry)
    const after = confirmPast(before, which, by)
    const count = after.filter((entry, i) => entry.standing !== before[i]?.standing).length
    if (count > 0) await writeState(vault, { ...state, past: await writePast(folder, after) }, state.revision)
    return count
  })
}

async function writePast(folder: string, past: readonly PastEntry[]): Promise<string> {
  const writer = createJsonLines(folder, 'past')
  for (const entry of past) await writer.write(entry)
  return await writer.finish()
}
