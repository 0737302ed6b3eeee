import { AbiError } from '../signing/abi/AbiError.ts'
import { decodeArguments } from '../signing/abi/decodeArguments.ts'
import { findSelector, type SafeCall } from './SafeCall.ts'
import { found, placed, type SafeFinding } from './SafeFinding.ts'
import type { SafeTransaction } from './SafeTransaction.ts'
import { type Inner, WRAPPERS } from './wrappers.ts'

export interface Calls {
  /** Each before those inside of it. */
  readonly calls: readonly SafeCall[]
  /** What could not be read. */
  readonly findings: readonly SafeFinding[]
}

const CALLS_MAX = 1_000
const DEPTH_MAX = 8

/** Lists the call of a transaction and those that it makes others make, at most 1,000 of them and 8 deep. */
export function listCalls({ chainId, safe, to, valueWei, data, isDelegate }: SafeTransaction): Calls {
  const walk: Walk = { calls: [], findings: [] }
  visit(walk, { place: '', chainId, from: safe, to, valueWei, data, isDelegate }, 0)
  return walk
}

interface Walk {
  readonly calls: SafeCall[]
  readonly findings: SafeFinding[]
}

function visit(walk: Walk, call: SafeCall, depth: number): void {
  walk.calls.push(call)
  const inner = unwrap(walk, call)
  if (inner.length === 0) return
  const isMore = depth === DEPTH_MAX || walk.calls.length + inner.length > CALLS_MAX
  if (isMore)
    return say(
      walk,
      call,
      'CALL_LIMIT',
      `It holds more than ${CALLS_MAX} calls, or more than ${DEPTH_MAX} in each other: those inside were not looked at.`,
    )
  inner.forEach((each, i) => {
    const place = call.place === '' ? `calls[${i}]` : `${call.place}.calls[${i}]`
    visit(walk, { ...each, place, chainId: call.chainId }, depth + 1)
  })
}

function unwrap(walk: Walk, call: SafeCall): readonly Inner[] {
  const wrapper = WRAPPERS.get(findSelector(call) ?? '')
  if (wrapper === undefined) return []
  try {
    const { values } = decodeArguments(wrapper.fields, call.data.subarray(4))
    const inner = wrapper.unwrap({ fields: wrapper.fields, values }, call, CALLS_MAX)
    if (inner !== undefined) return inner
  } catch (error) {
    if (!(error instanceof AbiError)) throw error
  }
  say(walk, call, 'CALL_UNREADABLE', 'It is to make other calls, but which ones cannot be read.')
  return []
}

function say(walk: Walk, { place }: SafeCall, code: 'CALL_LIMIT' | 'CALL_UNREADABLE', message: string): void {
  walk.findings.push(...placed(place, [found(code, 'hold', message)]))
}
