import { run } from './main.ts'

// The program from its sources, for tests that kill it: node --import ./scripts/loadSources.mjs src/cli/main.support.ts
process.exitCode = await run(process.argv)
