import { readCsv } from './csv.ts'
import { ImportError } from './ImportError.ts'
import { readJsonLines } from './jsonLines.ts'
import { FileError, type LineBatch, readLines, textOfLine } from './lines.ts'
import type { FileBatch } from './RowBatch.ts'

/**
 * Reads the rows of a text file, gzipped or not: JSON Lines where the first character is `{`, else CSV with a header.
 *
 * @throws FileError as `readLines` and `readCsv`, and `LZ_FILE_FORMAT` for one JSON document in the place of lines
 * @throws ImportError `LZ_IMPORT_EMPTY` for a file of blank lines
 */
export async function* readRows(path: string): AsyncGenerator<FileBatch> {
  const batches = readLines(path)
  try {
    const first = await firstFilled(batches)
    if (first === undefined) throw new ImportError('LZ_IMPORT_EMPTY', `${path} is empty: there is not even a header.`)
    if (first.char === '[') throw jsonDocument(path)
    const all = resume(first.batch, batches)
    yield* first.char === '{' ? readJsonLines(all) : readCsv(all, path)
  } finally {
    await batches.return(undefined)
  }
}

async function firstFilled(
  batches: AsyncGenerator<LineBatch>,
): Promise<{ batch: LineBatch; char: string } | undefined> {
  for (let next = await batches.next(); next.done !== true; next = await batches.next()) {
    const batch = next.value
    for (let i = 0; i < batch.starts.length; i++) {
      const text = textOfLine(batch, i).trimStart()
      if (text !== '') return { batch, char: text.charAt(0) }
    }
  }
  return undefined
}

async function* resume(first: LineBatch, rest: AsyncGenerator<LineBatch>): AsyncGenerator<LineBatch> {
  yield first
  yield* rest
}

function jsonDocument(path: string): FileError {
  const message = `${path} is one JSON array. Write one object per line: jq -c '.[]' file.json > file.jsonl`
  return new FileError('LZ_FILE_FORMAT', message)
}
