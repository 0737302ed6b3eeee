import { LazarettoError } from '../LazarettoError.ts'
import { openPort } from '../server/index.ts'
import { parseWatchOrder, watchInTurns } from './watchInTurns.ts'

// The process in which a server watches: it lives as long as the server, and has the ledger only in its turns.
const port = await openPort()
try {
  await watchInTurns(port, parseWatchOrder(port.order))
  port.end(0)
} catch (error) {
  if (!(error instanceof LazarettoError)) throw error
  port.end(error)
}
