import { z } from 'zod'
import { createClient, readBytes } from '../../net/index.ts'
import { RehearsalError } from '../RehearsalError.ts'

/** A local node's JSON-RPC. */
export interface Rpc {
  /** @throws RehearsalError `LZ_REHEARSAL_NODE` where the node answers with an error; NetError `LZ_NET_*` */
  call<T>(method: string, params: readonly unknown[], shape: z.ZodType<T>): Promise<T>
}

const ANSWER_MAX_BYTES = 64 << 20

const answer = z.union([
  z.object({ error: z.object({ code: z.number(), message: z.string() }) }),
  z.object({ result: z.unknown() }),
])

/** Opens the JSON-RPC of a node on this machine. */
export function openRpc(url: string, signal?: AbortSignal): Rpc {
  const client = createClient({ allowPrivate: [new URL(url).host] })
  const request = {
    maxBytes: ANSWER_MAX_BYTES,
    headers: { 'content-type': 'application/json' },
    ...(signal === undefined ? {} : { signal }),
  }
  return {
    async call(method, params, shape) {
      const question = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
      const { body } = await client.post(url, question, request)
      const said = answer.parse(JSON.parse(Buffer.from(await readBytes(body)).toString('utf8')))
      if ('error' in said) throw refused(method, said.error.message)
      return shape.parse(said.result)
    },
  }
}

function refused(method: string, why: string): RehearsalError {
  const message = `The local node refuses ${method}: ${why.slice(0, 300)}`
  return new RehearsalError('LZ_REHEARSAL_NODE', 'integrity', message)
}
