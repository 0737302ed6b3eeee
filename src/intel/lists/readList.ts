import { openText } from './bytes/openText.ts'
import { findKnownList } from './catalogue.ts'
import { finishReading } from './finishReading.ts'
import { FORMATS } from './formats.ts'
import { ListError } from './ListError.ts'
import type { ListCompanions, ListFormat } from './ListFormat.ts'
import type { ListReading } from './ListReading.ts'
import { findRoot, skipProlog } from './xml/xmlFormat.ts'

const BYTES_MAX = 1 << 30

/** What is known of a list file beside its bytes. */
export interface ListOptions {
  /** Name of the file, for messages and for entries that have no id of their own. */
  readonly name?: string | undefined
  /** Id of the list that it must be an edition of; see `catalogue.ts`. */
  readonly list?: string | undefined
  /** The form to read it as, where it must not be recognised by content. */
  readonly format?: string | undefined
  /** `YYYY-MM-DD`, for forms that do not say when they were published. */
  readonly published?: string | undefined
  readonly companions?: ListCompanions | undefined
  /** Whether its hash or count, or a person, vouches that it is whole though it lacks its end mark or last line end. */
  readonly isEndKnown?: boolean | undefined
}

/**
 * Reads a list file as a stream of entries; its form is recognised by its content, and gzip or a zip of one file unpacked.
 *
 * Memory is bounded by the largest entry, and never by the file, for the lists that are large. The entries count only when
 * the stream has come to its end: anything structurally damaged throws, here or in the stream, so that a shorter list never
 * passes for the list.
 *
 * @throws ListError `LZ_LIST_FORMAT`, `LZ_LIST_ROOT`, `LZ_LIST_DOCTYPE`, `LZ_LIST_EMPTY`, `LZ_LIST_TRUNCATED`,
 * `LZ_LIST_ARCHIVE`, `LZ_LIST_ENCODING`, `LZ_LIST_LIMIT`; from the stream also `LZ_LIST_XML`, `LZ_LIST_CSV`,
 * `LZ_LIST_JSON`, `LZ_LIST_ENTRY`, `LZ_LIST_DATE`, `LZ_LIST_COUNT`
 * @example
 * const reading = await readList(createReadStream('SDN.XML'), { list: 'ofac-sdn' })
 * for await (const { entry } of reading.changes) console.log(entry.uid, entry.names[0]?.text)
 */
export async function readList(bytes: AsyncIterable<Uint8Array>, options: ListOptions = {}): Promise<ListReading> {
  const known = options.list === undefined ? undefined : findKnownList(options.list)
  const text = await openText(bytes, known?.bytesMax ?? BYTES_MAX)
  try {
    const format = chooseFormat(text.head.trimStart(), options)
    const { name = 'list', published, companions = {}, isEndKnown = false } = options
    const list = options.list ?? format.lists[0]
    const stream = format.read(text.pieces, { name, list, published, companions, isEndKnown })
    const changes = finishReading(stream, { format, published, isEndKnown, digest: text.digest })
    return { format: format.format, list, scope: format.scope, changes }
  } catch (error) {
    await text.close()
    throw error
  }
}

function chooseFormat(head: string, options: ListOptions): ListFormat {
  const named = FORMATS.find(({ format }) => format === options.format)
  if (options.format !== undefined && named === undefined) throw unknownFormat(options.format)
  if (head === '' && named?.scope !== 'delta')
    throw new ListError('LZ_LIST_EMPTY', 'The file is empty. Fetch it again.')
  const format = named ?? FORMATS.find(({ matches }) => matches(head))
  if (format === undefined) throw explain(head)
  const known = options.list === undefined ? undefined : findKnownList(options.list)
  if (known === undefined || format.lists.length === 0 || format.lists.includes(known.id)) return format
  const message = `The file is of the form ${format.format}, in which ${known.id} is not published. Fetch the right file.`
  throw new ListError('LZ_LIST_FORMAT', message)
}

function unknownFormat(format: string): ListError {
  const known = FORMATS.map((one) => one.format).join(', ')
  return new ListError('LZ_LIST_FORMAT', `"${format.slice(0, 40)}" is no form of list files; use one of ${known}.`)
}

function explain(head: string): ListError {
  const start = head.slice(skipProlog(head))
  if (isHtml(start)) {
    const message = 'An HTML page, not a list: the publisher may be showing an error. Fetch it again.'
    return new ListError('LZ_LIST_ROOT', message)
  }
  if (start.startsWith('<!DOCTYPE')) {
    const message = 'The file has a DOCTYPE, which no list has and which may attack its reader.'
    return new ListError('LZ_LIST_DOCTYPE', message)
  }
  const root = findRoot(head)?.name
  if (root !== undefined) {
    return new ListError('LZ_LIST_ROOT', `The root <${root.slice(0, 80)}> is of no list that is known.`)
  }
  if (head.startsWith('<')) return new ListError('LZ_LIST_TRUNCATED', 'The XML ends before its root. Fetch it again.')
  return new ListError(
    'LZ_LIST_FORMAT',
    'No known form of list: expected a published list, or a CSV with an address column.',
  )
}

function isHtml(start: string): boolean {
  return /^<(?:!doctype\s{1,9}html|html)\b/i.test(start)
}
