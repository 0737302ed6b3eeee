import { type Stats, statSync } from 'node:fs'
import { assertNoBareKey, assertNoSecret } from '../../chain/index.ts'
import { isHost, readBounded } from '../../server/index.ts'
import type { Terminal } from '../Terminal.ts'
import { RecogniseError } from './RecogniseError.ts'

/** What stands behind an argument: a folder, or a text and where it is from. */
export type Thing =
  | { readonly folder: string }
  | { readonly text: string; readonly origin: 'argument' | 'file' | 'input' }

const TEXT_BYTES_MAX = 8 << 20

/**
 * Finds what an argument names: a folder, a file, standard input, or the text itself.
 *
 * @throws RecogniseError `LZ_GUARD_AMBIGUOUS` for what is a file and a site, `LZ_GUARD_SIZE`; SecretError; GuardError `LZ_GUARD_FILE`
 */
export async function readThing(terminal: Terminal, given: string): Promise<Thing> {
  if (given === '-') return { text: await readInput(terminal), origin: 'input' }
  const found = findStats(given)
  if (found === undefined) return { text: noSecret(given), origin: 'argument' }
  if (!/[/\\]/.test(given) && given !== '.' && given !== '..' && isHost(given)) {
    const message = `There is ${found.isDirectory() ? 'a folder' : 'a file'} ${JSON.stringify(given)}, and it is the name of a site too. Say ./${given} or https://${given}/.`
    throw new RecogniseError('LZ_GUARD_AMBIGUOUS', message)
  }
  if (found.isDirectory()) return { folder: given }
  return { text: decode(readBounded(given, TEXT_BYTES_MAX)), origin: 'file' }
}

/** What no path can be, such as a long text or one with a zero byte, is none. */
function findStats(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** All of standard input, as text. @throws RecogniseError `LZ_GUARD_SIZE`, `LZ_GUARD_UNKNOWN` */
async function readInput({ input }: Terminal): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of input) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    length += bytes.length
    if (length > TEXT_BYTES_MAX) {
      throw new RecogniseError(
        'LZ_GUARD_SIZE',
        `Standard input has more than ${TEXT_BYTES_MAX} bytes. Give one thing at a time.`,
      )
    }
    chunks.push(bytes)
  }
  return decode(Buffer.concat(chunks))
}

/** Without the end of the last line, which editors and shells add and nobody signs. */
function decode(bytes: Uint8Array): string {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '')
  } catch {
    throw new RecogniseError(
      'LZ_GUARD_UNKNOWN',
      'That is no text: programs, pictures, archives and documents are not read. Give a text, hex or JSON in UTF-8, or the folder of a repository.',
    )
  }
  return noSecret(text)
}

function noSecret(text: string): string {
  assertNoSecret(text)
  assertNoBareKey(text)
  return text
}
