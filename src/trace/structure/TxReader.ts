import { BitcoinScript } from '../../chain/index.ts'
import type { UtxoOwner, UtxoTx, UtxoView } from '../../ledger/index.ts'
import { spenderOf, UNKNOWN, type UtxoIndex } from '../utxo/UtxoIndex.ts'

/** What an input spends. */
export interface SpentCoin {
  readonly output: number
  readonly owner: number
  readonly valueSat: number
  readonly script: Uint8Array
  readonly kind: BitcoinScript.ScriptKind
  /** The owner's address, or its script. */
  readonly name: string
}

/** What a transaction makes. */
export interface MadeCoin extends SpentCoin {
  /** Position among the transaction's outputs. */
  readonly position: number
  /** The transaction that spends it, or undefined. */
  readonly spender: number | undefined
}

/** A transaction with all that structure rules ask of it. */
export interface TxDetails extends UtxoTx {
  readonly place: number
  readonly isCoinbase: boolean
  /** Undefined where the ledger does not have what an input spends. */
  readonly inputs: readonly (SpentCoin | undefined)[]
  readonly outputs: readonly MadeCoin[]
  /** What the inputs have above the outputs; undefined for a coinbase, and where an input is unknown. */
  readonly feeSat: number | undefined
}

/** Reads transactions once and keeps them. */
export interface TxReader {
  readonly index: UtxoIndex
  /** Reads those of the transactions that are not there yet, in two questions to the ledger. */
  load(txs: Iterable<number>): Promise<void>
  /** A transaction that was loaded. */
  get(tx: number): TxDetails
  find(tx: number): TxDetails | undefined
}

export function createTxReader(view: UtxoView, index: UtxoIndex): TxReader {
  const txs = new Map<number, TxDetails>()
  const owners = new Map<number, UtxoOwner>()
  return {
    index,
    find: (tx) => txs.get(tx),
    get(tx) {
      const details = txs.get(tx)
      if (details === undefined) throw new RangeError(`transaction ${tx} was not loaded`)
      return details
    },
    async load(wanted) {
      const missing = [...new Set(wanted)].filter((tx) => !txs.has(tx))
      if (missing.length === 0) return
      const strangers = new Set(missing.flatMap((tx) => listOwners(index, tx)).filter((owner) => !owners.has(owner)))
      for (const [owner, described] of await view.describeOwners([...strangers])) owners.set(owner, described)
      for (const [tx, described] of await view.describeTxs(missing)) {
        txs.set(tx, assemble({ index, owners }, tx, described))
      }
    },
  }
}

function listOwners(index: UtxoIndex, tx: number): number[] {
  const spent = [...slice(index.spends, index.inputStart, tx)].filter((output) => output !== UNKNOWN)
  return [...spent.map((output) => index.owner[output] as number), ...slice(index.owner, index.outputStart, tx)]
}

function slice(items: Uint32Array, start: Uint32Array, at: number): Uint32Array {
  return items.subarray(start[at], start[at + 1])
}

interface Known {
  readonly index: UtxoIndex
  readonly owners: ReadonlyMap<number, UtxoOwner>
}

function assemble(known: Known, tx: number, described: UtxoTx): TxDetails {
  const { index } = known
  const first = index.outputStart[tx] as number
  const inputs = [...slice(index.spends, index.inputStart, tx)].map((output) =>
    output === UNKNOWN ? undefined : coinOf(known, output),
  )
  const outputs = Array.from(slice(index.owner, index.outputStart, tx), (_, position): MadeCoin => {
    const output = first + position
    return { ...coinOf(known, output), position, spender: spenderOf(index, output) }
  })
  return { ...described, place: tx, isCoinbase: inputs.length === 0, inputs, outputs, feeSat: feeOf(inputs, outputs) }
}

function coinOf({ index, owners }: Known, output: number): SpentCoin {
  const owner = index.owner[output] as number
  const described = owners.get(owner)
  if (described === undefined) throw new RangeError(`owner ${owner} was not loaded`)
  const { script, name } = described
  const valueSat = index.valueSat[output] as number
  return { output, owner, valueSat, script, kind: BitcoinScript.toKind(script), name }
}

function feeOf(inputs: TxDetails['inputs'], outputs: readonly SpentCoin[]): number | undefined {
  const known = inputs.filter((coin) => coin !== undefined)
  if (known.length === 0 || known.length < inputs.length) return undefined
  return sumOf(known) - sumOf(outputs)
}

/** Satoshi of coins together: below 2^53, because there are not more. */
export function sumOf(coins: readonly SpentCoin[]): number {
  return coins.reduce((sum, { valueSat }) => sum + valueSat, 0)
}
