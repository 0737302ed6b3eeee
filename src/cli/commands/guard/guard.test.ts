import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { guardDocument } from '../../../server/index.ts'
import { createBench, NOW } from '../guard.support.ts'

const bench = createBench()
const DAY = 86_400
const MINE = '0x28C6c06298d514Db089934071355E5743bf21d60'
const TWIN = '0x28c6eE0000000000000000000000000000f21D60'

describe('lazaretto guard feed', () => {
  it('wants a key, makes one for its owner alone, and keeps it', async () => {
    const list = bench.file('bad.txt', 'evil.example\n0.0.0.0 worse.example\nad\n')
    const early = await bench.run(['guard', 'feed', 'compile', `text:${list}`, '--date', '2026-11-20'])
    expect(early.err).toContain('LZ_GUARD_FEED_KEY')
    const made = await bench.run(['guard', 'feed', 'key'])
    expect(made.out).toMatch(/^[0-9a-f]{64}\n$/)
    expect((await bench.run(['guard', 'feed', 'key'])).out).toBe(made.out)
    expect(statSync(join(bench.folder, 'store/guard/feed-key.pem')).mode & 0o777).toBe(0o600)
  })

  it('makes one file of lists, which checks use until it is too old', async () => {
    expect((await bench.run(['guard', 'url', 'evil.example'])).out).toContain('LISTS_NONE')
    const packed = bench.file('more.txt.gz', gzipSync('third.example\n'))
    const lists = [`text:${join(bench.folder, 'bad.txt')}`, `text:${packed}`]
    const made = await bench.run(['guard', 'feed', 'compile', ...lists, '--date', '2026-11-20', '--days', '7'])
    expect([made.code, made.out]).toEqual([0, expect.stringMatching(/bad +2 +2026-11-20 +2026-11-27\nmore +1 /)])
    expect(made.err).toContain('line 3 ad (no-dot)')
    for (const host of ['evil.example', 'sub.worse.example', 'third.example']) {
      const found = await bench.run(['guard', 'url', host])
      expect([found.code, found.out.includes('URL_LISTED')]).toEqual([3, true])
    }
    expect((await bench.run(['guard', 'url', 'honest.example'])).code).toBe(0)
    const late = await bench.run(['guard', 'url', 'honest.example'], { now: NOW + 7 * DAY })
    expect([late.code, late.out.includes('LISTS_STALE')]).toEqual([5, true])
    expect((await bench.run(['guard', 'url', 'evil.example'], { now: NOW + 7 * DAY })).code).toBe(3)
    expect((await bench.json(['guard', 'url', 'evil.example'])) as object).toMatchObject({
      feed: { entries: 3, stale: [] },
    })
  })

  it('is described, verified, and refused when a bit of it is wrong', async () => {
    const path = join(bench.folder, 'store/guard/feed.lzfeed')
    expect((await bench.run(['guard', 'feed', 'verify'])).code).toBe(0)
    expect((await bench.run(['guard', 'feed', 'info'], { now: NOW + 7 * DAY })).code).toBe(5)
    const other = ['--key', 'ab'.repeat(32)]
    expect((await bench.run(['guard', 'feed', 'verify', path, ...other])).err).toContain('LZ_GUARD_FEED_SIGNATURE')
    expect((await bench.run(['guard', 'feed', 'verify', path, '--key', 'short'])).err).toContain('LZ_GUARD_FEED_KEY')
    const bytes = readFileSync(path)
    bytes[bytes.length - 70] = (bytes[bytes.length - 70] ?? 0) ^ 1
    const broken = bench.file('broken.lzfeed', bytes)
    expect((await bench.run(['guard', 'url', 'a.example', '--feed', broken])).err).toContain('LZ_GUARD_FEED_SIGNATURE')
    expect((await bench.run(['guard', 'feed', 'info', bench.file('none', 'x')])).err).toContain('LZ_GUARD_FEED_FORMAT')
  })

  it('goes to another store by its key', async () => {
    const key = (await bench.run(['guard', 'feed', 'key'])).out.trim()
    const path = join(bench.folder, 'store/guard/feed.lzfeed')
    const there = createBench()
    expect((await there.run(['guard', 'feed', 'install', path])).err).toContain('LZ_GUARD_FEED_SIGNATURE')
    expect((await there.run(['guard', 'feed', 'install', path, '--key', key])).code).toBe(0)
    expect((await there.run(['guard', 'url', 'evil.example'])).code).toBe(3)
    const older = await bench.run(
      [
        'guard',
        'feed',
        'compile',
        `text:${join(bench.folder, 'bad.txt')}`,
        '--date',
        '2026-11-20',
        '--out',
        join(bench.folder, 'old'),
      ],
      { now: NOW - DAY },
    )
    expect(older.code).toBe(0)
    expect((await there.run(['guard', 'feed', 'install', join(bench.folder, 'old')])).err).toContain(
      'LZ_GUARD_FEED_OLDER',
    )
  })

  it('reads a file that names lists, and says what is wrong with it', async () => {
    const list = { name: 'ours', format: 'text', file: 'bad.txt', date: '2026-11-20', days: 3, licence: 'CC0-1.0' }
    const compile = (json: unknown) =>
      bench.run([
        'guard',
        'feed',
        'compile',
        '--sources',
        bench.file('sources.json', JSON.stringify(json)),
        '--out',
        join(bench.folder, 'named'),
      ])
    expect((await compile({ lists: [list] })).code).toBe(0)
    expect((await bench.run(['guard', 'feed', 'info', join(bench.folder, 'named'), '--json'])).out).toContain('"ours"')
    for (const bad of [
      {},
      { lists: [] },
      { lists: [{ ...list, format: 'xml' }] },
      { lists: [{ ...list, date: 'soon' }] },
    ]) {
      expect((await compile(bad)).err).toContain('LZ_GUARD_SOURCES')
    }
    expect((await compile({ lists: [{ ...list, file: 'missing' }] })).err).toContain('LZ_GUARD_FILE')
    expect((await bench.run(['guard', 'feed', 'compile', 'text:bad.txt'])).code).toBe(2)
    expect((await bench.run(['guard', 'feed', 'compile', 'text:x', '--date', 'soon'])).code).toBe(2)
    const cut = bench.file('cut.gz', gzipSync('evil.example\n'.repeat(100)).subarray(0, 30))
    expect((await bench.run(['guard', 'feed', 'compile', `text:${cut}`, '--date', '2026-11-20'])).err).toContain(
      'LZ_GUARD_FILE',
    )
  })
})

