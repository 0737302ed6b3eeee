import { basename } from 'node:path'
import type { ChainId } from '../../chain/index.ts'
import type { Label } from '../Label.ts'
import { builtIn, extend, type ServiceTable } from '../ServiceTable.ts'
import { readActorPack } from './actorpack.ts'
import { findPublisherChain, readExplorerLabels } from './explorerLabels.ts'
import type { LabelContext, LabelFile, LabelItem, LabelReject } from './LabelFile.ts'
import { readLabelCsv } from './labelCsv.ts'
import type { FileBytes } from './openText.ts'
import { type LabelDocument, recogniseFile } from './recogniseFile.ts'
import { readReserveCsv } from './reserveCsv.ts'
import { readTagPack } from './tagpack.ts'

/** What the user says about a label file. */
export interface LabelFileOptions {
  /** Chain of entries that name none; without it an explorer's file is known by its publisher's name. */
  readonly chain?: ChainId.ChainId | undefined
  /** Who says so, in place of the file's own title or name. */
  readonly source?: string | undefined
}

type OpenFile = { readonly name: string; readonly document: LabelDocument }

/**
 * Reads label files of any known form; the form is told from the content, also inside gzip.
 *
 * Actor packs come first, wherever they stand, so that their names are known when the labels are read.
 *
 * @throws LabelFileError `LZ_LABEL_FILE_SIZE`, `LZ_LABEL_FILE_GZIP`, `LZ_LABEL_FILE_ENCODING`, `LZ_LABEL_FILE_FORMAT`,
 * `LZ_LABEL_FILE_SHAPE`, `LZ_LABEL_FILE_CHAIN`; a single bad entry is a reject and no error
 * @example
 * const [file] = await readLabelFiles([{ name: 'etherscan-labels.json.gz', bytes: createReadStream(path) }])
 */
export async function readLabelFiles(
  files: readonly FileBytes[],
  options: LabelFileOptions = {},
): Promise<readonly LabelFile[]> {
  const opened: OpenFile[] = []
  for (const file of files) {
    const name = basename(file.name)
    const context = { file: name, source: options.source, chain: options.chain, table: builtIn }
    opened.push({ name, document: await recogniseFile(file, context) })
  }
  const packs = opened.map(readPack)
  const table = packs.reduce((known, pack) => extend(known, pack?.services ?? []), builtIn)
  return opened.map((file, i) => packs[i] ?? readLabels(file, options, table))
}

/** Reads one label file; see `readLabelFiles`. */
export async function readLabelFile(file: FileBytes, options: LabelFileOptions = {}): Promise<LabelFile> {
  const [read] = await readLabelFiles([file], options)
  if (read === undefined) throw new RangeError('one file in, one file out')
  return read
}

function readPack({ name, document }: OpenFile): LabelFile | undefined {
  if (document.format !== 'actorpack') return undefined
  const { services, rejects } = readActorPack(document.content, { source: name, table: builtIn })
  return { name, format: 'actorpack', labels: [], rejects, services }
}

function readLabels({ name, document }: OpenFile, options: LabelFileOptions, table: ServiceTable): LabelFile {
  const chain = options.chain ?? findPublisherChain(name)
  const labels: Label[] = []
  const rejects: LabelReject[] = []
  for (const item of listItems(document, { file: name, source: options.source, chain, table })) {
    if ('label' in item) labels.push(item.label)
    else rejects.push(item.reject)
  }
  return { name, format: document.format, labels, rejects, services: [] }
}

function listItems(document: LabelDocument, context: LabelContext): Iterable<LabelItem> {
  switch (document.format) {
    case 'label-csv':
      return readLabelCsv(document.content, context)
    case 'proof-of-reserves':
      return readReserveCsv(document.content, context)
    case 'explorer-labels':
      return readExplorerLabels(document.content, context)
    case 'tagpack':
      return readTagPack(document.content, context)
    case 'actorpack':
      return []
  }
}
