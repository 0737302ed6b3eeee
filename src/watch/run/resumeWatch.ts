import { findMark, type LedgerMark, openView } from '../../ledger/index.ts'
import { createAccounts } from './Accounts.ts'
import { restart } from './TheftFollower.ts'
import { openWatch, type Watch, type WatchPlan } from './Watch.ts'

/** A watch whose ledger others may have meanwhile: all that it knows stays in memory. */
export interface RestingWatch {
  readonly watch: Watch
  readonly mark: LedgerMark
}

/** Lets a watch rest; its store may be closed then. */
export async function restWatch(watch: Watch): Promise<RestingWatch> {
  return { watch, mark: await findMark(watch.plan.store) }
}

/**
 * Goes on with a watch on a store that was opened again, and not from the start unless others have changed the rows.
 * Where they have changed labels alone, each theft is followed anew through what is in memory.
 *
 * @throws as `openWatch`
 */
export async function resumeWatch(resting: RestingWatch | undefined, plan: WatchPlan): Promise<Watch> {
  if (resting === undefined) return await openWatch(plan)
  const mark = await findMark(plan.store)
  if (mark.rows !== resting.mark.rows) return await openWatch(plan)
  const watch = { ...resting.watch, plan }
  return mark.labels === resting.mark.labels ? watch : await relabel(watch)
}

async function relabel(watch: Watch): Promise<Watch> {
  const { store, chain, loadLabels } = watch.plan
  const accounts = createAccounts(loadLabels)
  const view = await openView(store, chain)
  await accounts.learn(view)
  for (const follower of watch.followers) await restart(follower, view, accounts)
  return { ...watch, accounts }
}
