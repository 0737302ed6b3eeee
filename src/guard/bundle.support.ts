import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

/** What the test runner's own bundler makes of a file for a browser. */
export interface Bundle {
  readonly code: string
  readonly gzipBytes: number
  readonly modules: readonly string[]
  /** Modules that it would have to load from elsewhere. */
  readonly imports: readonly string[]
}

/** Data, not code: they grow with what they list, and may be loaded apart. */
export const LISTS: readonly RegExp[] = [
  /tldts\/dist\/es6\/src\/data\/trie/, // the public suffix list
  /domains\/lookalike\/confusables\.ts$/, // the confusable characters of UTS-39
  /domains\/lookalike\/(?:brands\/|lures\.ts$)/,
  /domains\/sharedHosts\.ts$/,
  /signing\/known\/(?:knownContracts|safeLibraries|\w+Functions|signedOrders)\.ts$/,
  /safe\/officialCode\.ts$/,
  /chain\/evm\/EvmIssuers\.ts$/,
  /repository\/popularPackages\.ts$/,
]

interface Rolldown {
  rolldown(options: object): Promise<{
    generate(
      options: object,
    ): Promise<{ output: readonly [{ code: string; moduleIds: readonly string[]; imports: readonly string[] }] }>
    close(): Promise<void>
  }>
}

/** @param without - Modules that are left out, by their paths. */
export async function bundle(file: string, without: readonly RegExp[] = []): Promise<Bundle> {
  const { rolldown } = await loadBundler()
  const input = join(import.meta.dirname, file)
  const leaveOut = (id: string): { code: string; syntheticNamedExports: boolean } | undefined =>
    without.some((list) => list.test(id)) ? { code: LEFT_OUT, syntheticNamedExports: true } : undefined
  const plugins = [{ name: 'leave-out', load: leaveOut }]
  const build = await rolldown({ input, platform: 'browser', logLevel: 'silent', plugins, shimMissingExports: true })
  const { output } = await build.generate({ format: 'iife', name: 'guard', minify: true })
  await build.close()
  const [{ code, moduleIds, imports }] = output
  return { code, gzipBytes: gzipSync(code, { level: 9 }).length, modules: moduleIds, imports }
}

const LEFT_OUT = 'export default {}'

/** It comes with the runner, and is no dependency of ours. */
async function loadBundler(): Promise<Rolldown> {
  const runner = createRequire(import.meta.url).resolve('vitest/package.json')
  const vite = createRequire(runner).resolve('vite/package.json')
  const path = createRequire(vite).resolve('rolldown')
  return (await import(pathToFileURL(path).href)) as Rolldown
}
