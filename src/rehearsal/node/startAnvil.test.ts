import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findAnvil } from './findAnvil.ts'
import { openRpc } from './Rpc.ts'
import { startAnvil } from './startAnvil.ts'

const HOLDER = fileURLToPath(new URL('./holdAnvil.support.ts', import.meta.url))

const OPTIONS = { accounts: 3, genesisSec: 1_767_225_600 }

/** Settles once nothing listens there any more. */
async function untilGone(url: string): Promise<void> {
  for (;;) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (!isOpen) return
  }
}

describe('startAnvil', () => {
  it('starts a node that mines nothing by itself, and ends it', async () => {
    const { url, stop } = await startAnvil({ program: findAnvil(), ...OPTIONS })
    const rpc = openRpc(url)
    expect(await rpc.call('eth_accounts', [], z.array(z.string()))).toHaveLength(3)
    expect(await rpc.call('eth_blockNumber', [], z.string())).toBe('0x0')
    await expect(rpc.call('eth_none', [], z.string())).rejects.toMatchObject({ code: 'LZ_REHEARSAL_NODE' })
    await stop()
    await expect(rpc.call('eth_blockNumber', [], z.string())).rejects.toMatchObject({ code: 'LZ_NET_CONNECT' })
  })

  it('says when what it starts is no node', async () => {
    const failed = startAnvil({ program: '/bin/false', ...OPTIONS })
    await expect(failed).rejects.toMatchObject({ code: 'LZ_REHEARSAL_NODE', kind: 'retryable' })
    const missing = startAnvil({ program: '/no/such/program', ...OPTIONS })
    await expect(missing).rejects.toMatchObject({ code: 'LZ_REHEARSAL_NODE' })
  })

  it.each(['SIGINT', 'SIGKILL'] as const)('is gone when who started it ends by %s', async (signal) => {
    const holder = spawn(process.execPath, [...process.execArgv, HOLDER], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [chunk] = (await once(holder.stdout, 'data')) as [Buffer]
    const url = chunk.toString('utf8').trim()
    expect(await openRpc(url).call('eth_blockNumber', [], z.string())).toBe('0x0')
    holder.kill(signal)
    await once(holder, 'close')
    await untilGone(url)
  })
})
