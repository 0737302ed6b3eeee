import { run } from '../main.ts'

// Runs the command line as a process of its own, from its sources.
process.exitCode = await run(process.argv)
