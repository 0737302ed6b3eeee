import { creatorOf, outputsOf, spenderOf, type UtxoIndex } from '../utxo/UtxoIndex.ts'

/** What owners received and spent, and the places of their first and last transaction. */
export interface Sums {
  readonly receivedSat: bigint
  readonly spentSat: bigint
  readonly outputs: number
  readonly firstTx: number
  readonly lastTx: number
}

/** Adds up what owners did. */
export function sumActivity(index: UtxoIndex, owners: readonly number[]): Sums {
  const [received, spent] = [createSatSum(), createSatSum()]
  let [outputs, firstTx, lastTx] = [0, Number.POSITIVE_INFINITY, -1]
  for (const owner of owners) {
    const made = outputsOf(index, owner)
    outputs += made.length
    for (const output of made) {
      const valueSat = index.valueSat[output] as number
      const spender = spenderOf(index, output)
      received.add(valueSat)
      if (spender !== undefined) spent.add(valueSat)
      lastTx = Math.max(lastTx, spender ?? -1)
    }
    if (made.length === 0) continue
    firstTx = Math.min(firstTx, creatorOf(index, made[0] as number))
    lastTx = Math.max(lastTx, creatorOf(index, made.at(-1) as number))
  }
  return { receivedSat: received.total(), spentSat: spent.total(), outputs, firstTx, lastTx }
}

/** Adds satoshi exactly: numbers while they are exact, bigint above. */
function createSatSum(): { add(valueSat: number): void; total(): bigint } {
  let [large, small] = [0n, 0]
  return {
    add(valueSat) {
      small += valueSat
      if (small > 2 ** 52) {
        large += BigInt(small)
        small = 0
      }
    },
    total: () => large + BigInt(small),
  }
}
