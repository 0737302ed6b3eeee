import { z } from 'zod'
import * as Frame from '../process/Frame.ts'

/** A command, and all of its surroundings that it may see. */
export interface CommandOrder {
  /** As the process has it: program, script, and what was typed. */
  readonly argv: readonly string[]
  /** Folder from which paths are meant. */
  readonly cwd: string
  /** Rights that new files do not get. */
  readonly umask: number
  /** Variables that commands look at; one that is missing is not set. */
  readonly env: Readonly<Record<string, string>>
  /** Whether a person looks at it. */
  readonly isTTY: { readonly stdout: boolean; readonly stderr: boolean }
}

/** Names of the variables that commands look at. */
export const VARIABLES: readonly string[] = [
  'HOME',
  'XDG_DATA_HOME',
  'NO_COLOR',
  'LAZARETTO_RPC',
  'BLOCKSCOUT_API_KEY',
  'ETHERSCAN_API_KEY',
  'TRONGRID_API_KEY',
]

const schema: z.ZodType<CommandOrder> = z.strictObject({
  argv: z.array(z.string()).min(2),
  cwd: z.string().startsWith('/'),
  umask: z.int().min(0).max(0o777),
  env: z.partialRecord(z.enum(VARIABLES), z.string()).transform((env) => env as Record<string, string>),
  isTTY: z.strictObject({ stdout: z.boolean(), stderr: z.boolean() }),
})

/** Reads an order. @throws FrameError `LZ_RELAY_PROTOCOL` */
export function parseOrder(value: unknown): CommandOrder {
  const { success, data, error } = schema.safeParse(value)
  if (!success) throw Frame.malformed('an order of an unknown form', error)
  return data
}
