import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { hasAnvil, startAnvil } from '../startAnvil.support.ts'
import { soon, startWatchingServer } from './watchingServer.support.ts'

interface Told {
  readonly alerts: readonly { readonly rule: string; readonly severity: string; readonly evidence: { code: string } }[]
}

describe.skipIf(!hasAnvil())('serve --watch', () => {
  it('tells whom it must that its watch has stopped, once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lazaretto-serve-stop-'))
    const anvil = await startAnvil()
    await anvil.call('anvil_mine', '0x3')
    const [hook, hooked] = [join(folder, 'hook.sh'), join(folder, 'hooked')]
    writeFileSync(hook, `#!/bin/sh\ncat >> "${hooked}"; echo >> "${hooked}"\n`, { mode: 0o755 })
    const server = await startWatchingServer(folder, anvil, ['--hook', hook])
    onTestFinished(async () => {
      server.process.kill('SIGKILL')
      await anvil.stop()
      rmSync(folder, { recursive: true, force: true })
    })
    await soon(async () => expect(await server.figure('lazaretto_watch_block')).toBe(3))
    // Another chain under the same name: it has none of the blocks that were watched.
    await anvil.call('anvil_reset')
    await anvil.call('anvil_mine', '0x9', '0x7')
    const alertsOf = async (): Promise<Told['alerts']> =>
      (JSON.parse(await server.ask('/v1/alerts')) as Told).alerts.filter(({ rule }) => rule === 'watch-stopped')
    await soon(async () => expect(await alertsOf()).toHaveLength(1))
    const [alert] = await alertsOf()
    expect(alert).toMatchObject({
      severity: 'critical',
      evidence: { code: expect.stringMatching(/^LZ_SYNC_/) as string },
    })
    await soon(async () => expect(await server.figure('lazaretto_watch_restarts')).toBeGreaterThan(1))
    expect(await alertsOf()).toHaveLength(1)
    expect(readFileSync(hooked, 'utf8').trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(await server.ask('/v1/watch'))).toMatchObject({ untraced: [] })
  }, 240_000)
})
