/** Those of the columns that tell whether a transaction could be a CoinJoin. */
interface Amounts {
  readonly txCount: number
  readonly inputStart: Uint32Array
  readonly outputStart: Uint32Array
  readonly valueSat: Float64Array
}

/** Outputs that share their amount with another one: a CoinJoin has at least so many, and several inputs. */
const EQUAL_OUTPUTS_MIN = 3

/** Transactions that could be a CoinJoin by inputs and amounts alone, so that only these are read. */
export function listCandidates(columns: Amounts): number[] {
  const candidates: number[] = []
  for (let tx = 0; tx < columns.txCount; tx++) if (mayBeCoinJoin(columns, tx)) candidates.push(tx)
  return candidates
}

/** Whether a transaction could be a CoinJoin by inputs and amounts alone. */
export function mayBeCoinJoin({ inputStart, outputStart, valueSat }: Amounts, tx: number): boolean {
  const [from, to] = [outputStart[tx] as number, outputStart[tx + 1] as number]
  if (to - from < EQUAL_OUTPUTS_MIN || (inputStart[tx + 1] as number) - (inputStart[tx] as number) < 2) return false
  const values = valueSat.slice(from, to).sort()
  const equal = values.filter((value, at) => value === values[at - 1] || value === values[at + 1])
  return equal.length >= EQUAL_OUTPUTS_MIN
}
