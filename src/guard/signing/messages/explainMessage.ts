import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { GuardContext } from '../../context.ts'
import { conclude, type GuardAnswer } from '../../Finding.ts'
import { keccak } from '../../keccak.ts'
import * as OutsideText from '../../OutsideText.ts'
import * as Hex from '../Hex.ts'
import { SigningError } from '../SigningError.ts'
import type { SigningCode, SigningFinding } from '../SigningFinding.ts'
import { findSignIn, looksLikeSignIn, type SignIn } from './parseSignIn.ts'

/** What was found of a message that is to be signed. */
export interface MessageAnswer extends GuardAnswer<SigningFinding> {
  readonly words: string
  /** What is signed: the hash of the text behind its prefix (EIP-191). */
  readonly digest: string
}

const BYTES_MAX = 2 ** 18
const HASH_BYTES = 32
const TEXT_MAX = 200
const HASH_TEXT = /^\s*(?:0x)?[0-9a-f]{64}\s*$/i
/** @source https://eips.ethereum.org/EIPS/eip-5573 */
const RECAP = 'urn:recap:'
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Looks at a message of `personal_sign`: a hash in disguise, a sign-in for another site or account, hidden characters.
 *
 * @param message - Text, or bytes as `0x` and pairs of digits, as wallets take both.
 * @throws SigningError `LZ_GUARD_MESSAGE`
 * @source https://eips.ethereum.org/EIPS/eip-191
 * @source https://eips.ethereum.org/EIPS/eip-4361
 * @example
 * explainMessage('Hello', {}).verdict                 // 'no-match'
 * explainMessage(`0x${'ab'.repeat(32)}`, {}).verdict  // 'block'
 */
export function explainMessage(message: string, context: GuardContext): MessageAnswer {
  if (message.length > 2 * BYTES_MAX)
    throw new SigningError('LZ_GUARD_MESSAGE', `${message.length} characters of message`)
  const bytes = Hex.findBytes(message) ?? utf8ToBytes(message)
  const text = findText(bytes)
  const digest = Hex.ofBytes(hashMessage(bytes))
  if (isHash(bytes, text)) return { ...sayBlind(), digest }
  if (text === undefined)
    return { ...answer('MESSAGE_TEXT', 'review', 'Signs bytes that are no text: nobody can say what for.'), digest }
  const signIn = findSignIn(text)
  const { words, findings } = signIn === undefined ? sayText(text) : saySignIn(signIn, context)
  return { ...conclude([...findings, ...gradeHidden(text)]), words, digest }
}

/**
 * Looks at a request of `eth_sign`: 32 bytes that may be the hash of anything, a transaction too.
 *
 * @throws SigningError `LZ_GUARD_MESSAGE`
 */
export function explainHash(hash: string): MessageAnswer {
  if (Hex.findBytes(hash)?.length !== HASH_BYTES)
    throw new SigningError('LZ_GUARD_MESSAGE', 'The hash is not of 32 bytes')
  return { ...sayBlind(), digest: hash.toLowerCase() }
}

/** @source https://eips.ethereum.org/EIPS/eip-191 */
export function hashMessage(bytes: Uint8Array): Uint8Array {
  return keccak(concatBytes(utf8ToBytes(`\x19Ethereum Signed Message:\n${bytes.length}`), bytes))
}