describe('lazaretto guard address', () => {
  const book = bench.file('book.csv', `address,name,own\n${MINE},"my, deposit\u202e",yes\n`)

  it('marks where a twin differs, and prints both in full', async () => {
    const { code, out } = await bench.run(['guard', 'address', TWIN, '--book', book])
    expect(code).toBe(3)
    const [yours, , marks] = out.split('\n').slice(1, 4) as [string, string, string]
    expect(yours).toContain(`${MINE}  my, deposit`)
    const at = yours.indexOf(MINE)
    const differing = [...MINE].flatMap((mark, i) => (mark.toLowerCase() === TWIN[i]?.toLowerCase() ? [] : [i]))
    for (const i of differing) expect(marks[at + i]).toBe('^')
    expect(marks[at + 4]).toBe(' ')
    expect((await bench.run(['guard', 'address', MINE, '--book', book])).out).toContain('CONTACT')
  })

  it('asks the lists of the store, and holds where there are none', async () => {
    const thief = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96'
    const none = await bench.run(['check', MINE])
    expect([none.code, none.out.includes('LIST_MISSING')]).toEqual([5, true])
    expect((await bench.run(['check', thief])).code).toBe(3)
    const list = bench.file('listed.csv', `address,uid,party\n${TWIN},7,"DOE, ""John"""\n`)
    const given = ['--list', 'ofac-sdn', '--published', '2026-11-22', '--accept', 'first']
    expect((await bench.run(['intel', 'update', '--from', list, ...given])).code).toBe(0)
    const listed = await bench.run(['check', TWIN])
    expect([listed.code, listed.out.includes('SANCTIONED')]).toEqual([3, true])
    expect(listed.out).toContain(`"DOE, 'John'"`)
    expect((await bench.run(['guard', 'address', MINE, '--book', book])).code).toBe(0)
    expect((await bench.run(['check', MINE], { now: NOW + 60 * DAY })).out).toContain('LIST_STALE')
    expect(guardDocument.safeParse(await bench.json(['check', TWIN])).error).toBeUndefined()
  })

  it('reads books as others write them, and names the row of a slip', async () => {
    const safe = bench.file(
      'safe.csv',
      `\ufeff"Address";"Name";chainId;note\r\n"${MINE}";"me";1;x\r\n${MINE};me;1;\r\n`,
    )
    expect((await bench.run(['guard', 'address', TWIN, '--book', safe])).out).toContain('ADDRESS_IMITATES')
    const slip = bench.file(
      'slip.csv',
      `address,name\n${MINE},me\n${MINE.replace('c6c0', 'C6c0').replace('0x28C', '0x28c')},it\n`,
    )
    const { code, err } = await bench.run(['guard', 'address', TWIN, '--book', slip])
    expect([code, err]).toEqual([1, expect.stringMatching(/LZ_GUARD_BOOK.* row 2: .*checksum/s)])
  })

  it('knows whom one has paid, and does not believe a forged line', async () => {
    const usdt = 'eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7'
    const from = `0x${'3'.repeat(40)}`
    const paid = bench.file(
      'paid.json',
      JSON.stringify([
        { from, to: MINE, amount: '5000000', asset: usdt, symbol: 'USDT', isSigned: true },
        { from, to: TWIN, amount: '0', asset: usdt, symbol: 'USDT', isSigned: false },
      ]),
    )
    const twin = await bench.run(['guard', 'address', TWIN, '--paid', paid])
    expect([twin.code, twin.out]).toEqual([3, expect.stringContaining('PAYMENT_FORGED')])
    expect(twin.out).toContain('ADDRESS_IMITATES')
    expect((await bench.run(['guard', 'address', MINE, '--paid', paid])).out).toContain('PAID_BEFORE')
  })

  it('says what labels say', async () => {
    const labels = bench.file('labels.csv', `address,label,chain\n${MINE},Fake_Phishing1,ethereum\n`)
    expect((await bench.run(['guard', 'address', MINE, '--labels', labels])).out).toContain('LABEL_HARM')
    expect((await bench.run(['guard', 'address', TWIN, '--labels', labels])).out).not.toContain('LABEL_HARM')
  })

  const files: [option: string, text: string, code: string][] = [
    ['--book', 'address\nbob\n', 'LZ_GUARD_BOOK'],
    ['--book', 'who\nbob\n', 'LZ_GUARD_BOOK'],
    ['--book', `address,name\n${MINE}\n`, 'LZ_GUARD_BOOK'],
    ['--book', `address,chain\n${MINE},nowhere\n`, 'LZ_GUARD_BOOK'],
    ['--paid', '{}', 'LZ_GUARD_PAID'],
    ['--paid', '[{"from":"x"}]', 'LZ_GUARD_PAID'],
    ['--paid', '[', 'LZ_GUARD_JSON'],
    ['--exploits', '[]', 'unknown option'],
  ]
  it.each(files)('refuses %s of %j', async (option, text, code) => {
    const { code: exit, err } = await bench.run(['guard', 'address', MINE, option, bench.file('given', text)])
    expect(exit).toBeGreaterThan(0)
    expect(exit).toBeLessThan(3)
    expect(err).toMatch(new RegExp(code))
  })
})

