import { findKnownList } from '../../intel/index.ts'
import type { AddressAnswer, Reason, SourcedClaim } from '../../screen/index.ts'
import type { Desk } from '../Desk.ts'
import type { ApiRequest } from '../Endpoint.ts'
import { HttpError } from '../edge/HttpError.ts'
import { screenAndRecord } from '../screening.ts'

/** One reason of an answer in words that other APIs have fields for. */
export interface Finding {
  readonly effect: 'block' | 'review'
  /** `sanctions`, `stolen-funds`, `theft`, ...: our words. */
  readonly category: string
  readonly name: string
  readonly description: string
  /** Where the list is published, where it is one that we know. */
  readonly url: string | null
  readonly isDirect: boolean
  /** Whether a list of sanctions names this very address, or did until nobody knows why it does not. */
  readonly isSanctioned: boolean
}

/** What other APIs are told about an address. */
export interface CompatAnswer {
  readonly answer: AddressAnswer
  readonly findings: readonly Finding[]
  readonly seq: number
  /** Goes with every answer: other shapes have no word for review. */
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Screens an address for an API that cannot say that something is unknown.
 *
 * @throws HttpError `LZ_COMPAT_HELD` (503) while lists are missing or stale, `LZ_COMPAT_ADDRESS` (422) for what is no
 * address: never an answer that reads as nothing found
 */
export async function screenForClient(
  desk: Desk,
  request: ApiRequest,
  asked: { readonly address: string; readonly via: string },
): Promise<CompatAnswer> {
  const { answer, seq } = await screenAndRecord(desk, request, asked)
  if (answer.verdict === 'hold') throw refusal(answer)
  const findings = answer.reasons.flatMap(toFinding)
  return { answer, findings, seq, headers: { 'Lazaretto-Verdict': answer.verdict } }
}

const OF_THE_LISTS: ReadonlySet<string> = new Set(['LIST_STALE', 'LIST_MISSING'])

function refusal({ reasons }: AddressAnswer): HttpError {
  const ofText = reasons.find(({ effect, code }) => effect === 'hold' && !OF_THE_LISTS.has(code))
  if (ofText !== undefined) return new HttpError('LZ_COMPAT_ADDRESS', ofText.message)
  const messages = reasons.filter(({ effect }) => effect === 'hold').map(({ message }) => message)
  return new HttpError('LZ_COMPAT_HELD', `Nothing can be said now. ${messages.join(' ')}`)
}

function toFinding({ code, effect, message, isDirect, claims, exposure }: Reason): Finding[] {
  if (effect !== 'block' && effect !== 'review') return []
  const [claim] = claims
  const category = exposure?.category ?? claim?.category ?? 'sanctions'
  const isSanctioned = code === 'SANCTIONED' || (code === 'VANISHED' && category === 'sanctions')
  if (claim === undefined)
    return [{ effect, category, name: code, description: message, url: null, isDirect, isSanctioned }]
  return claims.map((each) => ({ effect, category: each.category, isDirect, isSanctioned, ...describe(each, message) }))
}

function describe(claim: SourcedClaim, message: string): Pick<Finding, 'name' | 'description' | 'url'> {
  const { source, party, uid, programmes, text } = claim
  const parts = [message, `Entry ${uid} of ${source.title}`, programmes.join(', '), text].filter((part) => part !== '')
  const url = findKnownList(source.id)?.urls[0] ?? null
  return { name: `${source.id}: ${party ?? uid}`, description: parts.join('; '), url }
}
