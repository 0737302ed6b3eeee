import type { GuardContext } from '../../context.ts'
import { conclude, type Finding, type GuardAnswer } from '../../Finding.ts'
import * as OutsideText from '../../OutsideText.ts'
import type { Description, Explainers, Explanation } from '../calls/Call.ts'
import { explainCall } from '../calls/explainCall.ts'
import { gradeParty } from '../gradeSpender.ts'
import * as Hex from '../Hex.ts'
import { lookUp } from '../known/lookUp.ts'
import { placed, type SigningFinding } from '../SigningFinding.ts'
import * as Words from '../Words.ts'
import { findKind, isSafeTx, type TypedKind } from './meanings.ts'
import { parseTypedData } from './parseTypedData.ts'
import type { TypedData, TypedOddity } from './TypedData.ts'

/** What was found of typed data, and what a device should show. */
export interface TypedAnswer extends GuardAnswer {
  /** In plain words; undefined where nobody here can say it. */
  readonly words: string | undefined
  /** The calls that the signature agrees to. */
  readonly inner: readonly Explanation[]
  readonly domainHash: string
  readonly messageHash: string
  readonly digest: string
}

/** What others know more of typed data. */
export interface TypedExplainers extends Explainers {
  /** Says typed data in a protocol's own words (ERC-7730). */
  readonly describeTyped?: ((typed: TypedData, context: GuardContext) => Description | undefined) | undefined
}

/**
 * Says in plain words what somebody can do with a signature over typed data, and grades it: against the chain, the contract that
 * the type is for, and what is known of who may take something.
 *
 * @param input - The object of `eth_signTypedData_v4`, or its JSON.
 * @throws SigningError `LZ_GUARD_TYPED_DATA`
 * @example
 * explainTypedData(permit, { chainId: 1 }).words // 'Lets 0x... take an unlimited amount of USDC ...'
 */
export function explainTypedData(input: unknown, context: GuardContext, explainers: TypedExplainers = {}): TypedAnswer {
  const typed = parseTypedData(input)
  const place = { context, chainId: chainOf(typed) }
  const kind = findKind(typed)
  const described = explainers.describeTyped?.(typed, context)
  const meaning = kind?.explain(typed, place)
  const inner = (meaning?.inner ?? described?.inner ?? []).map((call) => explainCall(call, context, explainers))
  const findings: Finding[] = [
    ...gradeDomain(typed, place),
    ...(kind === undefined
      ? sayOther(typed, described?.words)
      : [...gradeContract(typed, place, kind), ...(meaning?.findings ?? [])]),
    ...checkSafe(typed, context, explainers),
    ...typed.oddities.map(sayOddity),
    ...inner.flatMap((each, i) => placed(`calls[${i}]`, each.findings)),
  ]
  return {
    ...conclude(findings),
    words: described?.words ?? meaning?.words,
    inner: inner.map(({ explanation }) => explanation),
    domainHash: Hex.ofBytes(typed.domainHash),
    messageHash: Hex.ofBytes(typed.messageHash),
    digest: Hex.ofBytes(typed.digest),
  }
}

function chainOf({ domain }: TypedData): number | undefined {
  return domain.chainId === undefined ? undefined : Number(domain.chainId)
}

function gradeDomain({ domain }: TypedData, place: Words.Place): SigningFinding[] {
  const findings: SigningFinding[] = []
  const { chainId } = place.context
  if (domain.chainId === undefined) {
    const message = 'The signature names no chain: it may count on every chain where that contract is.'
    findings.push({ code: 'CHAIN_UNBOUND', effect: 'note', message })
  } else if (chainId !== undefined && domain.chainId !== BigInt(chainId)) {
    const message = `The signature counts on chain ${domain.chainId}, and the wallet is connected to chain ${chainId}.`
    findings.push({ code: 'CHAIN_OTHER', effect: 'review', message })
  }
  const contract = domain.verifyingContract
  return contract === undefined ? findings : [...findings, ...gradeParty(place, contract)]
}

/** Types of Permit2, Seaport and Blur count at those only: elsewhere somebody else means something else by them. */
function gradeContract(typed: TypedData, place: Words.Place, { contract: expected }: TypedKind): SigningFinding[] {
  const contract = typed.domain.verifyingContract
  if (contract === undefined) {
    const message = 'The signature names no contract that it is for.'
    return [{ code: 'CONTRACT_UNEXPECTED', effect: 'review', message }]
  }
  if (expected === undefined || lookUp(place, contract).name?.startsWith(expected)) return []
  const message = `That kind of message is for ${expected}, and this one is for ${Words.address(place, contract)}.`
  return [{ code: 'CONTRACT_UNEXPECTED', effect: 'review', message }]
}

function sayOther({ primaryType }: TypedData, described: string | undefined): SigningFinding[] {
  if (described !== undefined) return [{ code: 'CALL_DESCRIBED', effect: 'note', message: described }]
  const message = `A message of the type ${OutsideText.quote(primaryType)}: what it allows is not known here, so it may be anything.`
  return [{ code: 'TYPED_DATA_UNKNOWN', effect: 'hold', message }]
}

function checkSafe(typed: TypedData, context: GuardContext, { checkSafe: check }: TypedExplainers): readonly Finding[] {
  const safe = typed.domain.verifyingContract
  if (check === undefined || safe === undefined || !isSafeTx(typed)) return []
  const call = { chainId: chainOf(typed), to: safe, valueWei: 0n, data: new Uint8Array(0) }
  return check(typed.message, call, context)
}

const ODDITIES: Readonly<Record<TypedOddity, SigningFinding>> = {
  types: { code: 'TYPES_UNUSED', effect: 'note', message: 'It has types that the message does not use.' },
  fields: {
    code: 'FIELDS_UNSIGNED',
    effect: 'review',
    message: 'It shows values that no type names: they are not signed, whatever they say.',
  },
  number: {
    code: 'NUMBER_INEXACT',
    effect: 'hold',
    message: 'A number is too large for JSON to hold it exactly: another one may be signed than is shown.',
  },
}

function sayOddity(oddity: TypedOddity): SigningFinding {
  return ODDITIES[oddity]
}
