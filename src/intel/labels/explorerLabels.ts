import { z } from 'zod'
import { ChainId } from '../../chain/index.ts'
import { readName } from '../readName.ts'
import { type LabelContext, LabelFileError, type LabelItem, reject } from './LabelFile.ts'
import { placeAddress } from './placeAddress.ts'

const entry = z.union([
  z.string().transform((name) => ({ name, labels: [] as string[] })),
  z.looseObject({ name: z.string().nullish(), labels: z.array(z.string()).optional() }),
])

const PUBLISHERS: readonly (readonly [word: string, chain: string])[] = [
  ['etherscan', 'ethereum'],
  ['bscscan', 'bsc'],
  ['polygonscan', 'polygon'],
  ['arbiscan', 'arbitrum'],
  ['basescan', 'base'],
  ['snowtrace', 'avalanche'],
  ['snowscan', 'avalanche'],
  ['ftmscan', 'eip155:250'],
  ['celoscan', 'eip155:42220'],
  ['gnosisscan', 'eip155:100'],
  ['lineascan', 'eip155:59144'],
]

/** `optimistic.etherscan` is the one publisher whose name holds another's. */
const OPTIMISM = /optimis(?:m|tic)/i

/**
 * Reads an explorer's labels: a JSON object `{ address: { name, labels[] } }` or `{ address: name }`.
 *
 * @throws LabelFileError `LZ_LABEL_FILE_CHAIN` when no chain is given: an explorer's label holds on one chain only
 * @source https://github.com/brianleect/etherscan-labels
 */
export function* readExplorerLabels(document: object, context: LabelContext): Generator<LabelItem> {
  const { chain } = context
  if (chain === undefined) throw new LabelFileError('LZ_LABEL_FILE_CHAIN', askForChain(context.file))
  for (const [key, raw] of Object.entries(document)) yield readEntry(key, raw, { ...context, chain })
}

/**
 * The chain of the explorer that a file's name names, if it names exactly one.
 *
 * @example
 * findPublisherChain('bscscan-labels.json.gz') // 'eip155:56'
 * findPublisherChain('labels.json')            // undefined
 */
export function findPublisherChain(fileName: string): ChainId.ChainId | undefined {
  const found = PUBLISHERS.filter(([word]) => fileName.toLowerCase().includes(word))
  const [only] = found
  return only === undefined || found.length > 1 || OPTIMISM.test(fileName) ? undefined : ChainId.parse(only[1])
}

function readEntry(key: string, raw: unknown, context: LabelContext): LabelItem {
  const place = JSON.stringify(key.slice(0, 80))
  const placed = placeAddress({ text: key, place, chain: context.chain })
  if (!('address' in placed)) return placed
  const read = entry.safeParse(raw)
  if (!read.success) return reject(place, 'LZ_LABEL_ENTRY', z.prettifyError(read.error))
  const { labels: tags = [] } = read.data
  const name = read.data.name ?? ''
  const reading = readName(name, { tags }, context.table)
  return { label: { ...placed, name, source: context.source ?? context.file, confidence: undefined, ...reading } }
}

function askForChain(file: string): string {
  return `${file}: the file's name names no explorer that we know. Say which chain its labels are of, e.g. eip155:1.`
}
