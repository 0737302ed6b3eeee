import { Time } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import { checkAddresses, checkRoles, placeRecord } from './checkAddresses.ts'
import type { IncidentRecord, LossUsd, RegisterDocument } from './RegisterDocument.ts'
import type { RegisterProblem, RegisterProblemCode } from './RegisterError.ts'
import { ANY_EVM, findRegisterChain } from './registerChain.ts'

/**
 * What a schema cannot say of a register file: ids and rows are there once, sources exist, days are days, figures fit
 * their claims, addresses and transactions are those of their chains, and nobody is an attacker here and a victim there.
 */
export function checkRegister(document: RegisterDocument): RegisterProblem[] {
  return [
    ...document.incidents.flatMap(checkIncident),
    ...checkIds(document.incidents),
    ...checkListed(document.incidents),
    ...checkSources(document),
    ...checkRoles(document.incidents.map(({ id, addresses = [] }) => ({ id, addresses: addresses.map(placeRecord) }))),
  ]
}

function checkIncident(incident: IncidentRecord): RegisterProblem[] {
  return [...checkDates(incident), ...checkLoss(incident), ...checkChains(incident), ...checkAddresses(incident)]
}

function checkIds(incidents: readonly IncidentRecord[]): RegisterProblem[] {
  const seen = new Set<string>()
  return incidents.flatMap(({ id }) => {
    const isTwice = seen.has(id)
    seen.add(id)
    if (!isTwice) return []
    return [problem('LZ_REGISTER_ID', { id, path: 'id' }, 'Another incident has the same id. Give each its own.')]
  })
}

function checkDates({ id, date }: IncidentRecord): RegisterProblem[] {
  const length = { day: 10, month: 7, year: 4 }[date.precision]
  const faults = date.claims.flatMap(({ value }, i) => (isDay(value) ? [] : [{ path: `date.claims[${i}]`, value }]))
  if (date.value.length !== length || !isDay(date.value)) faults.unshift({ path: 'date.value', value: date.value })
  return faults.map(({ path, value }) => {
    return problem(
      'LZ_REGISTER_DATE',
      { id, path },
      `${value} is no ${path === 'date.value' ? date.precision : 'date'}.`,
    )
  })
}

/** Whether `YYYY`, `YYYY-MM` or `YYYY-MM-DD` is in the calendar. */
function isDay(text: string): boolean {
  try {
    return Time.parse(`${text}-01-01`.slice(0, 10)) >= 0
  } catch (error) {
    if (error instanceof LazarettoError) return false
    throw error
  }
}

const NO_LOSS: ReadonlySet<string> = new Set(['attempt', 'no-known-loss'])

function checkLoss({ id, status, loss }: IncidentRecord): RegisterProblem[] {
  const place = { id, path: 'loss' }
  if ((loss === undefined) !== (status === 'amount-unknown')) {
    return [problem('LZ_REGISTER_AMOUNT', place, 'A loss is given, or the status is amount-unknown: one of the two.')]
  }
  if (loss === undefined) return []
  if (NO_LOSS.has(status) && loss.usd !== 0) {
    return [problem('LZ_REGISTER_AMOUNT', place, `The status is ${status}, so the loss is 0.`)]
  }
  return isWithin(loss) ? [] : [problem('LZ_REGISTER_AMOUNT', place, 'usd and all claims lie from low to high.')]
}

function isWithin({ usd, low, high, claims }: LossUsd): boolean {
  return [usd, ...claims.map(({ value }) => value)].every((figure) => figure >= low && figure <= high)
}

function checkChains({ id, chains }: IncidentRecord): RegisterProblem[] {
  return (chains?.items ?? []).flatMap((word, i) => {
    if (word === ANY_EVM || findRegisterChain(word) !== undefined) return []
    return [problem('LZ_REGISTER_CHAIN', { id, path: `chains.items[${i}]` }, `${JSON.stringify(word)} is no chain.`)]
  })
}

function checkListed(incidents: readonly IncidentRecord[]): RegisterProblem[] {
  const seen = new Map<string, string>()
  return incidents.flatMap(({ id, listed = [], loss }) =>
    listed.flatMap(({ list, row, usd }, i) => {
      const place = { id, path: `listed[${i}]` }
      const other = seen.get(`${list} ${row}`)
      seen.set(`${list} ${row}`, id)
      if (other !== undefined) return [problem('LZ_REGISTER_LISTED', place, `${other} has row ${row} of ${list} too.`)]
      if (loss?.claims.some(({ value }) => value === usd)) return []
      return [problem('LZ_REGISTER_LISTED', place, `No claim of the loss has its ${usd} dollars.`)]
    }),
  )
}

/** Every name of a source, wherever it stands, is a key of `sources`. */
function checkSources(document: RegisterDocument): RegisterProblem[] {
  const { sources, incidents, totals = [], facts = [] } = document
  const parts = [
    ...incidents.map((value) => ({ id: value.id, value: value as unknown })),
    { id: undefined, value: { totals, facts } },
  ]
  return parts.flatMap(({ id, value }) =>
    listReferences(value, '')
      .filter(({ name }) => !Object.hasOwn(sources, name))
      .map(({ name, path }) =>
        problem('LZ_REGISTER_SOURCE', { id, path }, `${JSON.stringify(name)} is not in sources.`),
      ),
  )
}

type Reference = { readonly name: string; readonly path: string }

function listReferences(value: unknown, path: string): Reference[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) => {
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}${path && '.'}${key}`
    if (key === 'source') return [{ name: String(child), path: at }]
    if (key === 'sources' && Array.isArray(child)) return child.map((name) => ({ name: String(name), path: at }))
    return listReferences(child, at)
  })
}

function problem(
  code: RegisterProblemCode,
  place: { id: string | undefined; path: string },
  message: string,
): RegisterProblem {
  return { code, incident: place.id, path: place.path, message }
}
