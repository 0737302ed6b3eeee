import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Outcome, runLazaretto } from '../runLazaretto.support.ts'

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-serve-'))
afterAll(() => rmSync(folder, { recursive: true }))

const LISTED = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'

function lazaretto(...args: string[]): Promise<Outcome> {
  return runLazaretto([...args, '--store', folder])
}

describe('lazaretto keys', () => {
  it('makes a key, shows it once, lists and revokes it', async () => {
    const made = await lazaretto(
      'keys',
      'create',
      '--name',
      'withdrawals',
      '--scope',
      'screen',
      '--scope',
      'read',
      '--days',
      '3',
    )
    expect(made.out).toMatch(/^lzk_[a-z2-7]{72}\n$/)
    const id = made.out.slice(4, 20)
    expect((await lazaretto('keys', 'list')).out).toMatch(
      new RegExp(`${id} +withdrawals +read, screen .* never +good until`),
    )
    expect((await lazaretto('keys', 'list', '--json')).out).not.toContain(made.out.trim())
    expect((await lazaretto('keys', 'revoke', id, '--by', 'test')).code).toBe(0)
    expect((await lazaretto('keys', 'list')).out).toContain('revoked')
  })

  it.each([
    [['create', '--name', 'x'], 2],
    [['create', '--name', 'x', '--scope', 'everything'], 2],
    [['create', '--name', '', '--scope', 'screen'], 1],
    [['create', '--name', 'x', '--scope', 'screen', '--days', '0'], 2],
    [['revoke', 'nothing'], 1],
  ])('refuses %j', async (args, code) => {
    expect((await lazaretto('keys', ...args)).code).toBe(code)
  })
})

describe('lazaretto serve', () => {
  let server: ChildProcess
  let said = ''
  let port = 0

  beforeAll(async () => {
    const list = join(folder, 'list.csv')
    writeFileSync(list, `uid,name,address\n1,Party,${LISTED}\n`)
    // The server runs on the real clock.
    const published = new Date().toISOString().slice(0, 10)
    const asked = ['--from', list, '--list', 'ofac-sdn', '--published', published, '--accept', 'first']
    await lazaretto('intel', 'update', ...asked)
    const main = fileURLToPath(new URL('./serve.support.ts', import.meta.url))
    const hooks = new URL('../../../scripts/loadSources.mjs', import.meta.url).href
    const args = ['--import', hooks, main, 'serve', '--port', '0', '--no-key-on-loopback', '--store', folder]
    server = spawn(process.execPath, args)
    server.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
    await vi.waitFor(() => expect(said).toMatch(/listening on/), { timeout: 60_000 })
    port = Number(/127\.0\.0\.1:(\d+)/.exec(said)?.[1])
  })
  afterAll(() => server.kill('SIGKILL'))

  async function ask(path: string): Promise<{ status: number | undefined; body: unknown }> {
    const asked = request({ host: '127.0.0.1', port, path }).end()
    const [response] = (await once(asked, 'response')) as [import('node:http').IncomingMessage]
    let text = ''
    for await (const chunk of response) text += String(chunk)
    return { status: response.statusCode, body: JSON.parse(text) }
  }

  it('answers, loads again at SIGHUP, and ends at SIGTERM with code 0, whoever reads its log', async () => {
    expect(await ask(`/v1/screen/address?address=${LISTED}`)).toMatchObject({ status: 200, body: { verdict: 'block' } })
    server.kill('SIGHUP')
    await vi.waitFor(() => expect(said).toMatch(/loaded again: ofac-sdn/), { timeout: 60_000 })
    expect(await ask('/readyz')).toMatchObject({ status: 200 })
    // Nobody reads its log any more.
    server.stderr?.destroy()
    server.kill('SIGTERM')
    const [code] = (await once(server, 'exit')) as [number | null]
    expect(code).toBe(0)
  })
})

describe('a wrong start', () => {
  it.each([
    ['--port', '70000'],
    ['--rate', '-1'],
    ['--no-such-option', '1'],
  ])('is refused: %s %s', async (...args) => {
    expect((await lazaretto('serve', ...args)).code).toBe(2)
  })

  it('with a wrong policy says so', async () => {
    const policy = join(folder, 'policy.json')
    writeFileSync(policy, '{}')
    const { code, err } = await lazaretto('serve', '--policy', policy, '--port', '0')
    expect([code, err]).toEqual([1, expect.stringContaining('LZ_POLICY_SCHEMA')])
  })
})
