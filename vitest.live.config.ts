import { defineConfig } from 'vitest/config'

// Asks the services that the environment names, one after the other: see CONTRIBUTING.md.
export default defineConfig({
  test: {
    include: ['src/**/*.live.ts'],
    testTimeout: 300_000,
    fileParallelism: false,
    reporters: ['verbose'],
  },
})
