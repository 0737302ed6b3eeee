// import.mjs FILE STORE: imports a file into a new store and prints what it took.
import { rmSync } from 'node:fs'
import { peakMemory, time } from '../measure.mjs'
import { importTransfers, sizeOf } from '../product.mjs'

const [file, store] = process.argv.slice(2)
rmSync(store, { recursive: true, force: true })
const { ms } = await time(() => importTransfers(file, store))
process.stdout.write(JSON.stringify({ seconds: ms / 1000, peakBytes: peakMemory(), storeBytes: sizeOf(store) }))
