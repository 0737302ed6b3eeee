import { createEntry } from '../createEntry.ts'
import { ListError } from '../ListError.ts'
import type { ChangeStream, ListContext, ListFormat } from '../ListFormat.ts'
import { findAddresses } from '../text/findAddresses.ts'
import { parseBirth } from '../text/ListDate.ts'
import { tidy } from '../text/tidy.ts'
import { toText } from './toText.ts'

const PAGE_LENGTH_MAX = 1 << 24
// Some servers write a comment behind the end of a page.
const TAIL_LENGTH = 2_000
const HTML = /^<(?:!doctype\s+html|html)\b/i
const PUBLISHER = /\bFBI\b|Federal Bureau of Investigation|Internet Crime Complaint Center|ic3\.gov/
const CUT_TEXT =
  'The last line of the text has no end, and may be cut inside an address. Save it again; for a whole copy say --accept unended.'
const NUMBER = /\b[IA]-\d{6}-PSA\b/
const DAY =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}\b/

/**
 * A page on which the FBI names addresses of stolen funds, as HTML or as its text: one entry with all of them.
 *
 * It names no party, so the entry has no name; its programme is the title of the page. Its id is the number of the notice, or
 * else its day.
 *
 * @source https://www.ic3.gov/psa/2025/psa250226
 */
export const fbiPage: ListFormat = {
  format: 'fbi-page',
  lists: ['us-fbi'],
  scope: 'edition',
  matches: (head) => PUBLISHER.test(head) && !/^[{[]/.test(head) && (HTML.test(head) || !head.startsWith('<')),
  read,
}

async function* read(pieces: AsyncIterable<string>, { name, isEndKnown }: ListContext): ChangeStream {
  const page = await collect(pieces)
  const isHtml = HTML.test(page.trimStart())
  if (isHtml) assertEnd(page)
  else if (!isEndKnown && !/[\r\n]$/.test(page)) throw new ListError('LZ_LIST_TRUNCATED', CUT_TEXT)
  const text = isHtml ? toText(page) : page
  const addresses = findAddresses(text)
  if (addresses.length === 0)
    throw new ListError('LZ_LIST_EMPTY', 'The page names no address: it is an error page, or another one.')
  const published = readDay(text)
  const uid = readNumber(text) ?? (published === undefined ? name : `FBI ${published}`)
  const entry = createEntry({
    uid,
    kind: 'unknown',
    programmes: [readTitle(page)],
    addresses,
    listedOn: published,
    record: page,
  })
  yield { action: 'add', entry }
  return { published, endProven: isHtml }
}

/** The number of a public service announcement, which is the same on its page and in collections. */
export function readNumber(text: string): string | undefined {
  return NUMBER.exec(text)?.[0]
}

function assertEnd(page: string): void {
  if (/<\/html>\s*(?:<!--[\s\S]*-->\s*)?$/i.test(page.slice(-TAIL_LENGTH))) return
  throw new ListError('LZ_LIST_TRUNCATED', 'The page does not end with </html>: it is cut. Fetch it again.')
}

function readTitle(page: string): string {
  return tidy(toText(/<title[^<>]*>([\s\S]{0,500}?)<\/title>/i.exec(page)?.[1] ?? ''))
}

function readDay(text: string): string | undefined {
  const [month = '', day = '', year = ''] = (DAY.exec(text)?.[0] ?? '').split(/[ ,]+/)
  return parseBirth(`${day} ${month} ${year}`)?.from
}

async function collect(pieces: AsyncIterable<string>): Promise<string> {
  let page = ''
  for await (const piece of pieces) {
    page += piece
    if (page.length > PAGE_LENGTH_MAX)
      throw new ListError('LZ_LIST_LIMIT', `The page is longer than ${PAGE_LENGTH_MAX} characters.`)
  }
  return page
}
