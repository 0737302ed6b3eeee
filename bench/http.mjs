// Measures the server: screenings a second with every answer stored, beside a bare node:http server, and latency while
// lists refresh. npm run build && node bench/http.mjs [--entries 100000] [--seconds 5]
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { entries: { type: 'string', default: '100000' }, seconds: { type: 'string', default: '5' } },
})
const entries = Number(values.entries)
const seconds = Number(values.seconds)
const REFRESHES = 20
const lazaretto = join(import.meta.dirname, '../bin/lazaretto')
const folder = mkdtempSync(join(tmpdir(), 'lazaretto-http-'))
const children = []

try {
  await measure()
} finally {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}

async function measure() {
  installList()
  const key = run('keys', 'create', '--name', 'bench', '--scope', 'screen', '--scope', 'read', '--store', folder).trim()
  const { server, port } = await startServer()
  const singles = Array.from({ length: 64 }, (_, i) => get(key, address(`single ${i}`)))
  const batches = Array.from({ length: 4 }, (_, i) => post(key, 1000, `batch ${i}`))
  const single = await sizeOf(port, singles[0])
  const batch = await sizeOf(port, batches[0])
  const figures = [
    ['bare node:http, same bytes, requests/s', await againstBare(single, singles, 256)],
    ['single screenings/s, all stored', await load(port, singles, { connections: 256 })],
    ['bare node:http, bytes of a batch, requests/s', await againstBare(batch, batches, 32)],
    ['batches of 1,000/s, all stored', await load(port, batches, { connections: 32 })],
    [`1,000 screenings/s during ${REFRESHES} refreshes`, await steady(server, port, singles)],
  ]
  const metrics = await ask(port, `GET /metrics HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\n\r\n`)
  const done = /lazaretto_refreshes\{result="done"\} (\d+)/.exec(metrics)?.[1]
  for (const [what, { answers, failures, seconds: took, p50, p99, p999 }] of figures) {
    const ms = [p50, p99, p999].map((value) => value.toFixed(1)).join(' / ')
    process.stdout.write(
      `${what.padEnd(48)} ${String(Math.round(answers / took)).padStart(8)}   p50 / p99 / p99.9 ${ms} ms   failed ${failures}\n`,
    )
  }
  process.stdout.write(`refreshes done under load: ${done} of ${REFRESHES}; list of ${entries} addresses\n`)
}

/** The list is refreshed as fast as it can be read, so that every one of the 20 is under load. */
async function steady(server, port, requests) {
  const all = load(port, requests, { connections: 32, rate: 1000, seconds: 3 * REFRESHES + 3 })
  let count = 0
  const timer = setInterval(() => {
    if (++count <= REFRESHES) server.kill('SIGHUP')
  }, 3000)
  const figures = await all
  clearInterval(timer)
  return figures
}

async function againstBare(size, requests, connections) {
  const bare = spawn(process.execPath, [join(import.meta.dirname, 'steps/bareServer.mjs'), String(size)])
  children.push(bare)
  const [port] = await once(bare.stdout, 'data')
  const figures = await load(Number(port), requests, { connections })
  bare.kill()
  return figures
}

async function load(port, requests, options) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'steps/load.mjs')])
  child.stdin.end(JSON.stringify({ port, requests, rate: 0, seconds, ...options }))
  let text = ''
  child.stdout.on('data', (chunk) => (text += chunk))
  child.stderr.pipe(process.stderr)
  await once(child, 'close')
  return JSON.parse(text)
}

async function startServer() {
  const args = ['serve', '--port', '0', '--store', folder, '--rate', '100000000', '--refresh', '0']
  const server = spawn(process.execPath, [lazaretto, ...args])
  children.push(server)
  let said = ''
  server.stderr.on('data', (chunk) => (said += chunk))
  for (;;) {
    const port = /listening on http:\/\/[^:]+:(\d+)/.exec(said)?.[1]
    if (port !== undefined) return { server, port: Number(port) }
    if (server.exitCode !== null) throw new Error(`The server did not start.\n${said}`)
    await Promise.race([once(server.stderr, 'data'), once(server, 'exit')])
  }
}

async function sizeOf(port, text) {
  return (await ask(port, text)).length
}

async function ask(port, text) {
  const [head, body] = text.split('\r\n\r\n')
  const [method, path] = head.split(' ')
  const headers = Object.fromEntries(
    head
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(': ')),
  )
  delete headers['Content-Length']
  const asked = request({ host: '127.0.0.1', port, method, path, headers })
  asked.end(body)
  const [answer] = await once(asked, 'response')
  let all = ''
  for await (const chunk of answer) all += chunk
  return all
}

function get(key, text) {
  return `GET /v1/screen/address?address=${text} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\n\r\n`
}

function post(key, count, salt) {
  const body = JSON.stringify({ addresses: Array.from({ length: count }, (_, i) => address(`${salt} ${i}`)) })
  const head = `POST /v1/screen/batch HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\n`
  return `${head}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

function installList() {
  const rows = Array.from({ length: entries }, (_, i) => `${i},Party ${i},${address(`entry ${i}`)}`)
  const file = join(folder, 'list.csv')
  writeFileSync(file, `uid,name,address\n${rows.join('\n')}\n`)
  const today = new Date().toISOString().slice(0, 10)
  const vouched = ['--published', today, '--accept', 'first']
  run('intel', 'update', '--from', file, '--list', 'ofac-sdn', ...vouched, '--store', folder)
}

function run(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [lazaretto, ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`lazaretto ${args.join(' ')} ended with ${status}.\n${stderr}`)
  return stdout
}

function address(text) {
  return `0x${createHash('sha256').update(text).digest('hex').slice(0, 40)}`
}
