import { identify } from './identify.ts'
import { found, type SafeFinding } from './SafeFinding.ts'
import type { SafeRecord } from './SafeTransaction.ts'

/** Where the Safe stands, and what waits beside the transaction. */
export interface Queue {
  /** The nonce that the Safe takes next. */
  readonly nonceNext?: bigint | undefined
  /** Other transactions of this Safe; the same one again counts as none. */
  readonly pending?: readonly SafeRecord[] | undefined
}

/** Of transactions with the same nonce only one can be executed: one may stand in the place of another that people know. */
export function gradeNonce(record: SafeRecord, queue: Queue): SafeFinding[] {
  const { nonceNext: next, pending = [] } = queue
  const { nonce } = record.transaction
  if (nonce === undefined || isDone(record, next)) return []
  if (next !== undefined && nonce < next) return [used(`The nonce ${nonce} was used already`)]
  const rivals = pending.filter((other) => isRival(other, record))
  const done = rivals.find((rival) => isDone(rival, next))
  if (done !== undefined) return [used(`Another transaction with the nonce ${nonce}${nameOf(done)} was executed`)]
  const rival = rivals.find((other) => !isRejection(other)) ?? rivals[0]
  return [...(rival === undefined ? [] : [shared(record, rival, nonce)]), ...gradePlace(nonce, next)]
}

/** That somebody says so counts for less than where the Safe stands. */
function isDone({ isExecuted, transaction: { nonce = 0n } }: SafeRecord, next: bigint | undefined): boolean {
  return isExecuted === true && (next === undefined || nonce < next)
}

function isRival(other: SafeRecord, record: SafeRecord): boolean {
  const [a, b] = [other.transaction, record.transaction]
  if (a === b || a.nonce !== b.nonce || a.safe !== b.safe || a.chainId !== b.chainId) return false
  const { hashes } = identify(record)
  return hashes === undefined || identify(other).hashes?.safeTx !== hashes.safeTx
}

/** Nothing to the Safe itself: so owners use up the nonce of what they do not want. */
function isRejection({ transaction: { safe, to, valueWei, data, isDelegate } }: SafeRecord): boolean {
  return to === safe && valueWei === 0n && data.length === 0 && !isDelegate
}

function shared(record: SafeRecord, rival: SafeRecord, nonce: bigint): SafeFinding {
  const isHarmless = isRejection(record) || isRejection(rival)
  const what = isRejection(rival) ? 'A rejection, which does nothing,' : 'Another transaction'
  const message = `${what} waits with the nonce ${nonce}${nameOf(rival)}: only one of them can be executed. Make sure that you sign the one that you mean.`
  return found('NONCE_SHARED', isHarmless ? 'note' : 'review', message)
}

function used(why: string): SafeFinding {
  return found('NONCE_USED', 'note', `${why}: this one can no longer be executed.`)
}

function nameOf({ statedHash }: SafeRecord): string {
  return statedHash === undefined ? '' : `, with the hash ${statedHash},`
}

function gradePlace(nonce: bigint, next: bigint | undefined): SafeFinding[] {
  if (next === undefined || nonce === next) return []
  const message = `${nonce - next} other transactions come before it, with all that they change.`
  return [found('NONCE_LATER', 'note', message)]
}
