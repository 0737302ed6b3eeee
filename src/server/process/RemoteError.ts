import { z } from 'zod'
import { LazarettoError } from '../../LazarettoError.ts'
import * as Frame from './Frame.ts'

/** An error of another process: it keeps its code, kind and message. */
export class RemoteError extends LazarettoError {
  override readonly name = 'RemoteError'
}

const failure = z.strictObject({
  code: z.string().regex(/^LZ_[A-Z0-9_]+$/),
  kind: z.enum(['input', 'not-found', 'limit', 'retryable', 'integrity']),
  message: z.string(),
})

/** The error that a frame `fail` is about. @throws FrameError `LZ_RELAY_PROTOCOL` */
export function parseFailure(frame: Frame.Frame): RemoteError {
  const { success, data, error } = failure.safeParse(Frame.toJson(frame))
  if (!success) throw Frame.malformed('an error of an unknown form', error)
  return new RemoteError(data.code, data.kind, data.message)
}
