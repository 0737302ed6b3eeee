import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const PROGRAMS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'] as const
const ANSWER_MS = 60_000
/** What the manifest of an extension has to allow for `lazaretto/guard/browser`, and nothing else. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

/** The first Chromium in the path; where there is none, the run says that its tests were skipped. */
export function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const found = PROGRAMS.flatMap((name) => folders.map((folder) => join(folder, name))).find(canRun)
  if (found === undefined) console.warn(`SKIPPED tests in a real browser: no ${PROGRAMS.join(', ')} in the path`)
  return found
}

/**
 * Loads scripts in a real browser, one after the other, under the policy of an extension.
 *
 * @param program - Chromium.
 * @param files - What the page can load, by path; those that end in `.js` are its scripts.
 * @param head - What stands before the scripts.
 * @returns What a script has sent to `/answer`.
 */
export async function runInChromium(
  program: string,
  files: Readonly<Record<string, string>>,
  head = '<meta charset="utf-8">',
): Promise<unknown> {
  const scripts = Object.keys(files).filter((path) => path.endsWith('.js'))
  const page = `<!doctype html>${head}${scripts.map((path) => `<script src="${path}"></script>`).join('')}`
  const server = createServer()
  const answer = new Promise<unknown>((resolve, reject) => {
    server.on('request', (request, response) => {
      if (request.url === '/answer') void readAnswer(request, response).then(resolve, reject)
      else reply(response, { '/': page, ...files }[request.url ?? ''])
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const profile = mkdtempSync(join(tmpdir(), 'lazaretto-chromium-'))
  const child = start(program, profile, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  try {
    return await Promise.race([answer, end(child)])
  } finally {
    await stop(child)
    server.closeAllConnections()
    server.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

function start(program: string, profile: string, url: string): ChildProcess {
  // Containers and root have no sandbox to give it; nothing but this page of ours is loaded.
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', `--user-data-dir=${profile}`]
  // Without a port for tools it would end as soon as the page is loaded.
  const child = spawn(program, [...args, '--remote-debugging-port=0', url], { stdio: 'ignore', detached: true })
  process.once('exit', () => void stop(child))
  return child
}

/** Debian's program is a script before the browser, and the browser has processes of its own: all are one group. */
async function stop({ pid, exitCode }: ChildProcess): Promise<void> {
  if (pid === undefined || exitCode !== null) return
  for (let turn = 0; turn < 500; turn++) {
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      return
    }
    await setTimeout(10)
  }
}

/** Fails when the browser ends, or says nothing for too long. */
async function end(child: ChildProcess): Promise<never> {
  const why = await Promise.race([once(child, 'close'), setTimeout(ANSWER_MS, 'is late', { ref: false })])
  throw new Error(`The browser gave no answer: ${String(why)}`)
}

async function readAnswer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const text = await new Response(request as unknown as ReadableStream).text()
  response.end()
  return JSON.parse(text)
}

function reply(response: ServerResponse, body: string | undefined): void {
  const type = body?.startsWith('<!') ? 'text/html' : 'text/javascript'
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': type, 'content-security-policy': POLICY })
  response.end(body)
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
