import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Destination,
  type HostAddress,
  parseDestination,
  parseOwnHosts,
  resolveDestination,
} from './Destination.ts'

const own = parseOwnHosts(['127.0.0.1:8332', 'Node.Lan:8545', '[::1]:443'])
const parse = (text: string, from?: Destination): Destination => parseDestination(text, { own, ...(from && { from }) })
const toPrivate = async (): Promise<HostAddress[]> => [{ address: '10.1.2.3', family: 4 }]
const code = (expected: string): Error => expect.objectContaining({ code: expected }) as Error

async function refusal(text: string, resolve = toPrivate): Promise<string> {
  try {
    await resolveDestination(parseDestination(text, { own: new Set() }), resolve)
    return 'reached'
  } catch (error) {
    return String((error as { code?: unknown }).code)
  }
}

describe('a destination', () => {
  it.each([
    '127.0.0.1',
    '127.0.0.1.',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '127.1',
    '127.0.1',
    '0',
    '0.0.0.0',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '169.254.169.254',
    '0xa9fea9fe',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.100.100.200',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'api.localhost',
    'ｌｏｃａｌｈｏｓｔ',
    'metadata.google.internal',
    'rebound.example',
  ])('https://%s/ is refused', async (host) => {
    for (const port of ['', ':8080']) expect(await refusal(`https://${host}${port}/`)).toBe('LZ_NET_PRIVATE')
  })

  it.each([
    ['ftp://example.org/', 'LZ_NET_URL'],
    ['file:///etc/passwd', 'LZ_NET_URL'],
    ['data:text/plain,x', 'LZ_NET_URL'],
    ['javascript:1', 'LZ_NET_URL'],
    ['example.org', 'LZ_NET_URL'],
    ['/path', 'LZ_NET_URL'],
    ['', 'LZ_NET_URL'],
    ['https://', 'LZ_NET_URL'],
    ['https://a@127.0.0.1/', 'LZ_NET_URL'],
    ['https://example.org@127.0.0.1/', 'LZ_NET_URL'],
    ['https://:secret@example.org/', 'LZ_NET_URL'],
    ['https://127.0.0.1%23@evil.example/', 'LZ_NET_URL'],
    ['https://127.0.0.1\\@evil.example/', 'LZ_NET_PRIVATE'],
    ['https://[fe80::1%25eth0]/', 'LZ_NET_URL'],
    ['https://999.1.1.1/', 'LZ_NET_URL'],
    [`https://example.org/${'x'.repeat(9_000)}`, 'LZ_NET_URL'],
    ['http://example.org/', 'LZ_NET_INSECURE'],
    ['HTTP://example.org:443/', 'LZ_NET_INSECURE'],
  ])('%s is refused with %s', async (text, expected) => {
    expect(await refusal(text)).toBe(expected)
  })

  it('never tells a secret of its URL', () => {
    for (const text of [
      'https://user:hunter2@example.org/',
      'ftp://example.org/hunter2',
      'http://example.org/hunter2?hunter2',
    ]) {
      expect(() => parse(text)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('hunter2') as string }) as Error,
      )
    }
  })

  it('is reached when all of its addresses are public, and not when one is not', async () => {
    const good = { address: '1.1.1.1', family: 4 }
    const bad = { address: '::1', family: 6 }
    const destination = parse('https://example.org/a?b')
    expect(await resolveDestination(destination, async () => [good])).toEqual([good])
    for (const mixed of [
      [good, bad],
      [bad, good],
    ]) {
      await expect(resolveDestination(destination, async () => mixed)).rejects.toMatchObject({ code: 'LZ_NET_PRIVATE' })
    }
    await expect(resolveDestination(destination, async () => [])).rejects.toMatchObject({ code: 'LZ_NET_DNS' })
    const nonsense = [{ address: 'localhost', family: 4 }]
    await expect(resolveDestination(destination, async () => nonsense)).rejects.toMatchObject({ code: 'LZ_NET_DNS' })
  })

  it('that is an address is never asked for', async () => {
    const resolve = async (): Promise<HostAddress[]> => expect.unreachable()
    expect(await resolveDestination(parse('https://[2606:4700::1111]/'), resolve)).toEqual([
      { address: '2606:4700::1111', family: 6 },
    ])
  })

  it('of one’s own may be private and plain, with its port', async () => {
    for (const text of ['http://127.0.0.1:8332/', 'http://node.lan:8545/', 'https://[::1]/', 'http://0x7f.1:8332/']) {
      const destination = parse(text)
      expect(destination.isOwn).toBe(true)
      expect(await resolveDestination(destination, toPrivate)).toHaveLength(1)
    }
    expect(() => parse('http://127.0.0.1:8333/')).toThrow(code('LZ_NET_INSECURE'))
    expect(parse('https://127.0.0.1/').isOwn).toBe(false)
  })

  it('of a redirect follows stricter rules', () => {
    const stranger = parse('https://example.org/lists/')
    const node = parse('http://127.0.0.1:8332/')
    expect(parse('../a.xml', stranger).url.href).toBe('https://example.org/a.xml')
    expect(parse('//example.net/a', stranger).url.href).toBe('https://example.net/a')
    expect(() => parse('http://example.org/', stranger)).toThrow(code('LZ_NET_INSECURE'))
    expect(() => parse('http://127.0.0.1:8332/', stranger)).toThrow(code('LZ_NET_INSECURE'))
    expect(parse('https://[::1]/', stranger).isOwn).toBe(false)
    expect(() => parse('http://node.lan:8545/', parse('https://[::1]/'))).toThrow(code('LZ_NET_INSECURE'))
    expect(parse('http://node.lan:8545/', node).isOwn).toBe(true)
  })

  it.each(['127.0.0.1', 'node.lan:', ':8545', 'http://node.lan:8545', 'a@b:1', 'a b:1', 'node.lan:8545/x'])(
    'of one’s own is not written %s',
    (text) => expect(() => parseOwnHosts([text])).toThrow(code('LZ_NET_HOST')),
  )

  it('is refused with a known code or parsed, whatever the text', () => {
    const text = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.string().map((rest) => `https://${rest}`),
    )
    fc.assert(
      fc.property(text, (given) => {
        try {
          expect(parse(given).url.protocol).toBe('https:')
        } catch (error) {
          expect(['LZ_NET_URL', 'LZ_NET_INSECURE', 'LZ_NET_PRIVATE']).toContain((error as { code?: unknown }).code)
        }
      }),
    )
  })
})
