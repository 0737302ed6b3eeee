import { type EvmAddress, type EvmBlock, Secp256k1 } from '../../chain/index.ts'
import type { GuardContext } from '../context.ts'
import { conclude, type Finding, type GuardAnswer } from '../Finding.ts'
import type { Explainers, Explanation } from '../signing/calls/Call.ts'
import { compareDevice, type DeviceView } from './compareDevice.ts'
import { gradeContent } from './gradeContent.ts'
import { gradeNonce, type Queue } from './gradeNonce.ts'
import { type Circle, gradeSigners } from './gradeSigners.ts'
import { identify } from './identify.ts'
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
  /** What other rooms know of calls, as descriptors (ERC-7730) tell it. */
  readonly explainers?: Explainers | undefined
  /** A faster way than the plain one to find who has signed. */
  readonly recover?: EvmBlock.RecoverKey | undefined
}

export interface SafeAnswer extends GuardAnswer {
  /** As made from the fields; undefined where the chain or the nonce is not known. */
  readonly hashes: SafeHashes | undefined
  readonly form: SafeForm | undefined
  readonly signers: readonly Signer[]
  /** What it does, in plain words, call by call. */
  readonly explanation: Explanation
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
  const { context = {}, explainers } = options
  const { form, hashes, signers, findings } = checkSignatures(record, options)
  const content = gradeContent(record.transaction, { circle: circleOf(record, options), context, explainers })
  const all: Finding[] = [...findings, ...content.findings, ...gradeNonce(record, options)]
  return { ...conclude(all), hashes, form, signers, explanation: content.explanation }
}

/** The part of it that looks at the hash and at who has signed it, and not at what it does. */
export function checkSignatures(record: SafeRecord, options: SafeOptions): Omit<SafeAnswer, 'verdict' | 'explanation'> {
  const { form, hashes, findings } = identify(record)
  const signers = hashes === undefined ? [] : findSigners(record, hashes.safeTx, options)
  const graded = [...gradeSigners(signers, circleOf(record, options)), ...compareDevice(hashes, options.device)]
  return { form, hashes, signers, findings: [...findings, ...graded] }
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
