import type { BitcoinTx } from '../../chain/index.ts'
import { type DumpedTx, readDump } from '../coinjoin/dumplings.support.ts'
import { type PlacedTx, type RealView, viewOfTxs } from './realLedger.support.ts'

const FILES = [
  'whirlpool',
  'whirlpool-tx0',
  'wasabi1',
  'wasabi1-b',
  'wasabi2',
  'joinmarket-like',
  'not-coinjoin-joinmarket-lookalikes',
  'not-coinjoin-joinmarket-postmix',
  'not-coinjoin-wasabi-postmix',
  'not-coinjoin-whirlpool-postmix',
]

/** The dumped transactions as one ledger, and how many of them there are: coins from outside come out of thin air before them. */
export function viewOfDumps(): { readonly view: RealView; readonly isDumped: (txid: string) => boolean } {
  const dumped = new Map(FILES.flatMap((file) => readDump(file)).map((tx) => [tx.txid, tx]))
  const rows: PlacedTx[] = []
  for (const tx of inOrder(dumped)) rows.push(...listOutside(tx, dumped, rows.length), toTx(tx, rows.length, dumped))
  return { view: viewOfTxs(rows.map((row, height) => ({ ...row, height }))), isDumped: (txid) => dumped.has(txid) }
}

/** Each transaction after those that it spends. */
function inOrder(dumped: ReadonlyMap<string, DumpedTx>): Set<DumpedTx> {
  const ordered = new Set<DumpedTx>()
  const visit = (tx: DumpedTx): void => {
    if (ordered.has(tx)) return
    for (const { txid } of tx.spent) if (dumped.has(txid)) visit(dumped.get(txid)!)
    ordered.add(tx)
  }
  for (const tx of [...dumped.values()].sort((a, b) => (a.timeSec ?? 0) - (b.timeSec ?? 0))) visit(tx)
  return ordered
}

function listOutside(tx: DumpedTx, dumped: ReadonlyMap<string, DumpedTx>, height: number): PlacedTx[] {
  return tx.spent.flatMap(({ txid }, at) => {
    const coin = tx.inputs[at]!
    const output = { valueSat: BigInt(coin.valueSat ?? 0), script: Buffer.from(coin.script ?? '', 'hex') }
    return dumped.has(txid)
      ? []
      : [{ ...PLAIN, txid: outsideId(tx, at), inputs: [COINBASE], outputs: [output], height, timeSec: 0 }]
  })
}

function toTx(tx: DumpedTx, height: number, dumped: ReadonlyMap<string, DumpedTx>): PlacedTx {
  const inputs = tx.spent.map(({ txid, index }, at) => {
    const previous = dumped.has(txid) ? { txid, place: index } : { txid: outsideId(tx, at), place: 0 }
    return { previous, script: new Uint8Array(0), sequence: 0xffff_ffff, witness: [] }
  })
  const outputs = tx.outputs.map(({ valueSat, script }) => ({
    valueSat: BigInt(valueSat),
    script: Buffer.from(script, 'hex'),
  }))
  return { ...PLAIN, txid: tx.txid, inputs, outputs, height, timeSec: tx.timeSec ?? 0 }
}

function outsideId({ txid }: DumpedTx, at: number): string {
  return `${txid}-${at}`
}

const PLAIN = { wtxid: '', version: 1, lockTime: 0, hasWitness: false }
const COINBASE: BitcoinTx.BitcoinInput = {
  previous: { txid: '', place: 0xffff_ffff },
  script: new Uint8Array(0),
  sequence: 0,
  witness: [],
}
