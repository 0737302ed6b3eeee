import { createHash } from 'node:crypto'
import { Address } from '../../chain/index.ts'
import type { ListEntry } from '../lists/ListEntry.ts'
import type { DeltaAction, ListChange, ListReading, ListSummary } from '../lists/ListReading.ts'
import type { ListFile } from './updateList.ts'

/** A party as a test writes it down: a uid, a name and addresses. */
export interface Party {
  readonly uid: string
  readonly name?: string
  readonly addresses?: readonly string[]
  readonly action?: DeltaAction
}

/** A list file of some parties, as `readList` would give it. */
export function fileOf(parties: readonly Party[], { published, scope = 'edition', declared }: Shape = {}): ListFile {
  const changes = parties.map(({ action = 'add', ...party }) => ({ action, entry: entryOf(party) }))
  const text = JSON.stringify([published, parties])
  const summary = {
    published,
    declaredEntries: declared,
    sha256: createHash('sha256').update(text).digest('hex'),
    bytes: text.length,
    endProven: true,
  }
  const reading: ListReading = { format: 'test', list: undefined, scope, changes: stream(changes, summary) }
  return { reading, origin: 'test.json', isFromPublisher: true }
}

interface Shape {
  readonly published?: string
  readonly scope?: ListReading['scope']
  readonly declared?: number
}

async function* stream(changes: readonly ListChange[], summary: ListSummary): AsyncGenerator<ListChange, ListSummary> {
  yield* changes
  return summary
}

function entryOf({ uid, name, addresses = [] }: Party): ListEntry {
  return {
    uid,
    kind: 'unknown',
    names: name === undefined ? [] : [{ text: name, quality: 'primary' }],
    programmes: ['TEST'],
    addresses: addresses.map((text) => {
      const readings = Address.detect(text)
      const fault = readings.length === 0 ? ('syntax' as const) : undefined
      return { text, ticker: undefined, readings, fault, evidence: undefined }
    }),
    births: [],
    countries: [],
    documents: [],
    listedOn: undefined,
    record: JSON.stringify({ uid, name, addresses }),
  }
}
