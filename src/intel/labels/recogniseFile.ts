import { parse as parseYaml, YAMLParseError } from 'yaml'
import { type LabelContext, LabelFileError } from './LabelFile.ts'
import { findHeader } from './labelCsv.ts'
import { type FileBytes, openText } from './openText.ts'
import { findReserveList, type ReserveList } from './reserveCsv.ts'

/** A file's content, opened and recognised but not yet read. */
export type LabelDocument =
  | { readonly format: 'tagpack' | 'actorpack' | 'explorer-labels'; readonly content: object }
  | { readonly format: 'label-csv'; readonly content: string }
  | { readonly format: 'proof-of-reserves'; readonly content: ReserveList }

/**
 * Opens a file and tells its form from its content; only whose reserves a list shows may be in the file's name.
 *
 * @throws LabelFileError `LZ_LABEL_FILE_FORMAT` for no known form, `LZ_LABEL_FILE_SHAPE` for broken YAML or JSON, and
 * what `openText` throws
 */
export async function recogniseFile(file: FileBytes, context: LabelContext): Promise<LabelDocument> {
  const text = await openText(file)
  if (/^\s*[{[]/.test(text)) return recogniseJson(file, parseJson(file, text))
  if (/^(?:tags|actors)\s*:/m.test(text)) return recogniseYaml(file, parsePack(file, text))
  const list = findReserveList(text, context)
  if (list !== undefined) return { format: 'proof-of-reserves', content: list }
  if (findHeader(text) !== undefined) return { format: 'label-csv', content: text }
  throw unknownFormat(file)
}

function recogniseJson(file: FileBytes, content: unknown): LabelDocument {
  if (!isObject(content)) throw unknownFormat(file)
  if ('tags' in content && Array.isArray(content.tags)) return { format: 'tagpack', content }
  if ('actors' in content && Array.isArray(content.actors)) return { format: 'actorpack', content }
  if (Object.keys(content).some((key) => /^0x[0-9a-f]{40}$/i.test(key))) return { format: 'explorer-labels', content }
  throw unknownFormat(file)
}

function recogniseYaml(file: FileBytes, content: unknown): LabelDocument {
  if (!isObject(content)) throw unknownFormat(file)
  return { format: 'tags' in content ? 'tagpack' : 'actorpack', content }
}

function isObject(content: unknown): content is object {
  return typeof content === 'object' && content !== null && !Array.isArray(content)
}

function parseJson(file: FileBytes, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new LabelFileError('LZ_LABEL_FILE_SHAPE', `${file.name}: broken JSON. ${String(cause)}`, { cause })
  }
}

/** Every scalar stays a text: read as numbers, unquoted EVM addresses would lose their digits. */
function parsePack(file: FileBytes, text: string): unknown {
  try {
    return parseYaml(text, { schema: 'failsafe', maxAliasCount: 100, logLevel: 'error' })
  } catch (cause) {
    if (!(cause instanceof YAMLParseError || cause instanceof ReferenceError)) throw cause
    throw new LabelFileError('LZ_LABEL_FILE_SHAPE', `${file.name}: broken YAML. ${cause.message}`, { cause })
  }
}

function unknownFormat(file: FileBytes): LabelFileError {
  const known =
    'a TagPack or ActorPack (YAML), explorer labels (JSON), proof of reserves or a CSV with an address column'
  return new LabelFileError('LZ_LABEL_FILE_FORMAT', `${file.name}: no known form of label file; expected ${known}.`)
}
