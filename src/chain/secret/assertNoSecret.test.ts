import { describe, expect, it } from 'vitest'
import { assertNoBareKey, assertNoSecret } from './assertNoSecret.ts'
import { PHRASE_WORDS } from './phraseWords.ts'

/** @source https://github.com/trezor/python-mnemonic/blob/master/vectors.json */
const PHRASE = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
const WORDS = PHRASE.split(' ')
/** Of the private key 1. @source https://en.bitcoin.it/wiki/Wallet_import_format */
const WIF = 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn'

describe('a recovery phrase or a private key', () => {
  it.each([
    ['a phrase', PHRASE],
    ['one in capitals', PHRASE.toUpperCase()],
    ['one over lines', `\n${WORDS.join('\r\n')}\n`],
    ['a numbered one', WORDS.map((word, i) => `${i + 1}. ${word}`).join(' ')],
    ['one with a slip', PHRASE.replace('wave', 'wavee')],
    ['one in a text', `My phrase is: "${PHRASE}". Help!`],
    ['one in a URL', `https://example.org/?q=${WORDS.join('+')}`],
    ['one in a fragment', `https://example.org/#${WORDS.join('%20')}`],
    ['one in JSON', JSON.stringify({ message: { text: PHRASE } })],
    ['a list of words', JSON.stringify(WORDS)],
    ['that of tests', 'test test test test test test test test test test test junk'],
    ['a key of Bitcoin', WIF],
    ['one with its kind', `p2wpkh:${WIF}`],
    ['an extended key', `zprv${'9s21ZrQH143K3Q'.repeat(8)}`],
  ])('is refused: %s', (_, text) => {
    const said = catchError(() => assertNoSecret(text))
    expect(said).toMatchObject({ code: 'LZ_SECRET' })
    for (const part of ['sausage', 'KwDiBf89', '9s21']) expect(String(said)).not.toContain(part)
  })

  it.each([
    [
      'prose',
      'I agree that you can use this and that all of it will be kept for one year, as the terms of the site say.',
    ],
    ['types', `(${'number, '.repeat(40)})`],
    ['typed data', JSON.stringify(Array.from({ length: 30 }, () => ({ name: 'owner', type: 'address' })))],
    ['a hash in a text', `Sign in with ${'ab'.repeat(32)}`],
    ['a hash', `0x${'ab'.repeat(32)}`],
    ['a public key without noughts', `--key 0${'c1'.repeat(26)}0${'ab'.repeat(5)}`],
    ['one with 51 digits between noughts', `--key 00${'5b'.repeat(25)}50${'ab'.repeat(5)}`],
    ['an extended public key', `xpub${'9s21ZrQH143K3Q'.repeat(8)}`],
  ])('is not seen in %s', (_, text) => {
    expect(() => assertNoSecret(text)).not.toThrow()
  })

  it('is seen in 64 hex digits only where they stand alone, and nobody wants a hash', () => {
    const digits = 'ab'.repeat(32)
    const said = catchError(() => assertNoBareKey(` ${digits}\n`))
    expect(said).toMatchObject({ code: 'LZ_SECRET' })
    expect(String(said)).not.toContain('abab')
    for (const text of [`0x${digits}`, `Sign in with ${digits}`]) expect(() => assertNoBareKey(text)).not.toThrow()
    expect(() => assertNoSecret(digits)).not.toThrow()
  })

  it('is of the 2,048 words', () => {
    expect(PHRASE_WORDS.size).toBe(2048)
    expect(new Set([...PHRASE_WORDS].map((word) => word.slice(0, 4))).size).toBe(2048)
  })
})

function catchError(act: () => void): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}
