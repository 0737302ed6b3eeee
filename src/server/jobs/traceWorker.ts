import { LazarettoError } from '../../LazarettoError.ts'
import { openStore } from '../../ledger/index.ts'
import { type ChainView, traceSources, traceTheft } from '../../trace/index.ts'
import { openChainView, resolveLabels } from '../openChainView.ts'
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
    const view = watchReading(await openChainView(store, chain), write)
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

function watchReading(whole: ChainView, write: Port['write']): ChainView {
  const watch = async <T>(what: string, read: () => Promise<T>): Promise<T> => {
    write('stage', `reading ${what}`)
    const columns = await read()
    write('stage', 'following')
    return columns
  }
  if ('readColumns' in whole) return { ...whole, readColumns: () => watch('blocks', () => whole.readColumns()) }
  return { ...whole, readTransfers: (...asked) => watch('transfers', () => whole.readTransfers(...asked)) }
}
