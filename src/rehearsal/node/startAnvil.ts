import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { RehearsalError } from '../RehearsalError.ts'

/** How the local node is started. */
export interface AnvilOptions {
  readonly program: string
  readonly accounts: number
  readonly genesisSec: number
}

/** A local node that mines only when told to. */
export interface Anvil {
  /** Its JSON-RPC, e.g. `http://127.0.0.1:40909`. */
  readonly url: string
  /** Ends it; it is gone when the promise is settled. */
  stop(): Promise<void>
}

const START_MS = 30_000

// Found beside this file: as TypeScript from sources, as JavaScript once built.
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './anvilWorker.ts' : './anvilWorker.js', import.meta.url)

/**
 * Starts anvil on a free port of this machine only, with its well-known test accounts and a genesis that never changes.
 *
 * It ends with the one who started it, whatever ends that: a process between the two holds a pipe and watches it.
 *
 * @throws RehearsalError `LZ_REHEARSAL_NODE` where it does not begin to listen
 */
export async function startAnvil({ program, accounts, genesisSec }: AnvilOptions): Promise<Anvil> {
  const args = [
    ...['--host', '127.0.0.1', '--port', '0', '--no-cors', '--chain-id', '31337'],
    ...['--hardfork', 'prague', '--gas-limit', '30000000000', '--timestamp', String(genesisSec)],
    ...[
      '--no-mining',
      '--order',
      'fifo',
      '--max-transactions',
      '100000',
      '--accounts',
      String(accounts),
      '--disable-default-create2-deployer',
    ],
  ]
  const keeper = spawn(process.execPath, [...process.execArgv, fileURLToPath(WORKER), program, ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  // Whoever has ended reads no more.
  keeper.stdin.on('error', () => undefined)
  const ended = once(keeper, 'close').catch(() => undefined)
  const stop = async (): Promise<void> => {
    keeper.stdin.end()
    await ended
  }
  const timer = setTimeout(() => void stop(), START_MS)
  try {
    return { url: await findUrl(keeper.stdout), stop }
  } catch (error) {
    await stop()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** What the node says once it listens; it goes on talking, and all of it is read, for a full pipe would stop it. */
async function findUrl(output: Readable): Promise<string> {
  return await new Promise((resolve, reject) => {
    let text = ''
    const read = (chunk: Buffer): void => {
      text += chunk.toString('latin1')
      const port = /^Listening on 127\.0\.0\.1:(\d+)$/m.exec(text)?.[1]
      if (port === undefined) return
      output.off('data', read).resume()
      resolve(`http://127.0.0.1:${port}`)
    }
    output.on('data', read)
    output.once('close', () => reject(silent()))
  })
}

function silent(): RehearsalError {
  const message = `The local node anvil ended, or did not listen within ${START_MS / 1000} seconds.`
  return new RehearsalError('LZ_REHEARSAL_NODE', 'retryable', message)
}
