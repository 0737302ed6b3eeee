import { addPayees, payerOf } from '../findUtxoHubs.ts'
import { txOfInput } from '../UtxoIndex.ts'
import type { LiveUtxoIndex } from './LiveUtxoIndex.ts'

/**
 * Tells owners with more distinct counterparties than the bound, as `createUtxoHubFinder` does, while blocks come and go.
 *
 * Looks only at what came since it was last asked for an owner, and remembers at most `counterpartiesMax` of those that it is
 * asked for and that could have more.
 */
export function createLiveUtxoHubs(index: LiveUtxoIndex, counterpartiesMax: number): (owner: number) => boolean {
  const seen = new Map<number, Seen>()
  let { cuts } = index
  return (owner) => {
    if (cuts !== index.cuts) seen.clear()
    cuts = index.cuts
    if (!seen.has(owner) && hasFew(index, owner, counterpartiesMax)) return false
    const known = seen.get(owner) ?? { others: new Set(), outputs: 0, inputs: 0, isHub: false }
    seen.set(owner, known)
    if (!known.isHub) known.isHub = lookAt(index, { owner, counterpartiesMax }, known)
    if (known.isHub) known.others.clear()
    return known.isHub
  }
}

interface Seen {
  readonly others: Set<number>
  /** Outputs and inputs below were looked at. */
  outputs: number
  inputs: number
  isHub: boolean
}

interface Question {
  readonly owner: number
  readonly counterpartiesMax: number
}

/** Whether there are so few payments from and to an owner that it needs no counting. */
function hasFew(index: LiveUtxoIndex, owner: number, most: number): boolean {
  const { received, spent } = index
  let few = received.countOf(owner)
  for (let input = spent.lastOf(owner); input >= 0 && few <= most; input = spent.before(input)) {
    const tx = txOfInput(index, input)
    few += (index.outputStart[tx + 1] as number) - (index.outputStart[tx] as number)
  }
  return few <= most
}

function lookAt(index: LiveUtxoIndex, { owner, counterpartiesMax }: Question, seen: Seen): boolean {
  const { received, spent } = index
  const { others } = seen
  for (let output = received.lastOf(owner); output >= seen.outputs; output = received.before(output)) {
    const payer = payerOf(index, output)
    if (payer !== owner) others.add(payer)
    if (others.size > counterpartiesMax) return true
  }
  for (let input = spent.lastOf(owner); input >= seen.inputs; input = spent.before(input)) {
    addPayees(index, txOfInput(index, input), others)
    others.delete(owner)
    if (others.size > counterpartiesMax) return true
  }
  seen.outputs = index.outputCount
  seen.inputs = index.spends.length
  return false
}
