import { createReadStream, statSync } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { GuardError } from '../../server/index.ts'

/**
 * The bytes of a list's file, unpacked: gzip is known by its first two bytes, not by the file's name.
 *
 * @throws GuardError `LZ_GUARD_FILE` for a file that is not there, or an archive that is cut or damaged
 */
export async function* readListBytes(path: string): AsyncGenerator<Uint8Array> {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw new GuardError('LZ_GUARD_FILE', `There is no file at ${path}. Check the path.`)
  const file = createReadStream(path)
  const gunzip = (await isGzip(path)) ? createGunzip() : undefined
  if (gunzip !== undefined) file.on('error', (error) => gunzip.destroy(error)).pipe(gunzip)
  try {
    yield* (gunzip ?? file) as AsyncIterable<Uint8Array>
  } catch (cause) {
    throw new GuardError(
      'LZ_GUARD_FILE',
      `${path} cannot be read to its end, or is a damaged archive. Fetch it again.`,
      { cause },
    )
  } finally {
    file.destroy()
  }
}

async function isGzip(path: string): Promise<boolean> {
  for await (const head of createReadStream(path, { end: 1 }) as AsyncIterable<Uint8Array>) {
    return head[0] === 0x1f && head[1] === 0x8b
  }
  return false
}
