import { z } from 'zod'
import { AssetId } from '../../chain/index.ts'
import { WatchError } from '../WatchError.ts'

/** How the rules weigh what they see. */
export interface WatchOptions {
  /** Money that lay still for this long wakes when it moves. Unit: seconds. */
  readonly dormancySec: number
  /** Receivers of one holder that make a split. */
  readonly splitWidth: number
  /** Within how many blocks, the newest one too. */
  readonly splitBlocks: number
  /** Least base units of an asset that are worth an alert of their own; 1 where it is not named. */
  readonly leastUnits: ReadonlyMap<AssetId.AssetId, bigint>
  /** Alerts for one theft and asset in one block; what is beyond becomes one alert that counts it. */
  readonly alertsMax: number
}

/** What holds where nobody says otherwise. */
export const WATCH_OPTIONS: WatchOptions = {
  dormancySec: 30 * 86_400,
  splitWidth: 8,
  splitBlocks: 50,
  leastUnits: new Map(),
  alertsMax: 50,
}

/** Options as JSON: each may be missing; amounts are decimal texts in base units by CAIP-19 id. */
export interface WatchOptionsText {
  readonly dormancySec?: number | undefined
  readonly splitWidth?: number | undefined
  readonly splitBlocks?: number | undefined
  readonly leastUnits?: Readonly<Record<string, string>> | undefined
  readonly alertsMax?: number | undefined
}

const count = (max: number): z.ZodInt => z.int().min(1).max(max)
const units = z.string().regex(/^(?:0|[1-9][0-9]{0,77})$/)
const schema: z.ZodType<WatchOptionsText> = z.strictObject({
  dormancySec: count(100 * 365 * 86_400).optional(),
  splitWidth: count(10_000).min(2).optional(),
  splitBlocks: count(512).optional(),
  leastUnits: z.record(z.string().max(280), units).optional(),
  alertsMax: count(1_000).optional(),
})

/**
 * Reads options that differ from the defaults.
 *
 * @throws WatchError `LZ_WATCH_OPTIONS`
 * @example
 * parseOptions({ splitWidth: 4, leastUnits: { 'eip155:1/slip44:60': '10000000000000000' } })
 * parseOptions({ splitWidth: 1 }) // throws LZ_WATCH_OPTIONS
 */
export function parseOptions(given: unknown): WatchOptions {
  const read = schema.safeParse(given)
  if (!read.success) throw refuse(z.prettifyError(read.error))
  const { leastUnits = {}, ...said } = read.data
  const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  return { ...WATCH_OPTIONS, ...known, leastUnits: new Map(Object.entries(leastUnits).map(readLeast)) }
}

function readLeast([asset, least]: [string, string]): [AssetId.AssetId, bigint] {
  try {
    return [AssetId.parse(asset), BigInt(least)]
  } catch (error) {
    throw refuse(String(error))
  }
}

function refuse(why: string): WatchError {
  const message = `These are no options of a watch: ${why.slice(0, 300)}. Give whole numbers within their bounds and amounts in base units by CAIP-19 id.`
  return new WatchError('LZ_WATCH_OPTIONS', 'input', message)
}
