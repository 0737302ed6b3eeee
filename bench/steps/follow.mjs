// follow.mjs STORE SEEDS COLUMNS: follows money through a warm index, and writes the index's columns for the kernels.
import { writeColumns } from '../columns.mjs'
import { bytesOf, median, time } from '../measure.mjs'
import { columnsOf, duckdbLimit, makeIndex, openForTraces, readSeeds } from '../product.mjs'

/** 0.001 ETH, in wei. */
const DUST = 10n ** 15n

const [folder, seedsFile, columnsFolder] = process.argv.slice(2)
const limit = await duckdbLimit(folder)
const ledger = await openForTraces(folder)
const { ms, result } = await time(() => makeIndex(ledger))
const seeds = await result.findHoldings(readSeeds(seedsFile))
ledger.close()

const one = []
for (let round = 0; round < 3; round++) for (const seed of seeds) one.push(await timeOf([seed]))
const hundred = []
for (let round = 0; round < 7; round++) hundred.push(await timeOf(seeds))
const undusted = []
for (let round = 0; round < 7; round++) undusted.push((await time(() => result.follow(seeds, DUST))).ms)

const columns = columnsOf(result)
writeColumns(columnsFolder, columns)
const figures = {
  rows: columns.rows,
  indexSeconds: ms / 1000,
  indexBytes: bytesOf(result.index),
  oneSeedMs: median(one.slice(seeds.length)),
  hundredSeedsMs: median(hundred.slice(2)),
  oneSeedRows: median(seeds.map((seed) => result.follow([seed]).edges.count)),
  hundredSeedsRows: result.follow(seeds).edges.count,
  undustedMs: median(undusted.slice(2)),
  undustedRows: result.follow(seeds, DUST).edges.count,
  duckdbLimit: limit,
}
process.stdout.write(JSON.stringify(figures))

async function timeOf(holdings) {
  return (await time(() => result.follow(holdings))).ms
}
