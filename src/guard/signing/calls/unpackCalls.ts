import { EvmAddress } from '../../../chain/index.ts'
import * as Hex from '../Hex.ts'

/** A call as packed lists have it. */
export interface PackedCall {
  readonly operation: number
  readonly to: EvmAddress.EvmAddress
  readonly valueWei: bigint
  readonly data: Uint8Array
}

const HEAD_BYTES = 1 + 20 + 32 + 32

/**
 * The calls of Safe's `multiSend`: each its operation (1 byte), receiver (20), value (32), length (32) and data.
 *
 * @returns undefined where the bytes end inside of one
 * @source https://github.com/safe-global/safe-smart-account/blob/main/contracts/libraries/MultiSend.sol
 */
export function findMultiSendCalls(bytes: Uint8Array): PackedCall[] | undefined {
  const calls: PackedCall[] = []
  for (let at = 0; at < bytes.length; ) {
    if (at + HEAD_BYTES > bytes.length) return undefined
    const length = Hex.toNumber(bytes.subarray(at + 53, at + HEAD_BYTES))
    const start = at + HEAD_BYTES
    if (length > BigInt(bytes.length - start)) return undefined
    const end = start + Number(length)
    calls.push({ operation: bytes[at] ?? 0, ...readTarget(bytes.subarray(at + 1)), data: bytes.subarray(start, end) })
    at = end
  }
  return calls
}

/**
 * One call of ERC-7579's `execute`: receiver (20), value (32; none for a delegatecall), data.
 *
 * @source https://eips.ethereum.org/EIPS/eip-7579
 */
export function findExecution(bytes: Uint8Array, isDelegate: boolean): PackedCall | undefined {
  const headBytes = isDelegate ? 20 : 52
  if (bytes.length < headBytes) return undefined
  const to = EvmAddress.fromBytes(bytes.subarray(0, 20))
  const data = bytes.subarray(headBytes)
  return isDelegate ? { operation: 1, to, valueWei: 0n, data } : { operation: 0, ...readTarget(bytes), data }
}

function readTarget(bytes: Uint8Array): Pick<PackedCall, 'to' | 'valueWei'> {
  return { to: EvmAddress.fromBytes(bytes.subarray(0, 20)), valueWei: Hex.toNumber(bytes.subarray(20, 52)) }
}
