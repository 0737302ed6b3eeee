import { z } from 'zod'
import { LazarettoError } from '../LazarettoError.ts'
import { type LabelCategory, type NameReading, type ReadingBasis, STOPS } from './Label.ts'

const reading = z.strictObject({
  category: z.custom<LabelCategory>((value) => typeof value === 'string' && Object.hasOwn(STOPS, value)),
  actor: z
    .string()
    .optional()
    .transform((actor) => actor),
  role: z.enum(['wallet', 'deposit', 'contract', 'unknown']),
  rule: z.string(),
  basis: z.custom<ReadingBasis>((value) => typeof value === 'string'),
  stops: z.boolean(),
  isBlocked: z.boolean().optional(),
})

/**
 * Parses the JSON text of a stored reading.
 *
 * @throws InvalidReadingError `LZ_LABEL_READING`
 */
export function parseReading(text: string): NameReading {
  try {
    const { actor, ...rest } = reading.parse(JSON.parse(text))
    return { ...rest, actor }
  } catch (cause) {
    throw new InvalidReadingError(text, cause)
  }
}

/** A stored label that this version cannot read. */
export class InvalidReadingError extends LazarettoError {
  override readonly name = 'InvalidReadingError'

  constructor(text: string, cause: unknown) {
    const message = `A stored label reads ${JSON.stringify(text.slice(0, 80))}, which is not understood. Import the label file again.`
    super('LZ_LABEL_READING', 'integrity', message, { cause })
  }
}
