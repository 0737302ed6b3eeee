import { EvmAddress } from '../../chain/index.ts'
import * as Hex from '../signing/Hex.ts'

/** One entry of what MultiSend is to do. */
export interface Sending {
  readonly isDelegate: boolean
  readonly to: EvmAddress.EvmAddress
  readonly valueWei: bigint
  readonly data: Uint8Array
}

const HEAD_BYTES = 85
const WORD_BYTES = 32

/**
 * Takes the argument of `multiSend` apart: operation (1 byte), to (20), value (32), length of data (32), data, and so on.
 *
 * @returns undefined where it is cut, or an operation is neither a call nor a delegatecall
 * @source https://github.com/safe-global/safe-smart-account, contracts/libraries/MultiSend.sol
 */
export function findSendings(packed: Uint8Array, countMax: number): readonly Sending[] | undefined {
  const sendings: Sending[] = []
  for (let at = 0; at < packed.length && sendings.length <= countMax; ) {
    const start = at + HEAD_BYTES
    const operation = packed[at] ?? 2
    const length = Hex.toNumber(packed.subarray(start - WORD_BYTES, start))
    if (start > packed.length || operation > 1 || length > BigInt(packed.length - start)) return undefined
    const valueWei = Hex.toNumber(packed.subarray(at + 21, at + 21 + WORD_BYTES))
    const to = EvmAddress.fromBytes(packed.subarray(at + 1, at + 21))
    at = start + Number(length)
    sendings.push({ isDelegate: operation === 1, to, valueWei, data: packed.subarray(start, at) })
  }
  return sendings
}
