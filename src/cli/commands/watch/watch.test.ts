import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openStore, queryRows } from '../../../ledger/index.ts'
import { type Anvil, startAnvil } from '../../../startAnvil.support.ts'
import { run } from '../../main.ts'

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-watch-'))
let anvil: Anvil
let accounts: string[]

beforeAll(async () => {
  anvil = await startAnvil()
  accounts = (await anvil.call('eth_accounts')) as string[]
})

afterAll(async () => {
  await anvil.stop()
  rmSync(folder, { recursive: true })
})

async function lazaretto(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return await runIn(folder, args)
}

async function runIn(store: string, args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const stdout = { write: (text: string) => (out += text) }
  const stderr = { write: (text: string) => (err += text) }
  const code = await run(['node', 'lazaretto', ...args, '--store', store], { stdout, stderr, env: {} })
  return { code, out, err }
}

const watchOnce = (): ReturnType<typeof lazaretto> =>
  lazaretto('watch', 'run', '--rpc', anvil.url, '--chain', 'eip155:31337', '--from', '0', '--once')

async function pay(from: number, to: number, ether: number): Promise<void> {
  const value = `0x${(BigInt(ether) * 10n ** 18n).toString(16)}`
  await anvil.call('eth_sendTransaction', { from: accounts[from], to: accounts[to], value })
}

describe('watch', () => {
  it('raises alerts over a node, keeps them, and has them settled by two people', async () => {
    await anvil.call('anvil_mine', '0x2')
    const first = await watchOnce()
    expect(first).toMatchObject({ code: 0, out: '' })
    expect(first.err).toContain('no theft is watched on eip155:31337 yet')
    expect(first.err).toContain('watched up to block 2, the newest')
    expect((await lazaretto('watch', 'list')).err).toContain('no theft is watched')
    expect((await lazaretto('alerts', 'list')).err).toContain('--all shows those that are settled')
    const seed = accounts[1] as string
    const added = await lazaretto(
      'watch',
      'add',
      'our wallet',
      '--seed',
      seed,
      '--chain',
      'eip155:31337',
      '--by',
      'alice',
    )
    expect(added).toMatchObject({ code: 0, err: expect.stringContaining('is watched') as string })
    expect((await lazaretto('watch', 'list')).out).toContain('our wallet')

    await pay(0, 1, 3)
    await pay(1, 2, 2)
    const told = await watchOnce()
    expect(told.err).toContain('1 theft is watched on eip155:31337')
    expect(told.out.match(/^(?:LOW|MEDIUM|HIGH|CRITICAL) .*/gm)).toHaveLength(2)
    expect((await watchOnce()).out).toBe('')

    const listed = JSON.parse((await lazaretto('alerts', 'list', '--json')).out) as { id: string; severity: string }[]
    expect(listed).toHaveLength(2)
    const { id } = listed.find(({ severity }) => severity === 'critical' || severity === 'high') as { id: string }
    const close = (by: string): ReturnType<typeof lazaretto> =>
      lazaretto('alerts', 'close', id, '--verdict', 'true', '--comment', 'it was ours', '--by', by)
    expect((await close('alice')).err).toContain('second person')
    expect(await close('alice')).toMatchObject({
      code: 1,
      err: expect.stringContaining('LZ_WATCH_SAME_PERSON') as string,
    })
    expect((await close('bob')).err).toContain('is closed')
    expect(JSON.parse((await lazaretto('alerts', 'list', '--json')).out)).toHaveLength(1)
  })

  it('takes alerts back with the blocks that they stood on', async () => {
    await pay(2, 3, 1)
    expect((await watchOnce()).out).toContain('MEDIUM')
    await anvil.call('anvil_reorg', 1, [])
    await anvil.call('anvil_mine', '0x1')
    const { err } = await watchOnce()
    expect(err).toContain('alerts stand no more')
  })

  it('tells of its own stop before it ends, once, and takes that back when it goes on', async () => {
    const other = await startAnvil('--timestamp', '1600000000')
    onTestFinished(() => other.stop())
    await other.call('anvil_mine', '0x20')
    const [hook, hooked] = [join(folder, 'hook.sh'), join(folder, 'hooked')]
    writeFileSync(hook, `#!/bin/sh\ncat >> "${hooked}"; echo >> "${hooked}"\n`, { mode: 0o755 })
    const watchOn = (url: string): ReturnType<typeof lazaretto> =>
      lazaretto('watch', 'run', '--rpc', url, '--chain', 'eip155:31337', '--once', '--hook', hook)
    const told = (): string[] =>
      readFileSync(hooked, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { type: string; data: { alert: { rule: string } } })
        .map(({ type, data }) => `${type} ${data.alert.rule}`)
    const stopped = await watchOn(other.url)
    expect(stopped).toMatchObject({ code: 1, err: expect.stringContaining('LZ_SYNC_') as string })
    expect(stopped.out).toMatch(/^CRITICAL +The watch of eip155:31337 has stopped: LZ_SYNC_/)
    expect(told()).toEqual(['alert.opened watch-stopped'])
    expect(await watchOn(other.url)).toMatchObject({ code: 1, out: '' })
    expect((await watchOn(anvil.url)).err).toContain('the watch goes on')
    expect(told().slice(0, 1)).toEqual(['alert.opened watch-stopped'])
    await watchOn(anvil.url)
    expect((await watchOn(other.url)).out).toContain('CRITICAL')
    expect(told()).toEqual([
      'alert.opened watch-stopped',
      'alert.retracted watch-stopped',
      'alert.confirmed watch-stopped',
    ])
  }, 60_000)

  it('says which node to name, where none is', async () => {
    expect(await lazaretto('watch', 'run')).toMatchObject({ code: 1, err: expect.stringContaining('--rpc') as string })
  })

  it('says of which chain a node is, where it is of another one', async () => {
    const { code, err } = await lazaretto('watch', 'run', '--rpc', anvil.url, '--once')
    expect(code).toBe(1)
    expect(err).toContain('The node is of chain eip155:31337, not of eip155:1.')
  })

  it('begins with the newest block of a chain that was never followed, and makes nothing by listing', async () => {
    const other = join(folder, 'other')
    const listed = await runIn(other, ['watch', 'list', '--json'])
    expect(listed).toMatchObject({ code: 1, err: expect.stringContaining('LZ_STATE_NOT_FOUND') as string })
    expect(existsSync(other)).toBe(false)
    await anvil.call('anvil_mine', '0x5')
    const args = ['watch', 'run', '--rpc', anvil.url, '--chain', 'eip155:31337', '--once', '--no-exposure']
    expect(await runIn(other, args)).toMatchObject({ code: 0 })
    const store = await openStore(other, { mode: 'read' })
    const rows = await queryRows(store, 'SELECT height FROM block')
    store.close()
    expect(rows.map(({ height }) => Number(height))).toEqual([Number(await anvil.call('eth_blockNumber'))])
  })
})
