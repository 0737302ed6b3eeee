import { parentPort, workerData } from 'node:worker_threads'
import { LazarettoError } from '../../LazarettoError.ts'
import { openState } from '../../state/index.ts'
import { type Alert, assessLists, assignAlert, closeAlert, declineClosing } from '../../watch/index.ts'
import { vaultIn } from '../folders.ts'
import { yieldToRequests } from '../yieldToRequests.ts'
import type { ClerkOrder, ClerkReply } from './AlertClerk.ts'

type Work = Exclude<ClerkOrder, { kind: 'end' }>

// The thread behind an AlertClerk. What is no error of ours ends it, and the clerk tells those who wait.
const port = parentPort
if (port === null) throw new Error('clerkWorker runs as a worker of AlertClerk only.')
yieldToRequests()
const { folder } = workerData as { folder: string }
const state = openState(folder)

let work: Promise<void> = Promise.resolve()
port.on('message', ({ id, order }: { id: number; order: ClerkOrder }) => {
  // One after the other, as they came.
  work = work.then(async () => {
    if (order.kind !== 'end') return port.postMessage(await answer(id, order))
    state.close()
    port.close()
  })
})

async function answer(id: number, order: Work): Promise<ClerkReply> {
  try {
    return { id, done: await obey(order) }
  } catch (error) {
    if (!(error instanceof LazarettoError)) throw error
    const { code, kind, message } = error
    return { id, failure: { code, kind, message } }
  }
}

async function obey(order: Work): Promise<Alert | readonly string[]> {
  if (order.kind === 'lists') return await assessLists({ state, vault: vaultIn(folder), now: () => order.now })
  const { alert, deed, by, now } = order
  switch (deed.step) {
    case 'assign':
      return assignAlert(state, alert, { to: deed.to, by, now })
    case 'close':
      return closeAlert(state, alert, { verdict: deed.verdict, comment: deed.comment, by, now })
    case 'decline':
      return declineClosing(state, alert, { comment: deed.comment, by, now })
  }
}
