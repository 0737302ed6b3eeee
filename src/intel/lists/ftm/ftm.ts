import { z } from 'zod'
import { ListError } from '../ListError.ts'
import type { ChangeStream, ListFormat } from '../ListFormat.ts'
import type { DeltaAction, ListChange } from '../ListReading.ts'
import { type FtmEntity, ftmEntity, isTarget, mapFtmEntity } from './ftmEntity.ts'
import { type JsonLine, readJsonLines } from './readLines.ts'

// Names that wait for the wallets of their bearers, and wallets that wait for the end of the file.
const WAITING_MAX = 2_000_000

const ACTIONS: Readonly<Record<string, DeltaAction>> = { ADD: 'add', MOD: 'modify', DEL: 'remove' }
const change = z.looseObject({ op: z.enum(['ADD', 'MOD', 'DEL']), entity: z.looseObject({ id: z.string().min(1) }) })

/**
 * Entities of FollowTheMoney, one JSON object a line, as OpenSanctions publishes its data sets. The targets are entries, and
 * so are crypto wallets, with the names of their holders; wallets come last, for a holder may stand behind them.
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
  const names = new Map<string, string>()
  const wallets: { entity: FtmEntity; record: string }[] = []
  for await (const line of readJsonLines(pieces)) {
    const entity = toEntity(line, line.value)
    if (entity.schema === 'CryptoWallet') wallets.push({ entity, record: line.record })
    else if (isTarget(entity))
      yield { action: 'add', entry: mapFtmEntity(entity, { record: line.record, holders: [] }) }
    if (entity.caption !== undefined && 'name' in entity.properties) names.set(entity.id, entity.caption)
    if (names.size + wallets.length > WAITING_MAX) throw tooMany(line)
  }
  for (const { entity, record } of wallets) {
    const holders = (entity.properties['holder'] ?? []).flatMap((id) => names.get(id) ?? [])
    yield { action: 'add', entry: mapFtmEntity(entity, { record, holders }) }
  }
  return { endProven: false }
}

async function* readDelta(pieces: AsyncIterable<string>): ChangeStream {
  for await (const line of readJsonLines(pieces)) yield* toChange(line)
  return { endProven: false }
}

/** An entity that is no target any more, or never was, is taken away: it may have been one in an older version. */
function* toChange(line: JsonLine): Generator<ListChange> {
  const read = change.safeParse(line.value)
  if (!read.success) throw wrongShape(line, read.error)
  const { op, entity } = read.data
  const { record } = line
  if (op === 'DEL') {
    yield {
      action: 'remove',
      entry: mapFtmEntity({ id: entity.id, schema: '', properties: {} }, { record, holders: [] }),
    }
    return
  }
  const whole = toEntity(line, entity)
  const isEntry = isTarget(whole)
  if (!isEntry && op === 'ADD') return
  const action = isEntry ? (ACTIONS[op] ?? 'modify') : 'remove'
  yield { action, entry: mapFtmEntity(whole, { record, holders: [] }) }
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
