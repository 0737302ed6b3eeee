import type { Address } from '../../../chain/index.ts'
import type { AddressFault, ListedAddress } from '../ListEntry.ts'
import { findSentence } from './findSentence.ts'
import { findTickerAfter, findTickerBefore, type TickerHint } from './findTickerNear.ts'
import { detectAs, isUnproven, readAddress } from './readAddress.ts'
import { withoutBlanks } from './tidy.ts'

const TOKENS = /(?:bitcoincash:)?[0-9A-Za-z]+/g
const BLANK_GAP = /^[\s\u200b-\u200d\u2060]+$/
const BETWEEN_ADDRESSES = /^[\s,;/&|]*(?:(?:and|or|alt\.?)\s+)?$/i
// A word of prose: no digit, no capital inside.
const WORD = /^(?:[A-Z]?[a-z]{4,}|[A-Z]{4,})$/
const PIECES_MAX = 12
// Shorter than any address, longer than most words: what a text declares to be an address is one from here on.
const DECLARED_LENGTH_MIN = 26

interface Shape {
  readonly start: RegExp
  readonly piece: RegExp
  readonly whole: RegExp
}

// What the parts of an address in two look like, and the whole of it; the checksum has the last word.
const SHAPES: readonly Shape[] = [
  { start: /^0(?:x[0-9a-f]*)?$/i, piece: /^x?[0-9a-f]+$/i, whole: /^0x[0-9a-f]{40}$/i },
  {
    start: /^(?:b(?:nb?|c)?|l(?:tc?)?|(?:bc|ltc|bnb)1[0-9a-z]*)$/i,
    piece: /^[0-9a-z]+$/i,
    whole: /^[0-9a-z]{42,90}$/i,
  },
  { start: /^(?:bitcoincash:)?[qp][0-9a-z]*$/, piece: /^[0-9a-z]+$/, whole: /^(?:bitcoincash:)?[qp][0-9a-z]{41}$/ },
  {
    start: /^[1-9A-HJ-NP-Za-km-z]+$/,
    piece: /^[1-9A-HJ-NP-Za-km-z]+$/,
    whole: /^(?:.{25,36}|.{43,44}|.{95}|.{106})$/,
  },
]

interface Token {
  readonly text: string
  readonly from: number
  readonly to: number
}

interface Found extends Token {
  readonly readings: readonly Address.AddressMatch[]
  readonly fault: AddressFault | undefined
  /** How many tokens it takes up. */
  readonly size: number
}

/**
 * Finds the addresses in free text, also those that blanks or a line break cut in two.
 *
 * A candidate is found by its shape and taken by its checksum. Two forms have none: lower-case EVM, whose shape is proof
 * enough, and Solana, which is taken only where the sentence speaks of it. A string that the text itself calls an address
 * (`Digital Currency Address - XBT ...`, `ETH: 0x...`) is kept with its fault; one in which the text ends is `cut`.
 *
 * @example
 * findAddresses('ETH: 0x098B716B8Aaf21512996dC57EB\n0615e2383E2f96.') // one address, ticker 'ETH'
 * findAddresses('Digital Currency Address - XBT 1Gq')                 // one, fault 'cut'
 * findAddresses('IBAN DE89370400440532013000, tel. +49 30 1234567')   // []
 */
export function findAddresses(text: string): ListedAddress[] {
  const tokens = [...text.matchAll(TOKENS)].map(toToken)
  const found: ListedAddress[] = []
  let last: { to: number; ticker: string | undefined } | undefined
  for (let i = 0; i < tokens.length; i++) {
    if (WORD.test((tokens[i] as Token).text)) continue
    const hint = findHint(text, tokens[i] as Token, last)
    const candidate = findAt({ text, tokens, i, hint })
    if (candidate === undefined) continue
    const ticker = hint.ticker ?? findTickerAfter(text, candidate.to)
    const { text: address, readings, fault } = candidate
    found.push({ text: address, ticker, readings, fault, evidence: findSentence(text, candidate) })
    last = { to: candidate.to, ticker }
    i += candidate.size - 1
  }
  return found
}

