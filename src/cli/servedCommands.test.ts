import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createCase, writeSample } from '../ledger/index.ts'
import { run } from './main.ts'

const root = mkdtempSync(join(tmpdir(), 'lazaretto-served-'))
const [alone, served] = [join(root, 'alone', 'case'), join(root, 'served', 'case')]
const store = join(served, 'store')
const socket = join(store, 'lazaretto.sock')
const sample = createCase({ seed: 1, background: 50 })
const before = process.cwd()
let server: Server

beforeAll(async () => {
  for (const folder of [alone, served]) {
    await writeSample(folder, sample)
    writeFileSync(join(folder, 'bad.csv'), `${HEADER}${line(1)}x,x,x,x,x\n`)
  }
  server = await startServer()
})
afterAll(() => {
  server.process.kill('SIGKILL')
  process.chdir(before)
  rmSync(root, { recursive: true })
})

const HEADER = 'block,tx,from,to,amount\n'
const hash = (n: number): string => `0x${n.toString(16).padStart(64, '0')}`
const account = (n: number): string => `0x${n.toString(16).padStart(40, '0')}`
const line = (n: number): string => `${n},${hash(n)},${account(n % 1000)},${account(n % 999)},${n}\n`

interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

interface Surroundings {
  readonly folder?: string
  readonly stdin?: readonly string[]
  readonly isTTY?: boolean
}

/** Runs the command line in a folder, as a person there would. */
async function lazaretto(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const { folder = served, stdin = [], isTTY = false } = surroundings
  let out = ''
  let err = ''
  process.chdir(folder)
  const code = await run(['node', 'lazaretto', ...args], {
    stdout: { isTTY, write: (text: string) => (out += text) },
    stderr: { isTTY, write: (text: string) => (err += text) },
    stdin: (async function* () {
      yield* stdin
    })(),
    env: {},
  })
  return { code, out, err }
}

interface Server {
  readonly process: ChildProcess
  readonly url: string
}

function start(args: readonly string[]): ChildProcess {
  const main = fileURLToPath(new URL('./commands/serve.support.ts', import.meta.url))
  const hooks = new URL('../../scripts/loadSources.mjs', import.meta.url).href
  return spawn(process.execPath, ['--import', hooks, main, ...args], { cwd: before })
}

async function startServer(): Promise<Server> {
  const child = start(['serve', '--port', '0', '--no-key-on-loopback', '--refresh', '1', '--store', store])
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
  await vi.waitFor(() => expect(said).toMatch(/listening on/), { timeout: 60_000 })
  return { process: child, url: /http:\S+\d/.exec(said)?.[0] ?? '' }
}

async function ask(path: string, body?: object): Promise<unknown> {
  const method = body === undefined ? 'GET' : 'POST'
  const asked = request(server.url + path, { method, headers: { 'Content-Type': 'application/json' } })
  asked.end(body === undefined ? undefined : JSON.stringify(body))
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return JSON.parse(text)
}

const COMMANDS: [string, readonly string[], Surroundings?][] = [
  ['an import', ['import', 'transfers.csv', 'bad.csv', '--asset', 'ETH', '--store', 'store'], { isTTY: true }],
  ['labels', ['labels', 'labels.csv', '--store', './store']],
  ['labels as they are read', ['labels', '--explain', '--store', 'store']],
  ['what is stored', ['store', 'info', '--store', 'store']],
  ['a trace', ['trace', '--seeds', 'seeds.txt', '--store', 'store', '--html', 'page.html'], { isTTY: true }],
  ['a trace of what is piped in', ['trace', '--seeds', '-', '--json', '--store', 'store'], { stdin: pieces() }],
  ['sources', ['sources', '--seed', account(0), '--store', 'store']],
  ['a file that is not there', ['import', 'none.csv', '--store', 'store']],
  ['a wrong option', ['trace', '--rule', 'first', '--store', 'store']],
]

function pieces(): string[] {
  const [seed = ''] = sample.seeds
  return [seed.slice(0, 5), '', `${seed.slice(5)}\n# that is all`]
}