function findText(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** Thirty-two bytes that are no readable text, or digits of as many. */
function isHash(bytes: Uint8Array, text: string | undefined): boolean {
  if (text !== undefined && HASH_TEXT.test(text)) return true
  return bytes.length === HASH_BYTES && (text === undefined || OutsideText.isHiding(text))
}

function sayBlind(): Omit<MessageAnswer, 'digest'> {
  const why = 'It may stand for a permit, an order or a transaction of a Safe: nobody can see what is agreed to.'
  return answer('HASH_BLIND', 'block', `Signs a bare hash. ${why}`)
}

function sayText(text: string): { words: string; findings: SigningFinding[] } {
  const words = `Signs the text ${OutsideText.quote(text, TEXT_MAX)}.`
  if (!looksLikeSignIn(text)) return { words, findings: [finding('MESSAGE_TEXT', 'note', words)] }
  const message =
    'It looks like a sign-in and has not the form of one: the site and the account cannot be told from it.'
  return { words, findings: [finding('SIGN_IN_SITE_UNKNOWN', 'review', message)] }
}

function saySignIn(signIn: SignIn, context: GuardContext): { words: string; findings: SigningFinding[] } {
  const { statement, resources } = signIn
  const says = statement === '' ? '' : ` It says ${OutsideText.quote(statement, TEXT_MAX)}.`
  const names = resources.length === 0 ? '' : ` It names ${OutsideText.quote(resources.join(', '), TEXT_MAX)}.`
  const words = `Signs in to ${OutsideText.quote(signIn.domain)} as ${signIn.account}, ${sayEnd(signIn, context)}.${says}${names}`
  const findings = [gradeSite(signIn, context), finding('SIGN_IN', 'note', words)]
  if (resources.some((each) => each.startsWith(RECAP))) {
    const message = 'It also lets the one who asks do things in your name later, which a code in it says.'
    findings.push(finding('SIGN_IN_POWERS', 'review', message))
  }
  if (context.from !== undefined && signIn.account.toLowerCase() !== context.from) {
    findings.push(
      finding(
        'SIGN_IN_OTHER_ACCOUNT',
        'review',
        `It is for the account ${signIn.account}, not for the one that signs.`,
      ),
    )
  }
  if (signIn.chainId !== undefined && context.chainId !== undefined && signIn.chainId !== String(context.chainId)) {
    const message = `It is for chain ${OutsideText.quote(signIn.chainId, 40)}, and the wallet is connected to chain ${context.chainId}.`
    findings.push(finding('CHAIN_OTHER', 'review', message))
  }
  return { words, findings }
}

/** A message for another site lets the one that asks sign in there in one's name. */
function gradeSite({ domain, uri }: SignIn, { origin }: GuardContext): SigningFinding {
  if (origin === undefined) {
    const message = `It signs in to ${OutsideText.quote(domain)}: whether that is the site that asks is not known here.`
    return finding('SIGN_IN_SITE_UNKNOWN', 'hold', message)
  }
  const host = hostOf(origin)
  const other = [domain, ...(uri === undefined ? [] : [uri])].map(hostOf).find((each) => each !== host)
  if (other === undefined) return finding('SIGN_IN', 'note', `The site that asks is the one that is signed in to.`)
  const message = `${OutsideText.quote(origin)} asks, and it signs in to ${OutsideText.quote(other)}: who asks could act there in your name.`
  return finding('SIGN_IN_OTHER_SITE', 'block', message)
}

/** Host and port, as browsers write them; the whole text of what is none. */
function hostOf(address: string): string {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`
  return (URL.canParse(url) && new URL(url).host) || address
}

function sayEnd({ expires }: SignIn, { now = 0 }: GuardContext): string {
  if (expires === undefined) return 'without an end'
  return `until ${OutsideText.quote(expires, 40)}${Date.parse(expires) < now * 1000 ? ', which is past' : ''}`
}

function gradeHidden(text: string): SigningFinding[] {
  if (!OutsideText.isHiding(text)) return []
  return [
    finding('TEXT_HIDDEN', 'review', 'The text holds characters that are not seen, or that turn other text around.'),
  ]
}

function answer(code: SigningCode, effect: SigningFinding['effect'], words: string): Omit<MessageAnswer, 'digest'> {
  return { ...conclude([finding(code, effect, words)]), words }
}

function finding(code: SigningCode, effect: SigningFinding['effect'], message: string): SigningFinding {
  return { code, effect, message }
}
