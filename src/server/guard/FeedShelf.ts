import { mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Feed, openFeed } from '../../guard/index.ts'
import { GuardError } from './GuardError.ts'
import { readBounded } from './guardFiles.ts'

/** Where guard's own files lie in the folder of the data. */
export interface FeedPlaces {
  /** The compiled feed. */
  readonly feed: string
  /** Public keys whose feeds are believed, one a line. */
  readonly keys: string
  /** The key that this machine signs with. */
  readonly signer: string
}

const FEED_BYTES_MAX = 68_157_440
const KEY_LINE = /^([0-9a-f]{64})(?:\s.*)?$/i

export function feedPlaces(folder: string): FeedPlaces {
  const at = join(folder, 'guard')
  return { feed: join(at, 'feed.lzfeed'), keys: join(at, 'feed-keys.txt'), signer: join(at, 'feed-key.pem') }
}

/** A public key as text: 64 hex digits. @throws GuardError `LZ_GUARD_FEED_KEY` */
export function parseFeedKey(text: string): Uint8Array {
  const digits = KEY_LINE.exec(text.trim())?.[1]
  if (digits !== undefined) return Uint8Array.from(Buffer.from(digits, 'hex'))
  throw new GuardError(
    'LZ_GUARD_FEED_KEY',
    `A key of a feed is 64 hex digits, not ${JSON.stringify(text.slice(0, 80))}. lazaretto guard feed key prints one.`,
  )
}

/** The keys that a folder trusts; none where it names none. @throws GuardError `LZ_GUARD_FEED_KEY` */
export function readFeedKeys(folder: string): Uint8Array[] {
  const { keys } = feedPlaces(folder)
  if (statSync(keys, { throwIfNoEntry: false }) === undefined) return []
  const lines = readBounded(keys, 1 << 16)
    .toString('utf8')
    .split('\n')
  return lines.filter((line) => line.trim() !== '' && !line.startsWith('#')).map(parseFeedKey)
}

/** Opens a feed's file. @throws GuardError `LZ_GUARD_FILE`; FeedFormatError, FeedSignatureError */
export async function openFeedFile(
  path: string,
  options: { readonly publicKeys: readonly Uint8Array[]; now(): number },
): Promise<Feed> {
  return await openFeed(readBounded(path, FEED_BYTES_MAX), options)
}

/** The feed of a folder; undefined where there is none. @throws as `openFeedFile` */
export async function openOwnFeed(folder: string, now: () => number): Promise<Feed | undefined> {
  const { feed } = feedPlaces(folder)
  if (statSync(feed, { throwIfNoEntry: false }) === undefined) return undefined
  return await openFeedFile(feed, { publicKeys: readFeedKeys(folder), now })
}

/** Writes a file at once: who reads it meanwhile has the old one. */
export function replaceFile(path: string, bytes: Uint8Array | string, mode = 0o644): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.new`, bytes, { mode })
    renameSync(`${path}.new`, path)
  } catch (cause) {
    throw new GuardError('LZ_GUARD_FILE', `${path} cannot be written. Look at who may write there.`, { cause })
  }
}

/** A folder's feed for a server: opened again when its file has changed. */
export class FeedShelf {
  readonly #folder: string
  readonly #now: () => number
  readonly #report: (error: unknown) => void
  #stamp = ''
  #feed: Promise<Feed | undefined> = Promise.resolve(undefined)

  constructor({ folder, now, report }: { folder: string; now(): number; report(error: unknown): void }) {
    this.#folder = folder
    this.#now = now
    this.#report = report
  }

  /** The newest feed that could be opened; one that cannot be leaves the one before in its place, which grows old. */
  async current(): Promise<Feed | undefined> {
    const stamp = stampOf(feedPlaces(this.#folder))
    if (stamp !== this.#stamp) {
      this.#stamp = stamp
      const before = this.#feed
      this.#feed = openOwnFeed(this.#folder, this.#now).catch((error: unknown) => {
        this.#report(error)
        return before
      })
    }
    return await this.#feed
  }
}

function stampOf({ feed, keys }: FeedPlaces): string {
  const stamps = [feed, keys].map((path) => statSync(path, { throwIfNoEntry: false }))
  return stamps.map((stat) => (stat === undefined ? '-' : `${stat.ino}.${stat.size}.${stat.mtimeMs}`)).join()
}
