import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Anvil, hasAnvil, startAnvil } from '../startAnvil.support.ts'
import {
  CHAIN,
  installSanctions,
  pay as payOn,
  soon,
  startWatchingServer,
  type WatchingServer,
} from './watchingServer.support.ts'

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-serve-exposure-'))
let anvil: Anvil
let accounts: string[]
let server: WatchingServer

const LISTED = 1
const [PAYEE, SECOND, UNKNOWN, LATE] = [2, 3, 4, 5]
const UNITS = 10n ** 18n

const pay = (from: number, to: number, ether: number): Promise<string> =>
  payOn(anvil, accounts[from] as string, accounts[to] as string, ether)

const install = (...listed: readonly number[]): Promise<void> =>
  installSanctions(
    folder,
    listed.map((n) => accounts[n] as string),
  )

interface Answer {
  readonly verdict: string
  readonly reasons: readonly { readonly code: string; readonly exposure?: Record<string, unknown> }[]
  readonly live?: readonly { readonly chain: string; readonly height: number; readonly hash: string }[]
}

async function screen(n: number, method: 'GET' | 'POST' = 'GET'): Promise<Answer> {
  const address = accounts[n]
  const path = '/v1/screen/address'
  const text = method === 'GET' ? await server.ask(`${path}?address=${address}`) : await server.ask(path, { address })
  return JSON.parse(text) as Answer
}

const exposuresOf = ({ reasons }: Answer) => reasons.flatMap(({ exposure }) => exposure ?? [])

async function hashOf(height: number): Promise<string> {
  const block = await anvil.call('eth_getBlockByNumber', `0x${height.toString(16)}`, false)
  return (block as { hash: string }).hash
}

describe.skipIf(!hasAnvil())('screening beside a watch', () => {
  beforeAll(async () => {
    anvil = await startAnvil()
    accounts = (await anvil.call('eth_accounts')) as string[]
    await anvil.call('anvil_mine', '0x2')
    await install(LISTED)
    server = await startWatchingServer(folder, anvil)
    await soon(async () => expect(await server.figure('lazaretto_watch_block')).toBe(2))
  }, 120_000)

  afterAll(async () => {
    server.process.kill('SIGKILL')
    await anvil.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('knows in the block who has got money from a listed address, and names the block', async () => {
    expect((await screen(PAYEE)).verdict).toBe('no-match')
    const first = await pay(LISTED, PAYEE, 40)
    const second = await pay(PAYEE, SECOND, 10)
    const found = { category: 'sanctions', origin: 'ofac-sdn', asset: `${CHAIN}/slip44:60` }
    await soon(async () =>
      expect(exposuresOf(await screen(SECOND))).toMatchObject([{ ...found, hops: 2, path: [first, second] }]),
    )
    const answer = await screen(PAYEE, 'POST')
    expect(answer.verdict).not.toBe('no-match')
    expect(exposuresOf(answer)).toMatchObject([{ ...found, amount: `${40n * UNITS}`, hops: 1, path: [first] }])
    expect(answer.live).toMatchObject([{ chain: CHAIN, height: 4, hash: await hashOf(4) }])
    expect(await screen(UNKNOWN)).toMatchObject({ verdict: 'no-match', reasons: [] })
  }, 90_000)

  it('takes back what a reorganisation has taken back', async () => {
    await anvil.call('anvil_reorg', 2, [])
    await anvil.call('anvil_mine', '0x1')
    await soon(async () => expect(await screen(PAYEE)).toMatchObject({ verdict: 'no-match', reasons: [] }))
    const answer = await screen(SECOND)
    expect(answer).toMatchObject({ verdict: 'no-match', reasons: [] })
    const [live] = answer.live ?? []
    expect(live?.hash).toBe(await hashOf(live?.height ?? 0))
  }, 90_000)

  it('follows who is listed while it runs, from the beginning', async () => {
    await pay(LATE, PAYEE, 3)
    await install(LISTED, LATE)
    await pay(UNKNOWN, SECOND, 1)
    await soon(async () =>
      expect(exposuresOf(await screen(PAYEE))).toMatchObject([{ amount: `${3n * UNITS}`, hops: 1 }]),
    )
    expect(exposuresOf(await screen(SECOND))).toEqual([])
  }, 90_000)
})
