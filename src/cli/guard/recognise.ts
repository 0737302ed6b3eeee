import { parse as parseHost } from 'tldts'
import { Address } from '../../chain/index.ts'
import { parseSite, parseTransaction, SigningError } from '../../guard/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import { parseBoundedJson } from '../../server/index.ts'
import { GIVE, RecogniseError } from './RecogniseError.ts'

/** What a text was taken for. */
export type Recognised =
  | { readonly kind: 'url' | 'address' | 'message'; readonly text: string }
  | { readonly kind: 'raw' | 'calldata'; readonly hex: string }
  | { readonly kind: 'draft' | 'typed' | 'safe'; readonly json: unknown }

const SHOWN_MAX = 80
const HEX = /^0x[0-9a-fA-F]*$/
const BARE_HEX = /^(?:[0-9a-fA-F]{2}){60,}$/
const SCHEME = /^(?:https?|wss?):\/\//i
/** Twelve or more plain words, or a key as wallets export it. */
const SECRETS: readonly RegExp[] = [
  /^(?:[a-z]{3,10}[\s,]+){11,23}[a-z]{3,10}$/,
  /^[5KLc][1-9A-HJ-NP-Za-km-z]{50,51}$/,
  /^[xyz]prv[1-9A-HJ-NP-Za-km-z]{80,}$/,
  /^[0-9a-fA-F]{64}$/,
]
const SAFE_KEYS = ['safeTxHash', 'contractTransactionHash', 'safeTxGas', 'detailedExecutionInfo', 'operation'] as const
const SAFE_LISTS = ['results', 'txs', 'transactions'] as const

/**
 * Says what a text is: the first of JSON, hex, an address, several words, a web address that it has the form of.
 *
 * @param hasTarget - Whether somebody said whom calldata are for.
 * @throws RecogniseError `LZ_GUARD_EMPTY`, `LZ_GUARD_AMBIGUOUS`, `LZ_GUARD_UNKNOWN`, `LZ_GUARD_SECRET`; GuardError `LZ_GUARD_JSON`
 * @example
 * recognise('app.uniswap.org', { hasTarget: false })  // { kind: 'url', ... }
 * recognise('hello', { hasTarget: false })            // throws LZ_GUARD_UNKNOWN
 */
export function recognise(given: string, { hasTarget }: { hasTarget: boolean }): Recognised {
  const text = given.replace(/^\ufeff/, '').trim()
  if (text === '') throw new RecogniseError('LZ_GUARD_EMPTY', `There is nothing to check. ${GIVE}`)
  assertNoSecret(text)
  if (/^[[{]/.test(text)) return recogniseJson(parseBoundedJson(text))
  if (HEX.test(text)) return recogniseHex(text, hasTarget)
  if (BARE_HEX.test(text)) return recogniseHex(`0x${text}`, hasTarget)
  if (SCHEME.test(text) && !/\s/.test(text)) return { kind: 'url', text }
  if (Address.detect(text).length > 0) return { kind: 'address', text }
  if (/\s/.test(text)) return { kind: 'message', text: given }
  if (isHost(text)) return { kind: 'url', text }
  throw unknown(text)
}

function assertNoSecret(text: string): void {
  if (!SECRETS.some((secret) => secret.test(text))) return
  const message =
    'This looks like a recovery phrase or a private key, and was not used, stored or sent. Whoever has it has the money: never give it to any person, program or site. (A hash is written with 0x.)'
  throw new RecogniseError('LZ_GUARD_SECRET', message)
}

function recogniseHex(text: string, hasTarget: boolean): Recognised {
  const digits = text.length - 2
  if (digits === 40) return { kind: 'address', text }
  if (hasTarget && digits % 2 === 0) return { kind: 'calldata', hex: text }
  if (isTransaction(text)) return { kind: 'raw', hex: text }
  if (digits === 64) {
    const message =
      'These 32 bytes may be the name of a transaction, or a hash to sign. A transaction is checked by its content: give the raw transaction. A hash to sign: lazaretto guard message --hash.'
    throw new RecogniseError('LZ_GUARD_AMBIGUOUS', message)
  }
  const message =
    'These hex digits are no whole transaction. If they are calldata, say whom the call is for: --to 0x... If they are a message: lazaretto guard message.'
  throw new RecogniseError('LZ_GUARD_AMBIGUOUS', message)
}

function isTransaction(hex: string): boolean {
  try {
    parseTransaction(hex)
    return true
  } catch (error) {
    if (error instanceof SigningError) return false
    throw error
  }
}

function recogniseJson(json: unknown): Recognised {
  const record = Array.isArray(json) ? (json[0] as unknown) : json
  if (isSafe(json) || (Array.isArray(json) && isSafe(record))) return { kind: 'safe', json }
  if (Array.isArray(json) || !isObject(json)) throw unknownJson()
  if ('types' in json && 'primaryType' in json) return { kind: 'typed', json }
  if ('to' in json || 'data' in json || 'input' in json) return { kind: 'draft', json }
  throw unknownJson()
}

function isSafe(json: unknown): boolean {
  if (!isObject(json)) return false
  if (json['primaryType'] === 'SafeTx') return true
  const listed = SAFE_LISTS.map((name) => json[name]).find(Array.isArray) as unknown[] | undefined
  return SAFE_KEYS.some((key) => key in json) || (listed?.some(isSafe) ?? false)
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

/** A name under a suffix that exists, or an IP address: what is no such name is a slip rather than a site. */
export function isHost(text: string): boolean {
  try {
    const { host, isIp } = parseSite(text)
    const { isIcann, isPrivate } = parseHost(host, { allowPrivateDomains: true, extractHostname: false })
    return isIp || (host.includes('.') && (isIcann === true || isPrivate === true))
  } catch (error) {
    if (error instanceof LazarettoError) return false
    throw error
  }
}

function unknown(text: string): RecogniseError {
  return new RecogniseError(
    'LZ_GUARD_UNKNOWN',
    `${JSON.stringify(text.slice(0, SHOWN_MAX))} is nothing that can be checked. ${GIVE}`,
  )
}

function unknownJson(): RecogniseError {
  return new RecogniseError(
    'LZ_GUARD_UNKNOWN',
    `The JSON is no transaction, no typed data and no record of a Safe. ${GIVE}`,
  )
}
