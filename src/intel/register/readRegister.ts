import type { z } from 'zod'
import { checkRoles, placeRecord, placeTx } from './checkAddresses.ts'
import { checkRegister } from './checkRegister.ts'
import { strongestGrade } from './grades.ts'
import type { Incident, Register } from './Register.ts'
import type { IncidentRecord, RegisterDocument, Source } from './RegisterDocument.ts'
import { describeProblem, RegisterError, type RegisterProblem } from './RegisterError.ts'
import { registerSchema } from './registerSchema.ts'

const CHARACTERS_MAX = 32 * 1024 * 1024
const PROBLEMS_SHOWN = 5

/** What a register file says, or all that is wrong with it. */
export type RegisterReading =
  | { readonly register: Register; readonly problems: readonly [] }
  | { readonly register: undefined; readonly problems: readonly RegisterProblem[] }

/**
 * Reads a register file and finds every fault in it, each with its code and place.
 *
 * @throws RegisterError `LZ_REGISTER_SIZE`, `LZ_REGISTER_SYNTAX` for what is no JSON at all
 */
export function inspectRegister(text: string): RegisterReading {
  const raw = parseJson(text)
  const parsed = registerSchema.safeParse(raw)
  if (!parsed.success)
    return { register: undefined, problems: parsed.error.issues.map((issue) => toProblem(issue, raw)) }
  const problems = checkRegister(parsed.data)
  return problems.length > 0 ? { register: undefined, problems } : { register: toRegister(parsed.data), problems: [] }
}

/**
 * Reads a register file that must be right.
 *
 * @throws RegisterError `LZ_REGISTER_SIZE`, `LZ_REGISTER_SYNTAX`, `LZ_REGISTER_INVALID` with its `problems`
 * @example
 * readRegister(text).incidents[0]?.id // 'bithumb-2017-02'
 * readRegister('{}')                  // throws LZ_REGISTER_INVALID
 */
export function readRegister(text: string): Register {
  const { register, problems } = inspectRegister(text)
  if (register !== undefined) return register
  const shown = problems.slice(0, PROBLEMS_SHOWN).map(describeProblem).join('\n')
  const more = problems.length > PROBLEMS_SHOWN ? `\nand ${problems.length - PROBLEMS_SHOWN} more` : ''
  const message = `The register file has ${problems.length} faults. Correct them:\n${shown}${more}`
  throw new RegisterError('LZ_REGISTER_INVALID', message, problems)
}

/**
 * One register of several files.
 *
 * @throws RegisterError `LZ_REGISTER_MERGE` for an incident in two of them, a source with two meanings, an
 * address of thieves that is somebody else's in another, or a fact about a theft that none has
 */
export function mergeRegisters(registers: readonly Register[]): Register {
  const incidents = registers.flatMap((register) => register.incidents).sort(compareIncidents)
  const twice = incidents.find(({ id }, i) => incidents[i - 1]?.id === id)
  if (twice !== undefined) throw new RegisterError('LZ_REGISTER_MERGE', `Two files have the incident ${twice.id}.`)
  const [conflict] = checkRoles(incidents)
  if (conflict !== undefined) throw new RegisterError('LZ_REGISTER_MERGE', describeProblem(conflict), [conflict])
  const facts = registers.flatMap((register) => register.facts)
  const ids = new Set(incidents.map(({ id }) => id))
  const lost = facts.find(({ incident }) => incident !== undefined && !ids.has(incident))
  if (lost !== undefined) {
    throw new RegisterError('LZ_REGISTER_MERGE', `A fact is about ${lost.incident}, which is in none of the files.`)
  }
  const asOf = registers.reduce((latest, register) => (register.asOf > latest ? register.asOf : latest), '')
  return { incidents, sources: mergeSources(registers), totals: registers.flatMap(({ totals }) => totals), facts, asOf }
}

function mergeSources(registers: readonly Register[]): Map<string, Source> {
  const sources = new Map<string, Source>()
  for (const [id, source] of registers.flatMap((register) => [...register.sources])) {
    const known = sources.get(id)
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(source)) {
      throw new RegisterError('LZ_REGISTER_MERGE', `Two files mean something else by the source ${id}. Rename one.`)
    }
    sources.set(id, source)
  }
  return sources
}

function compareIncidents(a: Incident, b: Incident): number {
  return compareText(a.date.value, b.date.value) || compareText(a.id, b.id)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function parseJson(text: string): unknown {
  if (text.length > CHARACTERS_MAX) {
    throw new RegisterError('LZ_REGISTER_SIZE', `The file has over ${CHARACTERS_MAX} characters. Split it by year.`)
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new RegisterError('LZ_REGISTER_SYNTAX', `The register file is no JSON: ${String(cause)}.`)
  }
}

function toRegister({ sources, incidents, totals = [], facts = [], asOf }: RegisterDocument): Register {
  const sorted = incidents.map(toIncident).sort(compareIncidents)
  return { incidents: sorted, sources: new Map(Object.entries(sources)), totals, facts, asOf }
}

function toIncident(record: IncidentRecord): Incident {
  const { addresses = [], transactions = [] } = record
  return {
    ...record,
    grade: strongestGrade(record.attributions),
    addresses: addresses.map(placeRecord).filter((placed) => typeof placed !== 'string'),
    transactions: transactions.map(placeTx).filter((placed) => typeof placed !== 'string'),
  }
}

function toProblem({ path, message }: z.core.$ZodIssue, raw: unknown): RegisterProblem {
  const [head, index, ...rest] = path
  const incident = head === 'incidents' && typeof index === 'number' ? findId(raw, index) : undefined
  const shown = incident === undefined ? path : rest
  return { code: 'LZ_REGISTER_SHAPE', incident, path: showPath(shown), message }
}

function findId(raw: unknown, index: number): string | undefined {
  const incidents = typeof raw === 'object' && raw !== null && 'incidents' in raw ? raw.incidents : undefined
  const incident: unknown = Array.isArray(incidents) ? incidents[index] : undefined
  const id = typeof incident === 'object' && incident !== null && 'id' in incident ? incident.id : undefined
  return typeof id === 'string' ? id.slice(0, 80) : undefined
}

function showPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}
