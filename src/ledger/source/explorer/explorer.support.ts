import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Clock } from './HistorySource.ts'

/** A question as the server of a test sees it. */
export interface Asked {
  /** Counts from 1. */
  readonly number: number
  readonly url: URL
  readonly body: string
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** Serves one test on 127.0.0.1: an answer that is no text is sent as JSON, undefined leaves it to the listener. */
export async function serveAnswers(
  answer: (asked: Asked) => unknown,
): Promise<{ origin: string; host: string; asked: URL[] }> {
  const asked: URL[] = []
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = ''
    for await (const piece of request) body += piece
    const url = new URL(request.url ?? '/', 'http://explorer')
    asked.push(url)
    const said = answer({ number: asked.length, url, body, request, response })
    if (said !== undefined) response.end(typeof said === 'string' ? said : JSON.stringify(said))
  }
  const server = createServer((request, response) => void respond(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin: `http://${host}`, host, asked }
}

/** A clock that stands still but for sleeping, and remembers how long each sleep was. */
export function createTestClock(): Clock & { readonly sleptMs: number[] } {
  let now = 0
  const sleptMs: number[] = []
  return {
    sleptMs,
    nowMs: () => now,
    async sleep(ms) {
      sleptMs.push(ms)
      now += ms
    },
  }
}
