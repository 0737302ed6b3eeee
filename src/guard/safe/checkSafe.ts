import { type EvmAddress, type EvmBlock, Secp256k1 } from '../../chain/index.ts'
import type { GuardContext } from '../context.ts'
import { conclude, type Finding, type GuardAnswer } from '../Finding.ts'
import type { Explainers, Explanation } from '../signing/calls/Call.ts'
import { compareDevice, type DeviceView } from './compareDevice.ts'
import { gradeContent } from './gradeContent.ts'
import { gradeNonce, type Queue } from './gradeNonce.ts'
import { type Circle, gradeSigners, isClaim } from './gradeSigners.ts'
import { identify } from './identify.ts'
import type { SafeForm, SafeHashes } from './SafeHashes.ts'
import type { Confirmation, SafeRecord } from './SafeTransaction.ts'
import { findSigner, type HasAgreed, type Signer } from './Signer.ts'
import { findContractSignature } from './splitSignatures.ts'

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
  /** What a node said of contracts that sign, and of approvals. */
  readonly hasAgreed?: HasAgreed | undefined
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
  const signers = hashes === undefined ? [] : findSigners(record, hashes, options)
  const graded = [...gradeSigners(signers, circleOf(record, options)), ...compareDevice(hashes, options.device)]
  return { form, hashes, signers, findings: [...findings, ...graded] }
}

function circleOf(record: SafeRecord, { owners, threshold }: SafeOptions): Circle {
  return { owners, threshold: threshold ?? record.threshold, executor: record.executor }
}

function findSigners(record: SafeRecord, hashes: SafeHashes, options: SafeOptions): Signer[] {
  const { recover = Secp256k1.recover } = options
  return record.confirmations.map((confirmation) => {
    const signer = findSigner(confirmation, hashes.safeTx, recover)
    return isClaim(signer, record.executor) ? prove(signer, confirmation, { record, hashes, options }) : signer
  })
}

interface Proving {
  readonly record: SafeRecord
  readonly hashes: SafeHashes
  readonly options: SafeOptions
}

/** What was executed may have had another caller than is known, and contracts change their mind: of that a refusal tells nothing. */
function prove(
  signer: Signer,
  { signature, contractSignature }: Confirmation,
  { record: { transaction, isExecuted = false }, hashes, options: { hasAgreed, nonceNext = 0n } }: Proving,
): Signer {
  const isContract = signer.kind === 'contract'
  const signed =
    isContract && signature ? (contractSignature ?? findContractSignature(signature, signature)) : undefined
  if (signer.signer === undefined || (isContract && signed === undefined)) return signer
  const answer = hasAgreed?.({ transaction, hashes, owner: signer.signer, contractSignature: signed })
  const isOver = isExecuted || (transaction.nonce ?? 0n) < nonceNext
  return { ...signer, hasAgreed: answer === false && isOver ? undefined : answer }
}
