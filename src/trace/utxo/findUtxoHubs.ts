import { itemsOf } from '../kernel/groupBy.ts'
import { creatorOf, type Output, type Tx, UNKNOWN, type UtxoIndex } from './UtxoIndex.ts'

/**
 * Tells owners with more distinct counterparties than the bound, payers and payees together.
 *
 * What a transaction spends has one payer, the owner of its first input: inputs are signed together. Each other owner that
 * it pays counts. Owners are looked at when they are first asked for.
 */
export function createUtxoHubFinder(index: UtxoIndex, counterpartiesMax: number): (owner: number) => boolean {
  const known = new Map<number, boolean>()
  return (owner) => {
    let answer = known.get(owner)
    if (answer === undefined) known.set(owner, (answer = isHub(index, owner, counterpartiesMax)))
    return answer
  }
}

function isHub(index: UtxoIndex, owner: number, counterpartiesMax: number): boolean {
  const others = new Set<number>()
  for (const output of itemsOf(index.byOwner(), owner)) {
    const payer = payerOf(index, output)
    if (payer !== owner) others.add(payer)
    const spender = index.spender[output] as number
    if (spender !== UNKNOWN) addPayees(index, spender, others)
    others.delete(owner)
    if (others.size > counterpartiesMax) return true
  }
  return false
}

/** The owner of the first input of the transaction that makes an output; `UNKNOWN` for new money, too. */
export function payerOf(index: UtxoIndex, output: Output): number {
  const tx = creatorOf(index, output)
  const first = index.inputStart[tx] as number
  const spent = first < (index.inputStart[tx + 1] as number) ? (index.spends[first] as number) : UNKNOWN
  return spent === UNKNOWN ? UNKNOWN : (index.owner[spent] as number)
}

/** Adds the owners whom a transaction pays. */
export function addPayees({ outputStart, owner }: UtxoIndex, tx: Tx, payees: Set<number>): void {
  const end = outputStart[tx + 1] as number
  for (let made = outputStart[tx] as number; made < end; made++) payees.add(owner[made] as number)
}
