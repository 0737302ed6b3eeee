import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { FakeChain } from '../bitcoin/FakeChain.support.ts'

/** What an explorer answers: undefined is what it does not have. */
export type EsploraAnswer = Buffer | string | undefined

/** What an explorer does otherwise than it should. `turn` counts its answers, from 1. */
export interface EsploraLie {
  answer?(path: string, truth: EsploraAnswer, turn: number): EsploraAnswer
  /** Sends something in its own way; true where it has. */
  send?(response: ServerResponse, request: EsploraRequest): boolean
}

/** A request, and what would be answered. */
export interface EsploraRequest {
  readonly path: string
  readonly body: EsploraAnswer
  readonly turn: number
}

/** An explorer of a test on 127.0.0.1. */
export interface FakeEsplora {
  readonly url: string
  readonly host: string
  /** The paths that it was asked for, in order. */
  readonly asked: readonly string[]
  /** Its chain: `chain.replace(blocks)` is a reorganisation. */
  readonly chain: FakeChain
  stop(): void
}

/**
 * Serves blocks as Esplora does, from block 0 on, with a lie.
 *
 * @source https://github.com/Blockstream/esplora/blob/master/API.md
 */
export async function startFakeEsplora(
  blocks: readonly { readonly bytes: Buffer }[],
  lie: EsploraLie = {},
): Promise<FakeEsplora> {
  const chain = new FakeChain(blocks)
  const asked: string[] = []
  const server = createServer(({ url = '' }, response) => {
    const path = url.replace(/^\/api/, '')
    const turn = asked.push(path)
    const truth = getTruth(chain, path)
    const body = lie.answer === undefined ? truth : lie.answer(path, truth, turn)
    if (lie.send?.(response, { path, body, turn }) === true) return
    if (body === undefined) response.writeHead(404).end('Block not found')
    else response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = (): void => {
    server.closeAllConnections()
    server.close()
  }
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: `http://${host}/api`, host, asked, chain, stop }
}

function getTruth(chain: FakeChain, path: string): EsploraAnswer {
  const [, room, name = '', part] = path.split('/')
  if (room === 'blocks' && name === 'tip') return part === 'hash' ? chain.hashAt(chain.height) : String(chain.height)
  if (room === 'block-height') return chain.hashAt(Number(name))
  if (room !== 'block') return undefined
  const block = chain.find(name)
  return part === 'header' ? block?.subarray(0, 80).toString('hex') : block
}
