import { parentPort, workerData } from 'node:worker_threads'
import { type NamedParty, NameIndex, type PartyHit, partyOf, searchName } from '../../screen/index.ts'
import { loadLists } from '../loadScreener.ts'
import { yieldToRequests } from '../yieldToRequests.ts'
import { listBuffers } from './listBuffers.ts'
import type { EditionQuestion, EditionReply } from './startEdition.ts'

// The thread behind an edition: it reads the lists, hands the watchlist over, and then looks names up, which takes
// milliseconds that the thread of the requests does not have.
const port = parentPort
if (port === null) throw new Error('editionWorker runs as a worker of an edition only.')
yieldToRequests()
const { folder } = workerData as { folder: string }

const parties: NamedParty[] = []
const lists = await loadLists(folder, (source, entry, standing) => {
  const party = partyOf(source, entry, standing)
  if (party !== undefined) parties.push(party)
})
const send = (reply: EditionReply, transfer: readonly ArrayBuffer[] = []): void => port.postMessage(reply, transfer)

send({ lists }, listBuffers(lists))

const index = NameIndex.create(parties)
port.on('message', ({ id, query, search }: EditionQuestion) => {
  // The index gives back what it was made of.
  send({ id, hits: searchName(index, query, search) as PartyHit[] })
})
