import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { run } from '../../main.ts'

const root = mkdtempSync(join(tmpdir(), 'lazaretto-tell-'))
let folder = join(root, '0')
let tests = 0
afterEach(() => {
  folder = join(root, String(++tests))
})
const received: { body: string; signature: string }[] = []
const receiver = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => (body += String(chunk)))
  request.on('end', () => {
    received.push({ body, signature: String(request.headers['webhook-signature']) })
    response.writeHead(request.url === '/broken' ? 500 : 204).end()
  })
})
afterAll(() => {
  receiver.close()
  rmSync(root, { recursive: true })
})

async function listen(): Promise<string> {
  if (!receiver.listening) await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(receiver.address() as AddressInfo).port}`
}

interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

const lazaretto = (...args: readonly string[]): Promise<Outcome> => command('watch', ...args)

// Each command has a second of its own.
let second = 1_790_000_000
const now = (): number => second

async function command(...args: readonly string[]): Promise<Outcome> {
  let [out, err] = ['', '']
  second++
  const stdout = { write: (text: string) => (out += text) }
  const stderr = { write: (text: string) => (err += text) }
  const code = await run(['node', 'lazaretto', ...args, '--store', folder], { stdout, stderr, env: {}, now })
  return { code, out, err }
}

describe('watch webhooks', () => {
  it('makes one and shows its secret once, lists, rotates, ends', async () => {
    const made = await lazaretto('webhooks', 'add', 'on call', '--url', 'https://a.example/x', '--severity', 'high')
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^whsec_\S+\n$/) as string })
    const id = /webhook ([0-9a-f]{20})/.exec(made.err)?.[1] ?? ''
    expect((await lazaretto('webhooks', 'list')).out).toMatch(new RegExp(`${id}  on call  https://a.example/x  high`))
    const rotated = await lazaretto('webhooks', 'rotate', id, '--hours', '2')
    expect(rotated.out).toMatch(/^whsec_/)
    expect(rotated.out).not.toBe(made.out)
    const listed = (await lazaretto('webhooks', 'list', '--json')).out
    expect(JSON.parse(listed)).toMatchObject([{ id, kind: 'webhook', severity: 'high' }])
    for (const { out } of [made, rotated]) expect(listed).not.toContain(out.trim())
    expect((await lazaretto('webhooks', 'end', id)).code).toBe(0)
    expect((await lazaretto('webhooks', 'list')).out).toContain('ended')
    expect((await lazaretto('webhooks', 'replay', id, '--from', '1')).err).toContain('0 events')
  })

  it('tries one, and shows how it went', async () => {
    const host = await listen()
    const add = async (path: string): Promise<string> => {
      const { err } = await lazaretto('webhooks', 'add', path, '--url', `http://${host}/${path}`)
      return /webhook ([0-9a-f]{20})/.exec(err)?.[1] ?? ''
    }
    const [good, broken] = [await add('good'), await add('broken')]
    const test = (id: string, ...args: string[]): ReturnType<typeof lazaretto> =>
      lazaretto('webhooks', 'test', id, ...args)
    expect(await test(good, '--allow-host', host)).toMatchObject({ code: 0, err: 'delivered: HTTP 204\n' })
    expect(received.at(-1)).toMatchObject({ body: expect.stringContaining('webhook.test') as string })
    expect(received.at(-1)?.signature).toMatch(/^v1,/)
    expect(await test(broken, '--allow-host', host)).toMatchObject({
      code: 1,
      err: expect.stringContaining('500') as string,
    })
    // A host of this machine is reached only where it was named.
    expect((await test(good)).code).toBe(1)
    const log = JSON.parse((await lazaretto('webhooks', 'log', good, '--json')).out) as { outcome: string }[]
    expect(log.map(({ outcome }) => outcome)).toEqual(['dead', 'delivered'])
    expect((await lazaretto('webhooks', 'log', broken)).out).toMatch(
      /TIME +message +try +outcome +why\n.*dead +HTTP 500/,
    )
  })

  it.each([
    [['add', 'x', '--url', 'ftp://a.example'], 1],
    [['add', 'x', '--url', 'https://u:p@a.example'], 1],
    [['add', 'x'], 2],
    [['add', 'x', '--url', 'https://a.example', '--severity', 'grave'], 2],
    [['end', 'none'], 1],
    [['test', 'none'], 1],
    [['rotate', 'none'], 1],
    [['replay', 'none', '--from', '0'], 2],
  ])('refuses %j', async (args, code) => {
    expect((await lazaretto('webhooks', ...args)).code).toBe(code)
  })
})

const ADDRESS = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'

