import { z } from 'zod'
import type { Ask } from '../createAsker.ts'
import { ExplorerError } from '../ExplorerError.ts'
import { readShape } from '../readRows.ts'

/** Heights of blocks by their times: a block has its time for itself. */
export interface Heights {
  learn(timeMs: number, height: number): void
  /** Asks about a transaction of the block where the height is not known. */
  find(hash: string, timeMs: number, signal?: AbortSignal): Promise<number>
}

const shape = z.object({
  id: z.string().max(80),
  blockNumber: z.int().min(0).max(0xffff_fffe),
  blockTimeStamp: z.int().min(0),
})

/** @source https://developers.tron.network/reference/gettransactioninfobyid */
export function createHeights(ask: Ask, url: string): Heights {
  const heights = new Map<number, number>()
  return {
    learn: (timeMs, height) => void heights.set(timeMs, height),
    async find(hash, timeMs, signal) {
      const known = heights.get(timeMs)
      if (known !== undefined) return known
      const read = (answer: unknown) => readShape(shape, answer, 'trongrid gettransactioninfobyid')
      const info = await ask({ url: `${url}/wallet/gettransactioninfobyid`, body: { value: hash }, signal, read })
      assertSame({ hash, timeMs }, info)
      heights.set(timeMs, info.blockNumber)
      return info.blockNumber
    },
  }
}

function assertSame({ hash, timeMs }: { hash: string; timeMs: number }, info: z.infer<typeof shape>): void {
  if (info.id.toLowerCase() === hash.toLowerCase() && info.blockTimeStamp === timeMs) return
  const message = `trongrid: asked about transaction ${hash} at ${timeMs}, it answers about ${info.id} at ${info.blockTimeStamp}.`
  throw new ExplorerError('LZ_EXPLORER_ROWS', message)
}
