import { EvmAddress, type EvmBlock, Secp256k1 } from '../../chain/index.ts'
import type { Finding } from '../Finding.ts'
import type { Call, Explainers } from '../signing/calls/Call.ts'
import type { Struct } from '../signing/Struct.ts'
import * as Fields from '../signing/Struct.ts'
import { checkSignatures, type SafeOptions } from './checkSafe.ts'
import { gradeExecution } from './gradeContent.ts'
import { gradeNonce } from './gradeNonce.ts'
import { found } from './SafeFinding.ts'
import { FORMS, findForm, findHashes } from './SafeHashes.ts'
import type { SafeRecord } from './SafeTransaction.ts'
import { type Claim, findSigner } from './Signer.ts'
import { splitSignatures } from './splitSignatures.ts'

/** What is known of a Safe that a call executes; what is not said counts as not known. */
export interface SafeFacts extends Pick<SafeOptions, 'owners' | 'threshold' | 'device' | 'hasAgreed'> {
  /** The nonce that the Safe takes next. */
  readonly nonce?: bigint | undefined
  readonly version?: string | undefined
}

/** So many nonces are tried, first those that come next; of all executions in a call together so many signatures are looked at for that. */
const TRIED_MAX = 500
const RECOVERED_MAX = 1_000
const LATER_MAX = 20

/**
 * For `Explainers.checkSafe`: also looks who has signed a call of `execTransaction`. The call does not say its nonce: it is the one
 * that the Safe takes next, or, where the owners are known, any near it with which a signature is an owner's, as a call that was
 * executed long ago is read with a later nonce. That a wrong one fits has the odds of a broken key.
 *
 * @param find - What is known of a Safe.
 * @example
 * explainCall(call, context, { checkSafe: createExecutionCheck(() => ({ owners, nonce: 71n, version: '1.1.1' })) })
 */
export function createExecutionCheck(
  find: (safe: EvmAddress.EvmAddress) => SafeFacts | undefined,
  recover: EvmBlock.RecoverKey = Secp256k1.recover,
): NonNullable<Explainers['checkSafe']> {
  let left = RECOVERED_MAX
  const bounded: EvmBlock.RecoverKey = (...signed) => (left-- > 0 ? recover(...signed) : undefined)
  return (fields, call, context) => {
    const refund = gradeExecution(fields, call, context)
    // Of typed data nobody has signed anything yet.
    if (!Fields.has(fields, 'signatures')) return refund
    return [...refund, ...gradeSignatures(readRecord(fields, call), { ...find(call.to), recover, tryKey: bounded })]
  }
}

type Options = SafeFacts & Record<'recover' | 'tryKey', EvmBlock.RecoverKey>

function gradeSignatures(record: SafeRecord, options: Options): readonly Finding[] {
  const { chainId, safe } = record.transaction
  const known = withNonce(record, options.nonce)
  const fitting = findFitting(record, options) ?? (options.nonce === undefined ? undefined : known)
  if (fitting === undefined && chainId !== undefined && options.owners !== undefined) {
    const message = `With no nonce that was tried (0 to ${TRIED_MAX - 1}) a signature for the Safe ${EvmAddress.display(safe)} is one of its owners': say its nonce. Where that is lower, they were given for something else.`
    return [found('SIGNATURES_UNCHECKED', 'review', message)]
  }
  if (fitting === undefined || chainId === undefined) {
    const message = `The signatures for the Safe ${EvmAddress.display(safe)} were not checked: that takes the chain, and the nonce or the owners, which a node can say, or you.`
    return [found('SIGNATURES_UNCHECKED', 'note', message)]
  }
  const { findings, signers, hashes } = checkSignatures(
    { ...fitting, version: options.version },
    {
      ...options,
      nonceNext: options.nonce,
      hasAgreed: (claim) => hasAgreed(claim, record.executor, options),
    },
  )
  const names = signers.flatMap(({ signer }) => (signer === undefined ? [] : EvmAddress.display(signer)))
  const whose = options.owners === undefined ? ' Who owns the Safe was not said: compare them.' : ''
  const { nonce } = fitting.transaction
  const message = `With the nonce ${nonce} the hash is ${hashes?.safeTx}, and over that the signatures are of ${names.join(', ') || 'nobody'}.${whose}`
  const place = gradeNonce(fitting, { nonceNext: options.nonce })
  return [...findings, ...place, found('SIGNATURES_CHECKED', 'note', message)]
}

/** Who executes needs no approval of its own: where nobody said who that is, one that does not stand tells nothing. */
function hasAgreed(claim: Claim, executor: EvmAddress.EvmAddress | undefined, options: Options): boolean | undefined {
  const answer = options.hasAgreed?.(claim)
  const isApproval = claim.contractSignature === undefined
  return answer === false && isApproval && executor === undefined ? undefined : answer
}

/** The nonce, and the form of the hash where the version is not known, with which a signature is an owner's. */
function findFitting(record: SafeRecord, { owners, nonce, version, tryKey }: Options): SafeRecord | undefined {
  const signature = record.confirmations.find(({ owner }) => owner === undefined)
  const named = version === undefined ? undefined : findForm(version)
  if (owners === undefined || signature === undefined) return undefined
  for (const each of listNonces(nonce)) {
    const tried = withNonce(record, each)
    for (const form of named === undefined ? FORMS : [named]) {
      const hash = findHashes(tried.transaction, form)?.safeTx
      const who = hash === undefined ? undefined : findSigner(signature, hash, tryKey).signer
      if (who !== undefined && owners.includes(who)) return { ...tried, form }
    }
  }
  return undefined
}

function listNonces(next: bigint | undefined): bigint[] {
  const count = (length: number): bigint[] => Array.from({ length }, (_, i) => BigInt(i))
  if (next === undefined) return count(TRIED_MAX)
  const before = count(TRIED_MAX).map((i) => next - 1n - i)
  return [...count(LATER_MAX).map((i) => next + i), ...before.filter((nonce) => nonce >= 0n)]
}

function withNonce(record: SafeRecord, nonce: bigint | undefined): SafeRecord {
  return { ...record, transaction: { ...record.transaction, nonce } }
}

function readRecord(fields: Struct, { chainId, to, from }: Call): SafeRecord {
  const transaction = {
    chainId,
    safe: to,
    to: Fields.address(fields, 'to'),
    valueWei: Fields.uint(fields, 'value'),
    data: Fields.bytes(fields, 'data'),
    isDelegate: Fields.uint(fields, 'operation') === 1n,
    safeTxGas: Fields.uint(fields, 'safeTxGas'),
    baseGas: Fields.uint(fields, 'baseGas'),
    gasPrice: Fields.uint(fields, 'gasPrice'),
    gasToken: Fields.address(fields, 'gasToken'),
    refundReceiver: Fields.address(fields, 'refundReceiver'),
    nonce: undefined,
  }
  return { transaction, confirmations: splitSignatures(Fields.bytes(fields, 'signatures')), executor: from }
}
