import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    setupFiles: ['scripts/testSeed.mjs'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    pool: 'forks',
    maxWorkers: 2,
    // No module keeps state, so files take turns in a process that has loaded the sources once: half the time.
    isolate: false,
    execArgv: ['--import', new URL('scripts/loadSources.mjs', import.meta.url).href],
  },
})
