import { isObject, type JsonObject } from '../JsonObject.ts'
import { DescriptorError } from './DescriptorError.ts'

/** Loads what an `includes` names, as it is spelled there; undefined where there is no such file. */
export type LoadInclude = (path: string) => unknown

/** In one file, and in each other. */
const INCLUDES_MAX = 4
const DEPTH_MAX = 32

/**
 * A descriptor with what it includes: its own values go before those included, and fields of one path are one field.
 *
 * @throws DescriptorError `LZ_GUARD_DESCRIPTOR_INCLUDE` where a file is not there, or includes do not end
 * @source https://eips.ethereum.org/EIPS/eip-7730#includes
 */
export function mergeIncludes(json: unknown, load: LoadInclude, depth: number = 0): unknown {
  if (!isObject(json) || json['includes'] === undefined) return json
  const { includes, ...own } = json
  const paths: readonly unknown[] = Array.isArray(includes) ? includes : [includes]
  if (paths.length > INCLUDES_MAX)
    throw new DescriptorError('LZ_GUARD_DESCRIPTOR_INCLUDE', `It includes more than ${INCLUDES_MAX} files`)
  return paths.reduceRight<unknown>((sum, path) => merge(included(path, load, depth), sum), own)
}

function included(path: unknown, load: LoadInclude, depth: number): unknown {
  const shown = JSON.stringify(path)?.slice(0, 200)
  const json = typeof path === 'string' && depth < INCLUDES_MAX ? load(path) : undefined
  if (json === undefined) throw new DescriptorError('LZ_GUARD_DESCRIPTOR_INCLUDE', `No file is there for ${shown}`)
  return mergeIncludes(json, load, depth + 1)
}

function merge(base: unknown, over: unknown, depth: number = 0): unknown {
  if (depth > DEPTH_MAX) throw new DescriptorError('LZ_GUARD_DESCRIPTOR', `More than ${DEPTH_MAX} levels`)
  if (Array.isArray(base) && Array.isArray(over)) return mergeLists(base, over, depth)
  if (!isObject(base) || !isObject(over)) return over
  const keys = new Set([...Object.keys(base), ...Object.keys(over)])
  return Object.fromEntries([...keys].map((key) => [key, mergeKey({ base, over, key }, depth)]))
}

function mergeKey({ base, over, key }: { base: JsonObject; over: JsonObject; key: string }, depth: number): unknown {
  if (!Object.hasOwn(over, key)) return base[key]
  return Object.hasOwn(base, key) ? merge(base[key], over[key], depth + 1) : over[key]
}

/** Fields are joined by their paths; any other list is replaced. */
function mergeLists(base: readonly unknown[], over: readonly unknown[], depth: number): readonly unknown[] {
  if (![...base, ...over].every((each) => pathOf(each) !== undefined)) return over
  const byPath = new Map(base.map((each) => [pathOf(each), each]))
  const more = over.filter((each) => !byPath.has(pathOf(each)))
  const overs = new Map(over.map((each) => [pathOf(each), each]))
  return [...base.map((each) => merge(each, overs.get(pathOf(each)) ?? each, depth + 1)), ...more]
}

function pathOf(field: unknown): unknown {
  return isObject(field) ? (field['path'] ?? field['label']) : undefined
}
