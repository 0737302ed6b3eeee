// firstTrace.mjs STORE SEEDS: opens a store in a new process, makes one trace of one seed, then more of them.
import { median, peakMemory, time } from '../measure.mjs'
import { openForTraces, readSeeds } from '../product.mjs'

const [folder, seedsFile] = process.argv.slice(2)
const seeds = readSeeds(seedsFile)
const first = await time(async () => {
  const ledger = await openForTraces(folder)
  await ledger.trace(seeds.slice(0, 1))
  return ledger
})
const memoryBytes = process.memoryUsage().rss
const reports = []
for (const seed of seeds.slice(1, 12)) reports.push((await time(() => first.result.trace([seed]))).ms)
first.result.close()
const figures = { firstSeconds: first.ms / 1000, reportMs: median(reports), memoryBytes, peakBytes: peakMemory() }
process.stdout.write(JSON.stringify(figures))
