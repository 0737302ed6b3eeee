import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type Outcome, runLazaretto } from '../../runLazaretto.support.ts'

const DAY = 86_400
const NOW = Date.parse('2026-10-01T12:00:00Z') / 1000
const FIRST = `0x${'1'.repeat(40)}`
const SECOND = `0x${'2'.repeat(40)}`

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-update-'))
let server: Server
let host = ''
let answer: (response: ServerResponse, etag: string | undefined) => void
const asked: (string | undefined)[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.headers['if-none-match'])
    answer(response, request.headers['if-none-match'])
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true })
})
afterEach(() => void asked.splice(0))

function lazaretto(args: readonly string[], nowSec: number = NOW): Promise<Outcome> {
  return runLazaretto([...args, '--store', folder], { nowSec })
}

function update(...more: string[]): Promise<Outcome> {
  return lazaretto(['intel', 'update', '--from', `http://${host}/list.csv`, '--list', 'ofac-sdn', ...more])
}

function serve(text: string, etag: string): void {
  answer = (response, known) => {
    if (known === etag) response.writeHead(304, { etag }).end()
    else response.writeHead(200, { etag, 'content-type': 'text/csv' }).end(text)
  }
}

it('loads a list over the network, and asks only for what changed', async () => {
  serve(`address,uid\n${FIRST},1\n`, '"one"')
  const refused = await update('--accept', 'first')
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('LZ_NET_')])
  expect(asked).toEqual([])

  const allowed = ['--allow-host', host]
  expect((await update('--accept', 'first', ...allowed)).out).toContain('ofac-sdn: 1 entries, 1 addresses')
  expect((await update(...allowed)).out).toContain('nothing newer')
  expect(asked).toEqual([undefined, '"one"'])
  expect((await lazaretto(['screen', FIRST])).code).toBe(3)

  serve(`address,uid\n${FIRST},1\n${SECOND},2\n`, '"two"')
  expect((await update(...allowed)).out).toContain('1 entries came, 0 went')
  expect((await lazaretto(['screen', SECOND])).code).toBe(3)
})

it('keeps what is there when the answer is no list', async () => {
  const allowed = ['--allow-host', host]
  const bad: ((response: ServerResponse) => void)[] = [
    (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Maintenance</body></html>'),
    (response) => response.writeHead(500).end('address\n'),
    (response) => response.writeHead(200).end(''),
    (response) =>
      response.writeHead(200, { 'content-length': '500' }).write(`address,uid\n${FIRST},1\n`, () => response.destroy()),
  ]
  for (const one of bad) {
    answer = one
    const { code, err } = await update(...allowed)
    expect([code, err]).toEqual([1, expect.stringMatching(/LZ_(?:LIST|NET)_/)])
    expect((await lazaretto(['screen', SECOND])).code).toBe(3)
  }
})

it('does not take a copy elsewhere for the newest edition', async () => {
  serve(`address,uid\n${FIRST},1\n${SECOND},2\n`, '"three"')
  await update('--allow-host', host, '--published', '2026-09-29')
  expect((await lazaretto(['screen', `0x${'3'.repeat(40)}`])).code).toBe(5)
  await update('--allow-host', host, '--published', '2026-10-01')
  expect((await lazaretto(['screen', `0x${'3'.repeat(40)}`])).code).toBe(0)
  expect((await lazaretto(['screen', `0x${'3'.repeat(40)}`], NOW + DAY)).code).toBe(5)
})
