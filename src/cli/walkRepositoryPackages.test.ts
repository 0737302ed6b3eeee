import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { guardRepo } from '../guard/index.ts'
import { walkRepository } from './walkRepository.ts'

const packages = fileURLToPath(new URL('../../node_modules/', import.meta.url))
const KNOWN =
  'ajv zod hono yaml tldts saxes commander csv-parse fast-check fast-glob semver graphology publint picomatch minimatch glob-parent debug ms ws json5 acorn-jsx chai cross-spawn detect-libc escalade esutils esquery estree-walker fdir fill-range flat-cache flatted glob has-flag ignore is-glob jiti js-yaml levn locate-path lru-cache magic-string micromatch nanoid natural-compare optionator p-limit p-locate picocolors pathe postcss prelude-ls punycode pure-rand resolve safe-regex source-map-js std-env tinybench tinyexec tinyglobby tsx type-check undici-types uri-js vitest walk-up-path which word-wrap yocto-queue esbuild rollup vite tiny-secp256k1 node-gyp-build'
    .split(' ')
    .filter((name) => existsSync(`${packages}${name}/package.json`))
    .slice(0, 50)

describe('guardRepo: packages as installed', () => {
  it('raises no alarm at 50 of them', { timeout: 120_000 }, async () => {
    expect(KNOWN.length).toBe(50)
    for (const name of KNOWN)
      expect([name, (await guardRepo(walkRepository(packages + name))).verdict]).toEqual([name, 'no-match'])
  })
})
