import { LazarettoError } from '../../LazarettoError.ts'
import { type LedgerView, openStore, openView } from '../../ledger/index.ts'
import { traceSources, traceTheft } from '../../trace/index.ts'
import { resolveLabels } from '../labelRecords.ts'
import { openPort, type Port } from '../process/openPort.ts'
import { stringify } from '../screening.ts'
import { planTrace, type TraceQuestion } from './TraceQuestion.ts'

// The process of one trace: it opens the ledger, follows, and says the documents of docs/trace.schema.json, one for each
// stolen asset. The ledger is open no longer than that, so that imports find it free.
const port = await openPort()
try {
  port.write('out', `[${(await trace(port, port.order as TraceQuestion)).join(',')}]`)
  port.end(0)
} catch (error) {
  if (!(error instanceof LazarettoError)) throw error
  port.end(error)
}

async function trace({ folder, write }: Port, question: TraceQuestion): Promise<string[]> {
  const { chain, thefts, bounds } = planTrace(question)
  write('stage', 'opening the ledger')
  const store = await openStore(folder, { mode: 'read' })
  try {
    const view = watchReading(await openView(store, chain), write)
    const labels = await resolveLabels(view)
    const follow = question.direction === 'forward' ? traceTheft : traceSources
    const documents: string[] = []
    for (const theft of thefts) {
      const reports = await follow(view, theft, { ...bounds, labels })
      documents.push(...reports.map((report) => stringify({ schema: 'lazaretto/trace/1', ...report })))
    }
    return documents
  } finally {
    store.close()
  }
}

function watchReading(whole: LedgerView, write: Port['write']): LedgerView {
  return {
    ...whole,
    async readTransfers(assets) {
      write('stage', 'reading transfers')
      const columns = await whole.readTransfers(assets)
      write('stage', 'following')
      return columns
    },
  }
}
