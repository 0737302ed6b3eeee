import { type EvmAddress, type EvmBlock, Secp256k1 } from '../../chain/index.ts'
import type { GuardContext } from '../context.ts'
import { conclude, type GuardAnswer } from '../Finding.ts'
import { compareDevice, type DeviceView } from './compareDevice.ts'
import { gradeCall } from './gradeCall.ts'
import { gradeNonce, type Queue } from './gradeNonce.ts'
import { gradeRefund } from './gradeRefund.ts'
import { type Circle, gradeSigners } from './gradeSigners.ts'
import { identify } from './identify.ts'
import { listCalls } from './listCalls.ts'
import type { SafeCall } from './SafeCall.ts'
import { placed, type SafeFinding } from './SafeFinding.ts'
import type { SafeForm, SafeHashes } from './SafeHashes.ts'
import type { SafeRecord } from './SafeTransaction.ts'
import { findSigner, type Signer } from './Signer.ts'

/** What is known beside the record; everything is optional, and what is not said counts as not known. */
export interface SafeOptions extends Queue {
  readonly context?: GuardContext | undefined
  /** Those who own the Safe now. */
  readonly owners?: readonly EvmAddress.EvmAddress[] | undefined
  readonly threshold?: number | undefined
  /** What the signer's device shows. */
  readonly device?: DeviceView | undefined
  /** A faster way than the plain one to find who has signed. */
  readonly recover?: EvmBlock.RecoverKey | undefined
}

export interface SafeAnswer extends GuardAnswer<SafeFinding> {
  /** As made from the fields; undefined where the chain or the nonce is not known. */
  readonly hashes: SafeHashes | undefined
  readonly form: SafeForm | undefined
  readonly signers: readonly Signer[]
  /** The transaction's own call and those inside of it. */
  readonly calls: readonly SafeCall[]
}

/**
 * Looks at a transaction of a Safe before anybody signs or executes it: what it does, whether its hash is that of its fields, and
 * whether those who are said to have signed have signed this very content. It needs no network.
 *
 * @example
 * const [record] = parseRecords(JSON.parse(text), { chainId: 1 })
 * checkSafe(record, { owners, threshold: 3 }).verdict // 'block' where a co-signer has signed something else
 */
export function checkSafe(record: SafeRecord, options: SafeOptions = {}): SafeAnswer {
  const { transaction } = record
  const { form, hashes, findings } = identify(record)
  const { calls, findings: unread } = listCalls(transaction)
  const circle = circleOf(record, options)
  const signers = hashes === undefined ? [] : findSigners(record, hashes.safeTx, options)
  const all = [
    ...findings,
    ...gradeSigners(signers, circle),
    ...compareDevice(hashes, options.device),
    ...unread,
    ...calls.flatMap((call) => placed(call.place, gradeCall(call, circle, options.context ?? {}))),
    ...gradeRefund(transaction),
    ...gradeNonce(record, hashes, options),
  ]
  return { ...conclude(all), hashes, form, signers, calls }
}

function circleOf(record: SafeRecord, { owners, threshold }: SafeOptions): Circle {
  return { owners, threshold: threshold ?? record.threshold, executor: record.executor }
}

function findSigners(
  { confirmations }: SafeRecord,
  hash: string,
  { recover = Secp256k1.recover }: SafeOptions,
): Signer[] {
  return confirmations.map((confirmation) => findSigner(confirmation, hash, recover))
}
