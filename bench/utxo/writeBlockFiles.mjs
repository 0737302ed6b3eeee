// A UTXO ledger in columns as a node's block files: whole blocks on the rules of regtest, as `lazaretto import` checks them.
import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from './createUtxoLedger.mjs'

const MAGIC = Buffer.from([0xfa, 0xbf, 0xb5, 0xda])
const FILE_BYTES_MAX = 128 * 2 ** 20
/** The easiest target: every second hash meets it. */
const BITS = 0x207f_ffff
const FIRST_TIME_SEC = 1_300_000_000
/** Bytes of a signature, and of a public key. */
const SIGNATURE = 71
const PUBKEY = 33
const NOTHING = Buffer.alloc(32)

/** Writes the ledger into `blk00000.dat` and the following in a folder, and returns how many bytes they have. */
export function writeBlockFiles(ledger, folder) {
  mkdirSync(folder, { recursive: true })
  let [file, handle, size, total] = [0, undefined, FILE_BYTES_MAX, 0]
  for (const block of serializeBlocks(ledger)) {
    const record = Buffer.concat([MAGIC, u32(block.length), block])
    if (size + record.length > FILE_BYTES_MAX) {
      if (handle !== undefined) closeSync(handle)
      handle = openSync(join(folder, `blk${String(file++).padStart(5, '0')}.dat`), 'w')
      size = 0
    }
    writeSync(handle, record)
    size += record.length
    total += record.length
  }
  closeSync(handle)
  return total
}

/** The blocks one after the other, each on the one before, the first on nothing. */
function* serializeBlocks(ledger) {
  const chain = { ledger, txids: Buffer.alloc(32 * ledger.txCount), creators: creatorsOf(ledger), noise: makeNoise() }
  let previous = NOTHING
  for (let first = 0; first < ledger.txCount; ) {
    const height = ledger.height[first]
    let end = first
    while (end < ledger.txCount && ledger.height[end] === height) end++
    const { header, body } = serializeBlock(chain, { first, end, height, previous })
    previous = sha256d(header)
    yield Buffer.concat([header, ...body])
    first = end
  }
}

function serializeBlock(chain, { first, end, height, previous }) {
  const txs = []
  for (let tx = first + 1; tx < end; tx++) txs.push(serializeTx(chain, tx))
  const witnessRoot = merkleRoot([NOTHING, ...txs.map(({ wtxid }) => wtxid)])
  const coinbase = serializeCoinbase(chain, first, { height, commitment: sha256d(witnessRoot, NOTHING) })
  const txids = Array.from({ length: end - first }, (_, i) => idAt(chain, first + i))
  const header = mine([u32(4), previous, merkleRoot(txids), u32(FIRST_TIME_SEC + 600 * height), u32(BITS)])
  return { header, body: [compact(end - first), coinbase, ...txs.map(({ bytes }) => bytes)] }
}

/** Seven of ten have a witness. */
function serializeTx(chain, tx) {
  const { inputStart, spends } = chain.ledger
  const inputs = spends.subarray(inputStart[tx], inputStart[tx + 1])
  const hasWitness = tx % 10 < 7
  const core = [compact(inputs.length)]
  for (const output of inputs) core.push(serializeInput(chain, output, hasWitness))
  core.push(...serializeOutputs(chain, tx, []))
  const plain = Buffer.concat([u32(2), ...core, u32(0)])
  const txid = keepId(chain, tx, plain)
  if (!hasWitness) return { bytes: plain, wtxid: txid }
  const witness = Array.from(inputs, () => [Buffer.of(2), ...signatureOf(chain.noise)]).flat()
  const bytes = Buffer.concat([u32(2), Buffer.of(0, 1), ...core, ...witness, u32(0)])
  return { bytes, wtxid: sha256d(bytes) }
}

function serializeInput({ ledger, txids, creators, noise }, output, hasWitness) {
  const creator = creators[output]
  const place = output - ledger.outputStart[creator]
  const script = hasWitness ? Buffer.of(0) : Buffer.concat([Buffer.of(2 + SIGNATURE + PUBKEY), ...signatureOf(noise)])
  return Buffer.concat([idAt({ txids }, creator), u32(place), script, u32(0xffff_fffd)])
}

