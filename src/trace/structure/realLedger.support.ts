import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BitcoinBlock, BitcoinNetwork, BitcoinScript, type BitcoinTx } from '../../chain/index.ts'
import type { UtxoOwner, UtxoTx, UtxoView } from '../../ledger/index.ts'
import { columnsOf, type TestTx } from './ledger.support.ts'

export const bitcoinData: string = join(process.cwd(), '../shared/data/bitcoin')
export const hasBitcoinData: boolean = existsSync(bitcoinData)

/** Blocks of a file of Bitcoin Core, in its order, up to the first record that is cut. */
export function readBlockFile(name: string): BitcoinBlock.BitcoinBlock[] {
  const file = readFileSync(join(bitcoinData, name))
  const blocks: BitcoinBlock.BitcoinBlock[] = []
  for (let at = 0; at + 8 <= file.length; ) {
    const end = at + 8 + file.readUInt32LE(at + 4)
    if (end > file.length || file.readUInt32LE(at) !== 0xd9b4bef9) break
    blocks.push(BitcoinBlock.decode(file.subarray(at + 8, end), BitcoinNetwork.main))
    at = end
  }
  return blocks
}

/** One block without magic and length. */
export function readBlock(name: string): BitcoinBlock.BitcoinBlock {
  return BitcoinBlock.decode(readFileSync(join(bitcoinData, name)), BitcoinNetwork.main)
}

/** A real transaction and where it stands. */
export type PlacedTx = BitcoinTx.BitcoinTx & { readonly height: number; readonly timeSec: number }

/** A view of real transactions in memory. */
export interface RealView extends UtxoView {
  readonly txids: readonly string[]
}

/** A view of real blocks, heights counted from 0. */
export function viewOfBlocks(blocks: readonly BitcoinBlock.BitcoinBlock[]): RealView {
  return viewOfTxs(
    blocks.flatMap(({ header, txs }, height) => txs.map((tx) => ({ ...tx, height, timeSec: header.timeSec }))),
  )
}

/** A view of real transactions, each after those that it spends. */
export function viewOfTxs(txs: readonly PlacedTx[]): RealView {
  const places = new Map(txs.map(({ txid }, place) => [txid, place]))
  const ids = new Map<string, number>()
  const owners: UtxoOwner[] = []
  const ownerOf = (script: Uint8Array): number => {
    const key = Buffer.from(script).toString('hex')
    const known = ids.get(key)
    if (known !== undefined) return known
    const address = BitcoinScript.findAddress(script, BitcoinNetwork.main)
    owners.push({ name: address ?? `script:${key}`, address, script })
    ids.set(key, owners.length - 1)
    return owners.length - 1
  }
  const rows = txs.map(
    ({ inputs, outputs, height }): TestTx => ({
      in: isCoinbase(inputs)
        ? []
        : inputs.map(({ previous }) => {
            const place = places.get(previous.txid)
            return place === undefined ? 'unknown' : [place, previous.place]
          }),
      out: outputs.map(({ script, valueSat }) => [ownerOf(script), Number(valueSat)]),
      height,
    }),
  )
  const columns = columnsOf(rows)
  return {
    txids: txs.map(({ txid }) => txid),
    chain: BitcoinNetwork.main.chain,
    readColumns: async () => columns,
    findTxs: async (wanted) => new Map(wanted.flatMap((txid) => (places.has(txid) ? [[txid, places.get(txid)!]] : []))),
    describeTxs: async (wanted) => new Map(wanted.map((place) => [place, describe(txs[place]!)])),
    findReplaced: async () => new Map(),
    findOwners: async (addresses) =>
      new Map(
        addresses.map((wanted) => [
          wanted,
          owners.flatMap(({ address }, owner) => (address === wanted ? [owner] : [])),
        ]),
      ),
    describeOwners: async (wanted) => new Map(wanted.map((owner) => [owner, owners[owner]!])),
    listLabels: async () => [],
    findBlockAt: async () => undefined,
    listImports: async () => [],
  }
}

function isCoinbase([first]: BitcoinTx.BitcoinTx['inputs']): boolean {
  return first?.previous.place === 0xffff_ffff
}

function describe(tx: PlacedTx): UtxoTx {
  const { txid, height, timeSec, version, lockTime, hasWitness, inputs } = tx
  const sequences = isCoinbase(inputs) ? [] : inputs.map(({ sequence }) => sequence)
  return { txid, height, timeSec, version, lockTime, hasWitness, sequences }
}
