import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Anvil, hasAnvil, startAnvil } from '../../../startAnvil.support.ts'
import { CHAIN, type CommandEnd, installSanctions, pay as payOn, runOn } from '../../watchingServer.support.ts'

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-watch-exposure-'))
const files = join(folder, 'exposure')
const [LISTED, PAYEE, SECOND] = [1, 2, 3]
let anvil: Anvil
let accounts: string[]

const pay = (from: number, to: number, ether: number): Promise<string> =>
  payOn(anvil, accounts[from] as string, accounts[to] as string, ether)

const watchOnce = (...more: readonly string[]): Promise<CommandEnd> =>
  runOn(folder, 'watch', 'run', '--rpc', anvil.url, '--chain', CHAIN, '--from', '0', '--once', ...more)

async function screen(n: number): Promise<string> {
  return (await runOn(folder, 'screen', accounts[n] as string)).out
}

describe.skipIf(!hasAnvil())('watch run', () => {
  beforeAll(async () => {
    anvil = await startAnvil()
    accounts = (await anvil.call('eth_accounts')) as string[]
    await anvil.call('anvil_mine', '0x2')
    await installSanctions(folder, [accounts[LISTED] as string])
  }, 60_000)

  afterAll(async () => {
    await anvil.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('keeps no exposures where it is told not to', async () => {
    await pay(LISTED, PAYEE, 4)
    expect(await watchOnce('--no-exposure')).toMatchObject({ code: 0 })
    expect(existsSync(files)).toBe(false)
    expect(await screen(PAYEE)).not.toContain('came from ofac-sdn')
  }, 60_000)

  it('keeps for screenings who has got listed money, as the command that follows it all does', async () => {
    await pay(PAYEE, SECOND, 1)
    expect(await watchOnce()).toMatchObject({ code: 0 })
    expect(await screen(PAYEE)).toContain('came from ofac-sdn, 1 transfer away')
    expect(await screen(SECOND)).toContain('came from ofac-sdn, 2 transfers away')
    const kept = readdirSync(files)
    expect(kept).toHaveLength(1)
    await watchOnce()
    expect(readdirSync(files)).toEqual(kept)
  }, 60_000)

  it('takes back what the chain has left, and takes lists that have changed', async () => {
    await anvil.call('anvil_reorg', 1, [])
    await anvil.call('anvil_mine', '0x1')
    await watchOnce()
    expect(await screen(SECOND)).not.toContain('came from ofac-sdn')
    expect(await screen(PAYEE)).toContain('came from ofac-sdn')
    await installSanctions(folder, [accounts[SECOND] as string, accounts[LISTED] as string])
    await pay(SECOND, PAYEE, 5)
    await watchOnce()
    expect(await screen(PAYEE)).toContain('100 % of what it received came from ofac-sdn')
  }, 60_000)
})
