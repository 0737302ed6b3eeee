import type { UtxoOwner, UtxoTx, UtxoView } from '../../ledger/index.ts'
import { createPlaces } from './Places.ts'
import type { UtxoFlow } from './UtxoFlow.ts'
import { creatorOf, isCoinbase, type Output, type Tx, UNKNOWN, type UtxoIndex } from './UtxoIndex.ts'

/** What reports call the outputs and transactions of a flow. */
export interface UtxoNames {
  tx(tx: Tx): UtxoTx
  /** The address or script of an output; of a stand-in what it stands for. */
  account(output: Output): string
  /** `txid:index`; undefined for a stand-in. */
  outpoint(output: Output): string | undefined
  /** Why nobody can ever spend an output that is unspent at the end of the ledger; undefined where somebody may. */
  lossOf(output: Output): Loss | undefined
}

/** Why an output cannot be spent. */
export type Loss = 'script' | 'overwritten'

/** What the outputs that the ledger does not have are called, together. */
export const UNKNOWN_OUTPUTS = 'unknown previous outputs'
const FEES = 'fees'
const COINBASE = 'coinbase'

/** Looks up the names of all that a flow touched. */
export async function readUtxoNames(
  view: UtxoView,
  { index, flow, txEnd }: { index: UtxoIndex; flow: UtxoFlow; txEnd: Tx },
): Promise<UtxoNames> {
  const outputs = listOutputs(index, flow)
  const txs = new Set(flow.completed.map(({ tx }) => tx))
  for (const output of outputs) {
    txs.add(creatorOf(index, output))
    if (index.spender[output] !== UNKNOWN) txs.add(index.spender[output] as Tx)
  }
  const places = createPlaces(index)
  const described = await view.describeTxs([...txs])
  const replaced = await findReplaced(view, index, flow)
  const owners = await view.describeOwners([...new Set(outputs.map((output) => index.owner[output] as number))])
  const ownerOf = (output: Output): UtxoOwner => owners.get(index.owner[output] as number) as UtxoOwner
  const isStandIn = (output: Output): boolean => output >= index.outputCount
  return {
    tx: (tx) => described.get(tx) as UtxoTx,
    account(output) {
      if (!isStandIn(output)) return ownerOf(output).name
      return output === places.outside ? UNKNOWN_OUTPUTS : output === places.burned ? FEES : COINBASE
    },
    outpoint(output) {
      if (isStandIn(output)) return undefined
      const tx = creatorOf(index, output)
      return `${(described.get(tx) as UtxoTx).txid}:${output - (index.outputStart[tx] as number)}`
    },
    lossOf(output) {
      if (isStandIn(output)) return undefined
      if (isUnspendable(ownerOf(output).script)) return 'script'
      const later = replaced.get(creatorOf(index, output))
      return later !== undefined && later < txEnd ? 'overwritten' : undefined
    },
  }
}

/** Only a coinbase can have the id of an earlier one. */
async function findReplaced(view: UtxoView, index: UtxoIndex, { endings }: UtxoFlow): Promise<ReadonlyMap<Tx, Tx>> {
  const held = endings.filter(({ kind, output }) => kind === 'held' && output < index.outputCount)
  const makers = new Set(held.map(({ output }) => creatorOf(index, output)))
  const coinbases = [...makers].filter((tx) => isCoinbase(index, tx))
  return coinbases.length === 0 ? new Map() : await view.findReplaced(coinbases)
}

/** All outputs that a report names: those of the trace, and those that stand at the other end of a theft. */
function listOutputs(index: UtxoIndex, { reached, edges, thefts, endings }: UtxoFlow): Output[] {
  const all = new Set<Output>(reached)
  for (const { from, to } of edges) all.add(from).add(to)
  for (const { output } of endings) all.add(output)
  for (const { output } of thefts) {
    all.add(output).add(payerOf(index, creatorOf(index, output)) ?? output)
    all.add(payeeOf(index, output) ?? output)
  }
  return [...all].filter((output) => output < index.outputCount)
}

/** The first output that a transaction spends; undefined where the ledger has none of them. */
export function payerOf({ inputStart, spends }: UtxoIndex, tx: Tx): Output | undefined {
  const known = spends.subarray(inputStart[tx], inputStart[tx + 1]).find((output) => output !== UNKNOWN)
  return known
}

/** The first output that is paid with another one. */
export function payeeOf({ spender, outputStart }: UtxoIndex, output: Output): Output | undefined {
  const tx = spender[output] as number
  if (tx === UNKNOWN || outputStart[tx] === outputStart[tx + 1]) return undefined
  return outputStart[tx]
}

const OP_RETURN = 0x6a
const SCRIPT_BYTES_MAX = 10_000

/** @source https://github.com/bitcoin/bitcoin/blob/master/src/script/script.h CScript::IsUnspendable */
function isUnspendable(script: Uint8Array): boolean {
  return script[0] === OP_RETURN || script.length > SCRIPT_BYTES_MAX
}
