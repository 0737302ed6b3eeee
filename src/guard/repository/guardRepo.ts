import { conclude } from '../Finding.ts'
import * as OutsideText from '../OutsideText.ts'
import { packageOf } from './groupSigns.ts'
import { isQuoted } from './isQuoted.ts'
import { judgeSigns, listKinds } from './judgeSigns.ts'
import type { RepositoryAnswer, RepositoryBounds, RepositoryFinding } from './RepositoryAnswer.ts'
import { lineAt, type RepositoryFile, type SourceFile, toSource } from './RepositoryFile.ts'
import { isProgram, judgeDisguise, judgeName, readSource } from './readSource.ts'
import type { PlacedSign, Sign, SignCode, Strength } from './Sign.ts'
import { scanAutorun } from './scanAutorun.ts'
import { scanCode } from './scanCode.ts'
import { scanManifest } from './scanManifest.ts'

const FILES_MAX = 20_000
const FILE_BYTES_MAX = 1 << 21
const BYTES_MAX = 1 << 28
const SIGNS_MAX = 10_000

interface Scan {
  readonly signs: PlacedSign[]
  readonly unread: string[]
  readonly cut: string[]
  readonly programs: string[]
  readonly links: string[]
  readonly packages: Set<string>
  filesSeen: number
  filesRead: number
  bytes: number
  bound: string | undefined
}

/**
 * Looks at a repository before anyone opens or runs it: statically, file by file, within bounds.
 *
 * It shouts only when several kinds of sign stand together, and tells each with its place and its ATT&CK ids. A
 * repository without a sign is `no-match`, which is not "safe"; one that could not be read to its end is at least `hold`.
 *
 * @param files - What a walker found; nothing is run, unpacked or followed.
 * @source https://attack.mitre.org/groups/G1052/ Contagious Interview
 * @example
 * (await guardRepo(files)).kinds // ['OBFUSCATED', 'REMOTE_CODE', 'RUNS_ON_OPEN']
 */
export async function guardRepo(
  files: AsyncIterable<RepositoryFile> | Iterable<RepositoryFile>,
  bounds: RepositoryBounds = {},
): Promise<RepositoryAnswer> {
  const scan: Scan = {
    signs: [],
    unread: [],
    cut: [],
    programs: [],
    links: [],
    packages: new Set(),
    filesSeen: 0,
    filesRead: 0,
    bytes: 0,
    bound: undefined,
  }
  for await (const file of files) {
    scan.bound = findBound(scan, bounds)
    if (scan.bound !== undefined) break
    scan.filesSeen++
    await scanFile(file, { scan, bytesMax: bounds.fileBytesMax ?? FILE_BYTES_MAX })
  }
  return answer(scan)
}

function findBound(scan: Scan, bounds: RepositoryBounds): string | undefined {
  const filesMax = bounds.filesMax ?? FILES_MAX
  const bytesMax = bounds.bytesMax ?? BYTES_MAX
  if (scan.filesSeen >= filesMax) return `${filesMax} files`
  if (scan.bytes >= bytesMax) return `${bytesMax} bytes`
  return scan.signs.length >= SIGNS_MAX ? `${SIGNS_MAX} signs` : undefined
}

async function scanFile(file: RepositoryFile, { scan, bytesMax }: { scan: Scan; bytesMax: number }): Promise<void> {
  if (file.kind !== 'file') {
    ;(file.kind === 'link' ? scan.links : scan.unread).push(file.path)
    return
  }
  const folder = packageOf(file.path)
  if (folder !== undefined) scan.packages.add(folder)
  if (isProgram(file.path)) scan.programs.push(file.path)
  push(scan, toSource(file.path, ''), judgeName(file.path))
  try {
    const source = await readSource(file, bytesMax)
    if (source === undefined) return
    scan.filesRead++
    scan.bytes += Math.min(file.sizeBytes, bytesMax)
    push(scan, source, [...judgeDisguise(source), ...scanAutorun(source), ...scanManifest(source), ...scanCode(source)])
    if (file.sizeBytes > bytesMax) scan.cut.push(file.path)
  } catch {
    scan.unread.push(file.path)
  }
}

function push(scan: Scan, source: SourceFile, signs: readonly Sign[]): void {
  const isShown = source.isTest && !isRunByItself(source, signs)
  for (const sign of signs) {
    const strength = isShown ? weighShown(source, sign) : sign.strength
    scan.signs.push({ ...sign, strength, path: source.path, line: lineAt(source.text, sign.index) })
  }
}

/** In a test, what stands in quotes is shown and not run. */
function weighShown({ text }: SourceFile, { strength, index }: Sign): Strength {
  return isQuoted(text, index) ? 'aside' : LIGHTER[strength]
}

// A test whose own code, out of quotes, shows one strong sign beside another is a place to hide in.
function isRunByItself({ text, isFixture }: SourceFile, signs: readonly Sign[]): boolean {
  const strong = signs.filter(({ strength }) => strength === 'strong')
  if (isFixture || new Set(strong.map(({ code }) => code)).size < 2) return false
  return strong.some(({ code, index }) => RUN.has(code) && !isQuoted(text, index))
}

const RUN: ReadonlySet<SignCode> = new Set(['REMOTE_CODE', 'OBFUSCATED', 'ENVIRONMENT_SENT', 'TEXT_HIDDEN'])
const LIGHTER: Readonly<Record<Strength, Strength>> = { strong: 'weak', weak: 'aside', aside: 'aside' }

function answer(scan: Scan): RepositoryAnswer {
  const findings = [...judgeSigns(scan.signs, scan.packages), ...tellRest(scan)]
  const techniques = [...new Set(findings.flatMap((finding) => finding.techniques))].sort()
  const { filesSeen, filesRead } = scan
  return { ...conclude(findings), kinds: listKinds(scan.signs), techniques, filesSeen, filesRead }
}

function tellRest({ bound, unread, cut, programs, links }: Scan): RepositoryFinding[] {
  const rest: RepositoryFinding[] = []
  const tell = (finding: Pick<RepositoryFinding, 'code' | 'effect' | 'message' | 'files'>): number =>
    rest.push({ ...finding, techniques: [] })
  if (bound !== undefined)
    tell({
      code: 'NOT_ALL_READ',
      effect: 'hold',
      message: `The scan ended at its bound of ${bound}: what follows is not known.`,
      files: 0,
    })
  if (unread.length > 0)
    tell({
      code: 'NOT_ALL_READ',
      effect: 'hold',
      message: `Could not be read: ${listPaths(unread)}.`,
      files: unread.length,
    })
  if (cut.length > 0)
    tell({
      code: 'NOT_ALL_READ',
      effect: 'note',
      message: `Too long, only the beginning was read: ${listPaths(cut)}.`,
      files: cut.length,
    })
  if (programs.length > 0)
    tell({
      code: 'PROGRAM_FILE',
      effect: 'note',
      message: `Programs for a machine, which cannot be read here: ${listPaths(programs)}.`,
      files: programs.length,
    })
  if (links.length > 0)
    tell({
      code: 'LINK',
      effect: 'note',
      message: `Links, which are not followed: ${listPaths(links)}.`,
      files: links.length,
    })
  return rest
}

function listPaths(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).map((path) => OutsideText.quote(path, 200))
  return paths.length > shown.length ? `${shown.join(', ')} and ${paths.length - shown.length} more` : shown.join(', ')
}
