import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { ListCompanions } from '../../../intel/index.ts'
import { LazarettoError } from '../../../LazarettoError.ts'
import { openBytes } from '../../files.ts'

/** A list file, the files that belong to it, and the names of these. */
export interface FileSet {
  readonly main: string
  readonly companions: ListCompanions
  readonly found: readonly string[]
}

type Role = keyof ListCompanions

// What OFAC calls them: sdn.csv has alt.csv, add.csv and sdn_comments.csv; cons_prim.csv has cons_alt.csv and so on.
const ROLES: readonly (readonly [RegExp, Role])[] = [
  [/comments/i, 'comments'],
  [/(?<![a-z])alt(?![a-z])/i, 'aliases'],
  [/(?<![a-z])add(?![a-z])/i, 'places'],
]
const MAIN = /^(?:sdn|cons_prim)\.csv(?:\.gz)?$/i

/**
 * Tells a list file from those that belong to it, and finds these beside an `sdn.csv` or `cons_prim.csv` that is named alone.
 *
 * @throws CompanionError `LZ_INTEL_FILES` where not exactly one is the list, or two have one role
 */
export function gatherFiles(paths: readonly string[]): FileSet {
  const main = paths.filter((path) => roleOf(path) === undefined)
  const [first] = paths.length === 1 ? paths : main
  if (first === undefined || (paths.length > 1 && main.length !== 1)) throw new CompanionError(paths)
  const others = paths.length === 1 ? listBeside(first) : paths.filter((path) => path !== first)
  const byRole = new Map(others.map((path) => [roleOf(path), path]))
  if (byRole.size !== others.length) throw new CompanionError(paths)
  return { main: first, companions: openAll(byRole), found: others.map((path) => basename(path)) }
}

function openAll(byRole: ReadonlyMap<Role | undefined, string>): ListCompanions {
  const open = (role: Role): AsyncIterable<Uint8Array> | undefined => {
    const path = byRole.get(role)
    return path === undefined ? undefined : openLate(path)
  }
  return { aliases: open('aliases'), places: open('places'), comments: open('comments') }
}

function roleOf(path: string): Role | undefined {
  return ROLES.find(([word]) => word.test(basename(path)))?.[1]
}

function listBeside(path: string): string[] {
  const name = basename(path)
  if (!MAIN.test(name)) return []
  const names = /^sdn/i.test(name) ? ['alt', 'add', 'sdn_comments'] : ['cons_alt', 'cons_add', 'cons_comments']
  const wanted = new Set(names.flatMap((one) => [`${one}.csv`, `${one}.csv.gz`]))
  const folder = dirname(path)
  return namesIn(folder)
    .filter((one) => wanted.has(one.toLowerCase()))
    .map((one) => join(folder, one))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    // The list file itself cannot be there either, and says so when it is opened.
    return []
  }
}

/** Opened only when it is read: of most forms nobody reads them. */
async function* openLate(path: string): AsyncGenerator<Uint8Array> {
  yield* openBytes(path)
}

class CompanionError extends LazarettoError {
  override readonly name = 'CompanionError'

  constructor(paths: readonly string[]) {
    const names = paths.map((path) => basename(path)).join(', ')
    const message = `${names} are not one list with its files. Name one list, and its alt, add and comments files once each.`
    super('LZ_INTEL_FILES', 'input', message)
  }
}
