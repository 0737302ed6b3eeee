import { z } from 'zod'
import { GRADES, type Grade, listIncidentAddresses, openBuiltInRegister, readJsonLines } from '../intel/index.ts'
import { LazarettoError } from '../LazarettoError.ts'
import type { AddressExposure } from '../screen/index.ts'

/** First line of a file of exposures. */
export const EXPOSURE_HEAD = { format: 'lazaretto-exposure/2' } as const

const head = z.object({ format: z.string() })
const units = z
  .string()
  .regex(/^\d{1,78}$/)
  .transform(BigInt)

const line: z.ZodType<AddressExposure, unknown> = z.strictObject({
  address: z.string(),
  category: z.enum(['sanctions', 'stolen-funds', 'seizure', 'own', 'theft']),
  origin: z.string(),
  asset: z.string(),
  amount: units,
  received: units,
  hops: z.number(),
  path: z.array(z.string()),
  cut: units,
  grade: z.enum(GRADES).optional(),
})

/** An exposure as a line. */
export function toLine(exposure: AddressExposure): object {
  const { amount, received, cut } = exposure
  return { ...exposure, amount: amount.toString(), received: received.toString(), cut: cut.toString() }
}

/**
 * The exposures of a file.
 *
 * The first form had no head and no grades: its thefts have those that the register gives them now.
 *
 * @throws ExposureError `LZ_EXPOSURE_FORMAT` for a form that is not known; VaultError where the file is damaged
 */
export async function* readExposureFile(folder: string, name: string): AsyncGenerator<AddressExposure> {
  let grades: ReadonlyMap<string, Grade> | undefined
  let isFirst = true
  for await (const each of readJsonLines<unknown>(folder, name)) {
    const found = isFirst ? head.safeParse(each).data : undefined
    if (isFirst && found === undefined) grades = gradesOfNow()
    isFirst = false
    if (found === undefined) yield withGrade(parseLine(each, name), grades)
    else if (found.format !== EXPOSURE_HEAD.format) throw new ExposureError(name, found.format)
  }
}

/** The exposure of a line. @throws ExposureError `LZ_EXPOSURE_FORMAT`; `name` says where it comes from */
export function parseLine(each: unknown, name: string): AddressExposure {
  const result = line.safeParse(each)
  if (result.success) return result.data
  throw new ExposureError(name, 'something else')
}

function withGrade(exposure: AddressExposure, grades: ReadonlyMap<string, Grade> | undefined): AddressExposure {
  const grade = exposure.category === 'theft' ? grades?.get(exposure.origin) : undefined
  return grade === undefined ? exposure : { ...exposure, grade }
}

function gradesOfNow(): ReadonlyMap<string, Grade> {
  return new Map(listIncidentAddresses(openBuiltInRegister()).map(({ incident, grade }) => [incident, grade]))
}

/** Exposures that this version cannot read. */
class ExposureError extends LazarettoError {
  override readonly name = 'ExposureError'

  constructor(file: string, found: string) {
    const message = `${file} holds ${JSON.stringify(found.slice(0, 40))}, not ${EXPOSURE_HEAD.format}. Build it again: lazaretto exposure`
    super('LZ_EXPOSURE_FORMAT', 'integrity', message)
  }
}
