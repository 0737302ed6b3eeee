import { parentPort, workerData } from 'node:worker_threads'
import { decodeBatch } from './DecisionBatch.ts'
import type { WorkerAnswer, WorkerOrder } from './DecisionWriter.ts'
import { appendDecisions, findHead } from './decisionLog.ts'
import { openState } from './WorkState.ts'

// The thread behind a DecisionWriter: one batch, one commit, one answer. Whatever fails ends it: an append must never be
// tried again after a failed fsync, and the writer tells those who wait.
const port = parentPort
if (port === null) throw new Error('decisionWorker runs as a worker of DecisionWriter only.')
const state = openState((workerData as { folder: string }).folder)

const answer = (seq: WorkerAnswer): void => port.postMessage(seq)

port.on('message', (order: WorkerOrder) => {
  if (order !== 'close') return answer(appendDecisions(state, decodeBatch(order)).seq)
  state.close()
  port.close()
})
answer(findHead(state).seq)
