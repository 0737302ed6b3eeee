import { Address } from '../../chain/index.ts'
import { parseTransaction, SigningError } from '../../guard/index.ts'
import { isHost, parseBoundedJson } from '../../server/index.ts'
import { GIVE, RecogniseError } from './RecogniseError.ts'
import { findRequest, type WalletRequest } from './WalletRequest.ts'

/** What a text was taken for. */
export type Recognised =
  | { readonly kind: 'url' | 'address' | 'message'; readonly text: string }
  | { readonly kind: 'raw' | 'calldata'; readonly hex: string }
  | { readonly kind: 'draft' | 'typed' | 'safe' | 'authorization'; readonly json: unknown }

const SHOWN_MAX = 80
const HEX = /^0x[0-9a-fA-F]*$/
/** An address or a transaction that was copied without its beginning. */
const BARE_HEX = /^(?:[0-9a-fA-F]{40}|(?:[0-9a-fA-F]{2}){60,})$/
const SCHEME = /^(?:https?|wss?):\/\//i
const GIVE_PART = 'Give the address, the web address or the transaction that stands in it.'
const SAFE_KEYS = ['safeTxHash', 'contractTransactionHash', 'safeTxGas', 'detailedExecutionInfo', 'operation'] as const
/** Whose code an account is to run (EIP-7702), as nodes and as libraries write it. */
const DELEGATE_KEYS = ['address', 'contractAddress'] as const
const SAFE_LISTS = ['results', 'txs', 'transactions'] as const

/**
 * Says what a text is: the first of JSON, hex, an address, several words, a web address that it has the form of.
 *
 * @param hasTarget - Whether somebody said whom calldata are for.
 * @throws RecogniseError `LZ_GUARD_EMPTY`, `LZ_GUARD_AMBIGUOUS`, `LZ_GUARD_UNKNOWN`; GuardError `LZ_GUARD_JSON`
 * @example
 * recognise('app.uniswap.org', { hasTarget: false })  // { kind: 'url', ... }
 * recognise('hello', { hasTarget: false })            // throws LZ_GUARD_UNKNOWN
 */
export function recognise(given: string, { hasTarget }: { hasTarget: boolean }): Recognised {
  const text = given.replace(/^\ufeff/, '').trim()
  if (text === '') throw new RecogniseError('LZ_GUARD_EMPTY', `There is nothing to check. ${GIVE}`)
  if (/^[[{]/.test(text)) return recogniseJson(parseBoundedJson(text))
  if (HEX.test(text)) return recogniseHex(text, hasTarget)
  if (BARE_HEX.test(text)) return recogniseHex(`0x${text}`, hasTarget)
  if (SCHEME.test(text) && !/\s/.test(text)) return { kind: 'url', text }
  if (Address.detect(text).length > 0) return { kind: 'address', text }
  if (/\s/.test(text)) return { kind: 'message', text: given }
  if (isHost(text)) return { kind: 'url', text }
  throw unknown(text)
}

function recogniseHex(text: string, hasTarget: boolean): Recognised {
  const digits = text.length - 2
  if (digits === 40) return { kind: 'address', text }
  if (hasTarget && digits % 2 === 0) return { kind: 'calldata', hex: text }
  if (isTransaction(text)) return { kind: 'raw', hex: text }
  if (digits === 64) {
    const message =
      'These 32 bytes may be the hash of a transaction, or a hash to sign. A transaction is checked by its content, before it is sent: give the raw transaction. What a past one did: lazaretto tx or lazaretto investigate. A hash to sign: lazaretto guard message --hash.'
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
  const request = findRequest(json)
  if (request !== undefined) return recogniseRequest(request)
  const record = Array.isArray(json) ? (json[0] as unknown) : json
  if (isSafe(json) || (Array.isArray(json) && isSafe(record))) return { kind: 'safe', json }
  if (Array.isArray(json) || !isObject(json)) throw unknownJson()
  if ('types' in json && 'primaryType' in json) return { kind: 'typed', json }
  if ('to' in json || 'data' in json || 'input' in json) return { kind: 'draft', json }
  if (DELEGATE_KEYS.some((key) => key in json) && 'nonce' in json) return { kind: 'authorization', json }
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

function recogniseRequest({ method, params: [first, second] }: WalletRequest): Recognised {
  if (method === 'eth_sendRawTransaction' && typeof first === 'string') return recogniseHex(first, false)
  if (method.endsWith('Transaction') && isObject(first)) return { kind: 'draft', json: first }
  if (method === 'personal_sign' && typeof first === 'string') return { kind: 'message', text: first }
  if (method === 'eth_sign' && typeof second === 'string') return { kind: 'message', text: second }
  if (method.startsWith('eth_signTypedData') && isObject(second)) return recogniseJson(second)
  if (method.startsWith('eth_signTypedData') && typeof second === 'string')
    return recogniseJson(parseBoundedJson(second))
  throw new RecogniseError(
    'LZ_GUARD_UNKNOWN',
    `The request ${JSON.stringify(method.slice(0, SHOWN_MAX))} is none that is read here, or lacks what it would sign. Give the transaction, the typed data or the message in it, one at a time.`,
  )
}

/** Why it is nothing, as far as its form tells. */
function unknown(text: string): RecogniseError {
  const shown = JSON.stringify(text.slice(0, SHOWN_MAX))
  const [, scheme] = /^([a-z][a-z0-9+.-]*):(?!\d)/i.exec(text) ?? []
  if (scheme !== undefined)
    return new RecogniseError('LZ_GUARD_UNKNOWN', `${shown}: links of ${scheme}: are not read. ${GIVE_PART}`)
  if (/[/\\.:]/.test(text)) {
    const message = `${shown} is no file or folder here, and no name of a site that can exist on the web. If it is a site, write it with its beginning: http://${text.slice(0, SHOWN_MAX)}. A name of a wallet, as under .eth, stands for an address: give that.`
    return new RecogniseError('LZ_GUARD_UNKNOWN', message)
  }
  return new RecogniseError('LZ_GUARD_UNKNOWN', `${shown} is nothing that can be checked. ${GIVE}`)
}

function unknownJson(): RecogniseError {
  return new RecogniseError(
    'LZ_GUARD_UNKNOWN',
    `The JSON is no transaction, no typed data, no delegation and no record of a Safe. ${GIVE}`,
  )
}
