import { type AddressAnswer, type Screener, screenAddress, type Verdict } from '../screen/index.ts'
import type { CanonicalJson } from '../state/index.ts'
import type { Desk } from './Desk.ts'
import type { ApiRequest } from './Endpoint.ts'
import type { LiveEdition } from './edition/startEdition.ts'
import { findSandboxAnswer } from './sandbox.ts'

/** An answer that is about to be given. */
export interface Ruling {
  /** Kind of the record: `screen-address`, `screen-batch`, ... */
  readonly kind: string
  readonly question: CanonicalJson.JsonValue
  readonly answer: CanonicalJson.JsonValue
}

/** Screens an address with one edition of the lists. */
export function screenText(desk: Desk, { screener }: { readonly screener: Screener }, text: string): AddressAnswer {
  const canned = desk.isSandbox ? findSandboxAnswer(text) : undefined
  return canned ?? screenAddress(screener, text, desk.now())
}

/**
 * Stores an answer with who asked what and what it rests on. No answer is given before: where this fails, there is none.
 *
 * @returns seq of the record, for the answer's header
 * @throws StateError
 */
export async function record(
  desk: Desk,
  { caller }: Pick<ApiRequest, 'caller'>,
  { kind, question, answer, edition }: Ruling & { readonly edition: LiveEdition },
): Promise<number> {
  const body = { by: caller.name, question, answer, basis: edition.basisHash }
  return await desk.log.append(kind, body)
}

/** Stores an answer about one address and gives it. */
export async function screenAndRecord(
  desk: Desk,
  request: Pick<ApiRequest, 'caller'>,
  { address, via }: { readonly address: string; readonly via: string },
): Promise<{ readonly answer: AddressAnswer; readonly edition: LiveEdition; readonly seq: number }> {
  const edition = desk.editions.current
  const answer = screenText(desk, edition, address)
  const question = { address: answer.input, via }
  const seq = await record(desk, request, { kind: 'screen-address', question, answer: plainRuling(answer), edition })
  desk.metrics.countVerdict(answer.verdict)
  return { answer, edition, seq }
}

/** Verdict and reasons as the log takes them. */
export function plainRuling({
  verdict,
  reasons,
}: {
  readonly verdict: Verdict.Verdict
  readonly reasons: readonly unknown[]
}): CanonicalJson.JsonValue {
  return { verdict, reasons: reasons.length === 0 ? [] : toPlain(reasons) }
}

/** A value without what JSON cannot say: amounts as decimal text, nothing undefined. */
export function toPlain(value: unknown): CanonicalJson.JsonValue {
  return JSON.parse(stringify(value)) as CanonicalJson.JsonValue
}

/** JSON with amounts as decimal text. */
export function stringify(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? each.toString() : each))
}
