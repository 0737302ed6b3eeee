import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { run } from '../main.ts'

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

interface Report {
  readonly firstAlert: object
  readonly falseAlarms: number
  readonly exits: readonly { readonly missed: readonly unknown[]; readonly exit: string }[]
}

async function lazaretto(...args: readonly string[]): Promise<Ran> {
  let [out, err] = ['', '']
  const stdout = { write: (text: string) => (out += text) }
  const stderr = { write: (text: string) => (err += text) }
  const code = await run(['node', 'lazaretto', ...args], { stdout, stderr, env: {} })
  return { code, out, err }
}

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

function isSigned(headers: IncomingHttpHeaders, body: Buffer): boolean {
  const [id, time] = [headers['webhook-id'], headers['webhook-timestamp']]
  const key = Buffer.from(SECRET.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${time}.`).update(body).digest('base64')
  return headers['webhook-signature'] === `v1,${signature}`
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'lazaretto-drill-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

describe('rehearse', () => {
  it('follows every unit of a theft with the real watch, at once and without a false alarm', async () => {
    const file = join(folder(), 'drill.json')
    const { code, out } = await lazaretto('rehearse', '--seed', '3', '--out', file)
    expect(out).toMatch(/followed +100 %/)
    expect(out).toMatch(/false alarms +0 of/)
    expect(code).toBe(0)
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report
    expect(report.firstAlert).toMatchObject({ rule: 'stolen', blocks: 0 })
    expect(report.falseAlarms).toBe(0)
  })

  it('tells what moved before the victim spoke as soon as it has', async () => {
    const plan = join(folder(), 'late.yaml')
    writeFileSync(plan, 'format: lazaretto-rehearsal/1\nname: told late\ntheft: { noticedAfterBlocks: 6 }\n')
    const { code, out } = await lazaretto('rehearse', '--seed', '5', '--plan', plan, '--json')
    const report = JSON.parse(out) as Report
    expect(code).toBe(0)
    expect(report.firstAlert).toMatchObject({ blocks: 6 })
    // What was sold in the pair leaves the stolen token: a watch of that token ends there, and says so.
    const missed = report.exits.filter((exit) => exit.missed.length > 0)
    expect(missed.map(({ exit }) => exit)).toEqual(['swap-exchange'])
  })

  it("tells the firm's own receiver, signed with its secret", async () => {
    const got: { id: string; isGenuine: boolean }[] = []
    const receiver = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        got.push({
          id: String(request.headers['webhook-id']),
          isGenuine: isSigned(request.headers, Buffer.concat(chunks)),
        })
        response.writeHead(204).end()
      })
    })
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void receiver.close())
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/alerts`
    const plan = join(folder(), 'own.yaml')
    const small =
      'town: { users: 4, blocksBefore: 2, blocksAfter: 1 }\nthief: { splitWidth: 1, peels: 0, waitBlocks: 1 }'
    writeFileSync(plan, `format: lazaretto-rehearsal/1\n${small}\nwebhooks: [{ url: '${url}', secret: ${SECRET} }]\n`)
    const { out } = await lazaretto('rehearse', '--plan', plan, '--json')
    const { alerts, webhooks } = JSON.parse(out) as { alerts: unknown[]; webhooks: object[] }
    expect(alerts.length).toBeGreaterThan(0)
    expect(webhooks).toEqual([{ url, delivered: new Set(got.map(({ id }) => id)).size, missed: 0 }])
    expect(got.length).toBeGreaterThanOrEqual(alerts.length)
    expect(got.every(({ isGenuine }) => isGenuine)).toBe(true)
  })

  it('refuses a playbook that is none', async () => {
    const plan = join(folder(), 'plan.yaml')
    writeFileSync(plan, 'format: lazaretto-rehearsal/1\nthief: { splitWidth: -1 }\n')
    expect(await lazaretto('rehearse', '--plan', plan)).toMatchObject({ code: 1, err: /LZ_REHEARSAL_PLAN/ })
  })
})