/** A signature and a public key, each with its length before it. */
function signatureOf(noise) {
  return [Buffer.of(SIGNATURE), noise(SIGNATURE), Buffer.of(PUBKEY), noise(PUBKEY)]
}

/** What a transaction pays, and behind it `extra` outputs that pay nothing. */
function serializeOutputs({ ledger }, tx, extra) {
  const { outputStart, valueSat, owner } = ledger
  const parts = [compact(outputStart[tx + 1] - outputStart[tx] + extra.length)]
  for (let output = outputStart[tx]; output < outputStart[tx + 1]; output++) {
    const script = scriptOf(owner[output])
    parts.push(u64(valueSat[output]), Buffer.of(script.length), script)
  }
  return [...parts, ...extra.flatMap((script) => [u64(0), Buffer.of(script.length), script])]
}

/** It says its height, and commits to the witnesses of its block. */
function serializeCoinbase(chain, tx, { height, commitment }) {
  const said =
    height <= 16
      ? Buffer.of(height === 0 ? 0 : 0x50 + height, 1)
      : Buffer.concat([Buffer.of(3), u32(height).subarray(0, 3)])
  const input = [Buffer.of(1), NOTHING, u32(0xffff_ffff), Buffer.of(said.length), said, u32(0xffff_ffff)]
  const committing = Buffer.concat([Buffer.from('6a24aa21a9ed', 'hex'), commitment])
  const core = [...input, ...serializeOutputs(chain, tx, [committing])]
  keepId(chain, tx, Buffer.concat([u32(1), ...core, u32(0)]))
  return Buffer.concat([u32(1), Buffer.of(0, 1), ...core, Buffer.of(1, 32), NOTHING, u32(0)])
}

/** P2WPKH, P2PKH and P2TR of made-up keys, the same for the same owner. */
function scriptOf(owner) {
  const key = createHash('sha256').update(u32(owner)).digest()
  if (owner % 10 < 5) return Buffer.concat([Buffer.of(0, 20), key.subarray(0, 20)])
  if (owner % 10 < 8) return Buffer.concat([Buffer.of(0x76, 0xa9, 20), key.subarray(0, 20), Buffer.of(0x88, 0xac)])
  return Buffer.concat([Buffer.of(0x51, 32), key])
}

function keepId({ txids }, tx, plain) {
  const txid = sha256d(plain)
  txids.set(txid, 32 * tx)
  return txid
}

function idAt({ txids }, tx) {
  return txids.subarray(32 * tx, 32 * tx + 32)
}

/** By output, the transaction that makes it. */
function creatorsOf({ txCount, outputStart }) {
  const creators = new Uint32Array(outputStart[txCount])
  for (let tx = 0; tx < txCount; tx++) creators.fill(tx, outputStart[tx], outputStart[tx + 1])
  return creators
}

/** Takes so many bytes of what stands for signatures and keys. */
function makeNoise() {
  const random = createRandom(4)
  const bytes = Buffer.from(Uint8Array.from({ length: 2 ** 20 }, () => 256 * random()))
  return (length) => {
    const at = Math.floor(random() * (bytes.length - length))
    return bytes.subarray(at, at + length)
  }
}

function mine(fields) {
  for (let nonce = 0; ; nonce++) {
    const header = Buffer.concat([...fields, u32(nonce)])
    if (sha256d(header)[31] < 0x7f) return header
  }
}

function merkleRoot(hashes) {
  let level = hashes
  while (level.length > 1) {
    const pairs = level.filter((_, i) => i % 2 === 0)
    level = pairs.map((left, i) => sha256d(left, level[2 * i + 1] ?? left))
  }
  return level[0]
}

function sha256d(...parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return createHash('sha256').update(hash.digest()).digest()
}

function compact(count) {
  if (count < 0xfd) return Buffer.of(count)
  const bytes = Buffer.of(0xfd, 0, 0)
  bytes.writeUInt16LE(count, 1)
  return bytes
}

function u32(value) {
  const bytes = Buffer.allocUnsafe(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function u64(value) {
  const bytes = Buffer.allocUnsafe(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}
