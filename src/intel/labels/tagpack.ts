import { z } from 'zod'
import { readName } from '../readName.ts'
import { type LabelContext, LabelFileError, type LabelItem, reject } from './LabelFile.ts'
import { placeAddress } from './placeAddress.ts'
import { readCurrency } from './readCurrency.ts'

/** Text of a field; empty, `null` and `~` count as not there, since every scalar is read as text. */
const text = z.string().transform((value) => (/^(?:|null|~)$/i.test(value.trim()) ? undefined : value.trim()))

const fields = z.looseObject({
  address: text.optional(),
  label: text.optional(),
  category: text.optional(),
  abuse: text.optional(),
  actor: text.optional(),
  currency: text.optional(),
  network: text.optional(),
  confidence: text.optional(),
  source: text.optional(),
})

const tagPack = fields.extend({ title: text.optional(), tags: z.array(z.unknown()) })

type Fields = z.infer<typeof fields>

/**
 * Reads a GraphSense TagPack: the head's fields hold for every tag that does not set its own.
 *
 * @param document - The parsed YAML, every scalar a text (so that an unquoted `0x...` is not read as a number).
 * @throws LabelFileError `LZ_LABEL_FILE_SHAPE` for a head of wrong types; a bad tag is a reject
 * @source https://github.com/graphsense/graphsense-tagpack-tool/blob/master/README_tagpacks.md
 */
export function* readTagPack(document: unknown, context: LabelContext): Generator<LabelItem> {
  const head = tagPack.safeParse(document)
  if (!head.success) throw new LabelFileError('LZ_LABEL_FILE_SHAPE', describe(context, head.error))
  const source = context.source ?? head.data.title ?? context.file
  for (const [i, raw] of head.data.tags.entries()) {
    const tag = fields.safeParse(raw)
    const place = `tags[${i}]`
    if (!tag.success) yield reject(place, 'LZ_LABEL_ENTRY', z.prettifyError(tag.error))
    else yield readTag({ ...head.data, ...dropEmpty(tag.data) }, { ...context, source, place })
  }
}

function readTag(tag: Fields, context: LabelContext & { place: string; source: string }): LabelItem {
  const { place, source, table } = context
  const { address = '', label = '', category, abuse, actor, confidence } = tag
  if (address === '') return reject(place, 'LZ_LABEL_ENTRY', 'The tag has no address.')
  const ticker = tag.network ?? tag.currency
  const chain = ticker === undefined ? context.chain : readCurrency(ticker)
  const placed = placeAddress({ text: address, place, chain, isHint: true })
  if ('reject' in placed && ticker !== undefined && chain === undefined) return rejectCurrency(placed, ticker)
  if (!('address' in placed)) return placed
  const reading = readName(label, { category, abuse, actor }, table)
  return { label: { ...placed, name: label, source: cite(source, tag.source), confidence, ...reading } }
}

function rejectCurrency(item: LabelItem, ticker: string): LabelItem {
  if (!('reject' in item) || item.reject.code !== 'LZ_LABEL_ADDRESS') return item
  const message = `Currency ${JSON.stringify(ticker.slice(0, 32))} is of no known chain, and ${item.reject.message}`
  return reject(item.reject.place, 'LZ_LABEL_CURRENCY', message)
}

function cite(title: string, source: string | undefined): string {
  return source === undefined ? title : `${title} (${source})`
}

function dropEmpty(tag: Fields): Fields {
  return Object.fromEntries(Object.entries(tag).filter(([, value]) => value !== undefined))
}

function describe({ file }: LabelContext, error: z.ZodError): string {
  return `${file}: this is no TagPack of the known form. ${z.prettifyError(error)}`
}