describe('a command', () => {
  it.each(COMMANDS)('does the same alone and through the server: %s', async (_, args, surroundings = {}) => {
    const expected = await lazaretto(args, { ...surroundings, folder: alone })
    expect(await lazaretto(args, { ...surroundings, folder: served })).toEqual(expected)
    for (const file of ['page.html', 'store/rejects.jsonl']) {
      const [ours, theirs] = [served, alone].map((folder) => join(folder, file)) as [string, string]
      expect(existsSync(ours)).toBe(existsSync(theirs))
      if (existsSync(ours)) expect(readFileSync(ours, 'utf8')).toBe(readFileSync(theirs, 'utf8'))
    }
  })

  it('goes through a socket that nobody else may open', () => {
    expect(statSync(socket).mode & 0o777).toBe(0o600)
    expect(existsSync(join(alone, 'store', 'lazaretto.sock'))).toBe(false)
  })

  it('changes what the server says: labels are taken as soon as they are there', async () => {
    const phisher = `0x${'7'.repeat(40)}`
    writeFileSync(join(served, 'phish.csv'), `address,label\n${phisher},Fake_Phishing9\n`)
    expect((await lazaretto(['labels', 'phish.csv', '--store', 'store'])).code).toBe(0)
    await vi.waitFor(
      async () => {
        const answer = await ask(`/v1/screen/address?address=${phisher}`)
        expect(JSON.stringify(answer)).toContain('direct.label.phishing')
      },
      { timeout: 30_000, interval: 100 },
    )
  })

  it('shares the ledger with others: imports and a trace that is ordered over HTTP', async () => {
    const files = [2, 3].map((n) => [`${n}.csv`, `${HEADER}${line(1000 + n)}`] as const)
    for (const [name, text] of files) writeFileSync(join(served, name), text)
    const ordering = ask('/v1/trace', { seeds: sample.seeds })
    const imports = files.map(([name]) => lazaretto(['import', name, '--asset', 'ETH', '--store', 'store']))
    const { id } = (await ordering) as { id: string }
    const outcomes = await Promise.all(imports)
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0])
    expect(outcomes.some(({ err }) => /^waiting for .* to end\n/.test(err))).toBe(true)
    await vi.waitFor(
      async () => {
        expect(await ask(`/v1/trace/${id}`)).toMatchObject({ state: 'done' })
      },
      { timeout: 30_000, interval: 50 },
    )
  })

  it('does not touch a served store from outside: neither a second server nor the sample', async () => {
    const second = await lazaretto(['serve', '--port', '0', '--store', 'store'])
    expect([second.code, second.err]).toEqual([1, expect.stringContaining('LZ_SERVE_RUNNING')])
    const again = await lazaretto(['sample', '--trace', '--out', served])
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('LZ_SERVE_RUNNING')])
    expect(existsSync(socket)).toBe(true)
  })
})

describe('an import that is cut short', () => {
  const part = join(store, 'rejects.part')
  let info: Outcome
  beforeAll(async () => {
    const rows = Array.from({ length: 60_000 }, (_, n) => line(10_000 + n))
    writeFileSync(join(root, 'large.csv'), `${HEADER}x,x,x,x,x\n${rows.join('')}`)
    info = await lazaretto(['store', 'info', '--store', 'store'])
    expect(info.out).toContain('eip155:1/slip44:60')
  })

  /** Begins an import, and waits until it reads rows. */
  async function begin(): Promise<ChildProcess> {
    rmSync(part, { force: true })
    const child = start(['import', join(root, 'large.csv'), '--asset', 'ETH', '--store', store])
    await vi.waitFor(() => expect(existsSync(part)).toBe(true), { timeout: 60_000, interval: 1 })
    return child
  }

  it('by the end of its caller leaves what was there before, and the next command runs', async () => {
    const client = await begin()
    client.kill('SIGKILL')
    await once(client, 'exit')
    expect(await lazaretto(['store', 'info', '--store', 'store'])).toMatchObject({ code: 0, out: info.out })
  })

  it('by the end of the server is told why', async () => {
    const client = await begin()
    let said = ''
    client.stderr?.on('data', (text: string) => (said += text))
    const exits = Promise.all([once(client, 'close'), once(server.process, 'exit')])
    server.process.kill('SIGTERM')
    expect((await exits).map(([code]) => code as unknown)).toEqual([1, 0])
    expect(said).toContain('LZ_RELAY_CLOSING')
    expect(existsSync(socket)).toBe(false)
    expect(await lazaretto(['store', 'info', '--store', 'store'])).toEqual(info)
    server = await startServer()
  })

  it('by the death of the server is told so, and commands stand alone again', async () => {
    const client = await begin()
    let said = ''
    client.stderr?.on('data', (text: string) => (said += text))
    const exits = Promise.all([once(client, 'close'), once(server.process, 'exit')])
    server.process.kill('SIGKILL')
    expect((await exits)[0][0]).toBe(1)
    expect(said).toContain('LZ_RELAY_LOST')
    expect(existsSync(socket)).toBe(true)
    // The process that had the ledger notices the death of its server, and dies as well.
    await vi.waitFor(async () => expect(await lazaretto(['store', 'info', '--store', 'store'])).toEqual(info), {
      timeout: 10_000,
      interval: 20,
    })
  })
})
