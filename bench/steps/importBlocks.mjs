// importBlocks.mjs FOLDER STORE: imports a folder of block files into a new store and prints what it took.
import { rmSync } from 'node:fs'
import { peakMemory, time } from '../measure.mjs'
import { lazaretto, sizeOf } from '../product.mjs'

const [folder, store] = process.argv.slice(2)
rmSync(store, { recursive: true, force: true })
const { ms } = await time(() => lazaretto('import', folder, '--store', store))
process.stdout.write(JSON.stringify({ ms, peakBytes: peakMemory(), storeBytes: sizeOf(store) }))
