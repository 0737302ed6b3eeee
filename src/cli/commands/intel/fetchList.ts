import {
  confirmCurrent,
  findKnownList,
  findState,
  type ListFile,
  type ListOptions,
  type ListState,
  readList,
  type Vault,
} from '../../../intel/index.ts'
import type { Client } from '../../../net/index.ts'

/** A list that is to be fetched: from its publisher, or from wherever the user says. */
export interface ListRequest extends ListOptions {
  readonly url: string
  /** Whether the address is its publisher's own: then the answer is the newest edition. */
  readonly isFromPublisher: boolean
}

const BYTES_MAX = 1 << 30
const TIMEOUT_MS = 15 * 60_000

/**
 * Asks for a list, and only for what has changed since it was last asked for there.
 *
 * @returns the file, not yet read, or the state of the list where it has not changed
 * @throws NetError `LZ_NET_*`; ListError as `readList`
 */
export async function fetchList(
  { client, vault, nowSec }: { client: Client; vault: Vault; nowSec: number },
  { url, isFromPublisher, ...options }: ListRequest,
): Promise<ListFile | ListState> {
  const { list } = options
  const state = list === undefined ? undefined : await findState(vault, list)
  const isSame = state?.current.origin === url
  const answer = await client.get(url, {
    maxBytes: (list === undefined ? undefined : findKnownList(list)?.bytesMax) ?? BYTES_MAX,
    timeoutMs: TIMEOUT_MS,
    ...(isSame && state.check.etag !== undefined ? { etag: state.check.etag } : {}),
    ...(isSame && state.check.lastModified !== undefined ? { lastModified: state.check.lastModified } : {}),
  })
  if (answer.status === 'not-modified') {
    if (state === undefined)
      throw new RangeError('An answer to a question that was not conditional says that nothing changed.')
    return await confirmCurrent(vault, state.list, {
      ...state.check,
      atSec: isFromPublisher ? nowSec : state.check.atSec,
    })
  }
  try {
    const reading = await readList(answer.body, options)
    const { etag, lastModified } = answer
    return { reading, origin: url, isFromPublisher, etag, lastModified }
  } catch (error) {
    answer.discard()
    throw error
  }
}
