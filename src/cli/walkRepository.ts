import { constants, type Stats } from 'node:fs'
import { type FileHandle, lstat, open, opendir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { RepositoryFile } from '../guard/index.ts'

/** How far a walk goes. */
export interface WalkBounds {
  /** Folders inside folders. */
  readonly depthMax?: number | undefined
  /** Entries of one folder. */
  readonly entriesMax?: number | undefined
  /** Called with what is passed over, relative to the root: installed packages, what is beyond a bound, or what cannot be opened. */
  readonly onSkip?: ((path: string, why: 'installed' | 'bound' | 'closed') => void) | undefined
}

const DEPTH_MAX = 32
const ENTRIES_MAX = 50_000
// Asked about at once, as each question waits for the disk.
const BATCH = 64
// Packages that were installed are not the repository's own, and the objects of git are its packed past.
const PASSED_OVER: ReadonlySet<string> = new Set(['node_modules', '.venv', '__pycache__'])
const GIT_KEPT = /^(?:config|hooks(?:\/[^/]+)?)$/u

/**
 * Walks a folder in the order of its names, and follows no link: not for the walk, and not on reading.
 *
 * The root's own `node_modules` are passed over when the folder is not itself inside one; of `.git` only its settings and
 * its hooks are handed out, without the samples that git puts there.
 */
export async function* walkRepository(root: string, bounds: WalkBounds = {}): AsyncGenerator<RepositoryFile> {
  yield* walkFolder({ root, path: '', depth: 0 }, bounds)
}

interface Folder {
  readonly root: string
  readonly path: string
  readonly depth: number
}

async function* walkFolder(folder: Folder, bounds: WalkBounds): AsyncGenerator<RepositoryFile> {
  const paths = (await listNames(folder, bounds)).map((name) => (folder.path === '' ? name : `${folder.path}/${name}`))
  const kept = paths.filter((path) => isKept(path, bounds))
  for (let first = 0; first < kept.length; first += BATCH) {
    const batch = kept.slice(first, first + BATCH)
    const entries = await Promise.all(batch.map((path) => lstat(join(folder.root, path)).catch(() => undefined)))
    for (const [i, path] of batch.entries()) yield* walkEntry({ ...folder, path }, { entry: entries[i], bounds })
  }
}

function isKept(path: string, bounds: WalkBounds): boolean {
  if (!PASSED_OVER.has(basename(path))) return isKeptOfGit(path)
  bounds.onSkip?.(path, 'installed')
  return false
}

interface Found {
  readonly entry: Stats | undefined
  readonly bounds: WalkBounds
}

async function* walkEntry({ root, path, depth }: Folder, { entry, bounds }: Found): AsyncGenerator<RepositoryFile> {
  if (entry === undefined) bounds.onSkip?.(path, 'closed')
  else if (!entry.isDirectory())
    yield toFile({ root, path, sizeBytes: entry.size, isLink: entry.isSymbolicLink(), isFile: entry.isFile() })
  else if (depth < (bounds.depthMax ?? DEPTH_MAX)) yield* walkFolder({ root, path, depth: depth + 1 }, bounds)
  else bounds.onSkip?.(path, 'bound')
}

async function listNames({ root, path }: Folder, bounds: WalkBounds): Promise<string[]> {
  const names: string[] = []
  try {
    for await (const entry of await opendir(join(root, path))) {
      if (names.length >= (bounds.entriesMax ?? ENTRIES_MAX)) {
        bounds.onSkip?.(path, 'bound')
        break
      }
      names.push(entry.name)
    }
  } catch (error) {
    // The folder that was asked about has to be there; one inside of it may be closed, which is told.
    if (path === '') throw error
    bounds.onSkip?.(path, 'closed')
  }
  return names.sort()
}

function isKeptOfGit(path: string): boolean {
  const inside = /(?:^|.*\/)\.git\/(.*)$/u.exec(path)?.[1]
  return inside === undefined || (GIT_KEPT.test(inside) && !inside.endsWith('.sample'))
}

interface Entry {
  readonly root: string
  readonly path: string
  readonly sizeBytes: number
  readonly isLink: boolean
  readonly isFile: boolean
}

function toFile({ root, path, sizeBytes, isLink, isFile }: Entry): RepositoryFile {
  const kind = isLink ? 'link' : isFile ? 'file' : 'other'
  return { path, sizeBytes, kind, read: (bytesMax) => readHead(join(root, path), Math.min(bytesMax, sizeBytes)) }
}

// A file may have become a link or a pipe since it was listed: O_NOFOLLOW refuses the one, O_NONBLOCK the wait for the other.
async function readHead(path: string, bytesMax: number): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    return await readFully(file, new Uint8Array(bytesMax))
  } finally {
    await file.close()
  }
}

async function readFully(file: FileHandle, buffer: Uint8Array): Promise<Uint8Array> {
  let length = 0
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return buffer.subarray(0, length)
}