type Site = { text: string; tokens: readonly Token[]; i: number; hint: TickerHint }

function toToken(match: RegExpExecArray): Token {
  return { text: match[0], from: match.index, to: match.index + match[0].length }
}

/** What the words before a token say of it; in a row of addresses the first one's ticker is that of all. */
function findHint(
  text: string,
  token: Token,
  last: { to: number; ticker: string | undefined } | undefined,
): TickerHint {
  const own = findTickerBefore(text.slice(last?.to ?? 0, token.from))
  if (own.ticker !== undefined || last?.ticker === undefined) return own
  const isNext = BETWEEN_ADDRESSES.test(text.slice(last.to, token.from))
  return isNext ? { ticker: last.ticker, isDeclared: false } : own
}

function findAt(site: Site): Found | undefined {
  const token = site.tokens[site.i] as Token
  const whole = SHAPES.filter(({ start }) => start.test(token.text)).map((shape) => join(site, shape))
  const good = whole.find((found) => found !== undefined)
  return good ?? keepDeclared(site, token) ?? keepMistyped(site, token)
}

/** The fewest tokens from here on that make an address. */
function join(site: Site, shape: Shape): Found | undefined {
  const { text, tokens, i } = site
  const first = tokens[i] as Token
  let joined = ''
  for (let size = 1; size <= PIECES_MAX; size++) {
    const token = tokens[i + size - 1]
    const before = tokens[i + size - 2]
    if (token === undefined || (before !== undefined && size > 1 && !goesOn({ text, before, token, shape })))
      return undefined
    joined += token.text
    if (joined.length > 110) return undefined
    const readings = shape.whole.test(joined) ? detectAs(joined, site.hint.ticker) : []
    if (readings.length === 0) continue
    const found: Found = { text: joined, from: first.from, to: token.to, readings, fault: undefined, size }
    if (isTaken(site, found) && (size === 1 || isProven(site, found))) return found
  }
  return undefined
}

function goesOn({ text, before, token, shape }: { text: string; before: Token; token: Token; shape: Shape }): boolean {
  return BLANK_GAP.test(text.slice(before.to, token.from)) && shape.piece.test(token.text)
}

/** Hex without a checksum might be joined with a word of hex digits, such as `added`. */
function isProven({ text, hint }: Site, { text: address, from, to }: Found): boolean {
  const hasChecksum = !address.startsWith('0x') || /[a-f]/.test(address) === /[A-F]/.test(address)
  const whole = text.slice(from, to)
  const last = whole.slice(whole.search(/\s\S*$/))
  return hasChecksum || hint.isDeclared || /[^\S ]|[\u200b-\u2060]/u.test(whole) || /\d/.test(last)
}

function isTaken({ text, hint }: Site, found: Found): boolean {
  if (/^(?:@|\.onion\b)/.test(text.slice(found.to, found.to + 7))) return false
  if (!isUnproven(found.readings)) return true
  return hint.isDeclared || hint.ticker === 'SOL' || /\bSOL\b|solana/i.test(findSentence(text, found))
}

function keepDeclared({ text, hint }: Site, token: Token): Found | undefined {
  if (!hint.isDeclared) return undefined
  const isCut = text.slice(token.to).trim() === '' && token.text.length < 90 && !hasFullLength(token.text)
  if (!isCut && token.text.length < DECLARED_LENGTH_MIN) return undefined
  const fault = isCut ? 'cut' : readAddress(token.text, hint.ticker).fault
  return { ...token, readings: [], fault, size: 1 }
}

function hasFullLength(text: string): boolean {
  return text.length >= (text.startsWith('0x') ? 42 : 34)
}

/** A wrong digit in what can be nothing but an address: kept, to be matched as it stands. */
function keepMistyped({ text }: Site, token: Token): Found | undefined {
  const isAddress = /^0x[0-9a-f]{40}$/i.test(token.text) || /^(?:bc1[qp]|ltc1q)[0-9a-z]{38,59}$/.test(token.text)
  if (!isAddress || text.charAt(token.to) === '@') return undefined
  return { ...token, text: withoutBlanks(token.text), readings: [], fault: 'checksum', size: 1 }
}
