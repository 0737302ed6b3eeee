import { EvmAddress } from '../../chain/index.ts'
import { found, type SafeFinding } from './SafeFinding.ts'
import type { Signer } from './Signer.ts'

/** Who may sign, where that is known. */
export interface Circle {
  readonly owners?: readonly EvmAddress.EvmAddress[] | undefined
  readonly threshold?: number | undefined
  /** Who executes, and agrees by that. */
  readonly executor?: EvmAddress.EvmAddress | undefined
}

const CALL_THEM = 'Do not sign or execute; ask the co-signers on another way than this screen what they have signed.'

/**
 * Looks whether those who are said to have agreed have agreed to this very content.
 *
 * A screen that shows something else than what co-signers have signed gives itself away here: their signatures fit other bytes, and
 * over these they belong to strangers.
 */
export function gradeSigners(signers: readonly Signer[], circle: Circle): readonly SafeFinding[] {
  const each = signers.flatMap((signer) => gradeSigner(signer, circle))
  return [...each, ...gradeTwice(signers), ...gradeUnchecked(signers, circle), ...gradeOrder(signers)]
}

function gradeSigner(signer: Signer, { owners }: Circle): SafeFinding[] {
  const who = signer.signer
  if (who === undefined || (signer.owner !== undefined && who !== signer.owner)) return [foreign(signer)]
  if (signer.hasAgreed === false) return [refused(who, signer)]
  if (owners === undefined || owners.includes(who)) return []
  const message = `${EvmAddress.display(who)} has signed, and is none of the known owners of the Safe. ${CALL_THEM}`
  return [found('SIGNATURE_NOT_OWNER', 'block', message)]
}

function foreign({ owner, kind, signer }: Signer): SafeFinding {
  const whose = owner === undefined ? 'A signature' : `What is said to be the signature of ${EvmAddress.display(owner)}`
  if (signer === undefined) {
    const why = kind === 'none' ? 'has no form that a Safe takes' : 'is not one that anybody can have given'
    return found('SIGNATURE_FOREIGN', 'block', `${whose} ${why}. ${CALL_THEM}`)
  }
  const message = `${whose} was not given for this content: over it, it belongs to ${EvmAddress.display(signer)}. It was given for something else than what is shown here, or made up. ${CALL_THEM}`
  return found('SIGNATURE_FOREIGN', 'block', message)
}

function refused(who: EvmAddress.EvmAddress, { kind }: Signer): SafeFinding {
  const why = kind === 'contract' ? 'the contract does not take the signature for it' : 'no approval of it stands there'
  const message = `As the chain tells, ${EvmAddress.display(who)} has not agreed to this content: ${why}. ${CALL_THEM}`
  return found('SIGNATURE_FOREIGN', 'block', message)
}

function gradeTwice(signers: readonly Signer[]): SafeFinding[] {
  const named = signers.flatMap(({ owner, signer }) => owner ?? signer ?? [])
  const twice = new Set(named.filter((who, i) => named.indexOf(who) !== i))
  return [...twice].map((who) =>
    found('SIGNATURE_TWICE', 'review', `${EvmAddress.display(who)} stands there more than once, and counts once.`),
  )
}

/** Contracts and approvals are proved on the chain only; with enough signatures beside them nothing hangs on them. */
function gradeUnchecked(signers: readonly Signer[], { threshold, executor }: Circle): SafeFinding[] {
  const open = signers.filter((signer) => signer.hasAgreed === undefined && isClaim(signer, executor))
  if (open.length === 0) return []
  const isEnough = threshold !== undefined && threshold > 0 && signers.length - open.length >= threshold
  const names = open.map(({ signer }) => (signer === undefined ? 'nobody' : EvmAddress.display(signer))).join(', ')
  const message = `Whether ${names} agreed cannot be seen here: contracts sign, and approvals stand, on the chain only.`
  return [found('SIGNATURE_UNCHECKED', isEnough ? 'note' : 'hold', message)]
}

/** Whether the chain alone can tell that it agreed. */
export function isClaim({ kind, owner, signer }: Signer, executor: EvmAddress.EvmAddress | undefined): boolean {
  if (signer === undefined || (owner !== undefined && owner !== signer)) return false
  return kind === 'contract' || (kind === 'approval' && signer !== executor)
}

/** Signatures without names have to stand in the order of their owners; over other content they belong to anybody. */
function gradeOrder(signers: readonly Signer[]): SafeFinding[] {
  if (signers.every(({ owner }) => owner !== undefined)) return []
  const order = signers.flatMap(({ signer }) => signer ?? [])
  if (order.every((who, i) => i === 0 || who > (order[i - 1] ?? ''))) return []
  const message = `The signatures do not stand in the order of their owners: most likely they were never given for this content. ${CALL_THEM}`
  return [found('SIGNATURES_UNSORTED', 'review', message)]
}
