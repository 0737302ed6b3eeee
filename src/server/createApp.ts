import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { answerRequest, type Reply, replyError } from './answerRequest.ts'
import type { Desk } from './Desk.ts'
import type { Endpoint } from './Endpoint.ts'
import type { Exchange } from './edge/Exchange.ts'
import { HttpError } from './edge/HttpError.ts'

/** Behind a socket there is Node's own request; in a test there is none. */
export interface Bindings {
  Bindings: Partial<HttpBindings>
}

/** The API as a function from requests to answers, without a socket. */
export function createApp(desk: Desk, endpoints: readonly Endpoint[]): Hono<Bindings> {
  const app = new Hono<Bindings>({ strict: true })
  for (const endpoint of endpoints) {
    app.on(endpoint.method.toUpperCase(), endpoint.path, async (c) => {
      const reply = await answerRequest(desk, endpoint, toExchange(c))
      // Of what goes on, HEAD takes nothing, and nobody would ever end it.
      if (c.req.method === 'HEAD' && reply.body instanceof ReadableStream) await reply.body.cancel()
      return toResponse(reply)
    })
  }
  // Here and not as routes: where two handlers fit a path, hono composes them at each request.
  const paths = listPaths(endpoints)
  app.notFound(({ req }) => {
    const found = paths.find(({ pattern }) => pattern.test(req.path))
    return toResponse(found === undefined ? replyError(desk, notFound()) : answerOther(desk, req.method, found.methods))
  })
  app.onError((error) => toResponse(replyError(desk, error)))
  return app
}

function toExchange(c: Context<Bindings>): Exchange {
  const { req } = c
  const incoming = (c.env as Partial<HttpBindings> | undefined)?.incoming
  const at = req.url.indexOf('?')
  const query = at < 0 ? '' : req.url.slice(at + 1)
  const param = (name: string): string => req.param(name) ?? ''
  if (incoming === undefined) {
    const body = req.raw.body ?? emptyBody()
    const headers = { get: (name: string) => req.header(name) }
    return { method: req.method, headers, remote: undefined, query, body, param, hangUp: () => undefined }
  }
  const { headers, socket } = incoming
  const get = (name: string): string | undefined => headers[name] as string | undefined
  const hangUp = (): void => void socket.destroy()
  return { method: req.method, headers: { get }, remote: socket.remoteAddress, query, body: incoming, param, hangUp }
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}

/** An answer as hono sends it. */
export function toResponse({ status, headers, body }: Reply): Response {
  return new Response(status === 204 ? null : body, { status, headers })
}

interface KnownPath {
  readonly pattern: RegExp
  /** As the header Allow has them. */
  readonly methods: string
}

function listPaths(endpoints: readonly Endpoint[]): KnownPath[] {
  const found = new Map<string, string[]>()
  for (const { path, method } of endpoints) {
    const names = method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]
    found.set(path, [...(found.get(path) ?? ['OPTIONS']), ...names])
  }
  return Array.from(found, ([path, names]) => {
    const pattern = path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')
    return { pattern: new RegExp(`^${pattern}$`), methods: names.sort().join(', ') }
  })
}

function answerOther(desk: Desk, method: string, methods: string): Reply {
  if (method === 'OPTIONS') return { status: 204, headers: { Allow: methods }, body: '' }
  return replyError(desk, new HttpError('LZ_HTTP_METHOD', `This takes ${methods}.`, { Allow: methods }))
}

function notFound(): HttpError {
  return new HttpError('LZ_HTTP_NOT_FOUND', 'There is nothing at this path. /docs says what there is.')
}