describe('lazaretto guard tx and message', () => {
  const to = ['--to', '0xdAC17F958D2ee523a2206206994597C13D831ec7', '--chain', 'ethereum']
  const approve = `0x095ea7b3${MINE.slice(2).padStart(64, '0')}${'f'.repeat(64)}`

  it('knows contracts that have cost others money', async () => {
    const incident = { name: 'Some Hack', date: '2024-01-02', addresses: [{ chainId: 1, address: MINE }] }
    const exploits = bench.file('exploits.json', JSON.stringify([incident]))
    expect((await bench.run(['guard', 'tx', approve, ...to])).code).toBe(4)
    const { code, out } = await bench.run(['guard', 'tx', approve, ...to, '--exploits', exploits])
    expect([code, out]).toEqual([3, expect.stringContaining('Some Hack, 2024-01-02')])
    expect((await bench.run(['guard', 'tx', approve, ...to, '--exploits', bench.file('x', '{}')])).err).toContain(
      'LZ_GUARD_EXPLOITS',
    )
  })

  it('does not take a site for a transaction', async () => {
    expect((await bench.run(['guard', 'tx', 'example.org'])).err).toContain('LZ_GUARD_UNKNOWN')
    expect((await bench.run(['guard', 'safe', 'example.org'])).err).toContain('LZ_GUARD_UNKNOWN')
    expect((await bench.run(['guard', 'repo', 'example.org'])).err).toContain('LZ_GUARD_FILE')
  })

  it('holds a sign-in against the site that asks', async () => {
    const text = `app.example.org wants you to sign in with your Ethereum account:\n${MINE}\n`
    expect((await bench.run(['guard', 'message', text, '--origin', 'https://app.example.org'])).code).toBe(0)
    const other = await bench.run(['guard', 'message', text, '--origin', 'https://app-example.org'])
    expect([other.code, other.out.includes('SIGN_IN_OTHER_SITE')]).toEqual([3, true])
    expect((await bench.run(['guard', 'message', '--hash', `0x${'ab'.repeat(32)}`])).code).toBe(3)
    expect((await bench.run(['guard', 'message'])).err).toContain('LZ_GUARD_EMPTY')
  })
})

const registry = resolve('../shared/data/signing/erc7730')
if (!existsSync(registry)) console.warn(`SKIPPED real descriptors: no ${registry}`)

it.runIf(existsSync(registry))('a folder of descriptors says calls in their protocols’ words', async () => {
  const { tests } = JSON.parse(
    readFileSync(join(registry, 'aave/tests/calldata-WrappedTokenGatewayV3.tests.json'), 'utf8'),
  ) as {
    tests: { rawTx: string }[]
  }
  const raw = String(tests[0]?.rawTx)
  const blind = await bench.run(['guard', 'tx', raw])
  const told = await bench.run(['guard', 'tx', raw, '--erc7730', registry])
  expect([blind.code, told.code]).toEqual([4, 0])
  expect(blind.out).not.toContain('Collateral recipient')
  expect(told.out).toContain('Collateral recipient')
  expect(told.err).toMatch(/^\d{3} descriptors of /)
  expect(guardDocument.safeParse(await bench.json(['guard', 'tx', raw, '--erc7730', registry])).error).toBeUndefined()
})
