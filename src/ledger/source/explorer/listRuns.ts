import { ExplorerError } from './ExplorerError.ts'

export interface PageQuery {
  /** The first block that is asked for, by height or time. */
  readonly from: number
  /** Counts from 1. */
  readonly page: number
}

/** A list that is told oldest first, in pages. */
export interface PagedList<R> {
  readonly source: string
  readonly pageRows: number
  /** How many rows can be reached by turning pages, without a later first block. */
  readonly windowRows: number
  /** The block of a row, by height or time. */
  readonly placeOf: (row: R) => number
  readonly fetch: (query: PageQuery) => Promise<readonly R[]>
}

/** Rows of whole blocks; `nextPlace` is where more may follow. */
export interface Run<R> {
  readonly rows: readonly R[]
  readonly lastPlace: number | undefined
  readonly nextPlace: number | undefined
}

/**
 * Reads a list in runs of whole blocks.
 *
 * A full page may end inside a block, so its last block is left to the next run, which begins with it. Where one block
 * fills a page the pages behind it are read too, as far as the explorer turns them.
 *
 * @throws ExplorerError `LZ_EXPLORER_ROWS` for rows before the first block or out of order, `LZ_EXPLORER_WINDOW`
 */
export async function* listRuns<R>(list: PagedList<R>, from: number): AsyncGenerator<Run<R>> {
  let place: number | undefined = from
  while (place !== undefined) {
    const run: Run<R> = await readRun(list, place)
    yield run
    place = run.nextPlace
  }
}

async function readRun<R>(list: PagedList<R>, from: number): Promise<Run<R>> {
  const rows: R[] = []
  for (let page = 1; page * list.pageRows <= list.windowRows; page++) {
    const more = await list.fetch({ from, page })
    rows.push(...more)
    const places = placesOf(list, rows, from)
    const lastPlace = places.at(-1)
    if (more.length < list.pageRows || lastPlace === undefined) return { rows, lastPlace, nextPlace: undefined }
    const cut = places.indexOf(lastPlace)
    if (cut > 0) return { rows: rows.slice(0, cut), lastPlace: places[cut - 1], nextPlace: lastPlace }
  }
  const message = `${list.source}: block ${from} alone has ${rows.length} rows of this address, more than it tells. Leave the address out.`
  throw new ExplorerError('LZ_EXPLORER_WINDOW', message)
}

/** The places of rows, which must ascend. */
function placesOf<R>({ source, placeOf }: PagedList<R>, rows: readonly R[], from: number): number[] {
  const places = rows.map(placeOf)
  const wrong = places.findIndex((place, i) => place < (places[i - 1] ?? from))
  if (wrong < 0) return places
  const message = `${source}: a row of block ${places[wrong]} stands where blocks from ${places[wrong - 1] ?? from} on should.`
  throw new ExplorerError('LZ_EXPLORER_ROWS', message)
}
