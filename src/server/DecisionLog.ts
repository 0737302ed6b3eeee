import { LazarettoError } from '../LazarettoError.ts'
import { CanonicalJson, type DecisionWriter, openDecisionWriter } from '../state/index.ts'

/** Where answers are stored before they are given. */
export interface DecisionLog {
  /** Stores a decision. @returns its seq, once it is on the disk @throws StateError */
  append(kind: string, body: CanonicalJson.JsonValue): Promise<number>
  /** Decisions that wait for the disk. */
  readonly waiting: number
  close(): Promise<void>
}

/** Errors after which the writer goes on. */
const HARMLESS: ReadonlySet<string> = new Set(['LZ_LOG_FULL', 'LZ_LOG_DRAFT', 'LZ_LOG_CLOSED', 'LZ_JSON_VALUE'])

/**
 * Opens the decision log of a folder; a writer that dies is replaced at the next decision.
 *
 * @param now - Whole seconds UTC.
 * @throws StateError as `openState`
 */
export async function openDecisionLog(folder: string, now: () => number): Promise<DecisionLog> {
  const open = (): Promise<DecisionWriter> => openDecisionWriter(folder, { now })
  let writer: DecisionWriter | undefined = await open()
  let opening: Promise<DecisionWriter> | undefined
  let waiting = 0
  const reopen = async (): Promise<DecisionWriter> => {
    opening ??= open().finally(() => {
      opening = undefined
    })
    writer = await opening
    return writer
  }
  const forget = (dead: DecisionWriter, error: unknown): void => {
    const isHarmless = error instanceof LazarettoError && HARMLESS.has(error.code)
    if (!isHarmless && writer === dead) writer = undefined
  }
  return {
    async append(kind, body) {
      const bytes = CanonicalJson.encode(body)
      const current = writer ?? (await reopen())
      waiting++
      try {
        return await current.append(kind, bytes)
      } catch (error) {
        forget(current, error)
        throw error
      } finally {
        waiting--
      }
    },
    get waiting() {
      return waiting
    },
    close: async () => writer?.close(),
  }
}
