import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { constants, createGunzip, createGzip } from 'node:zlib'
import { VaultError } from './ListState.ts'

/** A file of JSON lines being written, gzipped; it has a name only when it is whole. */
export interface JsonLinesWriter {
  write(value: unknown): Promise<void>
  /** Ends the file and gives its name, which is the hash of its lines. */
  finish(): Promise<string>
  /** Removes what was written. */
  abandon(): Promise<void>
}

/** Begins a file in a folder. */
export function createJsonLines(folder: string, label: string): JsonLinesWriter {
  const draft = join(folder, `.${label}.${process.pid}.draft`)
  const hash = createHash('sha256')
  const gzip = createGzip({ level: constants.Z_BEST_SPEED })
  const done = pipeline(gzip, createWriteStream(draft, { flush: true }))
  done.catch(() => undefined)
  return {
    write: async (value) => {
      const line = `${JSON.stringify(value)}\n`
      hash.update(line)
      if (!gzip.write(line)) await Promise.race([new Promise((resolve) => gzip.once('drain', resolve)), done])
    },
    finish: async () => {
      gzip.end()
      await done
      const name = `${label}-${hash.digest('hex').slice(0, 32)}.jsonl.gz`
      await rename(draft, join(folder, name))
      return name
    },
    abandon: async () => {
      gzip.destroy()
      await done.catch(() => undefined)
      await rm(draft, { force: true })
    },
  }
}

/**
 * Reads a file that `createJsonLines` has written.
 *
 * @throws VaultError `LZ_VAULT_FILE` where it is gone, cut or changed
 */
export async function* readJsonLines<T>(folder: string, name: string): AsyncGenerator<T> {
  const path = join(folder, name)
  const hash = createHash('sha256')
  try {
    for await (const line of readLines(path)) {
      hash.update(`${line}\n`)
      yield JSON.parse(line) as T
    }
  } catch (cause) {
    throw damaged(path, cause)
  }
  if (!name.includes(hash.digest('hex').slice(0, 32))) throw damaged(path, undefined)
}

/** Lines end with `\n` alone: JSON may hold the other ends that Unicode knows. */
async function* readLines(path: string): AsyncGenerator<string> {
  const unpacked = createGunzip().setEncoding('utf8')
  const copied = pipeline(createReadStream(path), unpacked)
  copied.catch(() => undefined)
  let rest = ''
  for await (const chunk of unpacked) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  await copied
}

function damaged(path: string, cause: unknown): VaultError {
  const message = `${path} is missing or damaged. Load the list again: lazaretto intel update`
  return new VaultError('LZ_VAULT_FILE', 'integrity', message, { cause })
}
