import { ListError } from '../ListError.ts'
import type { ChangeStream, ListClaims, ListContext, ListFormat } from '../ListFormat.ts'
import type { ListChange } from '../ListReading.ts'
import type { XmlForm } from './XmlForm.ts'
import { type XmlPart, XmlPartReader } from './XmlPartReader.ts'

const NAME_LENGTH_MAX = 200

/** Makes entries of the parts of one file, in the order of the file. */
export interface PartMapper {
  /** What a part adds. @throws ListError `LZ_LIST_ENTRY`, `LZ_LIST_DATE` */
  readonly map: (part: XmlPart) => Iterable<ListChange>
  /** What is left to say at the end of the file. */
  readonly end: () => { changes?: Iterable<ListChange>; claims: Omit<ListClaims, 'endProven'> }
}

/** A list in XML: its form, and a mapper for each file. */
export interface XmlList extends Pick<ListFormat, 'format' | 'lists' | 'scope'> {
  readonly form: XmlForm
  readonly createMapper: (context: ListContext) => PartMapper
}

/** The format of a list in XML. */
export function xmlFormat({ form, createMapper, ...about }: XmlList): ListFormat {
  return {
    ...about,
    matches: (head) => findRoot(head)?.local === form.root,
    read: (pieces, context) => readXml({ form, mapper: createMapper(context), pieces, context }),
  }
}

/**
 * The name of the first element in an XML file's first characters, with its prefix and without.
 *
 * @example
 * findRoot('<?xml version="1.0"?><!-- x --><a:list>') // { name: 'a:list', local: 'list' }
 * findRoot('{"a":1}')                                 // undefined
 */
export function findRoot(head: string): { name: string; local: string } | undefined {
  const from = skipProlog(head)
  const name = /^<([^\s<>/!?]+)/.exec(head.slice(from, from + NAME_LENGTH_MAX))?.[1]
  return name === undefined ? undefined : { name, local: name.slice(name.indexOf(':') + 1) }
}

/** Where the blanks, instructions and comments at the beginning of an XML text end. */
export function skipProlog(head: string): number {
  let at = 0
  for (;;) {
    at += head.slice(at).search(/\S|$/)
    const end = head.startsWith('<?', at) ? '?>' : head.startsWith('<!--', at) ? '-->' : undefined
    const next = end === undefined ? -1 : head.indexOf(end, at)
    if (end === undefined || next < 0) return at
    at = next + end.length
  }
}

type Reading = { form: XmlForm; mapper: PartMapper; pieces: AsyncIterable<string>; context: ListContext }

async function* readXml({ form, mapper, pieces, context }: Reading): ChangeStream {
  const reader = new XmlPartReader(form)
  for await (const piece of pieces) for (const part of reader.feed(piece)) yield* mapper.map(part)
  reader.end()
  const { changes = [], claims } = mapper.end()
  yield* changes
  const published = claims.published ?? context.published
  if (published === undefined) throw noDate()
  return { ...claims, published, endProven: true }
}

function noDate(): ListError {
  const message = 'The file does not say when it was published, as every edition of this list does. Fetch it again.'
  return new ListError('LZ_LIST_DATE', message)
}
