import { parentPort, workerData } from 'node:worker_threads'
import { type LedgerView, openStore, openView } from '../../ledger/index.ts'
import { traceSources, traceTheft } from '../../trace/index.ts'
import { resolveLabels } from '../labelRecords.ts'
import { stringify } from '../screening.ts'
import { yieldToRequests } from '../yieldToRequests.ts'
import type { TraceMessage } from './TraceJobs.ts'
import { planTrace, type TraceQuestion } from './TraceQuestion.ts'

// The thread of one trace: it opens the ledger, follows, and says the documents of docs/trace.schema.json, one for each
// stolen asset. The ledger is open no longer than that, so that imports find it free.
const port = parentPort
if (port === null) throw new Error('traceWorker runs as a worker of TraceJobs only.')
const send = (message: TraceMessage): void => port.postMessage(message)
yieldToRequests()
const { folder, question } = workerData as { folder: string; question: TraceQuestion }

const { chain, thefts, bounds } = planTrace(question)
send({ stage: 'opening the ledger' })
const store = await openStore(folder, { mode: 'read' })
const view = watchReading(await openView(store, chain))
const labels = await resolveLabels(view)
const follow = question.direction === 'forward' ? traceTheft : traceSources
const documents: string[] = []
for (const theft of thefts) {
  const reports = await follow(view, theft, { ...bounds, labels })
  documents.push(...reports.map((report) => stringify({ schema: 'lazaretto/trace/1', ...report })))
}
store.close()
send({ result: `[${documents.join(',')}]` })

function watchReading(whole: LedgerView): LedgerView {
  return {
    ...whole,
    async readTransfers(assets) {
      send({ stage: 'reading transfers' })
      const columns = await whole.readTransfers(assets)
      send({ stage: 'following' })
      return columns
    },
  }
}
