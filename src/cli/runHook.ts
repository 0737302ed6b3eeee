import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import { LazarettoError } from '../LazarettoError.ts'
import type { WorkState } from '../state/index.ts'
import { addSubscriber, listSubscribers, type RunHook } from '../watch/index.ts'

const SAID_BYTES_MAX = 2_000

/**
 * The operator's program as a receiver of events: no shell and no arguments, the event as JSON on its standard input, of
 * the environment `PATH` alone. It succeeds by ending with code 0; what has not ended in time is killed, with all that it
 * started. Its output is read and dropped, but for the beginning of what it says of an error.
 *
 * @returns what throws HookError `LZ_WATCH_HOOK` where the program cannot be started, fails, or takes too long
 */
export function createHook(program: string): RunHook {
  const path = placeHook(program)
  return async (body, signal) => {
    const { PATH = '/usr/local/bin:/usr/bin:/bin' } = process.env
    const child = spawn(path, [], { stdio: ['pipe', 'ignore', 'pipe'], env: { PATH }, detached: true })
    const kill = (): void => killGroup(child.pid)
    signal.addEventListener('abort', kill)
    if (signal.aborted) kill()
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(0, SAID_BYTES_MAX)
    })
    // One that does not read its input may be right all the same.
    child.stdin.on('error', () => undefined)
    child.stdin.end(body)
    try {
      const [code, by] = (await once(child, 'exit')) as [number | null, string | null]
      if (signal.aborted) throw failed(program, 'it took too long, or the watch ended')
      if (code !== 0) throw failed(program, `it ended with ${code ?? by ?? 'nothing'}${said === '' ? '' : `: ${said}`}`)
    } catch (cause) {
      throw cause instanceof HookError ? cause : failed(program, String(cause), cause)
    } finally {
      signal.removeEventListener('abort', kill)
      child.stderr.destroy()
    }
  }
}

/** The program wherever it is started from: a path is meant from here, a bare name is sought in `PATH`. */
export function placeHook(program: string): string {
  return program.includes('/') ? resolve(program) : program
}

/** The hook of a program, with a subscriber for it, so that events wait for it also while nobody runs it. */
export function addHook(state: WorkState, program: string, now: number): RunHook {
  const isKnown = listSubscribers(state).some(({ kind, ended }) => kind === 'hook' && ended === undefined)
  const plan = { kind: 'hook', name: 'the command of --hook', by: userInfo().username } as const
  if (!isKnown) addSubscriber(state, plan, { now, randomBytes })
  return createHook(program)
}

/** A program of one's own is the leader of its group. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended in this moment.
  }
}

/** A hook that did not take an event. */
class HookError extends LazarettoError {
  override readonly name = 'HookError'
}

function failed(program: string, why: string, cause?: unknown): HookError {
  const message = `The hook ${program} has not taken an event: ${why}. It is given the event again.`
  return new HookError('LZ_WATCH_HOOK', 'retryable', message, { cause })
}
