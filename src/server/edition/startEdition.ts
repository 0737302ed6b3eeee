import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type ErrorKind, LazarettoError } from '../../LazarettoError.ts'
import type { NameQuery, NameSearch, PartyHit } from '../../screen/index.ts'
import type { Lists } from '../loadScreener.ts'
import { createEdition, type Edition } from './Edition.ts'
import type { PolicyFile } from './PolicyFile.ts'

/** What an edition's thread is asked. */
export interface EditionQuestion {
  readonly id: number
  readonly query: NameQuery
  readonly search: NameSearch
}

/** What it says: first the lists, then hits. */
export type EditionReply = { readonly lists: Lists } | { readonly id: number; readonly hits: readonly PartyHit[] }

/** An edition in use, with the thread that looks names up in it. */
export interface LiveEdition extends Edition {
  /** @throws EditionError `LZ_EDITION_THREAD` where the thread has died, `LZ_EDITION_BUSY` */
  searchName(query: NameQuery, search: NameSearch): Promise<readonly PartyHit[]>
  /** Ends the thread once it has answered what it was asked. */
  retire(): void
}

/** Searches that may wait for the thread. */
const SEARCHES_MAX = 256

/**
 * Loads the lists of a folder in a thread of its own, so that requests do not stand still meanwhile.
 *
 * @throws EditionError, or what `loadLists` throws
 */
export async function startEdition(folder: string, policyFile: PolicyFile): Promise<LiveEdition> {
  // The thread runs what this file is: JavaScript when built, TypeScript in tests.
  const file = new URL(`./editionWorker${extname(import.meta.url)}`, import.meta.url)
  const worker = new Worker(file, { workerData: { folder } })
  try {
    const [reply] = (await once(worker, 'message')) as [{ readonly lists: Lists }]
    return { ...createEdition(reply.lists, policyFile), ...createSearch(worker) }
  } catch (error) {
    await worker.terminate()
    throw toFailure(error)
  }
}

interface Waiter {
  resolve(hits: readonly PartyHit[]): void
  reject(error: unknown): void
}

function createSearch(worker: Worker): Pick<LiveEdition, 'searchName' | 'retire'> {
  const waiting = new Map<number, Waiter>()
  let failure: EditionError | undefined
  let isRetired = false
  let next = 0
  const fail = (error: unknown): void => {
    failure ??= toFailure(error)
    for (const { reject } of waiting.values()) reject(failure)
    waiting.clear()
  }
  const endWhenIdle = (): void => {
    if (isRetired && waiting.size === 0) void worker.terminate()
  }
  worker.unref()
  worker.on('error', fail)
  worker.on('exit', () => fail(undefined))
  worker.on('message', ({ id, hits }: { id: number; hits: readonly PartyHit[] }) => {
    waiting.get(id)?.resolve(hits)
    waiting.delete(id)
    endWhenIdle()
  })
  return {
    searchName(query, search) {
      return new Promise((resolve, reject) => {
        if (failure !== undefined) throw failure
        if (waiting.size >= SEARCHES_MAX) throw busy()
        const id = next++
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, query, search } satisfies EditionQuestion)
      })
    },
    retire() {
      isRetired = true
      endWhenIdle()
    },
  }
}

/** An edition of the lists that cannot be loaded or asked. */
export class EditionError extends LazarettoError {
  override readonly name = 'EditionError'
}

// An error that crosses threads keeps its code and its kind, but not its class.
function toFailure(error: unknown): EditionError {
  const { code, kind, message } = (error ?? {}) as Partial<{ code: string; kind: ErrorKind; message: string }>
  if (code?.startsWith('LZ_') === true && kind !== undefined && message !== undefined) {
    return new EditionError(code, kind, message, { cause: error })
  }
  const text = `The thread that holds the lists has died: ${String(error ?? 'it was ended')}. The next refresh starts another.`
  return new EditionError('LZ_EDITION_THREAD', 'retryable', text, { cause: error })
}

function busy(): EditionError {
  return new EditionError(
    'LZ_EDITION_BUSY',
    'retryable',
    `${SEARCHES_MAX} searches for names wait. Try again in a moment.`,
  )
}
