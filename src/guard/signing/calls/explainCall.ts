import type { GuardContext } from '../../context.ts'
import type { Finding } from '../../Finding.ts'
import { AbiError } from '../abi/AbiError.ts'
import { type AbiOddity, decodeArguments } from '../abi/decodeArguments.ts'
import { gradeParty } from '../gradeSpender.ts'
import * as Hex from '../Hex.ts'
import { lookUp } from '../known/lookUp.ts'
import { placed, type SigningCode, type SigningFinding } from '../SigningFinding.ts'
import type { Struct } from '../Struct.ts'
import * as Words from '../Words.ts'
import type { Call, Description, Explainers, Explanation, Meaning } from './Call.ts'
import { findFunction, isVague, type KnownFunction } from './findFunction.ts'
import { looksLikeToken } from './looksLikeToken.ts'
import { gradeDeadEnd } from './transfers.ts'
import { EXEC_TRANSACTION } from './wrappers.ts'

/** What a call comes to, with all that was noticed in it and in the calls inside. */
export interface ExplainedCall {
  readonly explanation: Explanation
  readonly findings: readonly Finding[]
}

const DEPTH_MAX = 8
const CALLS_MAX = 512
/** Calls may share bytes: of all together no more are read. */
const BYTES_MAX = 2 ** 22
const SELECTOR_BYTES = 4
interface Walk {
  readonly context: GuardContext
  readonly explainers: Explainers
  readonly findings: Finding[]
  callsLeft: number
  bytesLeft: number
}

/**
 * Says in plain words what a call does and what it may do later, and grades it; also of the calls inside of known wrappers, up to
 * eight deep and 512 in all.
 *
 * Nothing is thrown for what is odd: a call that cannot be read is a finding with the effect `hold`.
 *
 * @example
 * explainCall({ chainId: 1, to: usdc, valueWei: 0n, data }, { chainId: 1 }).findings[0] // { code: 'SPENDER_UNKNOWN', ... }
 */
export function explainCall(call: Call, context: GuardContext, explainers: Explainers = {}): ExplainedCall {
  const walk: Walk = { context, explainers, findings: [], callsLeft: CALLS_MAX, bytesLeft: BYTES_MAX }
  const explanation = explainAt(walk, call, '')
  return { explanation, findings: walk.findings }
}

function explainAt(walk: Walk, call: Call, place: string): Explanation {
  const depth = place === '' ? 0 : place.split('.').length
  walk.bytesLeft -= call.data.length
  if (walk.callsLeft-- <= 0 || walk.bytesLeft < 0 || depth > DEPTH_MAX) return stop(walk, call, place)
  const meaning = sayCall(walk, call, place)
  walk.findings.push(...placed(place, [...gradeTarget(walk, call), ...meaning.findings]))
  const inner: Explanation[] = []
  for (const [i, each] of (meaning.inner ?? []).entries()) {
    if (walk.callsLeft < 0) break
    inner.push(explainAt(walk, each, place === '' ? `calls[${i}]` : `${place}.calls[${i}]`))
  }
  return { place, call, words: meaning.words === '' ? undefined : meaning.words, inner }
}

function sayCall(walk: Walk, call: Call, place: string): Meaning {
  const delegated = call.isDelegate === true ? gradeDelegate(walk, call) : undefined
  if (delegated !== undefined) return delegated
  if (call.data.length === 0) return sayPayment(walk, call)
  const selector = Hex.ofBytes(call.data.subarray(0, SELECTOR_BYTES))
  const known = findFunction(selector)
  const described = walk.explainers.describeCall?.(call, walk.context)
  if (described !== undefined && (known === undefined || isVague(known))) return sayDescribed(described)
  if (known === undefined) return sayUnknown(walk, call, selector)
  return sayKnown(walk, call, { known, described, place })
}

function sayKnown(
  walk: Walk,
  call: Call,
  { known, described, place }: { known: KnownFunction; described: Description | undefined; place: string },
): Meaning {
  const attempt = tryMeaning(known, call, walk.context)
  if (attempt instanceof AbiError) return sayUnreadable(walk, call, `${known.text}: ${attempt.message}`)
  const { args, meaning, oddities } = attempt
  if (known.text === EXEC_TEXT) checkSafe(walk, call, { args, place })
  const odd = oddities.length === 0 ? [] : [sayOdd(walk, call, oddities)]
  const inner = meaning.inner ?? described?.inner ?? []
  const words = described?.words ?? meaning.words
  const found = described === undefined ? meaning.findings : meaning.findings.map((each) => knowBetter(each, words))
  return { words, findings: [...odd, ...found], inner }
}

/** What a name alone does not tell, the protocol's own words do. */
function knowBetter(found: SigningFinding, words: string): SigningFinding {
  return found.code === 'CALL_UNKNOWN' || found.code === 'CALL_NAMED' ? finding('CALL_DESCRIBED', 'note', words) : found
}

const EXEC_TEXT = EXEC_TRANSACTION.replace(/ [a-zA-Z]+/g, '')

