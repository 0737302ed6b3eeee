import { z } from 'zod'
import { ENGINE_VERSION } from '../edition/Basis.ts'
import * as Frame from '../process/Frame.ts'
import { RelayError } from './RelayError.ts'

/** What both ends say first: only the same program goes on. */
export interface Greeting {
  /** Version of the conversation. */
  readonly protocol: number
  /** Version of the program. */
  readonly version: string
}

/** A caller's greeting. */
export interface CallerGreeting extends Greeting {
  /** Name of its command, for those that wait behind it. */
  readonly command: string
}

/** The greeting of this program. */
export const GREETING: Greeting = { protocol: 1, version: ENGINE_VERSION }

// Later versions may say more: what they are is all that matters here.
const greeting = z.looseObject({ protocol: z.int(), version: z.string().max(100) })
const callerGreeting = greeting.extend({ command: z.string().regex(/^[a-z][a-z -]{0,40}$/) })

/** Reads a server's greeting. @throws FrameError `LZ_RELAY_PROTOCOL` */
export function parseGreeting(frame: Frame.Frame): Greeting {
  const { success, data, error } = greeting.safeParse(Frame.toJson(frame))
  if (!success) throw Frame.malformed('no greeting', error)
  return data
}

/** Reads a caller's greeting. @throws FrameError `LZ_RELAY_PROTOCOL` */
export function parseCallerGreeting(frame: Frame.Frame): CallerGreeting {
  const { success, data, error } = callerGreeting.safeParse(Frame.toJson(frame))
  if (!success) throw Frame.malformed('no greeting', error)
  return data
}

/** Whether who greets so is of this version. */
export function isOurs({ protocol, version }: Greeting): boolean {
  return protocol === GREETING.protocol && version === GREETING.version
}

/** @returns what a caller throws at a server of another version */
export function otherVersion({ version }: Greeting): RelayError {
  const message = `The server of this folder is Lazaretto ${version}, this is ${GREETING.version}. Start the server again with this version, or use that one.`
  return new RelayError('LZ_RELAY_VERSION', 'input', message)
}
