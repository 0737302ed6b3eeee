import type { ListCheck, ListState } from './ListState.ts'
import { findState, unknownList, type Vault, withLock, writeState } from './Vault.ts'

/** Notes that the publisher was asked and that the edition in force is still the newest. @throws VaultError `LZ_VAULT_LIST` */
export async function confirmCurrent(vault: Vault, list: string, check: ListCheck): Promise<ListState> {
  return await withLock(vault, list, async () => {
    const state = await findState(vault, list)
    if (state === undefined) throw unknownList(list)
    return await writeState(vault, { ...state, check, refusal: undefined }, state.revision)
  })
}
