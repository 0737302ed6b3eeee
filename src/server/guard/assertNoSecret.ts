import { GuardError } from './GuardError.ts'
import { PHRASE_WORDS } from './phraseWords.ts'

/** Of so many words in a row that many are of the list: a phrase with a slip in it is one too, prose is none. */
const ROW = 12
const ROW_LISTED = 11
/** What does not stand between the words of a phrase, also where it is numbered, quoted or part of a URL. */
const NO_ROW = /[^a-z\s,.")+\d]+|\d[a-z]|[a-z]\d|\.[a-z]/
/** Keys as wallets export them: WIF, and extended private keys. @source BIP-32, https://en.bitcoin.it/wiki/Wallet_import_format */
const KEY =
  /(?<![1-9A-HJ-NP-Za-km-z])(?:[59KLc][1-9A-HJ-NP-Za-km-z]{50,51}|[a-z]prv[1-9A-HJ-NP-Za-km-z]{80,})(?![1-9A-HJ-NP-Za-km-z])/
const BARE_KEY = /^\s*[0-9a-fA-F]{64}\s*$/

/**
 * Refuses a text with a recovery phrase or a private key in it, and does not say it again.
 *
 * 64 hex digits alone may be a key; beside other text they are left, since hashes are written so too.
 *
 * @throws GuardError `LZ_GUARD_SECRET`
 */
export function assertNoSecret(text: string): void {
  if (BARE_KEY.test(text)) {
    throw new GuardError(
      'LZ_GUARD_SECRET',
      'These 64 hex digits may be a private key, and were not used, stored or sent. Whoever has it has the money: never give it to any person, program or site. If it is a hash to sign, write 0x before it; what a past transaction did, lazaretto tx and investigate say.',
    )
  }
  if (!KEY.test(text) && !hasPhrase(text)) return
  throw new GuardError(
    'LZ_GUARD_SECRET',
    'There is a recovery phrase or a private key in it, which was not used, stored or sent. Whoever has it has the money: never give it to any person, program or site.',
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
