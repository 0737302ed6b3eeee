import type { AskNode } from '../../guard/index.ts'
import { Rpc } from '../../ledger/index.ts'
import { createClient } from '../../net/index.ts'
import { GuardError } from './GuardError.ts'

const TIMEOUT_MS = 20_000
const ANSWER_BYTES_MAX = 32 << 20

/** A node that somebody has named, not asked yet; it may stand on this machine or in a private network. @throws GuardError `LZ_GUARD_NODE` */
export function openNode(url: string): AskNode {
  if (!URL.canParse(url))
    throw new GuardError('LZ_GUARD_NODE', 'A node is named by its URL, such as http://127.0.0.1:8545.')
  const { hostname, port, protocol } = new URL(url)
  const usual = protocol === 'https:' || protocol === 'wss:' ? '443' : '80'
  const client = createClient({ allowPrivate: [`${hostname}:${port === '' ? usual : port}`] })
  const rpc = new Rpc(client, url, { maxBytes: ANSWER_BYTES_MAX, timeoutMs: TIMEOUT_MS })
  return async (method, params) => await rpc.call({ method, params })
}
