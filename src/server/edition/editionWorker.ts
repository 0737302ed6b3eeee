import { parentPort, workerData } from 'node:worker_threads'
import { NameIndex, searchName } from '../../screen/index.ts'
import { loadLists } from '../loadScreener.ts'
import { listBuffers } from './listBuffers.ts'
import type { EditionQuestion, EditionReply, NamedParty, PartyHit } from './startEdition.ts'

// The thread behind an edition: it reads the lists, hands the watchlist over, and then looks names up, which takes
// milliseconds that the thread of the requests does not have.
const port = parentPort
if (port === null) throw new Error('editionWorker runs as a worker of an edition only.')
const { folder } = workerData as { folder: string }

const parties: NamedParty[] = []
const lists = await loadLists(folder, (source, entry, standing) => {
  const { uid, kind, names, births, countries, programmes, listedOn } = entry
  if (names.length === 0) return
  parties.push({ ref: { source, uid, standing, programmes, listedOn }, kind, names, births, countries })
})
const send = (reply: EditionReply, transfer: readonly ArrayBuffer[] = []): void => port.postMessage(reply, transfer)

send({ lists }, listBuffers(lists))

const index = NameIndex.create(parties)
port.on('message', ({ id, query, search }: EditionQuestion) => {
  // The index gives back what it was made of.
  send({ id, hits: searchName(index, query, search) as PartyHit[] })
})
