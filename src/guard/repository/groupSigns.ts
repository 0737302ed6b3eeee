import type { PlacedSign } from './Sign.ts'

const PACKAGES_AS_ONE = 8
const MANIFEST = /(?:^|\/)(?:package\.json|pyproject\.toml|setup\.py|Cargo\.toml|go\.mod|composer\.json)$/u

/** The folder of a package, when a path is that of its manifest. */
export function packageOf(path: string): string | undefined {
  return MANIFEST.test(path) ? folderOf(path) : undefined
}

/**
 * Signs that stand together: those of one package with those of the folders around it.
 *
 * A repository of few packages is one whole. In one of many, what is rare in each is found somewhere in all of them.
 *
 * @param packages - Folders of packages, relative to the repository.
 */
export function groupSigns(signs: readonly PlacedSign[], packages: ReadonlySet<string>): (readonly PlacedSign[])[] {
  if (packages.size <= PACKAGES_AS_ONE) return [signs]
  const byPackage = new Map<string, PlacedSign[]>()
  for (const sign of signs) {
    const folder = listFolders(sign.path).find((name) => packages.has(name)) ?? ''
    const list = byPackage.get(folder)
    if (list === undefined) byPackage.set(folder, [sign])
    else list.push(sign)
  }
  return [...byPackage.keys()].map((folder) =>
    ['', ...listFolders(folder), folder]
      .filter((name, i, all) => all.indexOf(name) === i)
      .flatMap((name) => byPackage.get(name) ?? []),
  )
}

/** The folders around a path, the nearest first; the last is the repository itself. */
function listFolders(path: string): string[] {
  const folders: string[] = []
  for (let at = path; at !== ''; at = folderOf(at)) folders.push(folderOf(at))
  return folders
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}
