import { findMark, type LedgerMark, type Store } from '../../ledger/index.ts'
import { openWatch, relearn, type Watch } from './Watch.ts'

/** A watch whose ledger others may have meanwhile: all that it knows stays in memory. */
export interface RestingWatch {
  readonly watch: Watch
  readonly mark: LedgerMark
}

/** Lets a watch rest, and closes its store. */
export async function restWatch(watch: Watch): Promise<RestingWatch> {
  const { store } = watch.plan
  const mark = await findMark(store)
  store.close()
  return { watch, mark }
}

/**
 * Goes on with a watch that rested, and not from the start unless others have changed the rows. Where they have changed
 * labels alone, each theft is followed anew through what is in memory.
 *
 * @throws as `openStore` and `openWatch`; its store is closed then
 */
export async function resumeWatch({ watch, mark: before }: RestingWatch): Promise<Watch> {
  const { store } = watch.plan
  await store.reopen()
  return await orClose(store, async () => {
    const mark = await findMark(store)
    if (mark.rows !== before.rows) return await openWatch(watch.plan)
    if (mark.labels !== before.labels) await relearn(watch)
    return watch
  })
}

async function orClose<T>(store: Store, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    store.close()
    throw error
  }
}
