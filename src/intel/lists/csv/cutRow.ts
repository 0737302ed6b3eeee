import { ListError } from '../ListError.ts'
import type { CsvRecord } from './readRecords.ts'

/** The error for a last row without a line end, of which nobody can tell whether it is whole. */
export function cutRow(place: CsvRecord): ListError {
  const message =
    'The last row has no line end, and nothing shows that it is whole: the file is cut. Fetch it again; for a whole copy give ' +
    'its --sha256 or --entries, or say --accept unended.'
  return new ListError('LZ_LIST_TRUNCATED', message, { place })
}