function tryMeaning(
  known: KnownFunction,
  call: Call,
  context: GuardContext,
): AbiError | { args: Struct; meaning: Meaning; oddities: readonly AbiOddity[] } {
  try {
    const { values, oddities } = decodeArguments(known.inputs, call.data.subarray(SELECTOR_BYTES))
    const args = { fields: known.inputs, values }
    return { args, meaning: known.explain(args, call, context), oddities }
  } catch (error) {
    if (error instanceof AbiError) return error
    throw error
  }
}

function checkSafe(walk: Walk, call: Call, { args, place }: { args: Struct; place: string }): void {
  const found = walk.explainers.checkSafe?.(args, call, walk.context) ?? []
  walk.findings.push(...placed(place, found))
}

/** Code that runs in one's own name may do anything: only of Safe's own libraries it is known what. */
function gradeDelegate({ context }: Walk, call: Call): Meaning | undefined {
  const of = { context, chainId: call.chainId }
  const { kind } = lookUp(of, call.to)
  const isToken = looksLikeToken(call)
  if (kind === 'safe-library' && !isToken) return undefined
  const owner = call.from === undefined ? 'the account' : Words.address(of, call.from)
  const words = `Runs the code of ${Words.address(of, call.to)} by delegatecall in the name of ${owner}: it may take everything, now or later.`
  const how = `${words} It can write all that an account keeps, also which code it runs (slot 0 of a Safe) and who owns it.`
  const isKnown = kind === 'protocol' || kind === 'own'
  const findings = isKnown
    ? [finding('DELEGATECALL_KNOWN', 'review', how)]
    : [finding('DELEGATECALL_UNKNOWN', 'block', `${how} That code is not known here: do not sign.`)]
  if (isToken) findings.push(finding('DELEGATECALL_DISGUISED', 'block', DISGUISED))
  return { words, findings }
}

const DISGUISED =
  'It looks like a transfer or approval of tokens, and a delegatecall moves none: the code gets that text and does what it likes. Nobody honest writes that.'

function gradeTarget({ context }: Walk, { to, chainId, data }: Call): SigningFinding[] {
  const place = { context, chainId }
  const bad = gradeParty(place, to)
  if (data.length === 0 || lookUp(place, to).hasCode !== false) return bad
  const message = `There is no contract at ${Words.address(place, to)}: the call does nothing there but pay what goes with it.`
  return [...bad, finding('TARGET_NO_CODE', 'review', message)]
}

function sayPayment({ context }: Walk, call: Call): Meaning {
  const of = { context, chainId: call.chainId }
  const paid = meaningOf(`Pays ${Words.coins(call.valueWei)} to ${Words.address(of, call.to)}.`, 'TRANSFER', 'note')
  return { ...paid, findings: [...(call.valueWei > 0n ? gradeDeadEnd(of, call.to) : []), ...paid.findings] }
}

function sayDescribed({ words, inner }: Description): Meaning {
  return { ...meaningOf(words, 'CALL_DESCRIBED', 'note'), inner }
}

function sayUnknown({ context }: Walk, call: Call, selector: string): Meaning {
  const to = Words.address({ context, chainId: call.chainId }, call.to)
  const pays = call.valueWei > 0n ? ` and ${Words.coins(call.valueWei)} with it` : ''
  const message = `Calls the function ${selector} of ${to}${pays}: what it does is not known here, so it may be anything.`
  return { words: '', findings: [finding('CALL_UNKNOWN', 'hold', message)] }
}

function sayUnreadable({ context }: Walk, call: Call, why: string): Meaning {
  const to = Words.address({ context, chainId: call.chainId }, call.to)
  const message = `Calls ${to} with arguments that cannot be read as ${why}`
  return { words: '', findings: [finding('CALL_UNREADABLE', 'hold', message)] }
}

const ODDITIES: Readonly<Record<AbiOddity, string>> = {
  trailing: 'bytes behind the arguments',
  offset: 'arguments that are not in their order',
  dirty: 'bits that belong to no argument',
  cut: 'a last word that is not whole',
  text: 'a text that is no UTF-8',
}

function sayOdd({ context }: Walk, call: Call, oddities: readonly AbiOddity[]): SigningFinding {
  const what = oddities.map((oddity) => ODDITIES[oddity]).join(', ')
  const to = Words.address({ context, chainId: call.chainId }, call.to)
  return finding('CALL_ODD', 'note', `The call of ${to} has ${what}: a wallet may read it otherwise.`)
}

function stop(walk: Walk, call: Call, place: string): Explanation {
  const message = `More calls inside of each other than are looked at (${DEPTH_MAX} deep, ${CALLS_MAX} in all).`
  const isSaid = walk.findings.some(({ code }) => code === 'CALL_LIMIT')
  if (!isSaid) walk.findings.push(...placed(place, [finding('CALL_LIMIT', 'hold', message)]))
  return { place, call, words: undefined, inner: [] }
}

function meaningOf(words: string, code: SigningCode, effect: Finding['effect']): Meaning {
  return { words, findings: [finding(code, effect, words)] }
}

function finding(code: SigningCode, effect: Finding['effect'], message: string): SigningFinding {
  return { code, effect, message }
}
