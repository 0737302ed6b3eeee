import { EvmAddress } from '../../chain/index.ts'
import type { Explanation, Finding } from '../../guard/index.ts'
import type { CallRecord, FindingRecord } from './GuardDocument.ts'

const SELECTOR_BYTES = 4

export function toFinding({ code, effect, message, place }: Finding): FindingRecord {
  return { code, effect, message, place: place ?? null }
}

/** The calls of an explanation in the order in which they are met, without their nesting: their places have it. */
export function listCalls(explanation: Explanation): CallRecord[] {
  return [toCall(explanation), ...explanation.inner.flatMap(listCalls)]
}

export function toTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}

export function showEvm(address: EvmAddress.EvmAddress | undefined): string | null {
  return address === undefined ? null : EvmAddress.display(address)
}

function toCall({ place, call, words }: Explanation): CallRecord {
  const { to, valueWei, data, isDelegate = false } = call
  const selector =
    data.length < SELECTOR_BYTES ? null : `0x${Buffer.from(data.subarray(0, SELECTOR_BYTES)).toString('hex')}`
  return { place, to: EvmAddress.display(to), valueWei: String(valueWei), selector, isDelegate, words: words ?? null }
}
