import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import {
  createDescriptions,
  type Descriptions,
  type Descriptor,
  DescriptorError,
  loadStandard,
  parseDescriptor,
} from '../../guard/index.ts'
import { GuardError } from './GuardError.ts'
import { readBounded } from './guardFiles.ts'

/** A folder of descriptors, read. */
export interface DescriptorFolder {
  readonly descriptions: Descriptions
  readonly count: number
  /** Files that say nothing, each with its reason. */
  readonly leftOut: readonly string[]
}

const FILES_MAX = 10_000
const DEPTH_MAX = 8
const BYTES_MAX = 1 << 20
const NAME = /^(?:calldata|eip712)-.*\.json$/

/**
 * Reads a folder of ERC-7730 descriptors, as the registry has them: `calldata-*.json` and `eip712-*.json`, at any depth.
 *
 * What one of them includes is taken from the same folder only.
 *
 * @throws GuardError `LZ_GUARD_FILE` where there is no folder, or more than 10,000 files
 */
export function readDescriptors(folder: string): DescriptorFolder {
  if (!existsSync(folder)) throw new GuardError('LZ_GUARD_FILE', `There is no folder ${folder}. Check the path.`)
  const root = realpathSync(folder)
  const descriptors: Descriptor[] = []
  const leftOut: string[] = []
  for (const file of listFiles(root, 0)) {
    try {
      descriptors.push(parseDescriptor(readBounded(file, BYTES_MAX).toString('utf8'), (path) => load(root, file, path)))
    } catch (error) {
      if (!(error instanceof DescriptorError)) throw error
      leftOut.push(`${file.slice(root.length + 1)}: ${error.message}`)
    }
  }
  return { descriptions: createDescriptions(descriptors), count: descriptors.length, leftOut }
}

function listFiles(folder: string, depth: number): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  const files = entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return depth < DEPTH_MAX && entry.name !== 'tests' ? listFiles(path, depth + 1) : []
    return entry.isFile() && NAME.test(entry.name) ? [path] : []
  })
  if (files.length <= FILES_MAX) return files
  throw new GuardError('LZ_GUARD_FILE', `${folder} has more than ${FILES_MAX} descriptors. Name a smaller folder.`)
}

function load(root: string, file: string, path: string): unknown {
  const at = resolve(dirname(file), path)
  const isInside = existsSync(at) && realpathSync(at).startsWith(root + sep)
  return isInside ? readBounded(at, BYTES_MAX).toString('utf8') : loadStandard(path)
}
