import { hashMessage as hashByViem } from 'viem'
import { createSiweMessage } from 'viem/siwe'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../../chain/index.ts'
import { explainHash, explainMessage } from './explainMessage.ts'

const account = EvmAddress.parse(`0x${'7'.repeat(40)}`)
const siwe = (changes: object = {}) =>
  createSiweMessage({
    ...{ address: account as `0x${string}`, chainId: 1, domain: 'app.example.org', nonce: 'abcdefgh', version: '1' },
    ...{ uri: 'https://app.example.org/login', issuedAt: new Date(0), statement: 'Welcome.', ...changes },
  })
const here = { origin: 'https://app.example.org', from: account, chainId: 1 }
const codesOf = (message: string, context = {}) => explainMessage(message, context).findings.map(({ code }) => code)

describe('explainMessage', () => {
  it.each(['Hello', '', 'äöü', '0x48656c6c6f', '0xzz', '\u{1f600}'])('hashes %j as viem does', (text) => {
    const raw = text === '0x48656c6c6f' ? { raw: text as `0x${string}` } : text
    expect(explainMessage(text, {}).digest).toBe(hashByViem(raw))
  })

  it.each([
    ['32 bytes', `0x${'ab'.repeat(32)}`],
    ['digits of 32 bytes', 'ab'.repeat(32)],
    ['digits in capitals', `0X${'AB'.repeat(32)}`],
    ['digits inside of bytes', `0x${Buffer.from(`0x${'ab'.repeat(32)}`).toString('hex')}`],
    ['digits with a line end', `${'0'.repeat(64)}\n`],
    ['32 bytes that happen to be text', `0x${'01'.repeat(32)}`],
  ])('blocks %s', (_, message) => {
    expect(explainMessage(message, {})).toMatchObject({ verdict: 'block', findings: [{ code: 'HASH_BLIND' }] })
  })

  it('has a text of 32 letters pass, and says what it is', () => {
    expect(explainMessage('I agree to the terms of this app', {})).toMatchObject({ verdict: 'no-match' })
    expect(explainMessage('say "yes"', {}).words).toBe(`Signs the text "say 'yes'".`)
  })

  it('has bytes that are no text looked at, and hidden characters', () => {
    expect(codesOf('0xff01')).toEqual(['MESSAGE_TEXT'])
    expect(explainMessage('0xff01', {}).verdict).toBe('review')
    const hidden = explainMessage('Pay \u202e001', {})
    expect(hidden.verdict).toBe('review')
    expect(hidden.words).not.toContain('\u202e')
  })

  it('has a sign-in to the site that asks pass', () => {
    expect(explainMessage(siwe(), here).verdict).toBe('no-match')
    expect(explainMessage(siwe({ scheme: 'https' }), here).verdict).toBe('no-match')
    const port = { domain: 'localhost:3000', uri: 'http://localhost:3000' }
    expect(explainMessage(siwe(port), { ...here, origin: 'http://localhost:3000' }).verdict).toBe('no-match')
  })

  it.each([
    ['another site', siwe({ domain: 'other.example.org' }), 'SIGN_IN_OTHER_SITE', 'block'],
    ['a site above', siwe({ domain: 'example.org' }), 'SIGN_IN_OTHER_SITE', 'block'],
    ['a resource of another site', siwe({ uri: 'https://other.example.org' }), 'SIGN_IN_OTHER_SITE', 'block'],
    ['a site behind an @', siwe({ uri: 'https://app.example.org@evil.example' }), 'SIGN_IN_OTHER_SITE', 'block'],
    [
      'another account',
      siwe({ address: EvmAddress.display(EvmAddress.parse(`0x${'8'.repeat(40)}`)) }),
      'SIGN_IN_OTHER_ACCOUNT',
      'review',
    ],
    ['another chain', siwe({ chainId: 10 }), 'CHAIN_OTHER', 'review'],
    [
      'a form that is none',
      `app.example.org wants you to sign in with your Ethereum account: ${account}`,
      'SIGN_IN_SITE_UNKNOWN',
      'review',
    ],
  ] as const)('notices %s', (_, message, code, verdict) => {
    expect(codesOf(message, here)).toContain(code)
    expect(explainMessage(message, here).verdict).toBe(verdict)
  })

  it('takes names and ports as browsers write them, and both ends of lines', () => {
    const bare = siwe({ domain: 'app.example.org:443', uri: 'https://app.example.org' })
    expect(explainMessage(bare, here).verdict).toBe('no-match')
    const name = siwe({ domain: 'xn--bcher-kva.example', uri: 'https://xn--bcher-kva.example' })
    expect(explainMessage(name, { ...here, origin: 'https://b\u00fccher.example' }).verdict).toBe('no-match')
    const other = siwe({ domain: 'other.example.org' }).replaceAll('\n', '\r\n')
    expect(explainMessage(other, here).verdict).toBe('block')
    expect(explainMessage(siwe().replaceAll('\n', '\r\n'), here).words).toContain('Signs in to')
  })

  it('says what stands in a sign-in, and what it lets others do', () => {
    const expirationTime = new Date('2020-01-01T00:00:00Z')
    const said = explainMessage(siwe({ statement: 'I give it all', expirationTime }), { ...here, now: 1_700_000_000 })
    expect(said.words).toContain('It says "I give it all"')
    expect(said.words).toContain(', which is past')
    const powers = explainMessage(siwe({ resources: ['urn:recap:eyJhdHQiOnt9fQ'] }), here)
    expect(powers.words).toContain('It names "urn:recap:')
    expect(powers.findings[0]).toMatchObject({ code: 'SIGN_IN_POWERS', effect: 'review' })
    expect(explainMessage(siwe({ resources: ['https://app.example.org/terms'] }), here).verdict).toBe('no-match')
  })

  it('holds where nobody says which site asks', () => {
    expect(explainMessage(siwe(), {}).verdict).toBe('hold')
  })

  it('refuses what is too long', () => {
    expect(() => explainMessage('x'.repeat(600_000), {})).toThrow(expect.objectContaining({ code: 'LZ_GUARD_MESSAGE' }))
  })
})

describe('explainHash', () => {
  it('blocks whatever it is of', () => {
    expect(explainHash(`0x${'12'.repeat(32)}`).verdict).toBe('block')
    expect(() => explainHash('0x12')).toThrow(expect.objectContaining({ code: 'LZ_GUARD_MESSAGE' }))
  })
})
