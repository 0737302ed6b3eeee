// bitcoinjs.mjs FOLDER PACKAGES: reads and checks block files with the bitcoinjs-lib of a folder of packages; it stores nothing.
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { time } from '../measure.mjs'

const RECORD_HEAD = 8
const [folder, packages] = process.argv.slice(2)
const { Block } = createRequire(resolve(packages, 'package.json'))('bitcoinjs-lib')
let txs = 0
const { ms } = await time(() => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.dat')))
    readBlocks(readFileSync(join(folder, name)))
})
process.stdout.write(JSON.stringify({ ms, txs }))

function readBlocks(file) {
  for (let at = 0; at < file.length; ) {
    const end = at + RECORD_HEAD + file.readUInt32LE(at + 4)
    const block = Block.fromBuffer(file.subarray(at + RECORD_HEAD, end))
    if (!block.checkTxRoots()) throw new Error(`The block at ${at} has other roots.`)
    for (const tx of block.transactions) tx.getId()
    txs += block.transactions.length
    at = end
  }
}
