import { parse as parseYaml } from 'yaml'
import { ListFileError } from './FeedError.ts'
import type { ListIntake, Role } from './ListIntake.ts'
import { type ListFile, readLines, type TextLine } from './textLines.ts'

const ITEM = /^(\s*)-(?:\s|$)/
/** Fields that have the name, the best first. */
const NAME_FIELDS = ['url', 'domain', 'host', 'hostname', 'name']
/** An item as nearly all are: one plain name, which YAML reads as it stands. */
const PLAIN_ITEM = /^\s*- (?:(?:url|domain|host): )?([A-Za-z0-9*][A-Za-z0-9._*-]*\.[A-Za-z0-9-]+)$/
const ITEM_LINES_MAX = 1024

/**
 * Reads a YAML list of names, or of objects with `url`, `domain` or the like, as Phantom and CryptoScamDB publish it; a list
 * inside of an object is the object's.
 *
 * Items are parsed one by one, so that a file of any length takes little memory; an anchor of one item cannot be used in another.
 */
export async function readYamlList(file: ListFile, intake: ListIntake, role: Role): Promise<void> {
  let item: TextLine[] = []
  let indent: number | undefined
  const end = (): void => {
    const [first] = item
    if (first !== undefined) intake.take({ role, line: first.line, text: parseItem(item, file.name) })
    item = []
  }
  for await (const lines of readLines(file)) {
    for (const line of lines) {
      const depth = ITEM.exec(line.text)?.[1]?.length
      indent ??= depth
      const isNext = depth !== undefined && depth <= (indent ?? 0)
      if (isNext) end()
      else if (item.length === 0) assertPreamble(line, file.name)
      if (isNext || item.length > 0) item.push(line)
      if (item.length > ITEM_LINES_MAX)
        throw new ListFileError('LZ_GUARD_LIST_LIMIT', at(line, file.name), 'one item is too long.')
    }
  }
  end()
}

/** Before the first item there may be comments, the mark of a document, and the name of the list. */
function assertPreamble(line: TextLine, name: string): void {
  if (/^\s*(?:#.*|---.*|%YAML.*|[A-Za-z_][\w-]*:\s*(?:#.*)?)?$/.test(line.text)) return
  throw new ListFileError(
    'LZ_GUARD_LIST_FORMAT',
    at(line, name),
    'a YAML list begins with "- ". Look of which format it is.',
  )
}

function parseItem(item: readonly TextLine[], name: string): string {
  const [first] = item as readonly [TextLine]
  const plain = item.length === 1 ? PLAIN_ITEM.exec(first.text)?.[1] : undefined
  if (plain !== undefined) return plain
  const text = findName(parseLines(item, name))
  if (text !== undefined) return text
  throw new ListFileError(
    'LZ_GUARD_LIST_FORMAT',
    at(first, name),
    `the item is no text and has none of ${NAME_FIELDS.join(', ')}.`,
  )
}

function parseLines(item: readonly TextLine[], name: string): unknown {
  const [first] = item as readonly [TextLine]
  try {
    return parseYaml(item.map(({ text }) => text).join('\n'), { maxAliasCount: 0, logLevel: 'error' })
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '').slice(0, 200) : 'it is not YAML'
    throw new ListFileError('LZ_GUARD_LIST_FORMAT', at(first, name), `the item cannot be parsed: ${why}`)
  }
}

function findName(document: unknown): string | undefined {
  const item: unknown = Array.isArray(document) ? document[0] : undefined
  if (typeof item === 'string') return item
  if (typeof item !== 'object' || item === null) return undefined
  const fields = new Map<string, unknown>(Object.entries(item))
  return NAME_FIELDS.map((field) => fields.get(field)).find((text) => typeof text === 'string')
}

function at({ line }: TextLine, name: string): { name: string; line: number } {
  return { name, line }
}
