import { SourceError } from '../SourceError.ts'

/** EIP-1474's "method not found" and "method not supported". */
const CODES: ReadonlySet<number> = new Set([-32_601, -32_004])
const WORDS =
  /method.*(not (found|supported|available|exist|enabled|allowed)|unavailable|disabled|unknown)|unknown method/i

/** Whether an error says that a node has no such method, by its code or, as providers do, in words or by HTTP's status. */
export function isUnknownMethod(error: unknown): boolean {
  if (!(error instanceof SourceError) || error.code !== 'LZ_SOURCE_REFUSED') return false
  return error.rpcCode === undefined || CODES.has(error.rpcCode) || WORDS.test(error.message)
}
