import { z } from 'zod'
import * as Frame from '../process/Frame.ts'

/** What the process of a watch says of itself. Times in whole seconds UTC. */
export type WatchNews =
  /** It has watched a block. */
  | { readonly kind: 'block'; readonly height: number; readonly timeSec: number }
  /** It has closed the ledger, which others may have now. */
  | { readonly kind: 'released' }
  /** Something that may be better the next time. */
  | { readonly kind: 'problem'; readonly code: string; readonly message: string }
  /** What an address has from listed ones; it counts with the next `exposures`. Each as a line of a file of exposures. */
  | { readonly kind: 'exposed'; readonly address: string; readonly exposures: readonly object[] }
  /** All that has changed up to a block was told; `isWhole`: what was known before is no more true. */
  | { readonly kind: 'exposures'; readonly height: number; readonly hash: string; readonly isWhole: boolean }
  /** Where what contracts paid of the native asset is missing; told anew where that changes. */
  | { readonly kind: 'untraced'; readonly blocks: readonly { readonly first: number; readonly last: number }[] }
  /** It asks its node again without a problem. */
  | { readonly kind: 'well' }

const count = z.int().min(0)
const schema: z.ZodType<WatchNews> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('block'), height: count, timeSec: count }),
  z.strictObject({ kind: z.literal('released') }),
  z.strictObject({ kind: z.literal('problem'), code: z.string(), message: z.string() }),
  z.strictObject({ kind: z.literal('exposed'), address: z.string(), exposures: z.array(z.looseObject({})) }),
  z.strictObject({ kind: z.literal('exposures'), height: count, hash: z.string(), isWhole: z.boolean() }),
  z.strictObject({
    kind: z.literal('untraced'),
    blocks: z.array(z.strictObject({ first: count, last: count })),
  }),
  z.strictObject({ kind: z.literal('well') }),
])

/** Reads what the process says. @throws FrameError `LZ_RELAY_PROTOCOL` */
export function parseNews(frame: Frame.Frame): WatchNews {
  const { success, data, error } = schema.safeParse(Frame.toJson(frame))
  if (!success) throw Frame.malformed('news of an unknown form', error)
  return data
}
