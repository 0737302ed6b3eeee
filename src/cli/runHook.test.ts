import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createHook } from './runHook.ts'

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-hook-'))
beforeAll(() => {
  process.env['LAZARETTO_TEST_SECRET'] = 'secret'
})
afterAll(() => {
  delete process.env['LAZARETTO_TEST_SECRET']
  rmSync(folder, { recursive: true })
})

let scripts = 0
function createScript(text: string): string {
  const path = join(folder, `hook ${++scripts}.sh`)
  writeFileSync(path, `#!/bin/sh\n${text}\n`, { mode: 0o755 })
  return path
}

const body = Buffer.from('{"type":"alert.opened"}')
const forever = new AbortController().signal
const code = (text: string | RegExp): unknown =>
  expect.objectContaining({ code: 'LZ_WATCH_HOOK', message: expect.stringMatching(text) as string })

describe('a hook', () => {
  it('is given the event, and nothing of the environment but where programs are', async () => {
    const [event, env] = [join(folder, 'event'), join(folder, 'env')]
    await createHook(createScript(`cat > "${event}"; env > "${env}"`))(body, forever)
    expect(readFileSync(event, 'utf8')).toBe(body.toString())
    expect(readFileSync(env, 'utf8')).not.toContain('secret')
    expect(readFileSync(env, 'utf8')).toMatch(/^PATH=/m)
  })

  it('fails with its code, and the beginning of what it says', async () => {
    await expect(createHook(createScript('echo no room >&2; exit 3'))(body, forever)).rejects.toEqual(
      code(/it ended with 3: no room/),
    )
    await expect(createHook(createScript('kill -9 $$'))(body, forever)).rejects.toEqual(code('SIGKILL'))
    await expect(createHook(join(folder, 'none'))(body, forever)).rejects.toEqual(code('ENOENT'))
    const flood = createScript('head -c 3000000 /dev/zero | tr "\\\\0" x >&2; exit 1')
    await expect(createHook(flood)(body, forever)).rejects.toSatisfy((error: Error) => error.message.length < 3_000)
  })

  it('is no shell: a command line is the name of a program', async () => {
    const mark = join(folder, 'mark')
    await expect(createHook(`touch ${mark}; true`)(body, forever)).rejects.toEqual(code('ENOENT'))
    expect(existsSync(mark)).toBe(false)
  })

  it('need not read what it is given', async () => {
    await createHook(createScript('exit 0'))(Buffer.alloc(4 << 20), forever)
  })

  it('is killed when its time is over, with all that it started', async () => {
    const [stop, begun] = [new AbortController(), join(folder, 'begun')]
    const running = createHook(createScript(`sleep 100 & echo $! > "${begun}"; wait`))(body, stop.signal)
    running.catch(() => undefined)
    await vi.waitFor(() => expect(readFileSync(begun, 'utf8')).toMatch(/\d\n/), { timeout: 20_000, interval: 5 })
    stop.abort()
    await expect(running).rejects.toEqual(code('too long'))
    const child = Number(readFileSync(begun, 'utf8'))
    await vi.waitFor(() => expect(isRunning(child)).toBe(false), { timeout: 20_000, interval: 5 })
  })
})

/** Whoever has ended may stay in the table for a moment, as nobody's child. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
