import type { FileDigest } from './bytes/openText.ts'
import { ListError } from './ListError.ts'
import type { ChangeStream, ListFormat } from './ListFormat.ts'
import type { ListChange, ListSummary } from './ListReading.ts'

// The largest list known, OpenSanctions' default set, has some four million.
const ENTRIES_MAX = 8_000_000

const OPEN_END =
  'its form does not show where it ends, so that a file cut at a line end looks whole: compare its count with its publisher'

type End = {
  format: ListFormat
  published: string | undefined
  isEndKnown: boolean
  digest: () => FileDigest
}

/** What holds for the entries of every list: no uid twice, at least one in an edition, as many as the file itself claims. */
export async function* finishReading(
  stream: ChangeStream,
  { format, published, isEndKnown, digest }: End,
): AsyncGenerator<ListChange, ListSummary> {
  const uids = new Set<string>()
  let step = await stream.next()
  try {
    for (; step.done !== true; step = await stream.next()) {
      assertNew(step.value, uids)
      yield step.value
    }
  } finally {
    if (step.done !== true) await stream.return(undefined as never)
  }
  const claims = step.value
  assertCount(uids.size, { format, declared: claims.declaredEntries })
  const { declaredEntries, endProven, notes = [] } = claims
  return {
    published: claims.published ?? published,
    declaredEntries,
    endProven,
    notes: endProven || isEndKnown ? notes : [...notes, OPEN_END],
    ...digest(),
  }
}

function assertNew({ entry }: ListChange, uids: Set<string>): void {
  if (uids.has(entry.uid)) {
    const message = `Entry ${entry.uid.slice(0, 80)} stands twice in the file: it is damaged, or two files joined.`
    throw new ListError('LZ_LIST_ENTRY', message)
  }
  if (uids.size >= ENTRIES_MAX) throw new ListError('LZ_LIST_LIMIT', `The file has more than ${ENTRIES_MAX} entries.`)
  uids.add(entry.uid)
}

function assertCount(
  entries: number,
  { format, declared }: { format: ListFormat; declared: number | undefined },
): void {
  if (entries === 0 && format.scope === 'edition') {
    throw new ListError('LZ_LIST_EMPTY', 'The file has no entry: no edition of a list is empty. Fetch it again.')
  }
  if (declared !== undefined && declared !== entries) {
    const message = `The file says that it has ${declared} entries, and has ${entries}: it is damaged. Fetch it again.`
    throw new ListError('LZ_LIST_COUNT', message)
  }
}
