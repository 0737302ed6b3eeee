import { parentPort, workerData } from 'node:worker_threads'
import { LazarettoError } from '../../LazarettoError.ts'
import { openState } from '../../state/index.ts'
import { type Alert, assignAlert, closeAlert, declineClosing } from '../../watch/index.ts'
import type { ClerkOrder, ClerkReply } from './AlertClerk.ts'

// The thread behind an AlertClerk. What is no error of ours ends it, and the clerk tells those who wait.
const port = parentPort
if (port === null) throw new Error('clerkWorker runs as a worker of AlertClerk only.')
const state = openState((workerData as { folder: string }).folder)

port.on('message', ({ id, order }: { id: number; order: ClerkOrder }) => {
  if (order.kind === 'deed') return port.postMessage(answer(id, order))
  state.close()
  port.close()
})

function answer(id: number, order: Extract<ClerkOrder, { kind: 'deed' }>): ClerkReply {
  try {
    return { id, alert: settle(order) }
  } catch (error) {
    if (!(error instanceof LazarettoError)) throw error
    const { code, kind, message } = error
    return { id, failure: { code, kind, message } }
  }
}

function settle({ alert, deed, by, now }: Extract<ClerkOrder, { kind: 'deed' }>): Alert {
  switch (deed.step) {
    case 'assign':
      return assignAlert(state, alert, { to: deed.to, by, now })
    case 'close':
      return closeAlert(state, alert, { verdict: deed.verdict, comment: deed.comment, by, now })
    case 'decline':
      return declineClosing(state, alert, { comment: deed.comment, by, now })
  }
}
