import { readFileSync, statSync } from 'node:fs'
import { GuardError } from './GuardError.ts'

const BYTES_MAX = 32 * 1024 * 1024
const LEVELS_MAX = 64

/** The bytes of a file that somebody named. @throws GuardError `LZ_GUARD_FILE` */
export function readBounded(path: string, bytesMax: number = BYTES_MAX): Buffer {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isFile() !== true) throw new GuardError('LZ_GUARD_FILE', `There is no file at ${path}. Check the path.`)
  if (found.size > bytesMax)
    throw new GuardError(
      'LZ_GUARD_FILE',
      `${path} has ${found.size} bytes, of at most ${bytesMax}. Give a smaller one.`,
    )
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new GuardError('LZ_GUARD_FILE', `${path} cannot be read. Look at who may read it.`, { cause })
  }
}

/** JSON that somebody gave, which does not nest without end. @throws GuardError `LZ_GUARD_JSON` */
export function parseBoundedJson(text: string): unknown {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new GuardError('LZ_GUARD_JSON', 'It begins like JSON and is none. Copy all of it, to the last bracket.', {
      cause,
    })
  }
  assertFlat(json)
  return json
}

// Who reads nested values later does so on the stack.
function assertFlat(json: unknown): void {
  let level: unknown[] = [json]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > LEVELS_MAX)
      throw new GuardError(
        'LZ_GUARD_JSON',
        `It nests more than ${LEVELS_MAX} levels deep: nothing that is signed does.`,
      )
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? (Object.values(each) as unknown[]) : [],
    )
  }
}
