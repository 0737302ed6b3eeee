import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { AssetId, ChainId } from '../../chain/index.ts'
import { type Contact, createAddressBook, knowBook, type PastTransfer } from '../../guard/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import { GuardError } from './GuardError.ts'
import type { GuardTools } from './GuardTools.ts'
import { parseBoundedJson } from './guardFiles.ts'

const ROWS_MAX = 10_000
const TEXT_MAX = 200

const row = z.object({
  address: z.string().max(TEXT_MAX),
  name: z.string().max(TEXT_MAX).optional(),
  chain: z.string().max(TEXT_MAX).optional(),
  chainid: z
    .string()
    .regex(/^\d{0,15}$/)
    .optional(),
  own: z.enum(['yes', 'no', 'true', 'false', '']).optional(),
})

/**
 * Reads an address book: CSV with the columns `address` and, where wanted, `name`, `chain` or `chainId` (a number, as Safe
 * writes it), and `own` (yes or no); with commas, semicolons or tabs. Other columns are passed over.
 *
 * @throws GuardError `LZ_GUARD_BOOK`
 * @example
 * readBook('address,name,own\n0x28C6c06298d514Db089934071355E5743bf21d60,my deposit,yes\n')
 */
export function readBook(text: string): Contact[] {
  const rows = z.array(row).max(ROWS_MAX).safeParse(parseCsv(text))
  if (!rows.success) {
    const [issue] = rows.error.issues
    const line = typeof issue?.path[0] === 'number' ? ` in row ${issue.path[0] + 1}` : ''
    throw wrongBook(`${issue?.path[1]?.toString() ?? 'a column'}${line}: ${issue?.message ?? 'unknown'}`)
  }
  return rows.data.map((each, i) => {
    try {
      return toContact(each)
    } catch (error) {
      if (error instanceof LazarettoError) throw wrongBook(`row ${i + 1}: ${error.message}`)
      throw error
    }
  })
}

function toContact({ address, name = '', chain = '', chainid = '', own }: z.infer<typeof row>): Contact {
  const place = chain === '' && chainid !== '' ? `eip155:${chainid}` : chain
  const contact = {
    address,
    ...(name === '' ? {} : { name }),
    ...(place === '' ? {} : { chain: ChainId.parse(place) }),
    ...(own === 'yes' || own === 'true' ? { isOwn: true } : {}),
  }
  // An address with a slip is a wrong one: better to hear of it by its row than to trust it.
  createAddressBook([contact])
  return contact
}

function parseCsv(text: string): unknown {
  const columns = (headings: string[]): string[] => headings.map((heading) => heading.trim().toLowerCase())
  const delimiter = [',', ';', '\t']
  try {
    return parse(text, { bom: true, columns, delimiter, trim: true, skip_empty_lines: true })
  } catch (error) {
    if (error instanceof CsvError) throw wrongBook(error.message.slice(0, TEXT_MAX))
    throw error
  }
}

function wrongBook(what: string): GuardError {
  return new GuardError(
    'LZ_GUARD_BOOK',
    `The address book cannot be read, ${what}. Expected CSV with the columns address, name, chain, own.`,
  )
}

/** One transfer of the user's past, as callers write it. */
export const pastTransfer: z.ZodType<PastTransfer> = z
  .strictObject({
    from: z.string().max(TEXT_MAX),
    to: z.string().max(TEXT_MAX),
    amount: z
      .string()
      .regex(/^\d{1,78}$/)
      .describe('Base units, decimal text.'),
    asset: z.string().max(TEXT_MAX).describe('CAIP-19.'),
    symbol: z.string().max(TEXT_MAX).optional(),
    isSigned: z
      .boolean()
      .optional()
      .describe('Whether you signed its transaction: anybody can write a payment of nothing in your name.'),
  })
  .transform(({ amount, asset, isSigned, ...rest }) => ({
    ...rest,
    amount: BigInt(amount),
    asset: AssetId.parse(asset),
    isSigned,
  }))

/** Reads the user's own past: a JSON list of transfers. @throws GuardError `LZ_GUARD_PAID`, `LZ_GUARD_JSON` */
export function readPaid(text: string): PastTransfer[] {
  const parsed = z.array(pastTransfer).max(ROWS_MAX).safeParse(parseBoundedJson(text))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.') || 'the list'
  throw new GuardError(
    'LZ_GUARD_PAID',
    `The payments cannot be read at ${where}: ${issue?.message}. Expected [{from, to, amount, asset, symbol, isSigned}].`,
  )
}

/** Adds an address book to what is known of addresses: what is known already goes before it. */
export function withBook(tools: GuardTools, { book }: { readonly book?: readonly Contact[] | undefined }): GuardTools {
  const { know } = tools
  if (book === undefined) return tools
  const theirs = knowBook(createAddressBook(book))
  return { ...tools, know: (address, chainId) => ({ ...theirs(address, chainId), ...know?.(address, chainId) }) }
}
