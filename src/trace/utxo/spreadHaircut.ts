import { floorShare } from '../kernel/floorShare.ts'
import { feeSatOf, UNKNOWN, type UtxoIndex } from './UtxoIndex.ts'

/**
 * Haircut over the whole ledger in one pass, for many seeds at once: no ways, no bounds, 8 bytes for each output.
 *
 * Gives each output what `followUtxos` gives it. A seed's own satoshi and those that come to it are added up, at the most
 * to its value.
 *
 * @param stolenSat - By output, what is stolen of it at the beginning; afterwards what it had of it when it was made.
 * @returns what went with fees and rounding, and what came to seeds that had no room for it
 */
export function spreadHaircut(index: UtxoIndex, stolenSat: Float64Array): number {
  const { txCount, inputStart, outputStart, spends, valueSat } = index
  let burnedSat = 0
  for (let tx = 0; tx < txCount; tx++) {
    const lastInput = inputStart[tx + 1] as number
    let stolen = 0
    for (let input = inputStart[tx] as number; input < lastInput; input++) {
      const output = spends[input] as number
      if (output !== UNKNOWN) stolen += stolenSat[output] as number
    }
    if (stolen === 0) continue
    const first = outputStart[tx] as number
    const end = outputStart[tx + 1] as number
    let whole = feeSatOf(index, tx)
    for (let output = first; output < end; output++) whole += valueSat[output] as number
    burnedSat += stolen
    for (let output = first; output < end; output++) {
      const value = valueSat[output] as number
      const share = stolen === whole ? value : floorShare(value, stolen, whole)
      const had = stolenSat[output] as number
      const given = Math.min(share, value - had)
      stolenSat[output] = had + given
      burnedSat -= given
    }
  }
  return burnedSat
}
