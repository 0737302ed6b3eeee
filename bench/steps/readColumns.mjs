// readColumns.mjs STORE: reads the columns of a store that was made of block files, and prints what it took.
import { bytesOf, peakMemory, time } from '../measure.mjs'
import { readUtxoColumns } from '../product.mjs'

const { ms, result } = await time(() => readUtxoColumns(process.argv[2]))
process.stdout.write(JSON.stringify({ ms, txs: result.txCount, bytes: bytesOf(result), peakBytes: peakMemory() }))
