// Lets a thread or a program of its own run TypeScript sources on Node 20, which cannot strip types by itself:
// node --import ./scripts/loadSources.mjs FILE.ts. Vitest hands it to the workers that tests start; its own thread needs none.
import { register } from 'node:module'
import { isMainThread } from 'node:worker_threads'

if (!isMainThread || process.argv[1]?.endsWith('.ts')) register('./sourceHooks.mjs', import.meta.url)
