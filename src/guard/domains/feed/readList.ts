import { ListIntake } from './ListIntake.ts'
import type { ListReading } from './ListReading.ts'
import { readCsvList } from './readCsvList.ts'
import { type JsonListFormat, readJsonList } from './readJsonList.ts'
import { readTextList } from './readTextList.ts'
import { readYamlList } from './readYamlList.ts'
import type { ListFile } from './textLines.ts'

/** Forms in which lists of names are published. `text`: a name a line, maltrail, hosts files. */
export type ListFormat = JsonListFormat | 'phantom' | 'csv' | 'text'

/** All of them. */
export const LIST_FORMATS: readonly ListFormat[] = [
  ...(['eth-phishing-detect', 'scamsniffer', 'polkadot', 'misp', 'phantom', 'csv', 'text'] as const),
]

/**
 * Reads a list of names known to be bad, in pieces as they come.
 *
 * A line that is no name is counted and kept with its reason; a file that is something else is an error with its line.
 *
 * @param file - Unpacked UTF-8, at most 256 MiB.
 * @throws ListFileError `LZ_GUARD_LIST_FORMAT`, `LZ_GUARD_LIST_LIMIT`
 */
export async function readList(file: ListFile, format: ListFormat): Promise<ListReading> {
  const intake = new ListIntake(file.name)
  switch (format) {
    case 'phantom':
      await readYamlList(file, intake, 'bad')
      break
    case 'csv':
      await readCsvList(file, intake)
      break
    case 'text':
      await readTextList(file, intake)
      break
    case 'eth-phishing-detect':
    case 'scamsniffer':
    case 'polkadot':
    case 'misp':
      await readJsonList(file, format, intake)
  }
  return intake.finish()
}
