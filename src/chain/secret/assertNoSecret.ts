import { PHRASE_WORDS } from './phraseWords.ts'
import { SecretError } from './SecretError.ts'

/** Of so many words in a row that many are of the list: a phrase with a slip in it is one too, prose is none. */
const ROW = 12
const ROW_LISTED = 11
/** What does not stand between the words of a phrase, also where it is numbered, quoted or part of a URL. */
const NO_ROW = /[^a-z\s,.")+\d]+|\d[a-z]|[a-z]\d|\.[a-z]/
/**
 * Keys as wallets export them: WIF, and extended private keys. A stretch of hex digits is none.
 *
 * @source BIP-32, https://en.bitcoin.it/wiki/Wallet_import_format
 */
const KEY =
  /(?<![1-9A-HJ-NP-Za-km-z])(?:(?![1-9a-f]{51}|[1-9A-F]{51})[59KLc][1-9A-HJ-NP-Za-km-z]{50,51}|[a-z]prv[1-9A-HJ-NP-Za-km-z]{80,})(?![1-9A-HJ-NP-Za-km-z])/
const BARE_KEY = /^\s*[0-9a-fA-F]{64}\s*$/

const WHOSE = 'Whoever has it has the money: never give it to any person, program or site.'

/**
 * Refuses a text with a recovery phrase or a private key in it, and does not say it again.
 *
 * @throws SecretError `LZ_SECRET`
 */
export function assertNoSecret(text: string): void {
  if (!KEY.test(text) && !hasPhrase(text)) return
  throw new SecretError(
    `There is a recovery phrase or a private key in it, which was not used, stored or sent. ${WHOSE}`,
  )
}

/**
 * Refuses 64 hex digits that stand alone, where they are more likely a key than a hash.
 *
 * Beside other text, and behind `0x`, hashes are written so too.
 *
 * @throws SecretError `LZ_SECRET`
 */
export function assertNoBareKey(text: string): void {
  if (!BARE_KEY.test(text)) return
  throw new SecretError(
    `These 64 hex digits may be a private key, and were not used, stored or sent. ${WHOSE} If it is a hash to sign, write 0x before it; what a past transaction did, lazaretto tx and investigate say.`,
  )
}

function hasPhrase(text: string): boolean {
  const rows = text.replace(/%20/g, ' ').replace(/\\n/g, ' ').toLowerCase().split(NO_ROW)
  return rows.some((row) => hasRow(row.match(/[a-z]+/g) ?? []))
}

function hasRow(words: readonly string[]): boolean {
  let listed = 0
  return words.some((word, i) => {
    listed += countListed(word) - countListed(words[i - ROW])
    return listed >= ROW_LISTED && words.slice(Math.max(0, i - ROW), i).some((before) => before !== word)
  })
}

function countListed(word: string | undefined): number {
  return word !== undefined && PHRASE_WORDS.has(word) ? 1 : 0
}
