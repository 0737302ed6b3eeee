import { ChainId } from '../../chain/index.ts'
import type { LabelRecord, UtxoOwner, UtxoTx, UtxoView } from '../../ledger/index.ts'
import { columnsOf, type TestTx } from './ledger.support.ts'

/** What a test says of transactions and owners beyond the columns. */
export interface TestWords {
  readonly txs?: ReadonlyMap<number, Partial<UtxoTx>>
  /** Scripts by owner; P2WPKH where it does not say. */
  readonly scripts?: ReadonlyMap<number, Uint8Array>
  readonly labels?: readonly (LabelRecord & { readonly owner: number })[]
}

/** A ledger in memory: transaction 5 is `0...05`, owner 7 is `address-7`. */
export function viewOf(txs: readonly TestTx[], words: TestWords = {}): UtxoView {
  const columns = columnsOf(txs)
  const txidOf = (tx: number): string => tx.toString(16).padStart(64, '0')
  const describeTx = (tx: number): UtxoTx => ({
    txid: txidOf(tx),
    height: columns.height[tx]!,
    timeSec: 1_231_006_505 + 600 * columns.height[tx]!,
    version: 1,
    lockTime: 0,
    hasWitness: false,
    sequences: (txs[tx]!.in ?? []).map(() => 0xffff_ffff),
    ...words.txs?.get(tx),
  })
  const describeOwner = (owner: number): UtxoOwner => {
    const script = words.scripts?.get(owner) ?? Uint8Array.of(0, 20, ...Array<number>(20).fill(owner & 255))
    const address = script[0] === 0x6a ? undefined : `address-${owner}`
    return { name: address ?? `script:${Buffer.from(script).toString('hex')}`, address, script }
  }
  return {
    chain: ChainId.parse('bitcoin'),
    readColumns: async () => columns,
    findTxs: async (ids) =>
      new Map(txs.flatMap((_, tx) => (ids.includes(txidOf(tx)) ? [[txidOf(tx), tx] as const] : []))),
    describeTxs: async (places) => new Map(places.map((tx) => [tx, describeTx(tx)])),
    findReplaced: async () => new Map(),
    findOwners: async (addresses) => {
      const owners = new Set(columns.owner)
      return new Map(
        addresses.flatMap((address) => {
          const owner = Number(/^address-(\d+)$/.exec(address)?.[1])
          return owners.has(owner) ? [[address, [owner]] as const] : []
        }),
      )
    },
    describeOwners: async (owners) => new Map(owners.map((owner) => [owner, describeOwner(owner)])),
    listLabels: async () => words.labels ?? [],
    findBlockAt: async () => undefined,
    listImports: async () => [],
  }
}
