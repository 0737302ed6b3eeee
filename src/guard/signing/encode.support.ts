import { type Abi, encodeFunctionData, encodePacked, parseAbi } from 'viem'
import { EvmAddress } from '../../chain/index.ts'
import { findBytes, ofBytes } from './Hex.ts'

/** An address of one digit. */
export function at(digit: string): EvmAddress.EvmAddress {
  return EvmAddress.parse(`0x${digit.repeat(40)}`)
}

/** A call's data, as viem encodes them; bytes are taken as they are. */
export function encode(signature: string, ...args: readonly unknown[]): Uint8Array {
  const abi = parseAbi([`function ${signature}`] as string[]) as Abi
  return findBytes(encodeFunctionData({ abi, args: args.map(toPlain) })) ?? new Uint8Array(0)
}

function toPlain(value: unknown): unknown {
  if (value instanceof Uint8Array) return ofBytes(value)
  return Array.isArray(value) ? value.map(toPlain) : value
}

/** A call as Safe's MultiSend has it in its list. */
export function packCall(operation: number, to: string, data: Uint8Array): Uint8Array {
  const types = ['uint8', 'address', 'uint256', 'uint256', 'bytes'] as const
  const values = [operation, to as `0x${string}`, 0n, BigInt(data.length), ofBytes(data) as `0x${string}`] as const
  return findBytes(encodePacked(types, values)) ?? new Uint8Array(0)
}
