import { defineConfig } from 'vitest/config'

/** Rooms whose code has no state: their tests take turns in one process, which loads them once. */
const ROOMS = ['chain', 'picture', 'trace/behaviour', 'trace/structure']
const STATELESS = ROOMS.map((room) => `src/${room}/**/*.test.ts`)

export default defineConfig({
  test: {
    setupFiles: ['scripts/testSeed.mjs'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    pool: 'forks',
    maxWorkers: 2,
    execArgv: ['--import', new URL('scripts/loadSources.mjs', import.meta.url).href],
    projects: [
      { extends: true, test: { name: 'stateless', include: STATELESS, isolate: false } },
      { extends: true, test: { name: 'others', include: ['src/**/*.test.ts'], exclude: STATELESS } },
    ],
  },
})
