import type { UtxoOwner, UtxoTx, UtxoView } from '../../ledger/index.ts'
import type { UtxoFlow } from './UtxoFlow.ts'
import { creatorOf, type Output, type Tx, UNKNOWN, type UtxoIndex } from './UtxoIndex.ts'

/** What reports call the outputs and transactions of a flow. */
export interface UtxoNames {
  tx(tx: Tx): UtxoTx
  /** The address or script of an output; of a stand-in what it stands for. */
  account(output: Output): string
  /** `txid:index`; undefined for a stand-in. */
  outpoint(output: Output): string | undefined
  /** Whether nobody can ever spend an output. */
  isUnspendable(output: Output): boolean
}

/** What the outputs that the ledger does not have are called, together. */
export const UNKNOWN_OUTPUTS = 'unknown previous outputs'
const FEES = 'fees'
const COINBASE = 'coinbase'

/** Looks up the names of all that a flow touched. */
export async function readUtxoNames(view: UtxoView, index: UtxoIndex, flow: UtxoFlow): Promise<UtxoNames> {
  const outputs = listOutputs(index, flow)
  const txs = new Set(flow.completed.map(({ tx }) => tx))
  for (const output of outputs) {
    txs.add(creatorOf(index, output))
    if (index.spender[output] !== UNKNOWN) txs.add(index.spender[output] as Tx)
  }
  const described = await view.describeTxs([...txs])
  const owners = await view.describeOwners([...new Set(outputs.map((output) => index.owner[output] as number))])
  const ownerOf = (output: Output): UtxoOwner => owners.get(index.owner[output] as number) as UtxoOwner
  const isStandIn = (output: Output): boolean => output >= index.outputCount
  return {
    tx: (tx) => described.get(tx) as UtxoTx,
    account(output) {
      if (!isStandIn(output)) return ownerOf(output).name
      return output === index.outputCount ? UNKNOWN_OUTPUTS : output === index.outputCount + 1 ? FEES : COINBASE
    },
    outpoint(output) {
      if (isStandIn(output)) return undefined
      const tx = creatorOf(index, output)
      return `${(described.get(tx) as UtxoTx).txid}:${output - (index.outputStart[tx] as number)}`
    },
    isUnspendable: (output) => !isStandIn(output) && isUnspendable(ownerOf(output).script),
  }
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
