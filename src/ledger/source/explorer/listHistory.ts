import { ExplorerError, quote } from './ExplorerError.ts'
import type { HistoryPage, HistoryQuery } from './HistorySource.ts'

/** A part of one list. Places are heights, or times where an explorer is asked by time. */
export interface ListPage extends Pick<HistoryPage, 'transfers' | 'decimals'> {
  /** The last place that was told, transfers there or not; undefined where nothing was. */
  readonly lastPlace: number | undefined
  /** Where the list goes on; undefined at its end. */
  readonly nextPlace: number | undefined
}

/** Reads a list from a place on. */
export type ReadList = (fromPlace: number) => AsyncIterable<ListPage>

/** Where a reading of several lists stands. */
interface Cursor {
  readonly list: number
  readonly place: number
  /** Where each list begins. */
  readonly from: number
  /** The last settled place that the first list told of when it was read: what comes later is in it, or behind it. */
  readonly sureTo: number
}

const CURSOR = /^(\d):(\d{1,15}):(\d{1,15}):(\d{1,15})$/

/**
 * Makes one history of the lists that an explorer has of an address, one list after the other.
 *
 * @throws ExplorerError `LZ_EXPLORER_TOKEN`
 */
export async function* listHistory(lists: readonly ReadList[], query: HistoryQuery): AsyncGenerator<HistoryPage> {
  const { settledBlock = Number.POSITIVE_INFINITY } = query
  let cursor: Cursor | undefined = parseCursor(query, lists.length)
  while (cursor !== undefined) {
    let at: Cursor = cursor
    for await (const { transfers, decimals, lastPlace, nextPlace } of lists[at.list]?.(at.place) ?? []) {
      at = { ...at, sureTo: at.list === 0 ? Math.min(lastPlace ?? at.sureTo, settledBlock) : at.sureTo }
      cursor = moveOn(at, nextPlace, lists.length)
      const { sureTo } = at
      const next = cursor ?? { list: 0, place: sureTo, from: sureTo, sureTo }
      yield { transfers, decimals, next: encodeCursor(next), isEnd: cursor === undefined }
    }
  }
}

/** To the list's next place, to the next list, or undefined at the end of the last. */
function moveOn(at: Cursor, nextPlace: number | undefined, lists: number): Cursor | undefined {
  if (nextPlace !== undefined) return { ...at, place: nextPlace }
  return at.list + 1 < lists ? { ...at, list: at.list + 1, place: at.from } : undefined
}

function parseCursor({ pageToken, fromBlock = 0 }: HistoryQuery, lists: number): Cursor {
  if (pageToken === undefined) return { list: 0, place: fromBlock, from: fromBlock, sureTo: fromBlock }
  const [list = lists, place = 0, from = 0, sureTo = 0] = (CURSOR.exec(pageToken) ?? []).slice(1).map(Number)
  if (list < lists) return { list, place, from, sureTo }
  throw new ExplorerError('LZ_EXPLORER_TOKEN', `${quote(pageToken)} is no place in a history. Read it anew.`)
}

function encodeCursor({ list, place, from, sureTo }: Cursor): string {
  return [list, place, from, sureTo].join(':')
}
