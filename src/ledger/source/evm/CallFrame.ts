import { EvmAddress } from '../../../chain/index.ts'
import { isObject } from '../rpc/RpcAnswer.ts'

/** A call in the tree of a transaction's calls, as a node that traces tells it. */
export interface CallFrame {
  /** Which call of which call it is; the transaction itself has the empty path. */
  readonly path: readonly number[]
  /** Whether it hands money over: calls that borrow another's code do not. */
  readonly isPayment: boolean
  readonly from: string
  /** Undefined where nothing was created. */
  readonly to: string | undefined
  readonly valueWei: bigint
  /** It has failed, or one that it is part of has: nothing of it happened. */
  readonly isFailed: boolean
}

/** `encodeTracePath` has room for no deeper one. */
export const PLACED_DEPTH_MAX = 16

/** A trace that does not fit its block; whoever knows the block says so. */
export class FrameFault extends Error {}

/** Traces of another block of that height, or none yet: the chain has moved, or the node is still at work. */
export class FramesMoved extends Error {}

const quantity = /^0x[0-9a-f]{1,64}$/

export function readAddress(value: unknown): string {
  if (typeof value !== 'string') throw new FrameFault('an address is missing')
  return EvmAddress.parse(value.toLowerCase())
}

/** Absent is zero: a call that cannot pay has no value. */
export function readValueWei(value: unknown): bigint {
  if (value === undefined || value === null) return 0n
  if (typeof value === 'string' && quantity.test(value)) return BigInt(value)
  throw new FrameFault('a value is no quantity')
}

/** @throws FrameFault */
export function readObject(value: unknown): Readonly<Record<string, unknown>> {
  if (isObject(value)) return value
  throw new FrameFault('a member is no object')
}

/** @throws FrameFault */
export function readList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new FrameFault('a member is no list')
}
