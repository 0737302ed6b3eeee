import type { z } from 'zod'
import { LazarettoError } from '../../../LazarettoError.ts'
import { ExplorerError } from './ExplorerError.ts'

// Schemas of answers check what is read and let other fields be: explorers add some with every release.

/** Takes an answer as its documented shape. @throws ExplorerError `LZ_EXPLORER_SHAPE` */
export function readShape<T>(schema: z.ZodType<T>, answer: unknown, source: string): T {
  const result = schema.safeParse(answer)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const place = issue?.path.join('.') ?? ''
  const message = `${source}: the answer has not its documented form at '${place}': ${issue?.message ?? 'unknown'}.`
  throw new ExplorerError('LZ_EXPLORER_SHAPE', message, { cause: result.error })
}

/** Makes rows of an answer's rows; one that cannot be made (an address with a wrong checksum) spoils the answer. */
export function mapRows<R, T>(rows: readonly R[], source: string, toRow: (row: R) => T): T[] {
  return rows.map((row, i) => {
    try {
      return toRow(row)
    } catch (cause) {
      if (!(cause instanceof LazarettoError) || cause instanceof ExplorerError) throw cause
      throw new ExplorerError('LZ_EXPLORER_SHAPE', `${source}: row ${i + 1} cannot be read: ${cause.message}`, {
        cause,
      })
    }
  })
}

/** @throws ExplorerError `LZ_EXPLORER_ROWS` where a row is not about the address */
export function assertAbout<R extends { readonly from: string; readonly to: string }>(
  rows: readonly R[],
  address: string,
  source: string,
): readonly R[] {
  const other = rows.find(({ from, to }) => from !== address && to !== address)
  if (other === undefined) return rows
  const message = `${source}: asked about ${address}, it answers with a transfer from ${other.from} to ${other.to}.`
  throw new ExplorerError('LZ_EXPLORER_ROWS', message)
}
