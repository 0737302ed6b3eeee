import { z } from 'zod'
import { ListError } from '../ListError.ts'
import type { ChangeStream, ListFormat } from '../ListFormat.ts'
import type { DeltaAction, ListChange } from '../ListReading.ts'
import { type FtmEntity, ftmEntity, isSanctioned, LeftOut, mapFtmEntity } from './ftmEntity.ts'
import { type JsonLine, readJsonLines } from './readLines.ts'

// Names that wait for the wallets of their bearers, and wallets that wait for the end of the file.
const WAITING_MAX = 2_000_000

const ACTIONS: Readonly<Record<string, DeltaAction>> = { ADD: 'add', MOD: 'modify', DEL: 'remove' }
const change = z.looseObject({ op: z.enum(['ADD', 'MOD', 'DEL']), entity: z.looseObject({ id: z.string().min(1) }) })

/**
 * Entities of FollowTheMoney, one JSON object a line, as OpenSanctions publishes its data sets. Those that are sanctioned are
 * entries, and so are crypto wallets that are or whose holder is, with the holders' names; wallets come last, for a holder may
 * stand behind them. What is there for another reason is left out, and counted.
 *
 * @source https://www.opensanctions.org/docs/entities/
 * @source https://followthemoney.tech/explorer/schemata/CryptoWallet/
 */
export const ftm: ListFormat = {
  format: 'ftm',
  lists: ['opensanctions'],
  scope: 'edition',
  matches: (head) => /^\{(?=[^\n]*"schema"\s*:)(?=[^\n]*"properties"\s*:)/.test(head) && !isDelta(head),
  read,
}

/** Changes between two versions of a data set; a version without changes is an empty file. */
export const ftmDelta: ListFormat = {
  format: 'ftm-delta',
  lists: ['opensanctions'],
  scope: 'delta',
  matches: isDelta,
  read: readDelta,
}

function isDelta(head: string): boolean {
  return /^\{\s*"op"\s*:\s*"(?:ADD|MOD|DEL)"/.test(head)
}

async function* read(pieces: AsyncIterable<string>): ChangeStream {
  const holders = new Map<string, string>()
  const wallets: { entity: FtmEntity; record: string }[] = []
  const leftOut = new LeftOut()
  for await (const line of readJsonLines(pieces)) {
    const entity = toEntity(line, line.value)
    if (entity.schema === 'CryptoWallet') wallets.push({ entity, record: line.record })
    else if (!isSanctioned(entity)) leftOut.add(entity)
    else {
      yield { action: 'add', entry: mapFtmEntity(entity, { record: line.record, holders: [] }) }
      holders.set(entity.id, nameOf(entity))
    }
    if (holders.size + wallets.length > WAITING_MAX) throw tooMany(line)
  }
  for (const { entity, record } of wallets) {
    const held = (entity.properties['holder'] ?? []).flatMap((id) => holders.get(id) ?? [])
    if (!isSanctioned(entity) && held.length === 0) leftOut.add(entity)
    else yield { action: 'add', entry: mapFtmEntity(entity, { record, holders: held }) }
  }
  return { endProven: false, notes: leftOut.notes() }
}

/** The name of a holder; an empty one is no name, and its bearer is a holder all the same. */
function nameOf({ caption, properties }: FtmEntity): string {
  return 'name' in properties ? (caption ?? properties['name']?.[0] ?? '') : ''
}

async function* readDelta(pieces: AsyncIterable<string>): ChangeStream {
  const holders = new Set<string>()
  for await (const line of readJsonLines(pieces)) yield* toChange(line, holders)
  return { endProven: false }
}

/**
 * An entity that is not sanctioned any more, or never was, is taken away where it is there. A change or a removal tells of
 * entities that are no entries too, so that neither shows whether the delta fits.
 */
function* toChange(line: JsonLine, holders: Set<string>): Generator<ListChange> {
  const read = change.safeParse(line.value)
  if (!read.success) throw wrongShape(line, read.error)
  const { op, entity } = read.data
  const { record } = line
  if (op === 'DEL') {
    yield {
      action: 'remove',
      isUncertain: true,
      entry: mapFtmEntity({ id: entity.id, schema: '', properties: {} }, { record, holders: [] }),
    }
    return
  }
  const whole = toEntity(line, entity)
  const isEntry = isSanctioned(whole) || hasHolderIn(holders, line, whole)
  if (isEntry && whole.schema !== 'CryptoWallet') holders.add(whole.id)
  if (!isEntry && op === 'ADD') return
  const action = isEntry ? (ACTIONS[op] ?? 'modify') : 'remove'
  yield { action, isUncertain: op !== 'ADD', entry: mapFtmEntity(whole, { record, holders: [] }) }
}

/** A wallet is what its holder is; where the delta does not tell of the holder, nobody can say without the whole list. */
function hasHolderIn(holders: ReadonlySet<string>, line: JsonLine, { schema, properties }: FtmEntity): boolean {
  const own = schema === 'CryptoWallet' ? (properties['holder'] ?? []) : []
  if (own.length === 0 || own.some((id) => holders.has(id))) return own.length > 0
  const message =
    'A wallet of the delta is not sanctioned itself, and its holder is not in the delta. Load the whole list.'
  throw new ListError('LZ_LIST_ENTRY', message, { place: { line: line.line } })
}

function toEntity(line: JsonLine, value: unknown): FtmEntity {
  const read = ftmEntity.safeParse(value)
  if (read.success) return read.data
  throw wrongShape(line, read.error)
}

function wrongShape({ line }: JsonLine, error: z.ZodError): ListError {
  const [issue] = error.issues
  const message = `No entity of FollowTheMoney: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`
  return new ListError('LZ_LIST_ENTRY', message, { place: { line } })
}

function tooMany({ line }: JsonLine): ListError {
  const message = `More than ${WAITING_MAX} names: take a data set of sanctions rather than the whole collection.`
  return new ListError('LZ_LIST_LIMIT', message, { place: { line } })
}
