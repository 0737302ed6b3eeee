import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guardUrl } from './guardUrl.ts'
import type { KnownName, KnownNames } from './KnownNames.ts'
import { UrlError } from './Site.ts'

/** A plain look-up: the host, then its parents that have a dot. */
function toKnown(entries: readonly string[], stale: readonly string[] = []): KnownNames {
  const bad = new Map<string, KnownName>(
    entries.map((entry) => [entry, { entry, sources: ['list A'], firstSeen: '2025-01-02', ageDays: 9 }]),
  )
  const find = (host: string): KnownName | undefined => {
    for (let name = host; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
      const found = bad.get(name)
      if (found !== undefined) return found
    }
    return undefined
  }
  return { find, stale }
}

const none = toKnown([])

describe('guardUrl', () => {
  it.each([
    ['https://metamąsk.io/', 'MetaMask', 'LOOKALIKE_HOMOGLYPH', 'block'],
    ['metamask.io.login.example.net', 'MetaMask', 'LOOKALIKE_OWN_DOMAIN', 'block'],
    ['claim-uniswap.pages.dev', 'Uniswap', 'LOOKALIKE_COMBINED', 'block'],
    ['https://sites.google.com/view/metamask-login/home', 'MetaMask', 'LOOKALIKE_COMBINED', 'block'],
    ['binnance.com', 'Binance', 'LOOKALIKE_TYPO', 'review'],
    ['my.ethervvallet.com', 'MyEtherWallet', 'LOOKALIKE_HOMOGLYPH', 'review'],
    ['opensea.example', 'OpenSea', 'LOOKALIKE_OTHER_SUFFIX', 'review'],
    ['wallet-home-connect.live', 'WalletConnect', 'LOOKALIKE_PARTS', 'review'],
    ['lédger.com', 'Ledger', 'LOOKALIKE_HOMOGLYPH', 'review'],
    ['us05web-zoom.us', 'Zoom', 'LOOKALIKE_OWN_DOMAIN', 'block'],
    ['zoom-meeting.join-now.xyz', 'Zoom', 'LOOKALIKE_COMBINED', 'review'],
    ['teams.microsoft.com.join.example', 'Microsoft Teams', 'LOOKALIKE_OWN_DOMAIN', 'block'],
    ['zooom.us', 'Zoom', 'LOOKALIKE_TYPO', 'review'],
    ['zo0m.us', 'Zoom', 'LOOKALIKE_HOMOGLYPH', 'review'],
    ['zoom-tech.us', 'Zoom', 'LOOKALIKE_COMBINED', 'review'],
    ['metamask-login.eth.limo', 'MetaMask', 'LOOKALIKE_COMBINED', 'block'],
    ['https://ᴍᴇᴛᴀᴍᴀsᴋ.io', 'MetaMask', 'LOOKALIKE_HOMOGLYPH', 'block'],
    ['metamask-login.io', 'MetaMask', 'LOOKALIKE_COMBINED', 'block'],
    ['iidex.example', 'IDEX', 'LOOKALIKE_TYPO', 'review'],
    ['idexr.market', 'IDEX', 'LOOKALIKE_TYPO', 'review'],
    ['binawnce.example', 'Binance', 'LOOKALIKE_TYPO', 'review'],
    ['coinbasevorn.example', 'Coinbase', 'LOOKALIKE_COMBINED', 'review'],
    ['uniclaim.example', 'Uniswap', 'LOOKALIKE_COMBINED', 'review'],
    ['l3dger.example', 'Ledger', 'LOOKALIKE_HOMOGLYPH', 'review'],
  ])('says that %s looks like %s', (text, brand, code, effect) => {
    const answer = guardUrl(text, { known: none })
    expect(answer).toMatchObject({ standing: 'looks-like', brand })
    expect(answer.findings[0]).toMatchObject({ code, effect })
    expect(answer.findings[0]?.message).toContain('true sites')
  })

  it('names all whom a name imitates: those beside each other, and those who share a word', () => {
    const brands = (text: string): string[] =>
      guardUrl(text, { known: none }).findings.flatMap(({ message }) => /looks like (.+?) \(/.exec(message)?.[1] ?? [])
    expect(brands('binanctrustwallet.example')).toEqual(['Trust Wallet', 'Binance'])
    expect(brands('ton-airdrop.example')).toEqual(['TON', 'Telegram'])
  })

  it.each(['app.uniswap.org', 'https://www.binance.com/en', 'us02web.zoom.us', 'metamask.io', 'meet.google.com'])(
    'knows %s as a true site',
    (text) => {
      const answer = guardUrl(text, { known: none })
      expect(answer).toMatchObject({ standing: 'known-good', verdict: 'no-match' })
      expect(answer.findings.map(({ code }) => code)).toEqual(['SITE_KNOWN'])
    },
  )

  it.each([
    'example.org',
    'compound-interest-calculator.org',
    'ledger-of-the-parish.org',
    'scroll.museum',
    'phantomoftheopera.com',
    'blockchain-research.edu',
    ...['curve.com', 'phantom-theatre.co.uk', 'ledger.org', 'rainbowkids.com', 'polygon.com', 'compoundchem.com'],
    ...['samurai.example', 'dimensions.example', 'unisport.example', 'metaphor.example', 'krakend.io', 'zoominfo.com'],
  ])('has nothing to say of %s, and does not call it good', (text) => {
    expect(guardUrl(text, { known: none })).toMatchObject({ standing: 'unknown', verdict: 'no-match', findings: [] })
  })

  it('lets a list outweigh a true site, which may have been taken over', () => {
    const answer = guardUrl('https://app.uniswap.org/', { known: toKnown(['app.uniswap.org']) })
    expect(answer).toMatchObject({ standing: 'known-bad', verdict: 'block', brand: 'Uniswap' })
    expect(answer.findings[0]?.message).toContain('list A as a bad site, first listed 2025-01-02, 9 days ago')
    expect(answer.listed).toMatchObject({ entry: 'app.uniswap.org', sources: ['list A'] })
  })

  it('holds where no list was asked or one is too old', () => {
    expect(guardUrl('example.org')).toMatchObject({
      verdict: 'hold',
      standing: 'unknown',
      findings: [{ code: 'LISTS_NONE' }],
    })
    const stale = guardUrl('example.org', { known: toKnown([], ['list A']) })
    expect(stale).toMatchObject({ verdict: 'hold', findings: [{ code: 'LISTS_STALE' }] })
  })

  it('tells of a name before @, mixed scripts, bare addresses and shared hosting', () => {
    const codes = (text: string): string[] => guardUrl(text, { known: none }).findings.map(({ code }) => code)
    expect(codes('https://metamask.io@example.net/')).toEqual(['NAME_BEFORE_AT'])
    expect(codes('https://gаrden.example/')).toEqual(['NAME_MIXED_SCRIPTS'])
    expect(codes('http://192.0.2.7:8080/a')).toEqual(['IP_ADDRESS'])
    expect(codes('quiet-name.pages.dev')).toEqual(['SHARED_HOSTING'])
    expect(codes('https://telegra.ph/Notes-10-01')).toEqual(['USER_PAGES'])
  })

  it.each([
    ['https://metamask.io@evil.example', 'unknown', 'evil.example', 'NAME_BEFORE_AT'],
    ['https://evil.example\\@metamask.io/', 'unknown', 'evil.example', 'NAME_UNCLEAR'],
    ['https://metamask.io\\@evil.example', 'unknown', 'metamask.io', 'NAME_UNCLEAR'],
    ['https://%6detamask.io/', 'unknown', 'metamask.io', 'NAME_UNCLEAR'],
    ['https://meta\nmask.io', 'unknown', 'metamask.io', 'NAME_UNCLEAR'],
    ['http://metamask.io/', 'unknown', 'metamask.io', 'SITE_INSECURE'],
    ['METAMASK.IO.:8443', 'known-good', 'metamask.io', 'SITE_KNOWN'],
    ['https://ｍetamask。io', 'known-good', 'metamask.io', 'SITE_KNOWN'],
    ['https://xn--metamask-.io', 'looks-like', 'xn--metamask-.io', 'LOOKALIKE_OTHER_SUFFIX'],
    ['https://соіnbаѕе.com', 'looks-like', 'xn--nb-8kcu5br8le.com', 'LOOKALIKE_HOMOGLYPH'],
    ['http://2130706433/', 'unknown', '127.0.0.1', 'IP_ADDRESS'],
    ['http://0x7f.1/', 'unknown', '127.0.0.1', 'IP_ADDRESS'],
    ['http://[::1]:80/', 'unknown', '[::1]', 'IP_ADDRESS'],
    ['evil.sites.google.com', 'unknown', 'evil.sites.google.com', undefined],
    ['metamask-wallet.weebly.com', 'looks-like', 'metamask-wallet.weebly.com', 'LOOKALIKE_COMBINED'],
    ['metamask.io.ipns.dweb.link', 'looks-like', 'metamask.io.ipns.dweb.link', 'LOOKALIKE_OWN_DOMAIN'],
    [
      'https://ipfs.io/ipfs/QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKPbdG/metamask',
      'looks-like',
      'ipfs.io',
      'LOOKALIKE_COMBINED',
    ],
    ['https://github.com/MetaMask/metamask-extension', 'unknown', 'github.com', 'USER_PAGES'],
    ['https://opensea.io/collection/cryptopunks', 'unknown', 'opensea.io', 'USER_PAGES'],
    ['https://opensea.io/', 'known-good', 'opensea.io', 'SITE_KNOWN'],
  ])('is not to be tricked by %j', (text, standing, host, code) => {
    const answer = guardUrl(text, { known: none })
    expect(answer).toMatchObject({ standing, site: { host } })
    expect(answer.findings[0]?.code).toBe(code)
  })

  it.each([
    ...['https://metamask.io..', 'https://metamask..io', 'https://.metamask.io', 'https://metamask.io%00.evil.example'],
    ...[`${'a.'.repeat(130)}example`, `${'a'.repeat(64)}.example`, 'https://xn--99999999.example'],
    ...[
      'blob:https://metamask.io/1',
      'view-source:https://metamask.io',
      'ipfs://bafy',
      'https://metamask.io%40evil.example',
    ],
  ])('refuses %j, which no resolver takes', (text) => {
    expect(() => guardUrl(text)).toThrow(expect.objectContaining({ code: 'LZ_GUARD_URL' }))
  })

  it.each(['', 'javascript:alert(1)', 'ftp://example.org', 'http://', 'exa mple.org', 'data:text/html,x'])(
    'refuses %j',
    (text) => {
      expect(() => guardUrl(text)).toThrow(expect.objectContaining({ code: 'LZ_GUARD_URL' }))
    },
  )

  it('refuses what is too long', () => {
    expect(() => guardUrl(`example.org/${'x'.repeat(9000)}`)).toThrow(expect.objectContaining({ code: 'LZ_GUARD_URL' }))
  })

  it('answers or refuses whatever it is given, and shows nothing that hides or turns text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' }), fc.domain()), (text) => {
        try {
          for (const { message } of guardUrl(text, { known: none }).findings)
            expect(message).not.toMatch(/[\p{C}\u2028]/u)
        } catch (error) {
          expect(error).toBeInstanceOf(UrlError)
        }
      }),
    )
  })
})
