import { z } from 'zod'
import { LIST_FORMATS, type ListFormat } from '../../guard/index.ts'
import { GuardError } from '../../server/index.ts'

/** A list that is to be compiled. */
export interface ListSource {
  readonly name: string
  readonly format: ListFormat
  readonly file: string
  /** When it was published, in seconds UTC. */
  readonly dateSec: number
  /** How long it can say that a name is not on it. */
  readonly days: number
  readonly url?: string | undefined
  readonly licence?: string | undefined
  /** Days for which an entry counts; for ever where it is not said. */
  readonly entryDays?: number | undefined
}

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .transform((text) => Date.parse(`${text}T00:00:00Z`) / 1000)
  .refine(Number.isFinite, 'is no day')
const text = z.string().min(1).max(300)
const document = z.strictObject({
  lists: z
    .array(
      z.strictObject({
        name: text,
        format: z.string(),
        file: text,
        date: day,
        days: z.int().min(1).max(3650),
        url: text.optional(),
        licence: text.optional(),
        entryDays: z.int().min(1).max(65_535).optional(),
      }),
    )
    .min(1)
    .max(64),
})

/** Parses what names lists, and says of each what is known. @throws GuardError `LZ_GUARD_SOURCES` */
export function parseSources(json: unknown): ListSource[] {
  const parsed = document.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw wrong(`${issue?.path.join('.') || 'The whole'}: ${issue?.message}`)
  }
  return parsed.data.lists.map(({ format, date, ...rest }) => ({
    ...rest,
    format: toFormat(format, rest.file),
    dateSec: date,
  }))
}

/** The format of a name. @throws GuardError `LZ_GUARD_SOURCES` */
export function toFormat(name: string, of: string): ListFormat {
  const format = LIST_FORMATS.find((each) => each === name)
  if (format === undefined)
    throw wrong(`The format of ${JSON.stringify(of.slice(0, 200))} is none of ${LIST_FORMATS.join(', ')}`)
  return format
}

function wrong(what: string): GuardError {
  return new GuardError(
    'LZ_GUARD_SOURCES',
    `${what}. Expected FORMAT:FILE, or lists as lazaretto guard feed compile --help shows.`,
  )
}
