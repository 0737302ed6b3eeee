import { identify } from './identify.ts'
import { found, type SafeFinding } from './SafeFinding.ts'
import type { SafeHashes } from './SafeHashes.ts'
import type { SafeRecord } from './SafeTransaction.ts'

/** Where the Safe stands, and what waits beside the transaction. */
export interface Queue {
  /** The nonce that the Safe takes next. */
  readonly nonceNext?: bigint | undefined
  /** Other transactions of this Safe that wait; the same one again counts as none. */
  readonly pending?: readonly SafeRecord[] | undefined
}

/** Of transactions with the same nonce only one can be executed: one may stand in the place of another that people know. */
export function gradeNonce(record: SafeRecord, hashes: SafeHashes | undefined, queue: Queue): SafeFinding[] {
  const { nonce } = record.transaction
  if (nonce === undefined) return []
  const rivals = (queue.pending ?? []).filter((other) => isRival(other, record, hashes?.safeTx))
  return [...rivals.map((rival) => shared(rival, nonce)), ...gradePlace(nonce, queue.nonceNext)]
}

function isRival(other: SafeRecord, record: SafeRecord, hash: string | undefined): boolean {
  const [a, b] = [other.transaction, record.transaction]
  if (other === record || a.nonce !== b.nonce || a.safe !== b.safe || a.chainId !== b.chainId) return false
  return hash === undefined || identify(other).hashes?.safeTx !== hash
}

function shared({ statedHash }: SafeRecord, nonce: bigint): SafeFinding {
  const hash = statedHash === undefined ? '' : `, with the hash ${statedHash}`
  return found(
    'NONCE_SHARED',
    'review',
    `Another transaction waits with the nonce ${nonce}${hash}: only one of them can be executed. Make sure that you sign the one that you mean.`,
  )
}

function gradePlace(nonce: bigint, next: bigint | undefined): SafeFinding[] {
  if (next === undefined || nonce === next) return []
  if (nonce < next)
    return [found('NONCE_USED', 'note', `The nonce ${nonce} was used already: it can no longer be executed.`)]
  return [
    found(
      'NONCE_LATER',
      'note',
      `It waits until ${nonce - next} other transactions were executed: what they change comes before it.`,
    ),
  ]
}