describe('watch customers', () => {
  const file = (text: string): string => {
    const path = join(root, `${tests}.csv`)
    writeFileSync(path, text)
    return path
  }

  it('takes a file, lists and removes', async () => {
    const text = `address,name,chain\n${ADDRESS},"Customer, 17",\n1FfmbHfnpaZjKFvyi1okTjJJusN455paPH,,bitcoin\n`
    expect((await lazaretto('customers', 'add', file(text))).err).toContain('2 addresses')
    expect((await lazaretto('customers', 'list')).out).toMatch(/ethereum +0x5aAeb.* Customer, 17 /)
    const listed = JSON.parse((await lazaretto('customers', 'list', '--json')).out) as object[]
    expect(listed).toMatchObject([{ name: '1FfmbHfnpaZjKFvyi1okTjJJusN455paPH' }, { address: ADDRESS.toLowerCase() }])
    expect((await lazaretto('customers', 'remove', ADDRESS)).code).toBe(0)
    expect((await lazaretto('customers', 'list')).out).not.toContain('Customer')
    expect((await lazaretto('customers', 'remove', UNKNOWN)).err).toContain('LZ_WATCH_ADDRESS_NOT_FOUND')
  })

  it.each([
    ['no header', `${ADDRESS}\n`, 'header'],
    ['an unknown column', `address,label\n${ADDRESS},x\n`, 'header'],
    ['a column twice', `address,address\n${ADDRESS},x\n`, 'header'],
    ['a bad address', `address\n${ADDRESS}\n0x12\n`, 'row 3: LZ_ADDRESS'],
    ['a bad chain', `address,chain\n${ADDRESS},moon\n`, 'row 2: LZ_CHAIN'],
    ['a name with a line end', `address,name\n${ADDRESS},"a\nb"\n`, 'row 2: LZ_WATCH_WORDS'],
    ['rows of other lengths', `address,name\n${ADDRESS}\n`, 'no CSV'],
    ['an open quote', `address\n"${ADDRESS}\n`, 'no CSV'],
    ['nothing', 'address\n', '0 addresses'],
  ])('takes nothing of a file with %s', async (_, text, why) => {
    const { code, err } = await lazaretto('customers', 'add', file(text))
    expect([code, err]).toEqual([1, expect.stringContaining('LZ_WATCH_CUSTOMERS')])
    expect(err).toContain(why)
    const listed = await lazaretto('customers', 'list')
    expect(`${listed.out}${listed.err}`).toMatch(/^None is watched\.|LZ_STATE_NOT_FOUND/)
  })
})

describe('a sanctions list that names a customer', () => {
  const update = async (published: string, ...addresses: string[]): Promise<Outcome> => {
    const path = join(root, `list-${tests}.csv`)
    writeFileSync(path, `uid,name,address\n${addresses.map((address, i) => `${i},Party ${i},${address}\n`).join('')}`)
    const about = ['--list', 'ofac-sdn', '--published', published, '--accept', 'first', '--accept', 'shrink']
    return await command('intel', 'update', '--from', path, ...about)
  }
  const add = (address: string): Promise<Outcome> => {
    const path = join(root, `customers-${tests}.csv`)
    writeFileSync(path, `address,name\n${address},Customer 17\n`)
    return lazaretto('customers', 'add', path)
  }

  it('raises an alert once, with who says so, whichever came first', async () => {
    await add(ADDRESS.toLowerCase())
    expect((await update('2026-09-01', UNKNOWN)).err).toBe('')
    const told = await update('2026-09-02', UNKNOWN, ADDRESS)
    expect([told.code, told.err]).toEqual([
      0,
      expect.stringMatching(/^alert "Specially .*" lists an address of "Customer 17"/),
    ])
    // In the next edition the entry has another number.
    expect((await update('2026-09-03', ADDRESS, UNKNOWN)).err).toBe('')
    expect((await add(UNKNOWN)).err).toMatch(/alert "Specially .*" lists an address of "Customer 17"/)
    const alerts = JSON.parse((await command('alerts', 'list', '--json')).out) as object[]
    expect(alerts).toHaveLength(2)
    expect(alerts[1]).toMatchObject({
      rule: 'sanctions',
      severity: 'critical',
      evidence: { list: 'ofac-sdn', uid: '1' },
    })
  })
})

const UNKNOWN = '0x1111111111111111111111111111111111111111'

describe('watch balance', () => {
  it('watches an address, lists those that are watched, and ends', async () => {
    expect((await lazaretto('balance', ADDRESS, '--name', 'cold')).err).toContain(`${ADDRESS} is watched`)
    expect((await lazaretto('balance')).out).toContain('cold')
    const native = { purpose: 'balance', assets: ['eip155:1/slip44:60'] }
    expect(JSON.parse((await lazaretto('balance', '--json')).out)).toMatchObject([native])
    expect((await lazaretto('balance', ADDRESS, '--end')).code).toBe(0)
    expect((await lazaretto('balance')).out).toBe('None is watched.\n')
    expect((await lazaretto('balance', '0x12')).err).toContain('LZ_ADDRESS')
    expect((await lazaretto('balance', UNKNOWN, '--end')).err).toContain('LZ_WATCH_ADDRESS_NOT_FOUND')
  })
})
